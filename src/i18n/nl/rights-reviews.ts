/** Texts of Jaarlijks nazicht: every right of an institution is confirmed or ended. */
export const reviews = {
  title: 'Jaarlijks nazicht',
  lead: 'Kijk één keer per jaar na wie wat nog nodig heeft. Wat je niet bevestigt, eindigt vanzelf op de dag die je kiest.',
  tile: 'Bevestig of beëindig elk recht',
  running: 'Lopend',
  history: 'Vroeger',
  noneTitle: 'Nog geen nazicht',
  none: ['Een hoofd lokale beheerder van de instelling of van haar bestuur start er een.'],
  start: 'Start nazicht',
  startLead:
    'Elk recht dat nu geldt of nog begint, komt op de lijst. Automatische rechten van directeurs niet: die volgen de aanstelling.',
  which: 'Voor welke instellingen?',
  whichHint: 'Bij een instelling waar al een nazicht loopt, begint er geen tweede.',
  lastOn: (date: string) => `laatste nazicht gestart op ${date}`,
  never: 'nog nooit nagekeken',
  isRunning: 'hier loopt al een nazicht',
  endsOn: 'Wat niet bevestigd is, eindigt op',
  endsOnHint: (soonest: string, latest: string) =>
    `dd/mm/jjjj, van ${soonest} tot en met ${latest}. Kijk na vóór die dag: het is dan de laatste dag van elk recht dat niemand bevestigde.`,
  startSubmit: 'Start nazicht',
  startNote:
    'Wie rechten beheert, krijgt nu een mail. Twee weken vooraf, en nog eens drie dagen vooraf, krijgen ook de houders van wat nog niet bevestigd is een bericht.',
  errors: {
    which: 'Kies minstens één instelling.',
    'ends-too-soon': (day: string) => `Kies ten vroegste ${day}: iedereen moet tijd hebben om na te kijken.`,
    'ends-too-late': (day: string) => `Kies ten laatste ${day}.`,
    'running-already': 'Bij wat je koos loopt al een nazicht.',
  },
  institution: 'Instelling',
  started: 'Gestart',
  startedBy: (date: string, who: string) => `${date} door ${who}`,
  somebody: 'iemand buiten je instellingen',
  until: 'Eindigt op',
  progressLabel: 'Nagekeken',
  progress: (done: number, total: number) =>
    `${done.toLocaleString('nl-BE')} van ${total.toLocaleString('nl-BE')} nagekeken`,
  confirmedEnded: (confirmed: number, ended: number) => `${confirmed} bevestigd, ${ended} beëindigd`,
  state: 'Toestand',
  states: { running: 'loopt', finished: 'afgerond', withdrawn: 'gestopt' },
  stoppedWhy: (who: string, date: string, why: string) => `Gestopt op ${date} door ${who}: “${why}”.`,
  finishedOn: (date: string) => `Afgerond op ${date}.`,
  before: (date: string) =>
    `Kijk na vóór ${date}. Wat dan niet bevestigd is, heeft die dag als laatste dag. De houders krijgen vooraf bericht.`,
  notYours:
    'Je ziet hoever deze instelling is. De rechten zelf kijken haar eigen beheerders na: zij weten wie wat nodig heeft.',
  open: 'Nog na te kijken',
  all: 'Alles',
  filter: 'Welke rechten',
  count: (n: number): string => (n === 1 ? '1 recht' : `${n.toLocaleString('nl-BE')} rechten`),
  first: (n: number) => `De eerste ${n}. De volgende komen als je deze nagekeken hebt.`,
  doneTitle: 'Alles is nagekeken',
  done: ['Je hoeft niets meer te doen. Het nazicht sluit vannacht vanzelf.'],
  othersTitle: 'Niets voor jou',
  others: ['Wat nog open staat, kijkt een andere beheerder na.'],
  since: 'Sinds',
  ends: 'Tot en met',
  lastSignIn: 'Laatst aangemeld',
  neverSignedIn: 'nog nooit',
  givenBy: 'Gegeven door',
  unknownGiver: 'overgenomen of automatisch',
  answer: 'Antwoord',
  themes: (n: number): string => (n === 1 ? 'met 1 thema' : `met ${n} thema’s`),
  verdicts: {
    open: 'nog na te kijken',
    confirmed: 'bevestigd',
    ended: 'beëindigd',
    lapsed: 'niet bevestigd, dus beëindigd',
    kept: 'niet bevestigd, maar bleef: anders is er geen hoofd lokale beheerder',
  },
  by: (verdict: string, who: string, date: string) => `${verdict} door ${who} op ${date}`,
  gone: 'eindigde intussen',
  ownAdmin: 'je eigen beheerrecht: een andere beheerder kijkt dit na',
  notManaged: 'een andere beheerder kijkt dit na',
  confirm: 'Bevestig gekozen rechten',
  end: 'Beëindig gekozen rechten',
  reason: 'Reden van beëindigen',
  reasonHint: 'Alleen nodig als je beëindigt. De collega kan dit lezen.',
  reasonMissing: 'Schrijf waarom je deze rechten beëindigt.',
  endHint:
    'Bevestigen verandert niets aan een recht. Beëindigen maakt vandaag de laatste dag; thema’s die eraan hangen stoppen mee.',
  nothingChosen: 'Vink eerst één of meer rechten aan.',
  confirmed: (n: number) =>
    n === 1 ? '1 recht is bevestigd.' : `${n.toLocaleString('nl-BE')} rechten zijn bevestigd.`,
  ended: (n: number) => (n === 1 ? '1 recht is beëindigd.' : `${n.toLocaleString('nl-BE')} rechten zijn beëindigd.`),
  takenTitle: 'Iemand was je voor',
  taken: (who: string, right: string, verdict: string, by: string) => `${who}, ${right}: al ${verdict} door ${by}.`,
  cannotTitle: 'Er is niets veranderd',
  closed: 'Dit nazicht is intussen gesloten. Rechten wijzig je bij Personen.',
  own: 'Je eigen beheerrecht kijk je niet zelf na. Vraag het aan een andere beheerder.',
  keptTitle: 'Een recht vraagt jullie aandacht',
  kept: (place: string) =>
    `Bij ${place} bevestigde niemand de laatste hoofd lokale beheerder. Dat recht bleef, want zonder is er niemand. Laat een andere hoofd lokale beheerder het nakijken, of het bestuur een opvolger zoeken.`,
  look: 'Bekijk',
  export: 'Bewaar als CSV',
  stop: 'Stop dit nazicht',
  stopTitle: 'Nazicht stoppen',
  stopLead: (place: string) =>
    `Je stopt het nazicht van ${place}. Er eindigt niets meer door dit nazicht; wat al bevestigd of beëindigd is, blijft zo.`,
  stopReason: 'Waarom stop je?',
  stopReasonMissing: 'Schrijf waarom je stopt.',
  stopSubmit: 'Stop nazicht',
  keep: 'Laat lopen',
  stopped: 'Het nazicht is gestopt. Er eindigt niets door.',
  startedDone: (n: number) => (n === 1 ? 'Het nazicht is gestart.' : `Het nazicht is gestart voor ${n} instellingen.`),
  alreadyRunning: (names: string) => `Hier liep al een nazicht: ${names}.`,
  taskTitle: 'Nazicht van rechten',
  taskWaits: (place: string, done: number, total: number) => `${place}: ${done} van ${total} nagekeken`,
  taskDue: (place: string) => `${place}: het is meer dan een jaar geleden dat alle rechten nagekeken zijn`,
  taskNever: (place: string) => `${place}: de rechten zijn nog nooit samen nagekeken`,
  taskKept: (place: string) => `${place}: de laatste hoofd lokale beheerder is niet bevestigd`,
  mails: {
    open: 'Naar het nazicht',
    profile: 'Bekijk wie je rechten beheert',
    consequence: (day: string) => `Wat vóór ${day} niet bevestigd is, heeft die dag als laatste dag.`,
    started: {
      subject: (place: string) => `Nazicht van rechten gestart: ${place}`,
      lead: (place: string, n: number, day: string) =>
        `Voor ${place} wachten ${n.toLocaleString('nl-BE')} rechten op nazicht, vóór ${day}. Bevestig wat collega’s nog nodig hebben en beëindig de rest.`,
    },
    reminder: {
      subject: (place: string) => `Herinnering: rechten na te kijken van ${place}`,
      lead: (place: string, n: number, day: string) =>
        `Voor ${place} wachten nog ${n.toLocaleString('nl-BE')} rechten op nazicht, vóór ${day}.`,
    },
    holder: {
      subject: (n: number): string =>
        n === 1
          ? 'Een recht van je is nog niet bevestigd'
          : `${n.toLocaleString('nl-BE')} rechten van je zijn nog niet bevestigd`,
      lead: (place: string, day: string) =>
        `De beheerders van ${place} kijken alle rechten na. Bevestigt niemand deze, dan is ${day} hun laatste dag. Heb je ze nog nodig, spreek dan je beheerder aan.`,
    },
    lapsed: {
      subject: 'Rechten van je eindigen vandaag',
      lead: (place: string) =>
        `Deze rechten voor ${place} zijn bij het jaarlijks nazicht niet bevestigd. Vandaag is hun laatste dag.`,
    },
    kept: {
      subject: (place: string) => `Niet bevestigd: hoofd lokale beheerder van ${place}`,
      lead: (who: string, place: string) =>
        `Bij het jaarlijks nazicht bevestigde niemand het recht van ${who} als hoofd lokale beheerder van ${place}. Het bleef, want anders heeft de instelling er geen. Laat het nakijken of zoek een opvolger.`,
    },
  },
};

export type ReviewMessages = typeof reviews;
