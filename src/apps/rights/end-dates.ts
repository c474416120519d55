import { addDays, endsBadly, suggestedEnd } from '#apps/rights/period.ts';

/** What must be known of a holiday: days are YYYY-MM-DD, both included. */
export interface Holiday {
  schoolYear: number;
  kind: string;
  from: string;
  until: string;
}

/** A last day that one click chooses (rights 6). */
export type EndSuggestion =
  | { kind: 'school-year'; day: string; schoolYear: number; later: boolean }
  /** As late as it may. `before`: the holiday, or September, that lies between. */
  | { kind: 'latest'; day: string; before: { kind: string } | undefined };

/**
 * The end of the school year, a year later, and as late as may be: never in a holiday or in September, when nobody is there to
 * prolong (rights 6). Nothing ends before `from` or after `latest`, null where nothing limits it.
 */
export function suggestEnds(from: string, latest: string | null, holidays: readonly Holiday[]): EndSuggestion[] {
  const first = Number(suggestedEnd(from).slice(0, 4)) - 1;
  const years = [first, first + 1].map((schoolYear): EndSuggestion => ({
    kind: 'school-year',
    day: lastDayOfSchool(schoolYear, holidays),
    schoolYear,
    later: schoolYear > first,
  }));
  const possible = years.filter(({ day }) => day >= from && (latest === null || day <= latest));
  const last = latest === null ? undefined : asLateAs(latest, holidays);
  return last && last.day >= from && !possible.some(({ day }) => day === last.day) ? [...possible, last] : possible;
}

/** The day before the summer holiday; where that is not known, 30 June. */
function lastDayOfSchool(schoolYear: number, holidays: readonly Holiday[]): string {
  const summer = holidays.find((one) => one.schoolYear === schoolYear && one.kind === 'summer');
  const day = summer ? addDays(summer.from, -1) : `${schoolYear + 1}-06-30`;
  return endsBadly(day) ? `${schoolYear + 1}-06-30` : day;
}

function asLateAs(latest: string, holidays: readonly Holiday[]): EndSuggestion {
  let day = latest;
  let before: { kind: string } | undefined;
  for (;;) {
    const holiday = holidays.find((one) => one.from <= day && day <= one.until);
    if (holiday) {
      before = holiday;
      day = addDays(holiday.from, -1);
    } else if (endsBadly(day)) {
      before = { kind: 'summer' };
      day = `${day.slice(0, 4)}-06-30`;
    } else return { kind: 'latest', day, before };
  }
}
