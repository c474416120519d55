import { brusselsToday } from '#platform/clock.ts';
import { formatDate } from '#ui/format.ts';

/** The day that lies so many days after today. */
export function daysFromToday(count: number): string {
  const day = new Date(`${brusselsToday()}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + count);
  return day.toISOString().slice(0, 10);
}

/** That day as it is typed. */
export const typedDay = (count: number): string => formatDate(daysFromToday(count));

/** Days from today up to and including, as the database writes a range. */
export const fromDays = (first: number, last: number): string => `[${daysFromToday(first)},${daysFromToday(last)}]`;

export const running = (): string => fromDays(-100, 265);
export const endedYesterday = (): string => fromDays(-100, -1);
export const startsTomorrow = (): string => fromDays(1, 365);
