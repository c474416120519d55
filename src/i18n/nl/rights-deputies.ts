/** Plaatsvervangers: who replaces somebody who is absent for a while. */
export const deputies = {
  action: 'Duid een plaatsvervanger aan',
  title: (who: string) => `Wie vervangt ${who}?`,
  lead: (who: string) =>
    `Is ${who} er een tijd niet? Een collega neemt het over, tot en met een dag die je kiest. Daarna stopt het vanzelf.`,
  chooseTitle: 'Kies een collega',
  chooseHint: 'Iemand met een band met deze instelling zelf.',
  formTitle: (who: string) => `${who} als plaatsvervanger`,
  other: 'Kies iemand anders',
  noRights: (who: string) => `${who} heeft hier vandaag geen rechten. Er is niets waarin iemand kan vervangen.`,
  rules: (absent: string, deputy: string) =>
    `${deputy} kan nooit meer dan ${absent} op dat moment zelf. Het logboek noemt altijd allebei de namen. Een plaatsvervanger geeft geen beheerrechten, geeft zichzelf niets en duidt geen andere plaatsvervanger aan.`,
  rights: 'Waarin vervangt die collega?',
  rightsHint: 'Haal weg wat niet nodig is.',
  untilOf: (who: string, day: string) => `${who} heeft dit tot en met ${day}`,
  themes: 'Van welke thema’s?',
  themesHint: 'Geldt voor Mijn Onderwijs Gebruiker. Thema’s die twee personen moeten aanvinken, staan er niet bij.',
  notPossible: 'Wat niet kan',
  notDeputisable: 'daarin vervangt niemand. Is er iemand nodig, geef dan een collega zelf dit recht.',
  whoCan: (rights: string) => `dat mag jij niet. Het kan wel door iemand met: ${rights}.`,
  period: 'Wanneer?',
  from: 'Vanaf',
  until: 'Tot en met',
  untilHint: (days: number) => `dd/mm/jjjj. Ten hoogste ${days} dagen. Je kunt het altijd vroeger stoppen.`,
  submit: 'Duid aan',
  errors: {
    'nothing-chosen': 'Kies minstens één recht.',
    'no-theme': 'Kies minstens één thema, of haal Mijn Onderwijs Gebruiker weg.',
    'too-early': 'Kies vandaag of later.',
    'ends-before-begin': 'De laatste dag ligt voor de eerste. Kies een latere dag.',
    exists: 'Deze collega vervangt al in die periode. Stop dat eerst, of kies een andere periode.',
    'too-long': (day: string) =>
      `Kies ten laatste ${day}. Duurt het langer, geef dan zelf een recht of draag over aan een opvolger.`,
    decided: 'Over deze vraag is al beslist.',
    'more-than-asked': 'Je kunt niet meer geven dan gevraagd is. Kies geen andere rechten en geen langere periode.',
    hindered: 'Een van deze rechten kan zo niet. Haal het weg of kies een andere periode.',
  },
  done: 'De plaatsvervanger is aangeduid. Allebei krijgen ze een mail.',
  doneEnded: 'De vervanging is gestopt. Ze geeft vanaf de volgende klik niets meer.',
  section: 'Vervanging',
  replaces: (who: string, until: string) => `vervangt ${who} tot en met ${until}`,
  replacesLater: (who: string, from: string, until: string) => `vervangt ${who} van ${from} tot en met ${until}`,
  replacedBy: (who: string, until: string) => `wordt vervangen door ${who} tot en met ${until}`,
  replacedLater: (who: string, from: string, until: string) =>
    `wordt vervangen door ${who} van ${from} tot en met ${until}`,
  youReplace: (who: string, until: string) => `Je vervangt ${who} tot en met ${until}`,
  youReplaceLater: (who: string, from: string, until: string) => `Je vervangt ${who} van ${from} tot en met ${until}`,
  youAreReplaced: (who: string, until: string) => `${who} vervangt je tot en met ${until}`,
  youAreReplacedLater: (who: string, from: string, until: string) =>
    `${who} vervangt je van ${from} tot en met ${until}`,
  at: (place: string, rights: string) => `Bij ${place}: ${rights}.`,
  end: 'Stop de vervanging',
  endOf: (deputy: string, absent: string) => `van ${absent} door ${deputy}`,
  own: 'Ben je een tijd afwezig? Duid op je eigen pagina in Gebruikersbeheer een plaatsvervanger aan.',
  ownLink: 'Naar je pagina',
  askAdmin:
    'Ben je een tijd afwezig? Een beheerder van je instelling kan een collega aanduiden die je vervangt. Je kunt dat vragen.',
  ask: {
    title: 'Vraag een plaatsvervanger',
    lead: 'Je vraag gaat naar iedereen die deze plaatsvervanger kan aanduiden. Wie eerst kijkt, beslist.',
    chooseLead: 'Voor welke instelling vraag je een plaatsvervanger?',
    noPlace: 'Je hebt vandaag geen rechten waarin iemand je kan vervangen.',
    institution: 'Instelling',
    name: 'Wie kan je vervangen?',
    nameHint: 'Schrijf de voornaam en naam van een collega van dezelfde instelling. Je beheerder zoekt die persoon op.',
    rights: 'Waarin vervangt die collega je?',
    rightsHint: 'Haal weg wat niet nodig is.',
    untilOf: (day: string) => `Je hebt dit tot en met ${day}`,
    notWhy: 'Waarom je afwezig bent, hoef je nergens te schrijven.',
    submit: 'Verstuur vraag',
    cannot: 'Dit kun je nu niet vragen',
    obstacles: {
      'asked-already':
        'Je hebt voor deze instelling al een plaatsvervanger gevraagd. Trek die vraag eerst in, of wacht af.',
      'too-many-open': (most: number) =>
        `Je hebt al ${most} vragen die op een beslissing wachten. Trek er eerst een in, of wacht af.`,
      'refused-recently': (again: string) =>
        `Deze collega is je pas geweigerd. Noem iemand anders, of vraag het opnieuw vanaf ${again}.`,
      nobody:
        'Niemand kan je voor al deze rechten samen een plaatsvervanger geven. Vraag het voor minder rechten, of bel gratis 1700.',
      'name-missing': 'Schrijf wie je kan vervangen.',
      'nothing-chosen': 'Kies minstens één recht.',
      'too-early': 'Kies vandaag of later.',
      'ends-before-begin': 'De laatste dag ligt voor de eerste. Kies een latere dag.',
      'too-long': (day: string) => `Kies ten laatste ${day}.`,
    },
  },
  asked: {
    title: 'Vraag om een plaatsvervanger',
    choose: 'Kies wie vervangt',
    chooseHint: 'Zoek de collega op en kijk na in wat en wanneer. Je kunt minder geven dan gevraagd, niet meer.',
    wished: (name: string) => `Gevraagd is: ${name}.`,
  },
  mails: {
    open: 'Bekijk je profiel',
    named: {
      absent: {
        subject: (deputy: string) => `${deputy} vervangt je`,
        lead: (deputy: string, place: string, from: string, until: string) =>
          `${deputy} vervangt je bij ${place} van ${from} tot en met ${until}. Wat die in jouw plaats doet, staat met allebei jullie namen in het logboek. Stoppen kan altijd in je profiel. Het gaat om:`,
      },
      deputy: {
        subject: (absent: string) => `Je vervangt ${absent}`,
        lead: (absent: string, place: string, from: string, until: string) =>
          `Je vervangt ${absent} bij ${place} van ${from} tot en met ${until}. Wat je in die plaats doet, staat met allebei jullie namen in het logboek. Daarna stopt het vanzelf. Het gaat om:`,
      },
    },
    ended: {
      absent: {
        subject: (deputy: string) => `${deputy} vervangt je niet meer`,
        lead: (deputy: string, place: string) =>
          `${deputy} vervangt je bij ${place} niet meer. Wat je zelf mag, blijft zoals het is.`,
      },
      deputy: {
        subject: (absent: string) => `Je vervangt ${absent} niet meer`,
        lead: (absent: string, place: string) =>
          `Je vervangt ${absent} bij ${place} niet meer. Wat je zelf mag, blijft zoals het is.`,
      },
    },
  },
};

export type DeputiesMessages = typeof deputies;
