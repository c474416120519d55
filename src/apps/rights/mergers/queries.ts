import { sql, type RawBuilder } from 'kysely';
import { organisationsWith, type Actor } from '#access/actor.ts';
import { themeKey, type MergerFacts, type NewRight } from '#apps/rights/mergers/judge.ts';
import type { KeptRow, MergerRow } from '#apps/rights/mergers/model.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { listGrantsOf } from '#apps/rights/queries/grants.ts';
import { listRelatedPeople } from '#apps/rights/queries/relations.ts';
import { findScoped, type ScopedOrganisation } from '#apps/rights/queries/scope.ts';
import { needsSecondPerson } from '#apps/themes/index.ts';
import { levelsOfOrganisations } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** An institution that continues as another. */
export interface Merger {
  organisationId: number;
  organisationName: string;
  /** The old institution exists today: what is held there still opens something. */
  isOpen: boolean;
  successorId: number;
  successorName: string;
  /** First day. */
  from: string;
  /** From this day on who heads the new institution sees who holds what at the old one. */
  sightFrom: string;
  isInSight: boolean;
}

/** What was decided, with the names of those who are in it. */
export interface Migration {
  appliedOn: string;
  appliedBy: string;
  outcome: readonly KeptRow[];
  names: ReadonlyMap<string, string>;
}

const columns = sql`
  s.organisation_id as "organisationId", o.name as "organisationName", s.related_id as "successorId", n.name as "successorName",
  lower(s.period) as "from", o.valid @> app.today() as "isOpen",
  lower(s.period) - app.term('merger-foreseen') as "sightFrom", app.merger_in_sight(lower(s.period)) as "isInSight"
  from organisation_relations s
  join organisations o on o.id = s.organisation_id
  join organisations n on n.id = s.related_id`;

export async function findMerger(db: Db, organisationId: number): Promise<Merger | undefined> {
  const { rows } = await sql<Merger>`
    select ${columns} where s.organisation_id = ${organisationId} and s.kind = 'successor'`.execute(db);
  return rows[0];
}

/** Everything that was recorded, for the operator. */
export async function listMergers(db: Db): Promise<(Merger & { appliedOn: string | null })[]> {
  const { rows } = await sql<Merger & { appliedOn: string | null }>`
    with recorded as (select ${columns} where s.kind = 'successor')
    select r.*, (m.applied_at at time zone 'Europe/Brussels')::date as "appliedOn"
    from recorded r left join rights_migrations m on m.organisation_id = r."organisationId"
    order by r."from", r."organisationId"`.execute(db);
  return rows;
}

/** What waits for this actor: mergers into an institution that he heads, until somebody decided. */
const waiting = (actor: Actor): RawBuilder<boolean> => sql<boolean>`
  s.kind = 'successor' and s.related_id = any (${organisationsWith(actor, [headAdmin])}::integer[])
  and n.valid @> app.today()
  and not exists (select 1 from rights_migrations m where m.organisation_id = s.organisation_id)`;

/** The mergers that wait for this actor, the oldest first (RI-6). */
export async function listMergerTasks(db: Db, actor: Actor): Promise<Merger[]> {
  const { rows } = await sql<Merger>`
    select ${columns} where ${waiting(actor)} order by lower(s.period), s.organisation_id limit 200`.execute(db);
  return rows;
}

/** How many mergers wait for this actor and can be looked at, as part of a statement. */
export const mergersAwaiting = (actor: Actor): RawBuilder<number> => sql<number>`
  (select count(*) from organisation_relations s join organisations n on n.id = s.related_id
    where ${waiting(actor)} and app.merger_in_sight(lower(s.period)))`;

