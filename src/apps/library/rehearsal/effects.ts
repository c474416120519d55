import { sql } from 'kysely';
import { scopeOf, type Actor, type Reach } from '#access/actor.ts';
import { actAsPerson, actAsSystem } from '#access/context.ts';
import type { Held } from '#access/load-reaches.ts';
import { narrowKeys, type Keys } from '#apps/library/keys.ts';
import { noFilter } from '#apps/library/model.ts';
import { countedFor, visibleTo } from '#apps/library/visible.ts';
import type { Tx } from '#platform/db.ts';

/** A theme of an institution that opens, with the documents that are in it now. */
export interface OpenedScope {
  institutionId: number;
  levelId: number;
  themeId: number;
  documents: number;
}

/** What one side of a change gives that the other does not. */
export interface Side {
  /** Documents that open, shared ones too. */
  documents: number;
  /** Where they are, by theme; a theme without documents yet is told too. */
  scopes: readonly OpenedScope[];
  /** Single documents that come with access, because they were shared. */
  shared: number;
  rights: readonly { entitlementId: string; organisationId: number }[];
  /** Titles of a few open documents that the actor himself reads: of what is confidential only numbers are told. */
  examples: readonly string[];
}

const mostExamples = 3;

/** What `after` opens and `before` does not, of these institutions; by the conditions of every list of documents (DO-1). */
export async function gainedBy(
  { tx, actor }: { tx: Tx; actor: Actor },
  { institutionIds }: { institutionIds: readonly number[] },
  { before, after }: { before: Held; after: Held },
): Promise<Side> {
  const here = { ...noFilter, institutions: institutionIds };
  const keysOf = (reach: Reach): Keys =>
    institutionIds.length === 0 ? { institutions: [], scopes: [], themes: [], shared: [] } : narrowKeys(reach, here);
  const keys = { before: keysOf(before.reach), after: keysOf(after.reach) };
  const rights = newRights(before, after, institutionIds);
  if (JSON.stringify(keys.before) === JSON.stringify(keys.after))
    return { documents: 0, scopes: [], shared: 0, rights, examples: [] };
  await actAsSystem(tx);
  const scopes = await listOpened(tx, keys, institutionIds);
  const shared = await countShared(tx, keys);
  await actAsPerson(tx, actor);
  const held = scopes.reduce((sum, scope) => sum + scope.documents, 0);
  const examples = await listExamples(tx, actor, scopes);
  return { documents: held + shared.more, scopes, shared: shared.alone, rights, examples };
}

function newRights(before: Held, after: Held, institutionIds: readonly number[]): Side['rights'] {
  const had = new Set(before.grants.map(({ entitlement, organisationId }) => `${entitlement}:${organisationId}`));
  const fresh = after.grants.filter(
    ({ entitlement, organisationId }) =>
      institutionIds.includes(organisationId) && !had.has(`${entitlement}:${organisationId}`),
  );
  const distinct = new Map(fresh.map((grant) => [`${grant.entitlement}:${grant.organisationId}`, grant]));
  return [...distinct.values()].map(({ entitlement, organisationId }) => ({
    entitlementId: entitlement,
    organisationId,
  }));
}

interface Sides {
  before: Keys;
  after: Keys;
}

/** Every theme of these institutions that opens; the roll-ups know how many documents are in it, however many there are. */
async function listOpened(tx: Tx, { before, after }: Sides, institutionIds: readonly number[]): Promise<OpenedScope[]> {
  const { rows } = await sql<OpenedScope>`
    with here as (
      select l.organisation_id as institution_id, l.level_id, x.theme_id,
        l.organisation_id * 1024 + l.level_id * 128 + x.theme_id as scope
      from organisation_levels l join theme_levels x on x.level_id = l.level_id
      where l.organisation_id = any (${[...institutionIds]}::integer[])
    )
    select d.institution_id as "institutionId", d.level_id as "levelId", d.theme_id as "themeId",
      coalesce((select sum(c.n)::integer from document_counts c where c.scope = d.scope), 0) as documents
    from here d
    where ${countedFor(after)} and not ${countedFor(before)}
    order by d.institution_id, d.level_id, d.theme_id`.execute(tx);
  return rows;
}

/**
 * Documents that were shared with somebody. `alone`: those that open by the share only. `more`: what they add to the numbers of the
 * themes, which count a document that was shared before as new.
 */
async function countShared(tx: Tx, { before, after }: Sides): Promise<{ alone: number; more: number }> {
  const ids = [...new Set([...before.shared, ...after.shared])];
  if (ids.length === 0) return { alone: 0, more: 0 };
  const { rows } = await sql<{ alone: number; again: number }>`
    select
      (count(*) filter (where ${visibleTo(after)} and not ${visibleTo(before)}
        and not (${countedFor(after)} and not ${countedFor(before)})))::integer as alone,
      (count(*) filter (where ${visibleTo(before)} and ${countedFor(after)} and not ${countedFor(before)}))::integer as again
    from documents d where d.id = any (${ids}::uuid[])`.execute(tx);
  const [{ alone, again } = { alone: 0, again: 0 }] = rows;
  return { alone, more: alone - again };
}

async function listExamples(tx: Tx, actor: Actor, scopes: readonly OpenedScope[]): Promise<string[]> {
  const filled = scopes
    .filter(({ documents }) => documents > 0)
    .map(({ institutionId, levelId, themeId }) => scopeOf(institutionId, levelId, themeId));
  if (filled.length === 0) return [];
  const { rows } = await sql<{ title: string }>`
    select newest.title
    from unnest(${filled}::integer[]) as opened (scope)
    cross join lateral (
      select d.title, d.published_at, d.id from documents d
      where d.scope = opened.scope and d.confidentiality = 'open' and ${visibleTo(narrowKeys(actor.reach, noFilter))}
      order by d.published_at desc, d.id desc
      limit ${mostExamples}) as newest
    order by newest.published_at desc, newest.id desc
    limit ${mostExamples}`.execute(tx);
  return rows.map(({ title }) => title);
}
