import { asSystem } from '#access/context.ts';
import { recordSuccessor } from '#apps/rights/index.ts';
import type { Database } from '#platform/db.ts';
import type { School } from '#tests/world/organisations.ts';
import { daysFromToday } from '#tests/world/periods.ts';

/** Says that a school continues as another, since so many days. */
export async function aMerger(database: Database, from: School, into: School, since = -1): Promise<void> {
  const wanted = { organisationId: from.id, successorId: into.id, from: daysFromToday(since), reason: 'besluit' };
  const outcome = await asSystem(database, (tx) => recordSuccessor(tx, wanted));
  if (outcome !== 'recorded') throw new Error(outcome);
}