/** What a head local administrator decided; the database shows it to those of both institutions. */
export async function findMigration(db: Db, organisationId: number): Promise<Migration | undefined> {
  const { rows } = await sql<{ appliedOn: string; appliedBy: string; outcome: KeptRow[] }>`
    select (applied_at at time zone 'Europe/Brussels')::date as "appliedOn", applied_by as "appliedBy", outcome
    from rights_migrations where organisation_id = ${organisationId}`.execute(db);
  const [found] = rows;
  if (!found) return undefined;
  const people = await sql<{ id: string; name: string }>`
    select id, given_name || ' ' || family_name as name from app.people_of_migration(${organisationId})
    order by app.plain(family_name || ' ' || given_name), id`.execute(db);
  const names = new Map(people.rows.map(({ id, name }) => [id, name]));
  return { ...found, appliedBy: names.get(found.appliedBy) ?? '', names };
}

export interface MergerSubject {
  merger: Merger;
  scoped: ScopedOrganisation;
  facts: MergerFacts;
}

/** Everything that decides about a proposal in sight, for a head local administrator of the new institution; null for anybody else (R7). */
export async function loadProposal(db: Db, actor: Actor, merger: Merger): Promise<MergerSubject | null> {
  const { organisationId, successorId } = merger;
  if (!merger.isInSight) return null;
  if (!organisationsWith(actor, [headAdmin]).includes(successorId)) return null;
  const catalogue = await readCatalogue(db);
  const scoped = await findScoped(db, actor, successorId, catalogue.delegations);
  if (!scoped) return null;
  const rows = await listRows(db, organisationId);
  const personIds = [...new Set(rows.map(({ personId }) => personId))];
  const related = await listRelatedPeople(db, personIds, successorId, 'today-or-later');
  const levels = await levelsOfOrganisations(db, [organisationId, successorId]);
  const themes = await listThemes(db, successorId);
  const facts: MergerFacts = {
    successorId,
    mergedFrom: merger.from,
    targetGroup: 'OV',
    rows,
    catalogue,
    hasHeadAdmin: scoped.hasHeadAdmin,
    relations: new Map(related.map(({ personId, relations }) => [personId, relations])),
    rights: (await listGrantsOf(db, [successorId], personIds)) satisfies ReadonlyMap<string, readonly NewRight[]>,
    ticked: await readTicked(db, successorId, personIds),
    levels: { old: levels.get(organisationId) ?? [], new: levels.get(successorId) ?? [] },
    themes: new Set(themes.map(({ levelId, themeId }) => `${levelId} ${themeId}`)),
    twoPeople: await needsSecondPerson(db, successorId, [...new Set(themes.map(({ themeId }) => themeId))]),
  };
  return { merger, scoped, facts };
}

async function listRows(db: Db, organisationId: number): Promise<MergerRow[]> {
  const { rows } = await sql<MergerRow>`
    select r.kind, r.id, r.person_id as "personId", r.given_name as "givenName", r.family_name as "familyName",
      r.target_group as "targetGroup", r.category, r.entitlement_id as "entitlementId", r.contexts, r.theme_id as "themeId",
      r.level_id as "levelId", r.cause, r.first_day as "from", r.last_day as until
    from app.rights_to_migrate(${organisationId}) r
    order by app.plain(r.family_name || ' ' || r.given_name), r.person_id, r.kind = 'relation' desc, r.kind,
      r.entitlement_id, r.level_id, r.theme_id, r.first_day, r.id`.execute(db);
  return rows;
}

async function listThemes(db: Db, organisationId: number): Promise<{ levelId: number; themeId: number }[]> {
  const { rows } = await sql<{ levelId: number; themeId: number }>`
    select l.level_id as "levelId", x.theme_id as "themeId"
    from organisation_levels l join theme_levels x on x.level_id = l.level_id
    where l.organisation_id = ${organisationId}`.execute(db);
  return rows;
}

async function readTicked(db: Db, organisationId: number, personIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ personId: string; levelId: number; themeId: number }>`
    select t.person_id as "personId", t.level_id as "levelId", t.theme_id as "themeId"
    from theme_ticks t join active_grants g on g.id = t.grant_id
    where t.institution_id = ${organisationId} and t.person_id = any (${[...personIds]}::uuid[]) and t.unticked_at is null`.execute(
    db,
  );
  return new Set(rows.map(themeKey));
}
