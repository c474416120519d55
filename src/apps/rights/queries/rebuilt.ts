import { sql } from 'kysely';
import {
  compare,
  rebuild,
  switchKey,
  tickKey,
  type Difference,
  type Rebuilt,
  type RebuiltRights,
  type RightsEvent,
} from '#apps/rights/rebuild.ts';
import type { Db } from '#platform/db.ts';

/** Rebuilds the rights of everybody from the audit log and names every one that the tables tell otherwise (R25). As the system. */
export async function listDifferences(db: Db): Promise<Difference[]> {
  return compare(await readRights(db), rebuild(await listRightsEvents(db)));
}

async function listRightsEvents(db: Db): Promise<RightsEvent[]> {
  const { rows } = await sql<RightsEvent>`
    select subject_kind as "subjectKind", subject_id as "subjectId", organisation_id as "organisationId", after
    from audit_events
    where subject_kind in ('work-relation', 'grant', 'automatic-right')
      or (subject_kind = 'person' and action in ('tick-theme', 'untick-theme'))
    order by at, id`.execute(db);
  return rows;
}

async function readRights(db: Db): Promise<RebuiltRights> {
  const relations = await sql<Rebuilt & { id: string }>`
    select id, person_id as person, organisation_id as "organisationId", target_group as "targetGroup",
      lower(period) as "from", upper(period) - 1 as until
    from work_relations`.execute(db);
  const grants = await sql<Rebuilt & { id: string }>`
    select id, work_relation_id as relation, person_id as person, entitlement_id as entitlement,
      organisation_id as "organisationId", contexts, lower(period) as "from", upper(period) - 1 as until,
      withdrawn_at is not null as withdrawn, deputises, themes
    from grants`.execute(db);
  const ticks = await sql<Rebuilt>`
    select t.person_id as person, t.institution_id as "organisationId", t.level_id as "levelId", t.theme_id as "themeId",
      t.grant_id as grant
    from theme_ticks t
    where t.unticked_at is null`.execute(db);
  const switches = await sql<Rebuilt>`
    select organisation_id as "organisationId", entitlement_id as entitlement, id as switch
    from switched_off_rights where ended_at is null`.execute(db);
  return {
    relations: byId(relations.rows),
    grants: byId(grants.rows),
    ticks: new Map(ticks.rows.map(({ grant, ...tick }) => [tickKey(tick), { grant }])),
    switches: new Map(switches.rows.map(({ switch: id, ...of }) => [switchKey(of), { switch: id }])),
  };
}

const byId = (rows: readonly (Rebuilt & { id: string })[]): Map<string, Rebuilt> =>
  new Map(rows.map(({ id, ...rest }) => [id, rest]));
