/** Texts of Overdragen: what somebody who leaves holds goes to a successor. */
export const handover = {
  action: 'Draag over aan een opvolger',
  title: (who: string) => `Rechten van ${who} overdragen`,
  chooseTitle: 'Wie volgt op?',
  chooseHint: 'Je ziet iedereen met een band met deze instelling of met haar bestuur.',
  other: 'Kies iemand anders',
  itemsTitle: (who: string) => `Wat gaat naar ${who}?`,
  itemsLead: (to: string) =>
    `${to} heeft wat je overdraagt vanaf vandaag. Zo kunnen ze nog samenwerken tot de laatste dag hieronder.`,
  lastDay: (from: string) => `Laatste dag van ${from}`,
  lastDayHint: 'dd/mm/jjjj, vandaag of later. Geldt voor wat overgaat en voor wat eindigt.',
  fate: (right: string) => `${right}: wat doe je ermee?`,
  fates: { keep: 'Laat zoals het is', move: 'Draag over', end: 'Beëindig' },
  now: (from: string, until: string) => `nu van ${from} tot en met ${until}`,
  withThemes: (n: number): string => (n === 1 ? 'met 1 thema, dat mee overgaat' : `met ${n} thema’s, die mee overgaan`),
  automatic: 'volgt automatisch uit de aanstelling en gaat niet over',
  until: (to: string) => `Einddatum voor ${to}`,
  has: (to: string, from: string, until: string) => `${to} heeft dit recht al, van ${from} tot en met ${until}`,
  preview: 'Bekijk wat er gebeurt',
  previewTitle: 'Klopt dit?',
  previewLead: (from: string, to: string, day: string) =>
    `${from} draagt over aan ${to}. De laatste dag van wat overgaat of eindigt is ${day}.`,
  right: 'Recht',
  becomes: 'Wat gebeurt er',
  gives: (to: string, until: string) => `${to} krijgt dit vandaag, tot en met ${until}`,
  contextsStay: (to: string, contexts: string) =>
    `let op: ${contexts} gaat niet over, want ${to} heeft dit recht met een andere context`,
  themesStay: (to: string, n: number) =>
    `let op: ${n === 1 ? '1 thema gaat' : `${n} thema’s gaan`} niet over, want het recht van ${to} begint later`,
  themesWait: (n: number): string =>
    n === 1
      ? '1 thema daarvan geldt pas als een tweede persoon het bevestigt'
      : `${n} thema’s daarvan gelden pas als een tweede persoon ze bevestigt`,
  themesGo: (n: number): string => (n === 1 ? '1 thema gaat mee' : `${n} thema’s gaan mee`),
  endsFor: (from: string, day: string) => `eindigt voor ${from} op ${day}`,
  neverBegins: (from: string) => `begint niet meer voor ${from}`,
  endsAnyway: 'eindigde al op tijd',
  stays: 'blijft zoals het is',
  whoCan: (rights: string) => `Dat mag jij niet. Het kan wel door iemand met: ${rights}.`,
  hinderedTitle: 'Dit kan zo niet',
  hindered: 'Er verandert niets zolang één recht zo niet kan. Kies daar iets anders.',
  reason: 'Reden',
  reasonHint: 'Staat in het logboek, met de namen van allebei.',
  reasonMissing: 'Schrijf waarom de rechten overgaan.',
  tooEarly: 'Kies vandaag of later.',
  nothing: 'Kies minstens één recht dat overgaat of eindigt.',
  submit: 'Draag over',
  change: 'Wijzig',
  done: (moved: number, ended: number) =>
    `Overgedragen: ${moved === 1 ? '1 recht' : `${moved} rechten`}. Beëindigd: ${ended === 1 ? '1 recht' : `${ended} rechten`}. Allebei krijgen ze een mail.`,
  relationNext: (from: string) =>
    `Vertrekt ${from} helemaal? Beëindig dan ook de band met de instelling: zo sluiten ook open vragen om toegang.`,
  mails: {
    open: 'Bekijk je rechten',
    leaver: {
      subject: (place: string) => `Je rechten voor ${place} zijn overgedragen`,
      lead: (place: string, day: string, to: string) =>
        `Een beheerder van ${place} droeg rechten van je over aan ${to} of beëindigde ze. Je hebt ze nog tot en met ${day}:`,
    },
    successor: {
      subject: (from: string) => `Je neemt rechten over van ${from}`,
      lead: (place: string, from: string) => `Voor ${place} heb je van ${from} overgenomen, vanaf vandaag:`,
    },
  },
};

export type HandoverMessages = typeof handover;
