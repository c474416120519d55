import { sql } from 'kysely';
import type { Reach } from '#access/actor.ts';
import type { Holdings } from '#access/rule.ts';
import { reachOf, themesOfReaders, tickCounts, ticksDeputised } from '#access/load-actor.ts';
import type { Db } from '#platform/db.ts';

interface HeldRow {
  id: string;
  personId: string;
  entitlement: string;
  organisationId: number;
  contexts: string[];
  deputises: string | null;
  themes: number[] | null;
}

/** Rights that give access to Mijn Onderwijs: without any of them nothing is reached, not even what was shared (P5). */
const accessEntitlements: readonly string[] = ['portal-admin', 'portal-user', 'administration-reader'];

/**
 * What many people reach at this instant, each over all organisations and target groups they can act for: by the same rules as
 * a request of theirs, for what is told to them while they are away. Who has no access to Mijn Onderwijs is left out.
 * Several statements, so that the planner knows how many rights there are: as one they took 200 times longer. Ask in a snapshot.
 */
export async function loadReaches(db: Db, personIds: readonly string[]): Promise<Map<string, Reach>> {
  const found = await holdingsOf(db, await listHeld(db, personIds, accessEntitlements));
  return new Map([...found].map(([id, { reach }]) => [id, reach]));
}

/** What somebody holds and reaches over all organisations: what the rule that decides is judged by. */
export interface Held extends Pick<Holdings, 'ticks'> {
  grants: readonly Pick<HeldRow, 'entitlement' | 'organisationId'>[];
  reach: Reach;
}

/** The same with every right, for whoever rehearses what a change would do. Who holds nothing is left out. */
export async function loadHoldings(db: Db, personIds: readonly string[]): Promise<Map<string, Held>> {
  return holdingsOf(db, await listHeld(db, personIds, null));
}

async function holdingsOf(db: Db, rows: readonly HeldRow[]): Promise<Map<string, Held>> {
  const held = Map.groupBy(rows, (grant) => grant.personId);
  const withAccess = rows.filter(({ entitlement }) => accessEntitlements.includes(entitlement));
  const ticks = Map.groupBy(
    [...(await listTicks(db, rows)), ...(await listTicksDeputised(db, rows))],
    (tick) => tick.personId,
  );
  const themes = Map.groupBy(await listWholeThemes(db, rows), (theme) => theme.personId);
  const people = [...new Set(withAccess.map(({ personId }) => personId))];
  const shares = Map.groupBy(await listShares(db, people), (share) => share.receiverId);
  return new Map(
    [...held].map(([id, grants]) => {
      const own = ticks.get(id) ?? [];
      const reach = reachOf(grants, own, {
        themes: (themes.get(id) ?? []).map((theme) => theme.themeId),
        shares: (shares.get(id) ?? []).map((share) => [share.id, share.documentId, share.scope, share.sharerId]),
      });
      return [id, { grants, ticks: own, reach }];
    }),
  );
}

async function listHeld(
  db: Db,
  personIds: readonly string[],
  entitlements: readonly string[] | null,
): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    select g.id, g.person_id as "personId", g.entitlement_id as entitlement, g.organisation_id as "organisationId", g.contexts,
      g.deputises, g.themes
    from active_grants g
    where g.person_id = any (${[...personIds]}::uuid[])
      and ${entitlements === null ? sql`true` : sql`g.entitlement_id = any (${[...entitlements]}::text[])`}`.execute(
    db,
  );
  return rows;
}

interface TickRow {
  personId: string;
  institutionId: number;
  levelId: number;
  themeId: number;
}

async function listTicks(db: Db, grants: readonly HeldRow[]): Promise<TickRow[]> {
  const users = grants.filter((grant) => grant.entitlement === 'portal-user');
  const { rows } = await sql<TickRow>`
    with held as (
      select h.id, 'portal-user' as entitlement_id, h.organisation_id
      from unnest(${users.map((grant) => grant.id)}::uuid[], ${users.map((grant) => grant.organisationId)}::int[]) as h (id, organisation_id)
    )
    select t.person_id as "personId", t.institution_id as "institutionId", t.level_id as "levelId", t.theme_id as "themeId"
    from theme_ticks t
    where t.person_id = any (${[...new Set(users.map((grant) => grant.personId))]}::uuid[]) and ${tickCounts}`.execute(
    db,
  );
  return rows;
}

async function listTicksDeputised(db: Db, grants: readonly HeldRow[]): Promise<TickRow[]> {
  const deputies = grants.map(({ personId, entitlement, deputises, themes }) => ({
    person_id: personId,
    entitlement_id: entitlement,
    deputises,
    themes,
  }));
  const { rows } = await sql<TickRow>`
    with held as (
      select * from jsonb_to_recordset(${JSON.stringify(deputies)}::jsonb)
        as h (person_id uuid, entitlement_id text, deputises uuid, themes smallint[])
    )
    select distinct h.person_id as "personId", t.institution_id as "institutionId", t.level_id as "levelId",
      t.theme_id as "themeId" ${ticksDeputised}`.execute(db);
  return rows;
}

async function listWholeThemes(db: Db, grants: readonly HeldRow[]): Promise<{ personId: string; themeId: number }[]> {
  const readers = grants
    .filter((grant) => grant.entitlement === 'administration-reader')
    .map((grant) => ({ person_id: grant.personId, entitlement_id: grant.entitlement, contexts: grant.contexts }));
  if (readers.length === 0) return [];
  const { rows } = await sql<{ personId: string; themeId: number }>`
    with held as (
      select * from jsonb_to_recordset(${JSON.stringify(readers)}::jsonb) as h (person_id uuid, entitlement_id text, contexts text[])
    )
    select distinct h.person_id as "personId", t.id as "themeId" ${themesOfReaders}`.execute(db);
  return rows;
}

interface ShareRow {
  receiverId: string;
  id: string;
  documentId: string;
  scope: number;
  sharerId: string;
}

async function listShares(db: Db, people: readonly string[]): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`
    select s.receiver_id as "receiverId", s.id, s.document_id as "documentId", s.scope, s.sharer_id as "sharerId"
    from document_shares s
    where s.receiver_id = any (${[...people]}::uuid[]) and s.ended_at is null`.execute(db);
  return rows;
}
