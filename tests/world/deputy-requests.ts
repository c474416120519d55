import { perform } from '#access/use-case.ts';
import { approveDeputy, type ApproveDeputyOutcome } from '#apps/rights/deputies/approve-deputy.ts';
import { askDeputy, type AskDeputyOutcome } from '#apps/rights/deputies/ask-deputy.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { writingAs } from '#tests/world/acting.ts';
import { inEverything, type DeputyWishes, type ReplacementCast } from '#tests/world/deputies.ts';
import type { School } from '#tests/world/organisations.ts';
import type { Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

export interface DeputyRequest {
  name?: string;
  rights?: string[];
  from?: number;
  until?: number;
  at?: School;
}

interface Asker {
  absent: Person;
  school: School;
}

/** Asks for a deputy as the page does; days count from today. */
export function askingDeputy(
  database: Database,
  { absent, school }: Asker,
  wish: DeputyRequest = {},
): Promise<AskDeputyOutcome> {
  return writingAs(database, absent, (as) =>
    perform(askDeputy, as, {
      organisationId: (wish.at ?? school).id,
      name: wish.name ?? 'Jan Claes',
      entitlementIds: wish.rights ?? ['portal-user', 'edison-staff-admin'],
      from: daysFromToday(wish.from ?? 0),
      until: daysFromToday(wish.until ?? 30),
    }),
  );
}

/** A request that waits; answers its id. */
export async function aDeputyRequest(database: Database, cast: Asker, wish: DeputyRequest = {}): Promise<string> {
  const outcome = await askingDeputy(database, cast, wish);
  if (outcome.kind !== 'asked') throw new Error(JSON.stringify(outcome));
  return outcome.requestId;
}

/** Names the deputy who was asked for, in everything or as said. */
export function approvingDeputy(
  database: Database,
  by: Person,
  cast: ReplacementCast,
  { requestId, ...other }: Partial<DeputyWishes> & { requestId: string },
): Promise<ApproveDeputyOutcome> {
  const wishes = { ...inEverything(cast), ...other };
  return writingAs(database, by, (as) =>
    perform(approveDeputy, as, {
      requestId,
      organisationId: wishes.at.id,
      absentId: wishes.absent.id,
      deputyId: wishes.deputy.id,
      grantIds: wishes.grantIds,
      themeIds: wishes.themeIds,
      from: daysFromToday(wishes.from ?? 0),
      until: daysFromToday(wishes.until ?? 30),
      key: wishes.key ?? newId(),
    }),
  );
}
