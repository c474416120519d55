import { sql } from 'kysely';
import type { Reach } from '#access/actor.ts';
import { reachOf, themesOfReaders, tickCounts } from '#access/load-actor.ts';
import type { Db } from '#platform/db.ts';

interface ReachRow {
  personId: string;
  grants: [entitlement: string, organisationId: number][];
  ticks: [number, number, number][];
  themes: number[];
  shares: [string, string, number, string][];
}

/**
 * What many people reach at this instant, each over all organisations and target groups they can act for: by the same rules as
 * a request of theirs, for what is told to them while they are away. Who has no access to Mijn Onderwijs is left out.
 */
export async function loadReaches(db: Db, personIds: readonly string[]): Promise<Map<string, Reach>> {
  const people = sql`any (${[...personIds]}::uuid[])`;
  const { rows } = await sql<ReachRow>`
    with held as materialized (
      select g.id, g.person_id, g.entitlement_id, g.organisation_id, g.contexts
      from active_grants g
      where g.person_id = ${people} and g.entitlement_id in ('portal-admin', 'portal-user', 'administration-reader')
    ), held_grants as (
      select person_id, jsonb_agg(jsonb_build_array(entitlement_id, organisation_id)) as list from held group by person_id
    ), held_ticks as (
      select t.person_id, jsonb_agg(jsonb_build_array(t.institution_id, t.level_id, t.theme_id)) as list
      from theme_ticks t
      where t.person_id = ${people} and ${tickCounts}
      group by t.person_id
    ), held_themes as (
      select h.person_id, jsonb_agg(distinct t.id) as list ${themesOfReaders} group by h.person_id
    ), received as (
      select s.receiver_id as person_id, jsonb_agg(jsonb_build_array(s.id, s.document_id, s.scope, s.sharer_id)) as list
      from document_shares s
      where s.receiver_id = ${people} and s.ended_at is null
      group by s.receiver_id
    )
    select person_id as "personId", g.list as grants, coalesce(k.list, '[]') as ticks, coalesce(t.list, '[]') as themes,
      coalesce(r.list, '[]') as shares
    from held_grants g
    left join held_ticks k using (person_id)
    left join held_themes t using (person_id)
    left join received r using (person_id)`.execute(db);
  return new Map(rows.map((row) => [row.personId, toReach(row)]));
}

function toReach({ grants, ticks, ...open }: ReachRow): Reach {
  return reachOf(
    grants.map(([entitlement, organisationId]) => ({ entitlement, organisationId })),
    ticks.map(([institutionId, levelId, themeId]) => ({ institutionId, levelId, themeId })),
    open,
  );
}
