import type { MainRhythm } from '#apps/alerts/model.ts';
import { addDays, brusselsMoment, brusselsToday } from '#platform/clock.ts';

/** When people are told, by the clocks of Brussels (NO-2). */
const tellingTime = '05:30';

const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;

/** The first moment after this one at which a rhythm is due: every day at 05:30, or on Mondays. */
export function nextDue(rhythm: MainRhythm, after: Date): Date {
  for (let day = brusselsToday(after); ; day = addDays(day, 1)) {
    const moment = brusselsMoment(day, tellingTime);
    if (moment > after && (rhythm === 'daily' || isMonday(day))) return moment;
  }
}

/** Up to where a rhythm tells at this moment: the midnight before the last time it was due, so the whole day before, or the week. */
export function tellsUntil(rhythm: MainRhythm, at: Date): Date {
  for (let day = brusselsToday(at); ; day = addDays(day, -1))
    if (brusselsMoment(day, tellingTime) <= at && (rhythm === 'daily' || isMonday(day)))
      return brusselsMoment(day, '00:00');
}

/** What is told at once is due at every run. */
export const alwaysDue = new Date(0);
