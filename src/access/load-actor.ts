import { sql } from 'kysely';
import {
  institutionOfScope,
  scopeOf,
  themeOfScope,
  type Actor,
  type DeputisedPerson,
  type HeldGrant,
  type HeldTheme,
  type Reach,
  type ReceivedShare,
} from '#access/actor.ts';
import { prepared, type Db } from '#platform/db.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Id } from '#platform/ids.ts';

/** On whose behalf a session acts: a target group, or one work relation of it; null before the choice. */
export interface OnBehalfOf {
  personId: string;
  targetGroup: string | null;
  workRelationId: string | null;
}

interface ActorRow {
  given_name: string;
  family_name: string;
  email: string | null;
  relation_runs: boolean;
  organisation_id: number | null;
  organisation_name: string | null;
  can_switch: boolean;
  grants: { id: string; e: string; o: number; c: string[]; u: string; d: DeputisedPerson | null }[];
  ticks: [number, number, number][];
  themes: number[];
  places: [number, number][];
  shares: [string, string, number, string][];
}

/** A tick counts with the very right it was made under, of those that are `held`. */
export const tickCounts = sql`t.unticked_at is null
  and exists (
    select 1 from held h
    where h.id = t.grant_id and h.entitlement_id = 'portal-user' and h.organisation_id = t.institution_id)`;

/** The ticks of who is replaced, of the themes that a deputy's right names: with the very right that it stands for. */
export const ticksDeputised = sql`
  from held h
  join grants original on original.id = h.deputises
  join theme_ticks t on t.person_id = original.person_id and t.grant_id = original.id and t.institution_id = original.organisation_id
  where h.entitlement_id = 'portal-user' and t.unticked_at is null and t.theme_id = any (h.themes)`;

/** The whole themes that readers of the administration hold. */
export const themesOfReaders = sql`
  from held h, unnest(h.contexts) as c (slug) join themes t on t.slug = c.slug
  where h.entitlement_id = 'administration-reader'`;

/**
 * Everything that decides what a person may do at this instant, in one statement (R10): a right counts when it, its
 * work relation, its person and its organisation all count today. A tick counts with the very right it was made under:
 * a right given anew revives nothing (R13). A share counts for whoever has access to Mijn Onderwijs in this capacity (P5).
 */
export async function loadActor(db: Db, on: OnBehalfOf): Promise<Actor | null> {
  const { rows } = await sql<ActorRow>`
    with ${prepared('load-actor')} held as materialized (
      select g.id, g.entitlement_id, g.organisation_id, g.contexts, upper(g.period) - 1 as until, g.deputises, g.themes
      from active_grants g
      where g.person_id = ${on.personId}
        and g.target_group = ${on.targetGroup}
        and (${on.workRelationId}::uuid is null or g.work_relation_id = ${on.workRelationId})
    ), tick as materialized (
      select t.institution_id, t.level_id, t.theme_id
      from theme_ticks t
      where t.person_id = ${on.personId} and ${tickCounts}
      union
      select t.institution_id, t.level_id, t.theme_id ${ticksDeputised}
    ), theme as (
      select distinct t.id
      ${themesOfReaders}
    ), place as (
      select h.organisation_id, coalesce(l.level_id, 0) as level_id from held h left join organisation_levels l using (organisation_id)
      union
      select h.organisation_id, tl.level_id
      from held h, theme join theme_levels tl on tl.theme_id = theme.id
      where h.entitlement_id = 'administration-reader'
    )
    select p.given_name, p.family_name, p.email,
      ${on.workRelationId}::uuid is null or r.period @> app.today() as relation_runs,
      o.id as organisation_id, o.name as organisation_name,
      -- An array is what the exclusion constraint's slower index cannot answer.
      (select count(*) > 1 from work_relations w where w.person_id = any (array[p.id]) and w.period @> app.today()) as can_switch,
      coalesce((select jsonb_agg(jsonb_build_object(
        'id', h.id, 'e', h.entitlement_id, 'o', h.organisation_id, 'c', h.contexts, 'u', h.until, 'd', (
          select jsonb_build_object('personId', a.id, 'name', a.given_name || ' ' || a.family_name)
          from grants original join persons a on a.id = original.person_id
          where original.id = h.deputises))
        -- What a person holds himself goes before what he holds for somebody else.
        order by h.deputises is not null) from held h), '[]') as grants,
      coalesce((select jsonb_agg(jsonb_build_array(t.institution_id, t.level_id, t.theme_id)) from tick t), '[]') as ticks,
      coalesce((select jsonb_agg(id) from theme), '[]') as themes,
      coalesce((select jsonb_agg(jsonb_build_array(organisation_id, level_id)) from place), '[]') as places,
      coalesce((select jsonb_agg(jsonb_build_array(s.id, s.document_id, s.scope, s.sharer_id))
        from document_shares s
        where s.receiver_id = ${on.personId} and s.ended_at is null
          and exists (
            select 1 from held h where h.entitlement_id in ('portal-admin', 'portal-user', 'administration-reader'))), '[]') as shares
    from persons p
    left join work_relations r on r.id = ${on.workRelationId}
    left join organisations o on o.id = r.organisation_id
    where p.id = ${on.personId} and not p.blocked`.execute(db);
  const row = rows[0];
  return row ? toActor(row, on) : null;
}

function toActor(row: ActorRow, on: OnBehalfOf): Actor {
  const grants = row.grants.map((g): HeldGrant => ({
    id: g.id as Id<'grant'>,
    entitlement: g.e,
    organisationId: g.o,
    contexts: g.c,
    until: g.u,
    ...(g.d && { deputyFor: g.d }),
  }));
  const ticks = row.ticks.map(([institutionId, levelId, themeId]): HeldTheme => ({ institutionId, levelId, themeId }));
  const chosen = on.targetGroup !== null && row.relation_runs;
  return {
    personId: on.personId as Id<'person'>,
    givenName: row.given_name,
    familyName: row.family_name,
    email: row.email,
    actingFor: chosen
      ? {
          targetGroup: on.targetGroup ?? '',
          workRelationId: on.workRelationId as Id<'workRelation'> | null,
          organisationId: row.organisation_id,
          organisationName: row.organisation_name,
          canSwitch: row.can_switch,
        }
      : null,
    grants,
    ticks,
    reach: reachOf(grants, ticks, row),
    places: row.places.map(([institutionId, levelId]) => ({ institutionId, levelId })),
    today: brusselsToday(),
  };
}

/** The documents that these rights and ticks open. */
export function reachOf(
  grants: readonly Pick<HeldGrant, 'entitlement' | 'organisationId'>[],
  ticks: readonly HeldTheme[],
  { themes, shares }: Pick<ActorRow, 'themes' | 'shares'>,
): Reach {
  const institutions = grants.filter((g) => g.entitlement === 'portal-admin').map((g) => g.organisationId);
  const administered = new Set(institutions);
  const scopes = ticks
    .filter((tick) => !administered.has(tick.institutionId))
    .map((tick) => scopeOf(tick.institutionId, tick.levelId, tick.themeId));
  const isHeld = ({ scope }: ReceivedShare): boolean =>
    administered.has(institutionOfScope(scope)) || scopes.includes(scope) || themes.includes(themeOfScope(scope));
  const received = shares.map(([id, documentId, scope, sharerId]): ReceivedShare => ({
    id,
    documentId,
    scope,
    sharerId,
  }));
  return { institutions: [...administered], scopes, themes, shared: received.filter((share) => !isHeld(share)) };
}
