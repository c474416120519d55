import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import type { SwitchTo } from '#apps/rights/automatic/model.ts';
import { switchAutomaticRight, type SwitchOutcome } from '#apps/rights/automatic/switch-automatic-right.ts';
import { synchroniseHeadGrants } from '#apps/rights/index.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { actorOf, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aWorkRelation, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

/** An automatic right that is no administrator right. */
export const staff = 'edison-staff-admin';
export const headRight = 'head-local-admin';

export interface HeadedSchool {
  school: School;
  /** Head local administrator by hand. */
  hilde: Person & GivenRight;
  /** Head teacher, with the five automatic rights. */
  karim: Person;
}

export async function aHeadedSchool(database: Database): Promise<HeadedSchool> {
  const school = await aSchool(database);
  const hilde = await aHolder(database, headRight, { of: school, name: 'Hilde Hoofd', period: fromDays(-10, 400) });
  return { school, hilde, karim: await aHeadOf(database, school, 'Karim Benali') };
}

/** A head teacher whose assignment runs, after the night that followed it. */
export async function aHeadOf(database: Database, school: School, name: string): Promise<Person> {
  const head = await aPerson(database, { name });
  await aWorkRelation(database, head, school, fromDays(-400, 2000));
  await anAssignment(database, head, school);
  await asSystem(database, (tx) => synchroniseHeadGrants(tx, school.id));
  return head;
}

export async function anAssignment(database: Database, head: Person, school: School): Promise<void> {
  await asSystem(database, (tx) =>
    sql`insert into head_assignments (person_id, institution_id, period, source)
      values (${head.id}, ${school.id}, daterange(${daysFromToday(-30)}, ${daysFromToday(300)}, '[]'), 'test')`.execute(
      tx,
    ),
  );
}

export interface SwitchWish {
  right?: string;
  reason?: string;
  key?: string;
}

/** Switches an automatic right as the page does. */
export function turning(
  database: Database,
  to: SwitchTo,
  by: Person,
  wish: SwitchWish & { at: School },
): Promise<SwitchOutcome> {
  return writingAs(database, by, (as) =>
    perform(switchAutomaticRight, as, {
      organisationId: wish.at.id,
      entitlementId: wish.right ?? staff,
      to,
      reason: wish.reason ?? 'Dat doet het secretariaat.',
      key: wish.key ?? newId(),
    }),
  );
}

/** What somebody holds today, by name. */
export async function rightsHeldBy(database: Database, person: Person): Promise<string[]> {
  return (await actorOf(database, person)).grants.map((grant) => grant.entitlement).toSorted();
}
