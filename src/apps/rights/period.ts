export { parseDay } from '#directory/typed-day.ts';

// Days are written YYYY-MM-DD, in Brussels; both days of a period are included (R10).

/** The day that lies so many days after another. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The same day so many months later; a month that is too short ends on its last day. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(dayOfMonth, lastDay))).toISOString().slice(0, 10);
}

export function earliest(days: readonly string[]): string | undefined {
  return days.toSorted()[0];
}

/** From May on the end of this school year would be too near to be meant. */
const nextYearFromMonth = 5;

/** 30 June of the school year: never in the summer holiday or in September, when nobody is there to prolong (rights 6). */
export function suggestedEnd(from: string): string {
  const year = Number(from.slice(0, 4));
  return `${Number(from.slice(5, 7)) < nextYearFromMonth ? year : year + 1}-06-30`;
}

/** Whether a day lies in the months in which rights had better not end (rights 6). */
export function endsBadly(day: string): boolean {
  return ['07', '08', '09'].includes(day.slice(5, 7));
}

/** `1 september 2026`, as it stands in a sentence. */
export function writeDay(day: string, lang: 'nl' | 'en'): string {
  return new Intl.DateTimeFormat(lang === 'nl' ? 'nl-BE' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}
