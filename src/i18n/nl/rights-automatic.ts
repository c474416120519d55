/** Automatische rechten: what a head gets by itself at an institution, switched off and on again. */
export const automatic = {
  title: 'Automatische rechten',
  lead: 'Wie hier directeur is, krijgt deze rechten vanzelf, zolang de aanstelling loopt. Je kunt dat per recht uitzetten.',
  right: 'Recht',
  state: 'Automatisch toekennen',
  isOn: 'aan',
  isOff: (day: string, who: string, reason: string) => `uit sinds ${day}, door ${who}: ${reason}`,
  somebody: 'een beheerder',
  whoCan: (rights: string) => `kan door iemand met: ${rights}`,
  link: 'Zet automatisch toekennen uit',
  goOff: 'Zet uit',
  goOn: 'Zet weer aan',
  of: (right: string) => `: ${right}`,
  earlier: 'Eerder uitgezet',
  offOn: 'Uitgezet',
  onAgain: 'Weer aangezet',
  told: (day: string, who: string, reason: string) => `${day}, door ${who}: ${reason}`,
  off: {
    title: 'Automatisch toekennen uitzetten',
    lead: (right: string, place: string) =>
      `Het recht ${right} volgt bij ${place} uit de aanstelling als directeur. Je zet dat uit.`,
    who: 'Wie verliest dit recht?',
    nobody: 'Niemand heeft dit recht vandaag door een aanstelling.',
    what: 'Het geldt vanaf de volgende klik. Een nieuwe directeur krijgt dit recht niet vanzelf. Met de hand geven kan wel, en later weer aanzetten ook.',
    own: 'Je verliest dit recht zelf.',
    ownAdmin: 'Je verliest dit recht zelf. Alleen een andere beheerder kan het dan voor jou weer aanzetten.',
    submit: 'Zet automatisch toekennen uit',
    done: 'Automatisch toekennen staat uit voor dit recht.',
  },
  on: {
    title: 'Automatisch toekennen weer aanzetten',
    lead: (right: string, place: string) =>
      `Het recht ${right} volgt bij ${place} nu niet uit de aanstelling als directeur. Je zet dat weer aan.`,
    who: 'Wie krijgt dit recht?',
    nobody: 'Er is vandaag geen directeur met een lopende aanstelling en een band met deze instelling.',
    what: 'Het geldt vanaf de volgende klik, zolang de aanstelling loopt.',
    submit: 'Zet automatisch toekennen weer aan',
    done: 'Automatisch toekennen staat weer aan voor dit recht.',
  },
  opens: (what: string) => `Wat het recht doet: ${what}`,
  person: 'Persoon',
  becomes: 'Wat gebeurt er?',
  loses: 'verliest het meteen',
  losesAsDeputy: 'verliest het meteen: vervangt iemand die het door de aanstelling heeft',
  keeps: 'houdt het: niet door de aanstelling gekregen',
  gains: 'krijgt het meteen',
  reason: 'Reden',
  reasonHint: 'De reden staat in het logboek, en in de mail aan wie het recht verliest of krijgt.',
  reasonMissing: { off: 'Schrijf waarom je het uitzet.', on: 'Schrijf waarom je het weer aanzet.' },
  keep: 'Toch niet',
  cannot: 'Zo kan het niet',
  obstacles: {
    'last-head-admin':
      'Zo blijft er geen actieve Hoofd Lokale Beheerder van deze instelling over. Geef eerst een collega dat recht met de hand. Zet het daarna uit.',
    'own-admin-right':
      'Je krijgt hierdoor zelf een beheerrecht, nu of zodra je huidige stopt. Dat kun je jezelf niet geven. Vraag een andere beheerder om het aan te zetten.',
  },
  mails: {
    open: 'Bekijk je rechten',
    off: {
      subject: (right: string, place: string) => `Je hebt het recht ${right} niet meer (${place})`,
      lead: (right: string, place: string, by: string, day: string) =>
        `Het recht ${right} had je bij ${place} vanzelf, door je aanstelling als directeur. ${by} zette dat uit. Je hebt het recht niet meer sinds ${day}.`,
    },
    offForDeputy: {
      subject: (right: string, place: string) => `Je hebt het recht ${right} niet meer (${place})`,
      lead: (right: string, place: string, by: string, day: string) =>
        `Het recht ${right} had je bij ${place} omdat je een directeur vervangt. ${by} zette uit dat een directeur dit recht vanzelf krijgt. Je hebt het niet meer sinds ${day}.`,
    },
    on: {
      subject: (right: string, place: string) => `Je hebt het recht ${right} (${place})`,
      lead: (right: string, place: string, by: string, day: string) =>
        `${by} zette bij ${place} weer aan dat een directeur het recht ${right} vanzelf krijgt. Je hebt het sinds ${day}, zolang je aanstelling loopt.`,
    },
    reason: (reason: string) => `Reden: ${reason}`,
    whomToAsk: (by: string, place: string) =>
      `Heb je een vraag? Stel ze aan ${by} of aan een andere beheerder van ${place}. In je profiel zie je wie dat zijn.`,
  },
  already: 'Dat was al zo: iemand was je voor. Er is niets veranderd.',
};

export type AutomaticMessages = typeof automatic;
