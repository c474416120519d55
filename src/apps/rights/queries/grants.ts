import { sql } from 'kysely';
import type { GrantOfPerson } from '#apps/rights/model.ts';
import type { Db } from '#platform/db.ts';

/** One right in a list: running or still to begin. */
export interface ListedGrant extends GrantOfPerson {
  entitlementName: string;
  contexts: readonly string[];
  active: boolean;
}

/** What a right is worth today. `idle`: in its period, but its relation, person or organisation does not count today. */
export type GrantState = 'active' | 'idle' | 'later' | 'ended' | 'withdrawn';

export interface FoundGrant extends ListedGrant {
  givenName: string;
  familyName: string;
  withdrawn: boolean;
}

const storedColumns = sql`
  g.id, g.person_id as "personId", g.entitlement_id as "entitlementId", e.name as "entitlementName",
  g.organisation_id as "organisationId", lower(g.period) as "from", upper(g.period) - 1 as until, g.cause, g.contexts`;

export const grantColumns = sql`
  ${storedColumns}, exists (select 1 from active_grants a where a.id = g.id) as active`;

/** The same where only active rights are read. */
export const activeGrantColumns = sql`${storedColumns}, true as active`;

/** The rights of these people for these organisations that run or will run, by name of the right; what a deputy has is not hers. */
export async function listGrantsOf(
  db: Db,
  organisationIds: readonly number[],
  personIds: readonly string[],
): Promise<Map<string, ListedGrant[]>> {
  const { rows } = await sql<ListedGrant>`
    select ${grantColumns}
    from grants g join entitlements e on e.id = g.entitlement_id
    where g.organisation_id = any (${[...organisationIds]}::integer[]) and g.person_id = any (${[...personIds]}::uuid[])
      and g.withdrawn_at is null and upper(g.period) > app.today() and g.deputises is null
    order by e.name, lower(g.period)`.execute(db);
  return Map.groupBy(rows, (row) => row.personId);
}

/** One right of an organisation within scope, ended or not. */
export async function findGrant(
  db: Db,
  grantId: string,
  organisationIds: readonly number[],
): Promise<FoundGrant | undefined> {
  const { rows } = await sql<FoundGrant>`
    select ${grantColumns}, p.given_name as "givenName", p.family_name as "familyName", g.withdrawn_at is not null as withdrawn
    from grants g join entitlements e on e.id = g.entitlement_id join persons p on p.id = g.person_id
    where g.id = ${grantId} and g.organisation_id = any (${[...organisationIds]}::integer[])`.execute(db);
  return rows[0];
}

interface Wished {
  entitlementId: string;
  organisationId: number;
  from: string;
  until: string;
}

/** The right that is in the way of a new one: the same, for the same person and organisation, with a day in common. */
export async function findOverlapping(db: Db, wish: Wished & { personId: string }): Promise<ListedGrant | undefined> {
  return (await listOverlapping(db, wish, [wish.personId])).get(wish.personId);
}

/** The first such right of each of these people who has one. */
export async function listOverlapping(
  db: Db,
  wish: Wished,
  personIds: readonly string[],
): Promise<Map<string, ListedGrant>> {
  // A period that ends before it begins has no day in common with anything.
  if (wish.until < wish.from) return new Map();
  const { rows } = await sql<ListedGrant>`
    select distinct on (g.person_id) ${grantColumns}
    from grants g join entitlements e on e.id = g.entitlement_id
    where g.person_id = any (${[...personIds]}::uuid[]) and g.entitlement_id = ${wish.entitlementId}
      and g.organisation_id = ${wish.organisationId} and g.withdrawn_at is null and g.deputises is null
      and g.period && daterange(${wish.from}, ${wish.until}, '[]')
    order by g.person_id, lower(g.period)`.execute(db);
  return new Map(rows.map((row) => [row.personId, row]));
}
