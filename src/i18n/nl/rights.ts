import { access } from './rights-access.ts';
import { automatic } from './rights-automatic.ts';
import { change, ending } from './rights-change.ts';
import { invitations } from './rights-invitations.ts';
import { held } from './rights-held.ts';
import { deputies } from './rights-deputies.ts';
import { handover } from './rights-handover.ts';
import { journal } from './rights-journal.ts';
import { mails } from './rights-mails.ts';
import { mergers } from './rights-mergers.ts';
import { many } from './rights-many.ts';
import { lists } from './rights-lists.ts';
import { register } from './rights-register.ts';
import { relations } from './rights-relations.ts';
import { requests, tasks } from './rights-requests.ts';
import { rescue } from './rights-rescue.ts';
import { reviews } from './rights-reviews.ts';
import { person, persons } from './rights-persons.ts';
import { ends } from './rights-time.ts';

/** Texts of Gebruikersbeheer. */
export const rights = {
  name: 'Gebruikersbeheer',
  access,
  automatic,
  invitations,
  journal,
  rescue,
  deputies,
  handover,
  mergers,
  ends,
  reviews,
  start: {
    lead: 'Wie mag wat, voor welke instelling, van wanneer tot wanneer.',
    institutions: 'Instellingen',
    institutionsHint: 'De instellingen waarvoor je rechten mag bekijken of toekennen.',
    searchInstitution: 'Zoek op nummer, naam of gemeente',
    number: 'Nummer',
    institution: 'Instelling',
    municipality: 'Gemeente',
    people: 'Personen',
    noneFoundTitle: 'Geen instelling gevonden',
    noneFound: ['Kijk het nummer of de naam na.', 'Je ziet alleen instellingen waarvoor je rechten mag beheren.'],
    stepsInTitle: 'Instellingen zonder beheerder',
    stepsIn:
      'Je mag de vijf rechten van een directeur geven waar een instelling geen Hoofd Lokale Beheerder heeft. Zoek de instelling op nummer of naam.',
    hasHeadAdmin: 'Heeft een Hoofd Lokale Beheerder: die geeft de rechten zelf.',
    withoutHeadAdmin: 'Geen Hoofd Lokale Beheerder',
    state: 'Toestand',
    findPerson: 'Zoek een persoon op naam',
    manage: 'Personen en rechten',
    consult: 'Gebruikersrechten per doelgroep',
    tiles: {
      give: 'Snel recht toekennen',
      giveHint: 'Een nieuw recht voor één persoon namens een organisatie',
      secondPersonHint: 'Salarisoverzichten aanvinken met twee',
      journalHint: 'Wie deed wat, en wanneer',
      who: 'Wie kan wat openen?',
      whoHint: 'Op elke dag, langs welke weg',
      former: 'Historische personen',
      formerHint: 'Wie vertrokken is, opnieuw toevoegen',
      remove: 'Verwijder meerdere personen',
      removeHint: 'Beëindig de band van personen met je instelling',
      register: 'Persoon registreren',
      registerHint: 'Voeg iemand toe met het rijksregisternummer',
      many: 'Toekennen meerdere personen',
      manyHint: 'Hetzelfde recht voor zoveel personen als je wilt',
      people: 'Toon alle personen',
      peopleCount: (n: number) => (n === 1 ? '1 persoon' : `${n.toLocaleString('nl-BE')} personen`),
      institutions: 'Toon instellingen',
      institutionsCount: (n: number) =>
        n === 1 ? '1 instelling waarvan je rechten beheert' : `${n} instellingen waarvan je rechten beheert`,
      stepsInHint: 'Zoek een instelling zonder Hoofd Lokale Beheerder',
      rightsCount: (n: number) => (n === 1 ? '1 recht' : `${n.toLocaleString('nl-BE')} rechten`),
    },
  },
  catalogue: {
    category: 'Categorie',
    none: (groups: string) => `Nog geen rechten voor: ${groups}.`,
    title: 'Gebruikersrechten',
    lead: 'Alle rechten per doelgroep en categorie. Deze lijst kun je hier niet wijzigen.',
    right: 'Recht',
    description: 'Wat het opent',
    contexts: 'Contexten',
    contextsRequired: 'verplicht',
    noContexts: 'geen',
    longest: 'Langste duur',
    months: (n: number) => `${n} maanden`,
    noLimit: 'geen grens bekend',
    givers: 'Wie mag het geven',
    automatic: 'Automatisch voor directeurs',
    onlyWithoutHeadAdmin: (name: string) => `${name} (enkel zonder Hoofd Lokale Beheerder)`,
    nobody: 'enkel het systeem of de beheerder van de installatie',
  },
  persons,
  person,
  change,
  ending,
  requests,
  held,
  tasks,
  lists,
  mails,
  register,
  relations,
  many,
  people: {
    lead: 'Iedereen met een band met deze instelling of met een recht erop.',
    search: 'Zoek op naam',
    order: 'Sorteer',
    byName: 'op naam',
    byEnding: 'eerst wat het vroegst afloopt',
    person: 'Persoon',
    right: 'Recht',
    period: 'Periode',
    cause: 'Hoe gekregen',
    relation: 'Band',
    elsewhere: 'via bestuur of andere instelling',
    relationUntil: (category: string, until: string) => `${category}, tot en met ${until}`,
    actions: 'Actie',
    from: (from: string, until: string) => `${from} – ${until}`,
    notYet: (date: string) => `begint op ${date}`,
    inactive: 'geeft vandaag niets',
    noRights: 'geen rechten',
    prolong: 'Verlengen',
    end: 'Beëindigen',
    endOf: (right: string, person: string) => `${right} van ${person}`,
    give: 'Recht toekennen',
    giveTo: (person: string) => `aan ${person}`,
    causes: {
      automatic: 'automatisch (directeur)',
      manual: 'toegekend',
      imported: 'overgenomen',
      deputy: 'als plaatsvervanger',
    },
    count: (n: number) => (n === 1 ? '1 persoon' : `${n.toLocaleString('nl-BE')} personen`),
    noneTitle: 'Niemand gevonden',
    none: ['Kijk de naam na.', 'Gebruik een deel van de voornaam of de familienaam.'],
    you: 'jij',
  },
  done: {
    granted: (person: string, right: string) => `${person} heeft het recht ${right}. Het werkt vanaf de volgende klik.`,
    grantedLater: (person: string, right: string, from: string) => `${person} krijgt het recht ${right} vanaf ${from}.`,
    grantedQuietly: 'Het recht is toegekend. Het werkt vanaf de volgende klik.',
    themesNext: 'Vink nu in Themabeheer de thema’s aan: zonder thema’s is er nog niets te zien.',
    ended: (n: number) =>
      n === 1
        ? 'Het recht geldt nog vandaag en stopt dan vanzelf.'
        : `${n.toLocaleString('nl-BE')} rechten gelden nog vandaag en stoppen dan vanzelf.`,
    shortened: (n: number) =>
      n === 1
        ? 'Het recht stopt op de dag die je koos.'
        : `${n.toLocaleString('nl-BE')} rechten stoppen op de dag die je koos.`,
    withdrawn: (n: number) =>
      n === 1
        ? 'Het recht is ingetrokken. Het geeft vanaf de volgende klik niets meer.'
        : `${n.toLocaleString('nl-BE')} rechten zijn ingetrokken. Ze geven vanaf de volgende klik niets meer.`,
    registered: 'De persoon is geregistreerd en verbonden met de instelling.',
    exists: 'Deze persoon is al bekend. Hieronder zie je de banden en rechten.',
    relationsEnded: (n: number) =>
      n === 1
        ? 'De band stopt op de dag die je koos, met alle rechten en thema’s die eraan hangen.'
        : `${n.toLocaleString('nl-BE')} banden stoppen op de dag die je koos, met alle rechten en thema’s die eraan hangen.`,
    relationsEndedAtOnce: (n: number) =>
      n === 1
        ? 'De band is beëindigd. De rechten en thema’s geven vanaf de volgende klik niets meer.'
        : `${n.toLocaleString('nl-BE')} banden zijn beëindigd. De rechten en thema’s geven vanaf de volgende klik niets meer.`,
    relationProlonged: 'De band is verlengd. De rechten houden hun eigen einddatum.',
    linked: 'De band is toegevoegd.',
    already: 'Dit was al gebeurd. Het is één keer bewaard.',
    prolonged: (n: number) =>
      n === 1 ? 'Het recht is verlengd.' : `${n.toLocaleString('nl-BE')} rechten zijn verlengd.`,
  },
  give: {
    title: 'Nieuw recht toekennen',
    steps: { who: 'Instelling en persoon', what: 'Recht en periode', confirm: 'Bevestigen' },
    chooseInstitution: 'Voor welke instelling?',
    choosePerson: 'Aan wie?',
    personHint: 'Je ziet iedereen met een band met deze instelling of met haar bestuur.',
    choose: 'Kies',
    chooseRight: 'Welk recht?',
    right: 'Recht',
    next: 'Verder',
    details: 'Van wanneer tot wanneer?',
    description: 'Wat opent dit recht?',
    contexts: 'Contexten',
    contextsHint: 'Vink aan in welke rol deze persoon het recht krijgt.',
    contextsRequiredHint: 'Vink minstens één rol aan.',
    from: 'Begindatum',
    until: 'Einddatum',
    untilHint: (latest: string, why: string) => `dd/mm/jjjj. Ten laatste ${latest}: ${why}`,
    limits: {
      'longest-period': 'langer mag dit recht niet duren.',
      giver: 'dan eindigt jouw eigen recht, en verder mag je niet geven.',
      relation: 'dan eindigt de band met de instelling.',
      catalogue: 'dan houdt dit recht op te bestaan.',
      'next-right': 'daarna begint al een volgend recht van dezelfde soort.',
    },
    confirmTitle: 'Klopt dit?',
    sentence: (s: { person: string; right: string; organisation: string; from: string; until: string }) =>
      `Je geeft ${s.person} het recht ${s.right} voor ${s.organisation} van ${s.from} tot en met ${s.until}.`,
    as: (right: string, contexts: string) => `${right} als ${contexts}`,
    and: ' en ',
    submit: 'Ken recht toe',
    change: 'Wijzig',
    badEnd:
      'Dit recht eindigt in de zomervakantie of in september. Dan is er vaak niemand om het te verlengen. 30 juni is meestal beter.',
    nothingTitle: 'Je kunt deze persoon geen recht geven',
    nothing: 'Jij mag voor deze instelling geen enkel recht geven aan deze persoon. Kies een andere persoon.',
    nothingOwn: 'Jouw eigen beheerrecht verleng of geef je niet zelf: een andere beheerder doet dat.',
    exists: (person: string, right: string, from: string, until: string) =>
      `${person} heeft het recht ${right} al voor deze instelling: van ${from} tot en met ${until}.`,
    existsAfter: (from: string) => `Wil je dat het langer duurt? Laat het nieuwe recht beginnen op ${from}.`,
    existsThemes: 'De thema’s vink je onder het nieuwe recht opnieuw aan in Themabeheer.',
    existsBegin: (from: string) => `Begin met ${from}`,
    errors: {
      day: 'Schrijf de datum als dd/mm/jjjj, bijvoorbeeld 01/09/2026.',
      right: 'Kies een recht.',
      'own-admin-right': 'Je eigen beheerrecht geef of verleng je niet zelf. Vraag het aan een andere beheerder.',
      'other-target-group': 'Dit recht bestaat niet voor de doelgroep van deze persoon.',
      'begins-in-past': 'Een recht kan niet beginnen in het verleden. Kies vandaag of later.',
      'begins-before-relation': (from: string) =>
        `De band met de instelling begint pas op ${from}. Kies die dag of later.`,
      'not-yet-in-catalogue': (from: string) => `Dit recht bestaat pas vanaf ${from}.`,
      'ends-before-begin': 'De einddatum ligt voor de begindatum.',
      'ends-too-late': (latest: string, why: string) => `Kies ten laatste ${latest}: ${why}`,
      'context-missing': 'Dit recht werkt niet zonder context. Vink er minstens één aan.',
      'context-unknown': 'Deze context bestaat niet voor dit recht.',
    },
  },
  end: {
    title: (n: number): string => (n === 1 ? 'Recht beëindigen' : 'Rechten beëindigen'),
    several: (n: number) => `Je beëindigt deze ${n.toLocaleString('nl-BE')} rechten`,
    remark: 'Opmerking',
    question: (person: string, right: string, organisation: string) =>
      `Je beëindigt het recht ${right} van ${person} voor ${organisation}.`,
    periodNow: (from: string, until: string) => `Het loopt nu van ${from} tot en met ${until}.`,
    kept: 'De geschiedenis blijft bewaard. Je kunt het recht later opnieuw toekennen.',
    how: 'Wanneer stopt het?',
    today: 'Vandaag is de laatste dag',
    todayHint: 'Het geldt nog de hele dag en stopt dan vanzelf.',
    later: 'Op een latere dag',
    day: 'Laatste dag',
    dayHint: 'dd/mm/jjjj. Telt alleen als je “Op een latere dag” kiest.',
    atOnce: 'Meteen',
    atOnceHint: 'Bij de volgende klik geeft het niets meer.',
    reason: 'Reden',
    reasonHint: 'Bijvoorbeeld: andere functie, uit dienst. De reden staat in het logboek.',
    reasonMissing: 'Schrijf waarom het recht stopt.',
    submit: (n: number) => (n === 1 ? 'Beëindig recht' : `Beëindig ${n.toLocaleString('nl-BE')} rechten`),
    keep: 'Toch niet',
    cannotTitle: (n: number) =>
      n === 1 ? 'Dit recht kun je niet beëindigen' : `Deze ${n.toLocaleString('nl-BE')} rechten kun je niet beëindigen`,
    obstacles: {
      'follows-assignment':
        'Dit recht volgt automatisch uit de aanstelling als directeur. Het stopt vanzelf wanneer die aanstelling eindigt, of wanneer automatisch toekennen uitgezet wordt.',
      'follows-deputyship': 'Dit recht hoort bij een vervanging. Stop de vervanging op de pagina van deze persoon.',
      'last-head-admin':
        'Zo blijft er geen actieve Hoofd Lokale Beheerder van deze instelling over. Geef eerst iemand anders dat recht, of laat er één staan.',
      'already-ended': 'Dit recht stopt vandaag al of is al beëindigd.',
      'not-begun': 'Dit recht is dan nog niet begonnen. Je kunt het wel meteen intrekken.',
      'not-later': 'Kies een dag na vandaag.',
      'not-sooner': 'Tegen die dag stopt dit recht al. Kies een vroegere dag.',
    },
  },
};

export type RightsMessages = typeof rights;
