import type { FormVisit } from '#access/visit.ts';
import { dayField, rehearseField } from '#apps/library/rehearsal/day.tsx';
import { parseDay } from '#directory/typed-day.ts';

/** The day on which a form asks to rehearse its change, as typed and understood; null for a form that only asks to save. */
export interface AskedDay {
  typed: string;
  /** Undefined: not a day from today on. */
  day: string | undefined;
}

/** Whether a form asks what would change instead of changing it, and on which day; without one on `fallback`. */
export function askedDay(visit: FormVisit, fallback: string): AskedDay | null {
  return visit.form.has(rehearseField) ? rehearsalDay(visit, fallback) : null;
}

export function rehearsalDay(visit: FormVisit, fallback: string): AskedDay {
  const typed = String(visit.form.get(dayField) ?? '').slice(0, 20);
  if (typed.trim() === '') return { typed: '', day: fallback };
  const day = parseDay(typed);
  return { typed, day: day !== undefined && day >= visit.actor.today ? day : undefined };
}
