import { sql } from 'kysely';
import { portalUser } from '#apps/rights/model.ts';
import { listGrantsOf } from '#apps/rights/queries/grants.ts';
import type { Standing, ThemePlace, WorkWish } from '#apps/rights/wishes.ts';
import { listThemesByLevel, type Theme } from '#apps/themes/index.ts';
import { levelsOfOrganisations } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** Every wish, in the order in which they are offered. */
export async function listWishes(db: Db): Promise<WorkWish[]> {
  const { rows } = await sql<WorkWish>`
    select w.id, jsonb_build_object('nl', w.name, 'en', w.name_en) as name,
      jsonb_build_object('nl', w.description, 'en', w.description_en) as description,
      coalesce((select jsonb_agg(jsonb_build_object('entitlementId', e.entitlement_id, 'contexts', e.contexts) order by e.entitlement_id)
        from wish_entitlements e where e.wish_id = w.id), '[]') as entitlements,
      array(select t.theme_id from wish_themes t where t.wish_id = w.id order by t.theme_id) as "themeIds"
    from wishes w
    order by w.position`.execute(db);
  return rows;
}

/** The themes of an institution at each of its levels, by theme and level. */
export async function listThemePlaces(db: Db, organisationId: number): Promise<(ThemePlace & { theme: Theme })[]> {
  const levels = (await levelsOfOrganisations(db, [organisationId])).get(organisationId) ?? [];
  const themes = await listThemesByLevel(db, levels);
  return levels.flatMap((levelId) =>
    (themes.get(levelId) ?? []).map((theme) => ({ themeId: theme.id, levelId, theme })),
  );
}

/** What somebody has at an institution: rights, and themes that were ticked under the right that runs (R13). */
export async function readStanding(db: Db, personId: string, organisationId: number): Promise<Standing> {
  const grants = (await listGrantsOf(db, [organisationId], [personId])).get(personId) ?? [];
  const running = grants.filter((grant) => grant.entitlementId === portalUser && grant.active).map((grant) => grant.id);
  const { rows } = await sql<ThemePlace>`
    select t.theme_id as "themeId", t.level_id as "levelId" from theme_ticks t
    where t.person_id = ${personId} and t.institution_id = ${organisationId} and t.unticked_at is null
      and t.grant_id = any (${running}::uuid[])`.execute(db);
  return { grants, ticked: rows };
}

/** Who can give these rights for an organisation today, by name: whom to turn to for what the actor may not give. */
export async function listGivers(
  db: Db,
  organisationId: number,
  entitlementIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ given: string; name: string }>`
    select distinct d.given, p.given_name || ' ' || p.family_name as name
    from delegations d
    join active_grants a on a.entitlement_id = d.giver and a.organisation_id = ${organisationId}
    join persons p on p.id = a.person_id
    where d.given = any (${[...entitlementIds]}::text[]) and not d.only_without_head_admin
    order by d.given, name`.execute(db);
  return new Map(
    [...Map.groupBy(rows, (row) => row.given)].map(([given, found]) => [given, found.map(({ name }) => name)]),
  );
}

/** Who ticks themes of an institution: its portal administrators, by name. */
export async function listThemeGivers(db: Db, institutionId: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct p.given_name || ' ' || p.family_name as name
    from active_grants a join persons p on p.id = a.person_id
    where a.organisation_id = ${institutionId} and a.entitlement_id = 'portal-admin'
    order by name`.execute(db);
  return rows.map(({ name }) => name);
}
