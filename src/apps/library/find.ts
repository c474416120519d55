import { sql, type RawBuilder } from 'kysely';
import {
  conditions,
  dimensions,
  emptyCells,
  facetRows,
  facetsFrom,
  noFacets,
  wholeOf,
  withinOf,
  type Dimension,
  type FacetQuestion,
  type FacetRow,
} from '#apps/library/facets.ts';
import { narrowKeys, reachesNothing } from '#apps/library/keys.ts';
import { listHits } from '#apps/library/list.ts';
import { lookedThrough, ordering, startingAt, type Hit } from '#apps/library/look.ts';
import {
  countLimit,
  pageSize,
  type Cursor,
  type DocumentFilter,
  type Facets,
  type Order,
} from '#apps/library/model.ts';
import { matching, visibleAmongFound } from '#apps/library/visible.ts';
import { throughIndex, type Words } from '#apps/library/words.ts';
import type { Db } from '#platform/db.ts';

export interface FindQuestion extends FacetQuestion {
  words: Words;
  order: Order;
  from: Cursor | undefined;
  direction: 'older' | 'newer';
  /** Places to skip in the order of relevance. */
  skip: number;
}

export interface Found {
  /** One more than a page, so that the caller knows whether there is more. */
  hits: Hit[];
  facets: Facets;
}

/** So many of the newest documents are looked through for words that are all common. */
const lookDepth = 1_500;
/** Words that seldom stand together are worth a second look this far; their phrases cost the text index seconds. */
const deepestLook = 40_000;
/** Ranking reads the whole search vector of a document: it is done among so many of the newest finds. */
const rankedAtMost = 1_000;

/** One page of the documents that hold the words, and the counts per filter (DO-2, DO-3, DO-11). */
export async function findDocuments(db: Db, question: FindQuestion): Promise<Found> {
  if (reachesNothing(narrowKeys(question.reach, withinOf(question)))) return { hits: [], facets: noFacets };
  if (question.words.rare !== undefined) return gather(db, question);
  const found = await lookForAll(db, question);
  return found ?? gather(db, { ...question, words: throughIndex(question.words) });
}

/**
 * Words that are all common, looked for among the newest documents: the counts are lower bounds unless these are all there
 * are. Null when they seldom stand together, so that only the text index finds enough.
 */
async function lookForAll(db: Db, question: FindQuestion, depth = lookDepth): Promise<Found | null> {
  const sources = sourcePerFilter(question, (filter) => {
    const keys = narrowKeys(question.reach, filter);
    return sql`
      select l.* from ${lookedThrough({ keys, filter, words: question.words }, depth)} as l
      union all
      select null, null, e.*, true from (${emptyCells(question, filter)}) as e`;
  });
  const { facets, hits } = await readFound(
    db,
    question,
    sources,
    (found) => sql`exists (select from ${found} where not all_read)`,
  );
  if (!facets.totalAtLeast) return { hits, facets };
  const wanted = question.skip + pageSize + 1;
  if (facets.total < wanted) {
    const deeper = Math.ceil((1.5 * wanted * depth) / facets.total);
    return depth === lookDepth && deeper <= deepestLook ? lookForAll(db, question, deeper) : null;
  }
  const goesOn = question.order === 'newest' && question.from !== undefined;
  return { hits: goesOn ? await listed(db, question) : hits, facets };
}

/** Everything that the text index finds, gathered once for page and counts. */
async function gather(db: Db, question: FindQuestion): Promise<Found> {
  const rowsOf = (filter: DocumentFilter): RawBuilder<unknown> => sql`
    select d.id, d.published_at, d.institution_id, d.level_id, d.theme_id, d.school_year, 1 as n
    from documents d where ${visibleAmongFound(narrowKeys(question.reach, filter))} and ${matching(filter, question.words)}
    limit ${countLimit}`;
  const isFull = (found: RawBuilder<unknown>): RawBuilder<unknown> =>
    sql`(select count(*) from ${found}) >= ${countLimit}`;
  const all = await readFound(db, question, oneSource(rowsOf(withinOf(question))), isFull);
  if (!all.facets.totalAtLeast) return all;
  const { hits, facets } = isNarrowed(question)
    ? await readFound(db, question, sourcePerFilter(question, rowsOf), isFull)
    : all;
  return { hits: facets.totalAtLeast && question.order === 'newest' ? await listed(db, question) : hits, facets };
}

