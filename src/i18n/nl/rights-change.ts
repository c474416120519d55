/** Texts of Gebruikersbeheer: picking rights in a list, prolonging them. */
export const change = {
  choose: 'Kies',
  chooseAll: 'Kies alles op deze pagina',
  chooseOne: (right: string, person: string) => `Kies ${right} van ${person}`,
  keptElsewhere: (n: number) =>
    n === 1
      ? 'Je koos er 1 die niet op deze pagina staat.'
      : `Je koos er ${n.toLocaleString('nl-BE')} die niet op deze pagina staan.`,
  forget: 'Kies niets meer',
  nothingChosen: 'Vink eerst één of meer rechten aan.',
  prolongChosen: 'Verleng gekozen rechten',
  endChosen: 'Beëindig gekozen rechten',
  title: (n: number): string => (n === 1 ? 'Recht verlengen' : 'Rechten verlengen'),
  howLong: (n: number) => (n === 1 ? 'Dit recht verleng je' : `Deze ${n.toLocaleString('nl-BE')} rechten verleng je`),
  these: (n: number) => `${n.toLocaleString('nl-BE')} rechten`,
  until: 'Nieuwe einddatum',
  untilHint: 'dd/mm/jjjj. De begindatum verandert niet.',
  atTheLatest: 'Ten laatste',
  latest: (date: string, why: string) => `${date}: ${why}`,
  becomes: 'Wordt',
  sentenceOne: (s: { person: string; right: string; organisation: string; now: string; until: string }) =>
    `Je verlengt het recht ${s.right} van ${s.person} voor ${s.organisation}: het eindigt niet op ${s.now} maar op ${s.until}.`,
  sentence: (n: number, until: string) => `Je verlengt ${n.toLocaleString('nl-BE')} rechten tot en met ${until}.`,
  left: (n: number) =>
    n === 1 ? '1 recht wordt niet verlengd' : `${n.toLocaleString('nl-BE')} rechten worden niet verlengd`,
  submit: (n: number) => (n === 1 ? 'Verleng recht' : `Verleng ${n.toLocaleString('nl-BE')} rechten`),
  obstacles: {
    'own-admin-right': 'Je eigen beheerrecht verleng je niet zelf. Vraag het aan een andere beheerder.',
    'follows-assignment': 'Dit recht volgt automatisch uit de aanstelling als directeur en loopt zo lang als die.',
    'follows-deputyship': 'Dit recht hoort bij een vervanging en duurt niet langer dan die.',
    'already-ended': 'Dit recht is al beëindigd. Ken het opnieuw toe.',
    'not-in-catalogue': 'Dit recht bestaat niet meer.',
    'at-its-latest': (date: string, why: string) =>
      `Dit recht duurt al zo lang als het mag, tot en met ${date}: ${why}`,
    'not-later': (date: string) =>
      `Kies een datum na ${date}: tot dan geldt dit recht al. Korter maken doe je met Beëindigen.`,
    'ends-too-late': (date: string, why: string) => `Kies ten laatste ${date}: ${why}`,
  },
};

export const ending = {
  title: 'Loopt af',
  lead: (days: number) =>
    `Rechten van jouw instellingen die binnen ${days} dagen eindigen, wat eerst eindigt bovenaan.`,
  until: 'Laatste dag',
  count: (n: number) => (n === 1 ? '1 recht loopt af' : `${n.toLocaleString('nl-BE')} rechten lopen af`),
  prolongAll: 'Verleng alles van deze lijst',
  noneTitle: (days: number) => `Geen recht eindigt binnen ${days} dagen`,
  none: ['Je hoeft nu niets te doen.'],
};

export type EndingMessages = typeof ending;
export type ChangeMessages = typeof change;
