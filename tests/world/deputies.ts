import { perform } from '#access/use-case.ts';
import { nameDeputy, type NameOutcome } from '#apps/rights/deputies/name-deputy.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPerson,
  aPortalUser,
  aWorkRelation,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

export interface DeputyWishes {
  at: School;
  absent: Person;
  deputy: Person;
  grantIds: string[];
  themeIds?: number[];
  from?: number;
  until?: number;
  key?: string;
}

/** Names a deputy as the page does; days count from today. */
export function naming(database: Database, by: Person, wishes: DeputyWishes): Promise<NameOutcome> {
  return writingAs(database, by, (as) =>
    perform(nameDeputy, as, {
      organisationId: wishes.at.id,
      absentId: wishes.absent.id,
      deputyId: wishes.deputy.id,
      grantIds: wishes.grantIds,
      themeIds: wishes.themeIds ?? [],
      from: daysFromToday(wishes.from ?? 0),
      until: daysFromToday(wishes.until ?? 30),
      key: wishes.key ?? newId(),
    }),
  );
}

/** A deputyship that runs from today; answers its id. */
export async function aDeputyship(database: Database, by: Person, wishes: DeputyWishes): Promise<string> {
  const outcome = await naming(database, by, wishes);
  if (outcome.kind !== 'named') throw new Error(`the deputy was not named: ${JSON.stringify(outcome)}`);
  return outcome.deputyshipId;
}

/** Somebody with rights and themes, a colleague without, and who manages both. */
export interface ReplacementCast {
  school: School;
  /** Head local administrator and portal administrator. */
  head: Person;
  /** Portal user with themes 3 and 4, and a right of WebEdison. */
  absent: Person & GivenRight;
  edison: string;
  deputy: Person;
}

export async function aReplacementCast(database: Database): Promise<ReplacementCast> {
  const school = await aSchool(database);
  const period = fromDays(-100, 300);
  const head = await aHolder(database, 'head-local-admin', { of: school, period, name: 'Karim Benali' });
  await aGrant(database, head, 'portal-admin', { of: school, period });
  const absent = await aPortalUser(database, { of: school, themes: [3, 4], name: 'Els Peeters' });
  const { grantId: edison } = await aGrant(database, absent, 'edison-staff-admin', { of: school });
  const deputy = await aPerson(database, { name: 'Jan Claes' });
  await aWorkRelation(database, deputy, school, fromDays(-10, 500));
  return { school, head, absent, edison, deputy };
}

/** Everything that the absent one has. */
export const inEverything = ({ school, absent, deputy, edison }: ReplacementCast) => ({
  at: school,
  absent,
  deputy,
  grantIds: [absent.grantId, edison],
  themeIds: [3, 4],
});
