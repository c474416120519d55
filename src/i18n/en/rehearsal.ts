import type { RehearsalMessages } from '#i18n/nl/rehearsal.ts';

const documents = (n: string): string => (n === '1' ? '1 document' : `${n} documents`);

/** Texts of the rehearsal in English. */
export const rehearsal: RehearsalMessages = {
  title: (day) => `What changes on ${day}?`,
  lead: 'This is a rehearsal: nothing has been saved yet.',
  most: (n) => `more than ${n}`,
  one: (name) => name,
  several: (n, names) => `${n} people: ${names}`,
  more: (n) => `and ${n} others`,
  opens: (several, n) => `${several ? 'See' : 'Sees'} ${documents(n)}${several ? ' each' : ''} from then on.`,
  closes: (several, n) => `${several ? 'See' : 'Sees'} ${documents(n)}${several ? ' each' : ''} no longer.`,
  gainsRight: (several, right) => `${several ? 'Get' : 'Gets'} the right ${right}.`,
  losesRight: (several, right) => `${several ? 'Lose' : 'Loses'} the right ${right}.`,
  themesOpen: 'Themes that open',
  themesClose: 'Themes that close',
  theme: (theme, n) => `${theme}: ${documents(n)}`,
  shared: (n) => `Shared with this person: ${documents(n)}`,
  examples: (titles) => `For example: ${titles}.`,
  nothing: 'Nothing changes for anybody on that day.',
  unchanged: (n) =>
    n === 1 ? 'For 1 person nothing changes on that day.' : `For ${n} people nothing changes on that day.`,
  day: 'On which day?',
  dayHint: 'dd/mm/yyyy, today or later.',
  dayWrong: 'Write the day as dd/mm/yyyy, today or later.',
  tooMany: (n) => `So many people at once are not calculated. Choose ${n} at most.`,
  saveTicks: 'Save these ticks',
  toGrid: 'Back to theme administration',
  again: 'Calculate again',
  try: 'See first what changes',
};
