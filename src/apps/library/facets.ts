import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor, Reach } from '#access/actor.ts';
import { narrowKeys, reachesNothing, type Keys } from '#apps/library/keys.ts';
import { noFilter, type DocumentFilter, type Facet, type Facets } from '#apps/library/model.ts';
import { countedFor, matching } from '#apps/library/visible.ts';
import type { Db } from '#platform/db.ts';

/** What is counted per value; who shared is counted apart, for those with whom something was shared. */
export type Dimension = 'levels' | 'themes' | 'schoolYears' | 'institutions';

const columns: Record<Dimension, string> = {
  levels: 'level_id',
  themes: 'theme_id',
  schoolYears: 'school_year',
  institutions: 'institution_id',
};
export const dimensions = Object.keys(columns) as Dimension[];

/** How many institutions the filter shows; the others are found by its search field. */
const institutionsShown = 12;

export interface FacetQuestion {
  reach: Reach;
  /** The levels that the page is about; not a filter of the person, so it holds for every count. */
  fixedLevels: readonly number[];
  filter: DocumentFilter;
  /** Institutions that the person ticked or searched for are always shown. */
  institutionIds: readonly number[];
}

/** Counts per filter without a word, over what the actor may see and nothing else (DO-3, P3). */
export async function countFacets(db: Db, question: FacetQuestion): Promise<Facets> {
  const keys = narrowKeys(question.reach, withinOf(question));
  if (reachesNothing(keys)) return noFacets;
  const { rows } = await sql<FacetRow>`
    with ${rolledUpFor(question, keys)}
    ${facetRows(question, (part) => (part === 'institutions' ? sql`places` : sql`cells`))}`.execute(db);
  return facetsFrom(rows);
}

export const noFacets: Facets = {
  total: 0,
  totalAtLeast: false,
  atLeast: false,
  levels: [],
  themes: [],
  schoolYears: [],
  institutions: [],
  sharers: [],
};

/** What narrows every count alike: the levels of the page, and who shared. */
export const withinOf = ({ fixedLevels, filter }: FacetQuestion): DocumentFilter => ({
  ...noFilter,
  levels: fixedLevels,
  sharers: filter.sharers,
});

/** What rows must match in all: the filter of the person and the levels of the page. */
export function wholeOf({ filter, fixedLevels }: FacetQuestion): DocumentFilter {
  return fixedLevels.length > 0 ? { ...filter, levels: fixedLevels } : filter;
}

export interface FacetRow {
  dimension: Dimension | 'total';
  key: number | null;
  n: number;
}

/** The counts as rows of one statement. `from` names where those of a part come from: rows with the columns and `n`. */
export function facetRows(
  question: FacetQuestion,
  from: (part: Dimension | 'total') => RawBuilder<unknown>,
): RawBuilder<FacetRow> {
  return sql.join(
    [
      ...dimensions.map((dimension) => facet(dimension, question, from(dimension))),
      sql`select 'total', null::integer, coalesce(sum(n), 0)::integer from ${from('total')} where ${conditions(question.filter)}`,
    ],
    sql` union all `,
  ) as RawBuilder<FacetRow>;
}

export function facetsFrom(rows: readonly FacetRow[]): Facets {
  const of = (dimension: Dimension): Facet[] =>
    rows.filter((row) => row.dimension === dimension).map((row) => ({ key: row.key ?? 0, count: row.n }));
  return {
    total: rows.find((row) => row.dimension === 'total')?.n ?? 0,
    totalAtLeast: false,
    atLeast: false,
    levels: of('levels'),
    themes: of('themes'),
    schoolYears: of('schoolYears'),
    institutions: of('institutions'),
    sharers: [],
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
function rolledUpFor(question: FacetQuestion, keys: Keys): RawBuilder<unknown> {
  const { filter, reach } = question;
  const within = withinOf(question);
  if (!readsThemesOnly(keys))
    return sql`places as materialized (${rolledUp(keys, within)}), cells as (select * from places)`;
  const picked = narrowKeys(reach, { ...within, institutions: filter.institutions });
  const cells = filter.institutions.length === 0 ? totalsOfThemes(keys, within) : rolledUp(picked, within);
  return sql`places as not materialized (${rolledUp(keys, within)}), cells as materialized (${cells})`;
}

function readsThemesOnly(keys: Keys): boolean {
  return keys.themes.length > 0 && keys.institutions.length + keys.scopes.length === 0;
}

/** Counts without a word come from the roll-up, which changes in the transaction of every delivery. */
function rolledUp(keys: Keys, within: DocumentFilter): RawBuilder<unknown> {
  return sql`
    select d.institution_id, d.level_id, d.theme_id, d.school_year, d.n
    from document_counts d where ${countedFor(keys)} and ${matching(within)} and d.n > 0${andShared(keys, within)}`;
}

function totalsOfThemes(keys: Keys, within: DocumentFilter): RawBuilder<unknown> {
  return sql`
    select null::integer as institution_id, d.level_id, d.theme_id, d.school_year, d.n
    from document_totals d where ${countedFor(keys)} and ${matching(within)} and d.n > 0${andShared(keys, within)}`;
}

/** Shared documents beside the roll-ups, each a count of one. */
function andShared({ shared }: Keys, within: DocumentFilter): RawBuilder<unknown> {
  if (shared.length === 0) return sql``;
  return sql`
    union all
    select d.institution_id, d.level_id, d.theme_id, d.school_year, 1
    from documents d where d.id = any(${shared}::uuid[]) and ${matching(within)}`;
}

/** Every combination of filters in which there is something, with `n` 0: what can be ticked although nothing was counted. */
export function emptyCells({ reach }: FacetQuestion, filter: DocumentFilter): RawBuilder<unknown> {
  const keys = narrowKeys(reach, filter);
  const cells = readsThemesOnly(keys) ? totalsOfThemes(keys, filter) : rolledUp(keys, filter);
  return sql`select institution_id, level_id, theme_id, school_year, 0 as n from (${cells}) as c`;
}

function facet(dimension: Dimension, question: FacetQuestion, from: RawBuilder<unknown>): RawBuilder<FacetRow> {
  const column = sql.ref(columns[dimension]);
  const others = conditions({ ...question.filter, [dimension]: [] });
  const grouped = sql<FacetRow>`select ${sql.lit(dimension)} as dimension, ${column}::integer as key, sum(n)::integer as n
    from ${from} where ${others} and ${column} is not null group by ${column}`;
  if (dimension !== 'institutions') return grouped;
  return sql`(select * from (${grouped}) as g
    order by (key = any(${question.institutionIds}::int[])) desc, n desc, key
    limit ${institutionsShown + question.institutionIds.length})`;
}

/** A filter on rows that carry the columns themselves. */
export function conditions(filter: DocumentFilter): RawBuilder<SqlBool> {
  const parts = dimensions
    .filter((dimension) => filter[dimension].length > 0)
    .map((dimension) => sql<SqlBool>`${sql.ref(columns[dimension])} = any(${filter[dimension]}::int[])`);
  return parts.length === 0 ? sql<SqlBool>`true` : (sql.join(parts, sql` and `) as RawBuilder<SqlBool>);
}
