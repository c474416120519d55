import { NotFound } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import type { DecideOutcome } from '#apps/rights/reviews/decide-review.ts';
import { isId } from '#platform/ids.ts';
import type { FieldFault } from '#ui/components/error-summary.tsx';

/** The review that the address names. */
export function reviewIdOf(visit: ActorVisit): string {
  const id = visit.params.id ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}

/** What a form that was sent led to, for the page that comes back. */
export interface Sent {
  ticked: readonly string[];
  reason: string;
  faults: readonly FieldFault[];
  outcome?: DecideOutcome;
  nothingChosen?: boolean;
}