/** Where rows come from: those of the whole filter (the first) for page and total, and for a part those without that part of the filter. */
interface Sources {
  tables: ReadonlyMap<string, RawBuilder<unknown>>;
  of: (part: Dimension | 'total') => RawBuilder<unknown>;
}

const oneSource = (rows: RawBuilder<unknown>): Sources => ({
  tables: new Map([['found', rows]]),
  of: () => sql`found`,
});

function sourcePerFilter(question: FindQuestion, rowsOf: (filter: DocumentFilter) => RawBuilder<unknown>): Sources {
  const { filter, fixedLevels } = question;
  const whole = wholeOf(question);
  const narrowed = dimensions.filter((dimension) => filter[dimension].length > 0);
  const without = (dimension: Dimension): DocumentFilter => ({
    ...whole,
    [dimension]: dimension === 'levels' ? fixedLevels : [],
  });
  return {
    tables: new Map([
      ['found', rowsOf(whole)],
      ...narrowed.map((dimension) => [`found_${dimension}`, rowsOf(without(dimension))] as const),
    ]),
    of: (part) => sql.ref(part !== 'total' && narrowed.includes(part) ? `found_${part}` : 'found'),
  };
}

const isNarrowed = ({ filter }: FindQuestion): boolean => dimensions.some((dimension) => filter[dimension].length > 0);

interface FoundRow extends Omit<FacetRow, 'dimension'> {
  dimension: FacetRow['dimension'] | 'partial' | 'hit';
  id: string | null;
  published_at: Date | null;
}

/** Page and counts in one statement; `isPartial` says of a table whether reading it stopped early. */
async function readFound(
  db: Db,
  question: FindQuestion,
  { tables, of }: Sources,
  isPartial: (found: RawBuilder<unknown>) => RawBuilder<unknown>,
): Promise<Found> {
  const names = [...tables.keys()].map((name) => sql.ref(name));
  const { rows } = await sql<FoundRow>`
    with ${sql.join([...tables].map(([name, table]) => sql`${sql.ref(name)} as materialized (${table})`))}
    select f.dimension, f.key, f.n, null::uuid as id, null::timestamptz as published_at
    from (${facetRows(question, of)}) as f
    union all
    ${sql.join(
      names.map((name, at) => sql`select 'partial', ${at}::integer, (${isPartial(name)})::integer, null, null`),
      sql` union all `,
    )}
    union all
    select 'hit', h.place, 1, h.id, h.published_at from (${pageOf(question)}) as h`.execute(db);
  const hits = rows
    .filter((row) => row.dimension === 'hit')
    .sort((one, other) => (one.key ?? 0) - (other.key ?? 0))
    .map(({ id, published_at }) => ({ id: id ?? '', published_at: published_at ?? new Date(0) }));
  const partial = rows.filter((row) => row.dimension === 'partial' && row.n === 1);
  const atLeast = partial.length > 0;
  // Where everything was counted, 0 means that there is nothing to tick.
  const isCount = (row: FoundRow): row is FoundRow & FacetRow =>
    row.dimension !== 'hit' && row.dimension !== 'partial' && (atLeast || row.n > 0);
  const facets = { ...facetsFrom(rows.filter(isCount)), atLeast, totalAtLeast: partial.some((row) => row.key === 0) };
  return { hits: question.direction === 'newer' ? hits.reverse() : hits, facets };
}

/** The rows of one page with their place; by relevance the title goes before the content, and many and close together before few. */
function pageOf(question: FindQuestion): RawBuilder<unknown> {
  const found = sql`select d.id, d.published_at from found d where d.n = 1 and ${conditions(question.filter)}`;
  if (question.order === 'newest')
    return sql`
      select d.*, row_number() over (order by ${ordering(question)}) as place
      from (${found} and ${startingAt(question)} order by ${ordering(question)} limit ${pageSize + 1}) as d`;
  return sql`
    select d.id, d.published_at, row_number() over (
      order by ts_rank(d.search, ${question.words.all}::tsquery, 1) desc, d.published_at desc, d.id desc) as place
    from (${found} order by published_at desc, id desc limit ${rankedAtMost}) as h join documents d on d.id = h.id
    order by place limit ${pageSize + 1} offset ${question.skip}`;
}

function listed(db: Db, question: FindQuestion): Promise<Hit[]> {
  const { reach, words, from, direction } = question;
  const filter = wholeOf(question);
  return listHits(db, { keys: narrowKeys(reach, filter), filter, words, from, direction });
}
