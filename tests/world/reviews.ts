import { perform } from '#access/use-case.ts';
import { startReview } from '#apps/rights/reviews/start-review.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { writingAs } from '#tests/world/acting.ts';
import type { School } from '#tests/world/organisations.ts';
import type { Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** A yearly review that a head local administrator of the institution, or of its board, starts. */
export async function aReview(database: Database, by: Person, of: School): Promise<string> {
  const endsOn = daysFromToday(42);
  const outcome = await writingAs(database, by, (as) =>
    perform(startReview, as, { organisationIds: [of.id], endsOn, key: newId() }),
  );
  const [id] = outcome.kind === 'started' ? outcome.reviewIds : [];
  if (!id) throw new Error(`the review did not start: ${JSON.stringify(outcome)}`);
  return id;
}
