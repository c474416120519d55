import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { OwnRight, ThemeManager } from '#apps/profile/model.ts';
import type { Db } from '#platform/db.ts';

/** Every right that the person has, had or will have, with what it is worth today. */
export async function listOwnRights(db: Db, actor: Actor): Promise<OwnRight[]> {
  const { rows } = await sql<OwnRight>`
    select g.entitlement_id as entitlement, e.name,
      jsonb_build_object('id', o.id, 'name', o.name) as organisation,
      g.contexts, g.cause,
      (g.given_at at time zone 'Europe/Brussels')::date as "givenOn",
      greatest(lower(g.period), lower(r.period)) as since,
      least(upper(g.period), upper(r.period), upper(o.valid)) - 1 as until,
      (g.withdrawn_at at time zone 'Europe/Brussels')::date as "withdrawnOn",
      case
        when g.withdrawn_at is not null then 'withdrawn'
        when g.id = any(${actor.grants.map((grant) => grant.id)}::uuid[]) then 'active'
        when g.period @> app.today() and r.period @> app.today() and o.valid @> app.today() then 'elsewhere'
        when greatest(lower(g.period), lower(r.period)) > app.today() then 'later'
        else 'ended'
      end as state
    from grants g
    join entitlements e on e.id = g.entitlement_id
    join work_relations r on r.id = g.work_relation_id
    join organisations o on o.id = g.organisation_id
    where g.person_id = ${actor.personId}
      and (g.deputises is null or not g.period @> app.today() or app.original_counts(g.deputises, g.contexts, app.today()))
    order by o.id`.execute(db);
  return rows;
}

/** Who can change themes at each of these institutions today (TH-6): their portal administrators. */
export async function listThemeManagers(
  db: Db,
  institutionIds: readonly number[],
): Promise<Map<number, ThemeManager[]>> {
  const { rows } = await sql<ThemeManager & { institutionId: number }>`
    select i.id as "institutionId", m.person_id as "personId", m.given_name as "givenName",
      m.family_name as "familyName", m.email
    from unnest(${[...institutionIds]}::integer[]) as i (id)
    cross join lateral app.givers(i.id, array['portal-admin']) m
    order by i.id, lower(m.family_name), lower(m.given_name), m.person_id`.execute(db);
  return Map.groupBy(rows, (row) => row.institutionId);
}
