const documents = (n: string): string => (n === '1' ? '1 document' : `${n} documenten`);

/** Texts of the rehearsal: who gains and loses what, before it is saved. */
export const rehearsal = {
  title: (day: string) => `Wat verandert er op ${day}?`,
  lead: 'Dit is een proef: er is nog niets bewaard.',
  most: (n: string) => `meer dan ${n}`,
  one: (name: string) => name,
  several: (n: number, names: string) => `${n} personen: ${names}`,
  more: (n: number) => `en ${n} anderen`,
  opens: (several: boolean, n: string) =>
    `${several ? 'Zien' : 'Ziet'} voortaan ${documents(n)}${several ? ' per persoon' : ''}.`,
  closes: (several: boolean, n: string) =>
    `${several ? 'Zien' : 'Ziet'} ${documents(n)}${several ? ' per persoon' : ''} niet meer.`,
  gainsRight: (several: boolean, right: string) => `${several ? 'Krijgen' : 'Krijgt'} het recht ${right}.`,
  losesRight: (several: boolean, right: string) => `${several ? 'Verliezen' : 'Verliest'} het recht ${right}.`,
  themesOpen: 'Thema’s die opengaan',
  themesClose: 'Thema’s die sluiten',
  theme: (theme: string, n: string) => `${theme}: ${documents(n)}`,
  shared: (n: string) => `Gedeeld met deze persoon: ${documents(n)}`,
  examples: (titles: string) => `Bijvoorbeeld: ${titles}.`,
  nothing: 'Op die dag verandert er voor niemand iets.',
  unchanged: (n: number) =>
    n === 1 ? 'Voor 1 persoon verandert er op die dag niets.' : `Voor ${n} personen verandert er op die dag niets.`,
  day: 'Op welke dag?',
  dayHint: 'dd/mm/jjjj, vandaag of later.',
  dayWrong: 'Schrijf de dag als dd/mm/jjjj, vandaag of later.',
  tooMany: (n: number) => `Zo veel personen tegelijk rekenen we niet uit. Kies er hoogstens ${n}.`,
  saveTicks: 'Bewaar deze vinkjes',
  toGrid: 'Terug naar Themabeheer',
  again: 'Reken opnieuw',
  try: 'Bekijk eerst wat er verandert',
};

export type RehearsalMessages = typeof rehearsal;
