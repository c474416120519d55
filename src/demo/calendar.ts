import { daysOf, schoolYearOf } from '#directory/school-year.ts';
import type { DemoPeriod } from '#demo/people.ts';

/** The day that lies so many days after a day `YYYY-MM-DD`. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** A period of the demo seen from today, as a range with both days included; none is longer than four years. */
export function rangeOf(period: DemoPeriod, today: string): string {
  const year = schoolYearOf(today);
  if (period === 'ended-yesterday') return `[${addDays(today, -365)},${addDays(today, -1)}]`;
  if (period === 'ends-soon') return `[${daysOf(year - 1).first},${addDays(today, 40)}]`;
  if (period === 'starts-tomorrow') return `[${addDays(today, 1)},${addDays(today, 730)}]`;
  return `[${daysOf(year - 1).first},${year + 2}-10-31]`;
}

/** When an organisation exists. */
export function existence(closedYearsAgo: number | undefined, today: string): string {
  if (closedYearsAgo === undefined) return '[2010-09-01,)';
  return `[2010-09-01,${daysOf(schoolYearOf(today) - closedYearsAgo).last}]`;
}
