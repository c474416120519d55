/** Texts of Vraag toegang, Mijn aanvragen and Mijn taken. */
export const requests = {
  ask: 'Vraag toegang',
  askLead: 'Je vraag gaat naar iedereen die je dit kan geven. Wie eerst kijkt, beslist.',
  chooseLead: 'Kies voor welke instelling en wat je nodig hebt.',
  mine: 'Mijn aanvragen',
  mineLead: 'Wat je gevraagd hebt en wat ervan geworden is.',
  yourInstitutions: 'Jouw instellingen',
  institution: 'Instelling',
  institutionNumber: 'Instellingsnummer',
  institutionHint: 'Ten hoogste zes cijfers, bijvoorbeeld 034793.',
  unknownInstitution: 'We vinden geen open instelling met dat nummer. Kijk het na: het heeft ten hoogste zes cijfers.',
  another: 'Kies een andere instelling',
  what: 'Wat',
  rights: 'Rechten',
  themesOf: (level: string) => `Thema’s · ${level}`,
  theme: (theme: string, level: string) => `Thema ${theme}, ${level.toLowerCase()}`,
  themeOpens: 'De documenten van dit thema. Als je het recht Mijn Onderwijs Gebruiker nog niet hebt, krijg je dat mee.',
  cannot: 'Dit kun je nu niet vragen',
  contextsHint: 'In welke rol heb je dit recht nodig?',
  until: 'Tot wanneer',
  untilHint: (latest: string) => `dd/mm/jjjj, ten laatste ${latest}.`,
  asLongAsRight: (date: string) =>
    `Een thema duurt zo lang als je recht Mijn Onderwijs Gebruiker, nu tot en met ${date}.`,
  reason: 'Waarom heb je dit nodig?',
  reasonHint: 'Wie beslist, leest dit. Eén zin volstaat.',
  goesTo: (n: number) => (n === 1 ? '1 persoon kan je dit geven.' : `${n} personen kunnen je dit geven.`),
  submit: 'Verstuur vraag',
  notNow: 'Toch niet',
  askedOn: 'Gevraagd op',
  state: 'Toestand',
  takeBack: 'Trek in',
  noneTitle: 'Je hebt nog niets gevraagd',
  none: ['Mis je een recht of een thema? Klik op Vraag toegang.'],
  states: {
    open: 'wacht op een beslissing',
    granted: (on: string, until: string) => `gegeven op ${on}, tot en met ${until}`,
    refused: (on: string) => `geweigerd op ${on}:`,
    closed: (on: string) => `gesloten op ${on}: je band met de instelling eindigde`,
    withdrawn: (on: string) => `ingetrokken op ${on}`,
  },
  done: {
    asked: 'Je vraag is verstuurd. Hier zie je wat ervan wordt.',
    withdrawn: 'Je vraag is ingetrokken.',
    decided: 'Over deze vraag was al beslist. Je ziet hieronder wat.',
  },
  obstacles: {
    'no-relation':
      'Je hebt geen lopende band met deze instelling of haar bestuur. Vraag een beheerder van de instelling om je eerst te registreren.',
    'has-already': 'Je hebt dit al.',
    'asked-already': 'Je hebt dit al gevraagd. De vraag wacht nog op een beslissing.',
    'refused-recently': (again: string) =>
      `Dit is je pas geweigerd. Je kunt het opnieuw vragen vanaf ${again}. Praat intussen met een beheerder.`,
    'too-many-open': (most: number) =>
      `Je hebt al ${most} vragen die op een beslissing wachten. Trek er eerst een in, of wacht af.`,
    nobody: 'Niemand kan je dit vandaag geven. Bel gratis 1700, zij helpen je verder.',
    'other-target-group': 'Dit recht bestaat niet voor jouw doelgroep.',
    'ends-before-today': 'Deze datum is voorbij. Kies vandaag of later.',
    'ends-too-late': (latest: string) => `Kies ten laatste ${latest}: langer mag dit recht niet duren.`,
    'context-missing': 'Dit recht werkt niet zonder context. Vink er minstens één aan.',
    'reason-missing': 'Schrijf waarom je dit nodig hebt.',
  },
};

export const tasks = {
  title: 'Mijn taken',
  lead: 'Wat op jou wacht, het oudste bovenaan.',
  count: (n: number) => (n === 1 ? '1 taak' : `${n} taken`),
  waiting: (n: number) =>
    n === 0 ? 'Er wacht niets op jou' : n === 1 ? '1 taak wacht op jou' : `${n} taken wachten op jou`,
  noneTitle: 'Er wacht niets op jou',
  none: ['Vraagt iemand een recht of thema dat jij kan geven, dan staat het hier.'],
  one: 'Vraag om toegang',
  why: 'Waarom',
  approve: 'Keur goed',
  refuse: 'Weiger',
  lessHint: 'Je kunt minder geven dan gevraagd, niet meer.',
  untilHint: (asked: string) => `dd/mm/jjjj. Gevraagd is ${asked}; vroeger mag, later niet.`,
  asLongAsRight: (date: string) =>
    `Het thema duurt zo lang als het recht Mijn Onderwijs Gebruiker van deze persoon, nu tot en met ${date}.`,
  reason: 'Reden',
  reasonHint: 'Wie het vroeg, leest deze reden.',
  reasonMissing: 'Schrijf waarom je weigert.',
  moreThanAsked: 'Je kunt niet meer geven dan gevraagd is. Kies een vroegere datum.',
  exists: 'Deze persoon heeft of krijgt dit recht al in die periode. Verleng dat recht, of weiger de vraag met uitleg.',
  decidedTitle: 'Over deze vraag is al beslist',
  wasGranted: (who: string, on: string) => `${who} keurde ze goed op ${on}.`,
  wasRefused: (who: string, on: string) => `${who} weigerde ze op ${on}.`,
  wasClosed: (on: string) => `Deze vraag is gesloten op ${on}: de band met de instelling eindigde.`,
  wasWithdrawn: (on: string) => `Wie het vroeg, trok de vraag in op ${on}.`,
  done: {
    approved: 'Goedgekeurd. Het werkt vanaf de volgende klik.',
    approvedByOne: 'Goedgekeurd. Het werkt zodra een tweede persoon het bevestigt.',
    refused: 'Geweigerd. Wie het vroeg, ziet je reden.',
  },
};

export type RequestsMessages = typeof requests;
export type TasksMessages = typeof tasks;
