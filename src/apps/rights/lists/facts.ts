import { sql } from 'kysely';
import type { ListRow } from '#apps/rights/lists/model.ts';
import type { Db } from '#platform/db.ts';

/** Somebody in sight whom a row may mean. */
export interface Candidate {
  personId: string;
  numberLookup: Buffer | null;
  /** In lower case. */
  email: string | null;
}

/** Everybody in sight with one of the numbers or addresses of the rows; who of them is related is judged per institution. */
export async function listCandidates(db: Db, rows: readonly ListRow[]): Promise<Candidate[]> {
  const numbers = [...new Set(rows.flatMap((row) => row.numberLookup?.toString('hex') ?? []))];
  const emails = [...new Set(rows.flatMap((row) => row.email ?? []))];
  const { rows: found } = await sql<Candidate>`
    select p.id as "personId", p.national_number_lookup as "numberLookup", lower(p.email) as email
    from persons p
    where p.national_number_lookup in (select decode(n, 'hex') from unnest(${numbers}::text[]) as n)
      or lower(p.email) = any (${emails}::text[])
    order by p.id`.execute(db);
  return found;
}

/** A right that runs or will run. */
export interface GrantPeriod {
  personId: string;
  entitlementId: string;
  organisationId: number;
  from: string;
  until: string;
}

export async function listGrantPeriods(
  db: Db,
  personIds: readonly string[],
  organisationIds: readonly number[],
): Promise<GrantPeriod[]> {
  const { rows } = await sql<GrantPeriod>`
    select g.person_id as "personId", g.entitlement_id as "entitlementId", g.organisation_id as "organisationId",
      lower(g.period) as "from", upper(g.period) - 1 as until
    from grants g
    where g.person_id = any (${[...personIds]}::uuid[]) and g.organisation_id = any (${[...organisationIds]}::integer[])
      and g.withdrawn_at is null and g.deputises is null and upper(g.period) > app.today()
    order by lower(g.period)`.execute(db);
  return rows;
}
