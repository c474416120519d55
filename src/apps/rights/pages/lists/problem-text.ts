import type { ActorVisit } from '#access/visit.ts';
import type { ShownRow } from '#apps/rights/lists/list-store.ts';
import type { RowProblem } from '#apps/rights/lists/model.ts';
import { faultOf, personLabel } from '#apps/rights/pages/words.ts';
import type { NationalNumberProblem } from '#directory/national-number.ts';
import { formatDate } from '#ui/format.ts';

/** Whom a row is about: by name once found, by address as it was typed; a number is never shown again. */
export function whoText(visit: ActorVisit, row: ShownRow): string {
  if (row.givenName !== null && row.familyName !== null)
    return personLabel({ givenName: row.givenName, familyName: row.familyName });
  return row.email ?? visit.t.rights.lists.someNumber;
}

/** Why a row gives nothing, and how to mend it. */
export function problemText(visit: ActorVisit, problem: RowProblem): string {
  const t = visit.t.rights.lists.problemTexts;
  switch (problem.kind) {
    case 'who-unreadable': {
      const { number } = visit.t.rights.register.errors;
      return number[problem.problem as NationalNumberProblem];
    }
    case 'day-unreadable':
      return t[problem.kind][problem.field];
    case 'obstacle':
      return faultOf(problem.obstacle, visit.t).message;
    case 'exists':
      return t[problem.kind](formatDate(problem.from), formatDate(problem.until));
    case 'twice':
      return t[problem.kind](problem.line);
    default:
      return t[problem.kind];
  }
}
