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
  unrelated: (to: string, places: string) =>
    `${to} heeft geen band met ${places}. Daar gaat nu niets over: maak er eerst een band of kies iemand anders.`,
  nothingTitle: 'Er is niets over te dragen',
  noRights: (who: string) => `${who} heeft hier geen rechten.`,
  back: (who: string) => `Terug naar ${who}`,
  lastDay: (from: string) => `Laatste dag van ${from}`,
  lastDayHint: 'dd/mm/jjjj, vandaag of later. Geldt voor wat overgaat en voor wat eindigt.',
  fate: (right: string) => `${right}: wat doe je ermee?`,
  fates: { keep: 'Laat zoals het is', move: 'Draag over', end: 'Beëindig' },
  whole: (from: string) => `Wat doe je met wat ${from} hier heeft?`,
  wholeFates: { keep: 'Laat alles zoals het is', move: 'Draag alles over', end: 'Beëindig alles' },
  otherwise: 'Kies anders voor één recht of thema, of een andere einddatum',
  otherwiseThemes: 'Kies anders voor één thema',
  asWhole: 'Zoals al de rest',
  asRight: 'Zoals het recht',
  themesOf: (right: string) => `Thema’s van ${right}`,
  theme: 'Thema',
  what: 'Wat doe je ermee?',
  themeFates: { keep: 'Laat zoals het is', move: 'Draag over', end: 'Draag niet over' },
  themesHint:
    'Een thema kan niet blijven als het recht eindigt. Blijft het recht wel, dan stopt een thema dat overgaat of eindigt meteen: een thema heeft geen eigen einddatum.',
  themesNeedRight: (to: string) =>
    `Een thema kan niet blijven als het recht eindigt, en niet overgaan zonder het recht. Blijft het recht en moeten enkele thema’s toch naar ${to}? Geef ${to} dan eerst het recht met Geef toegang.`,
  now: (from: string, until: string) => `nu van ${from} tot en met ${until}`,
  withThemes: (n: number): string => (n === 1 ? 'met 1 thema' : `met ${n} thema’s`),
  readsAll: (to: string) => `${to} leest als portaalbeheerder alle thema’s al`,
  themesOutOfSight: 'thema’s gaan niet mee: die vinkt een portaalbeheerder aan in Themabeheer',
  automatic: 'volgt automatisch uit de aanstelling en gaat niet over',
  deputy: 'hoort bij een vervanging en gaat niet over',
  until: (to: string, right: string) => `Einddatum voor ${to}: ${right}`,
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
  themesGo: (n: number, names: string): string => `${n === 1 ? '1 thema gaat' : `${n} thema’s gaan`} over: ${names}`,
  themesWait: (_n: number, names: string): string => `pas nadat een tweede persoon het bevestigt: ${names}`,
  themesEnd: (n: number, names: string): string =>
    `${n === 1 ? '1 thema gaat' : `${n} thema’s gaan`} niet over en eindigt met het recht: ${names}`,
  themesAtOnce: (from: string, n: number, names: string): string =>
    `${from} verliest ${n === 1 ? '1 thema' : `${n} thema’s`} meteen: ${names}`,
  themeObstacles: {
    'cannot-stay': (names: string, _who: { from: string; to: string }) =>
      `kan niet blijven, want het recht eindigt: ${names}`,
    'no-right': (names: string, { to }: { from: string; to: string }) =>
      `kan niet overgaan, want ${to} heeft het recht dan niet: ${names}`,
    'reads-all': (names: string, { from }: { from: string; to: string }) =>
      `kan niet apart eindigen, want ${from} leest als portaalbeheerder alles of heeft het recht nog niet: ${names}`,
  },
  endsFor: (from: string, day: string) => `eindigt voor ${from} op ${day}`,
  neverBegins: (from: string) => `begint niet meer voor ${from}`,
  endsAnyway: 'eindigde al op tijd',
  stays: 'blijft zoals het is',
  whoCan: (rights: string) => `Dat mag jij niet. Het kan wel door iemand met: ${rights}.`,
  hinderedTitle: 'Dit kan zo niet',
  hindered: 'Er verandert niets zolang één recht of thema zo niet kan. Kies daar iets anders.',
  changedTitle: 'Er is intussen iets veranderd',
  changed: 'Er is nog niets overgedragen. Kijk opnieuw na wat er gebeurt en bevestig dan.',
  reason: 'Reden',
  reasonHint: 'Staat in het logboek, met de namen van allebei.',
  reasonMissing: 'Schrijf waarom de rechten overgaan.',
  tooEarly: 'Kies vandaag of later.',
  nothing: 'Kies minstens één recht of thema dat overgaat of eindigt.',
  submit: 'Draag over',
  change: 'Wijzig',
  done: (moved: number, ended: number, themes: number) =>
    [
      `Overgedragen: ${moved === 1 ? '1 recht' : `${moved} rechten`}.`,
      `Beëindigd: ${ended === 1 ? '1 recht' : `${ended} rechten`}.`,
      ...(themes > 0 ? [`Thema’s die overgingen of meteen stopten: ${themes}.`] : []),
      'Wie iets krijgt of verliest, krijgt een mail.',
    ].join(' '),
  relationNext: (from: string) =>
    `Vertrekt ${from} helemaal? Beëindig dan ook de band met de instelling: zo sluiten ook open vragen om toegang.`,
  mails: {
    places: (n: number) => `${n} instellingen`,
    open: 'Bekijk je rechten',
    leaver: {
      subject: (place: string) => `Je rechten voor ${place} zijn overgedragen`,
      lead: (place: string, day: string, to: string) =>
        `Een beheerder van ${place} droeg rechten van je over aan ${to} of beëindigde ze. Je hebt ze nog tot en met ${day}:`,
      themes: (place: string) => `Deze thema’s van ${place} lees je vanaf nu niet meer:`,
    },
    successor: {
      subject: (from: string) => `Je neemt rechten over van ${from}`,
      lead: (place: string, from: string) => `Voor ${place} heb je van ${from} overgenomen, vanaf vandaag:`,
      themes: 'Deze thema’s lees je vanaf nu ook:',
    },
  },
};

export type HandoverMessages = typeof handover;
