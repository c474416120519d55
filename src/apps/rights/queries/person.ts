import { sql } from 'kysely';
import type { GrantState, ListedGrant } from '#apps/rights/queries/grants.ts';
import type { ListedRelation } from '#apps/rights/queries/people.ts';
import type { Db } from '#platform/db.ts';

export interface PersonInScope {
  id: string;
  givenName: string;
  familyName: string;
  email: string | null;
}

export interface RelationOfPerson extends ListedRelation {
  /** Whether it runs today. */
  runs: boolean;
  endedReason: string | null;
}

/** A right with its whole story: who gave it and why, and who took it away. Names of people out of sight are null. */
export interface GrantWithStory extends ListedGrant {
  organisationName: string;
  state: GrantState;
  givenOn: string;
  givenBy: string | null;
  reason: string | null;
  withdrawnOn: string | null;
  withdrawnBy: string | null;
  withdrawnReason: string | null;
}

/** Somebody who is or was related to one of these organisations or their boards, or holds or held a right there (R7). */
export async function findPersonInScope(
  db: Db,
  personId: string,
  organisationIds: readonly number[],
): Promise<PersonInScope | undefined> {
  const managed = sql`${[...organisationIds]}::integer[]`;
  const { rows } = await sql<PersonInScope>`
    select p.id, p.given_name as "givenName", p.family_name as "familyName", p.email
    from persons p
    where p.id = ${personId} and (
      exists (select 1 from work_relations w where w.person_id = p.id and w.organisation_id = any (${managed}))
      or exists (select 1 from grants g where g.person_id = p.id and g.organisation_id = any (${managed}))
      or exists (
        select 1 from work_relations w join organisation_relations b on b.related_id = w.organisation_id
        where w.person_id = p.id and w.period @> app.today()
          and b.organisation_id = any (${managed}) and b.kind = 'board' and b.period @> app.today()))`.execute(db);
  return rows[0];
}

/** The relations of a person that the actor may see: with the organisations managed, their boards, and what carries a right there. */
export async function listRelationsOf(db: Db, personId: string): Promise<RelationOfPerson[]> {
  const { rows } = await sql<RelationOfPerson>`
    select w.id, w.organisation_id as "organisationId", o.name as "organisationName", w.category,
      lower(w.period) as "from", upper(w.period) - 1 as until, w.period @> app.today() as runs, w.ended_reason as "endedReason"
    from work_relations w join organisations o on o.id = w.organisation_id
    where w.person_id = ${personId}
    order by w.period @> app.today() desc, upper(w.period) desc, o.name`.execute(db);
  return rows;
}

/** Every right of a person at these organisations, whatever became of it: what counts first, then the newest. */
export async function listStoriesOf(
  db: Db,
  personId: string,
  organisationIds: readonly number[],
): Promise<GrantWithStory[]> {
  const { rows } = await sql<GrantWithStory>`
    select g.id, g.person_id as "personId", g.entitlement_id as "entitlementId", e.name as "entitlementName",
      g.organisation_id as "organisationId", o.name as "organisationName", lower(g.period) as "from",
      upper(g.period) - 1 as until, g.cause, g.contexts, a.id is not null as active,
      case
        when g.withdrawn_at is not null then 'withdrawn'
        when a.id is not null then 'active'
        when lower(g.period) > app.today() then 'later'
        when upper(g.period) <= app.today() then 'ended'
        else 'idle'
      end as state,
      (g.given_at at time zone 'Europe/Brussels')::date as "givenOn",
      giver.given_name || ' ' || giver.family_name as "givenBy", g.reason,
      (g.withdrawn_at at time zone 'Europe/Brussels')::date as "withdrawnOn",
      taker.given_name || ' ' || taker.family_name as "withdrawnBy", g.withdrawn_reason as "withdrawnReason"
    from grants g
    join entitlements e on e.id = g.entitlement_id
    join organisations o on o.id = g.organisation_id
    left join active_grants a on a.id = g.id
    left join persons giver on giver.id = g.given_by
    left join persons taker on taker.id = g.withdrawn_by
    where g.person_id = ${personId} and g.organisation_id = any (${[...organisationIds]}::integer[])
    order by app.plain(o.name), o.id, a.id is null, lower(g.period) desc, e.name`.execute(db);
  return rows;
}
