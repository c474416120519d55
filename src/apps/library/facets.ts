import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, Reach } from '#access/actor.ts';
import { narrowKeys, reachesNothing, type Keys } from '#apps/library/keys.ts';
import { countLimit, noFilter, type DocumentFilter, type Facet, type Facets } from '#apps/library/model.ts';
import { matching, visibleTo } from '#apps/library/visible.ts';
import type { Db } from '#platform/db.ts';

type Dimension = 'levels' | 'themes' | 'schoolYears' | 'institutions';

const columns: Record<Dimension, string> = {
  levels: 'level_id',
  themes: 'theme_id',
  schoolYears: 'school_year',
  institutions: 'institution_id',
};
const dimensions = Object.keys(columns) as Dimension[];

/** How many institutions the filter shows; the others are found by its search field. */
const institutionsShown = 12;

export interface FacetQuestion {
  reach: Reach;
  /** The levels that the page is about; not a filter of the person, so it holds for every count. */
  fixedLevels: readonly number[];
  filter: DocumentFilter;
  tsquery?: string | undefined;
  /** Institutions that the person ticked or searched for are always shown. */
  institutionIds: readonly number[];
}

/** Counts per filter, over what the actor may see and nothing else (DO-3, P3). */
export async function countFacets(db: Db, question: FacetQuestion): Promise<Facets> {
  const within: DocumentFilter = { ...noFilter, levels: question.fixedLevels };
  const keys = narrowKeys(question.reach, within);
  const empty: Facets = { total: 0, capped: false, levels: [], themes: [], schoolYears: [], institutions: [] };
  if (reachesNothing(keys)) return empty;
  const sources =
    question.tsquery === undefined ? rolledUpFor(question, keys) : matchedFor(question.tsquery, keys, within);
  const { rows } = await sql<{ dimension: Dimension | 'total' | 'read'; key: number | null; n: number }>`
    with ${sources}
    ${sql.join([...dimensions.map((dimension) => facet(dimension, question)), totals(question.filter)], sql` union all `)}`.execute(
    db,
  );
  const of = (dimension: Dimension): Facet[] =>
    rows.filter((row) => row.dimension === dimension).map((row) => ({ key: row.key ?? 0, count: row.n }));
  return {
    total: rows.find((row) => row.dimension === 'total')?.n ?? 0,
    capped: (rows.find((row) => row.dimension === 'read')?.n ?? 0) >= countLimit && question.tsquery !== undefined,
    levels: of('levels'),
    themes: of('themes'),
    schoolYears: of('schoolYears'),
    institutions: of('institutions'),
  };
}

/** Documents per level, for the tiles of the start page. */
export async function countByLevel(db: Db, actor: Actor): Promise<Map<number, number>> {
  const keys = narrowKeys(actor.reach, noFilter);
  if (reachesNothing(keys)) return new Map();
  const counts = readsThemesOnly(keys) ? totalsOfThemes(keys, noFilter) : rolledUp(keys, noFilter);
  const { rows } = await sql<{ level_id: number; n: number }>`
    select level_id, sum(n)::integer as n from (${counts}) as c group by level_id`.execute(db);
  return new Map(rows.map((row) => [row.level_id, row.n]));
}

/**
 * Where counts without a word come from: `places` for those per institution, `cells` for all others. Whoever reads whole
 * themes has so many institutions that the others come from totals in which these are summed already.
 */
function rolledUpFor({ filter, fixedLevels, reach }: FacetQuestion, keys: Keys): RawBuilder<unknown> {
  const within: DocumentFilter = { ...noFilter, levels: fixedLevels };
  if (!readsThemesOnly(keys))
    return sql`places as materialized (${rolledUp(keys, within)}), cells as (select * from places)`;
  const picked = narrowKeys(reach, { ...within, institutions: filter.institutions });
  const cells = filter.institutions.length === 0 ? totalsOfThemes(keys, within) : rolledUp(picked, within);
  return sql`places as not materialized (${rolledUp(keys, within)}), cells as materialized (${cells})`;
}

function readsThemesOnly(keys: Keys): boolean {
  return keys.themes.length > 0 && keys.institutions.length + keys.scopes.length === 0;
}

function matchedFor(tsquery: string, keys: Keys, within: DocumentFilter): RawBuilder<unknown> {
  return sql`places as materialized (${matched(keys, within, tsquery)}), cells as (select * from places)`;
}

/** Counts without a word come from the roll-up, which changes in the transaction of every delivery. */
function rolledUp(keys: Keys, within: DocumentFilter): RawBuilder<unknown> {
  return sql`
    select d.institution_id, d.level_id, d.theme_id, d.school_year, d.n
    from document_counts d where ${visibleTo(keys)} and ${matching(within)} and d.n > 0`;
}

function totalsOfThemes(keys: Keys, within: DocumentFilter): RawBuilder<unknown> {
  return sql`
    select null::integer as institution_id, d.level_id, d.theme_id, d.school_year, d.n
    from document_totals d where ${visibleTo(keys)} and ${matching(within)} and d.n > 0`;
}

function matched(keys: Keys, within: DocumentFilter, tsquery: string): RawBuilder<unknown> {
  return sql`
    select d.institution_id, d.level_id, d.theme_id, d.school_year, 1 as n
    from documents d where ${visibleTo(keys)} and ${matching(within, tsquery)} limit ${countLimit}`;
}

function facet(dimension: Dimension, question: FacetQuestion): RawBuilder<unknown> {
  const column = sql.ref(columns[dimension]);
  const others = conditions({ ...question.filter, [dimension]: [] });
  const grouped = sql`select ${sql.lit(dimension)} as dimension, ${column}::integer as key, sum(n)::integer as n
    from ${sql.ref(dimension === 'institutions' ? 'places' : 'cells')} where ${others} group by ${column}`;
  if (dimension !== 'institutions') return grouped;
  return sql`(select * from (${grouped}) as g
    order by (key = any(${question.institutionIds}::int[])) desc, n desc, key
    limit ${institutionsShown + question.institutionIds.length})`;
}

function totals(filter: DocumentFilter): RawBuilder<unknown> {
  return sql`
    select 'total', null, coalesce(sum(n), 0)::integer from cells where ${conditions(filter)}
    union all select 'read', null, count(*)::integer from cells`;
}

function conditions(filter: DocumentFilter): RawBuilder<SqlBool> {
  const parts = dimensions
    .filter((dimension) => filter[dimension].length > 0)
    .map((dimension) => sql<SqlBool>`${sql.ref(columns[dimension])} = any(${filter[dimension]}::int[])`);
  return parts.length === 0 ? sql<SqlBool>`true` : (sql.join(parts, sql` and `) as RawBuilder<SqlBool>);
}
