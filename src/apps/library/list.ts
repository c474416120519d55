import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { matching, visibleTo } from '#apps/library/visible.ts';
import { everyLevel, reachesNothing, type Keys } from '#apps/library/keys.ts';
import { pageSize, type Cursor, type DocumentFilter } from '#apps/library/model.ts';
import type { Db } from '#platform/db.ts';

/** What is asked of the list: where to start, in which direction, and what must match. */
export interface ListQuestion {
  keys: Keys;
  filter: DocumentFilter;
  tsquery?: string | undefined;
  /** Rows after this one; `newer` reads towards the top of the list. */
  from?: Cursor | undefined;
  direction?: 'older' | 'newer' | undefined;
}

export interface Hit {
  id: string;
  published_at: Date;
}

/** So many of the newest documents are looked through for a word before the text index is asked. */
const firstLook = 300;
/** A word that is found there, but too seldom to fill a page, is worth a second look this far. */
const deepestLook = 3_000;
/** Keys are read in all to four times the depth of a look: deliveries do not come evenly. */
const margin = 4;

/** One more than a page of documents, in list order (newest first), so that the caller knows whether there is more. */
export async function listHits(db: Db, question: ListQuestion): Promise<Hit[]> {
  if (reachesNothing(question.keys)) return [];
  const hits = question.tsquery === undefined ? await newest(db, question, pageSize + 1) : await found(db, question);
  return question.direction === 'newer' ? hits.toReversed() : hits;
}

/**
 * The newest rows through each key, merged: every key walks its own index and stops after `most` rows. One statement
 * with one condition over all keys would read all their documents first.
 */
async function newest(db: Db, question: ListQuestion, most: number): Promise<Hit[]> {
  const order = ordering(question);
  const { rows } = await sql<Hit>`
    select id, published_at from (${perKey(question, matching(question.filter), most)}) as h
    order by ${order} limit ${most}`.execute(db);
  return rows;
}

/**
 * A common word is found among the newest documents at once; only a rarer one is worth the text index, which gathers all
 * documents with it before it knows the newest.
 */
async function found(db: Db, question: ListQuestion): Promise<Hit[]> {
  const first = await lookThroughNewest(db, question, firstLook);
  if (fillsPage(first)) return first.hits.slice(0, pageSize + 1);
  const depth = Math.ceil((1.5 * (pageSize + 1) * firstLook) / first.hits.length);
  if (depth <= deepestLook) {
    const second = await lookThroughNewest(db, question, depth);
    if (fillsPage(second)) return second.hits.slice(0, pageSize + 1);
  }
  const condition = sql<SqlBool>`${visibleTo(question.keys)} and ${matching(question.filter, question.tsquery)}`;
  const { rows } = await sql<Hit>`
    select d.id, d.published_at from documents d where ${condition} and ${startingAt(question)}
    order by ${rowOrdering(question)} limit ${pageSize + 1}`.execute(db);
  return rows;
}

const fillsPage = ({ hits, complete }: Look): boolean => complete || hits.length > pageSize;

interface Look {
  hits: Hit[];
  /** There was nothing else to look through. */
  complete: boolean;
}

/**
 * Looks for the word in the newest documents that the keys reach. Rows are taken per key, so the merged list is only
 * known to be gapless down to the end of the shortest cut-off key: what lies beyond that is left to the text index.
 */
async function lookThroughNewest(db: Db, question: ListQuestion, depth: number): Promise<Look> {
  const order = ordering(question);
  const perWalk = Math.min(depth, Math.ceil((margin * depth) / countWalks(question)));
  const gapless = question.direction === 'newer' ? sql`<=` : sql`>=`;
  const { rows } = await sql<Hit & { matches: boolean; all_read: boolean }>`
    with read as materialized (
      ${perKey(question, matching(question.filter), perWalk, true)}
    ), horizon as materialized (
      select published_at, id from read where nth = ${perWalk} order by ${order} limit 1
    ), looked as materialized (
      select read.id, read.published_at from read left join horizon h on true
      where h.id is null or (read.published_at, read.id) ${gapless} (h.published_at, h.id)
      order by ${sql.raw(question.direction === 'newer' ? 'read.published_at, read.id' : 'read.published_at desc, read.id desc')} limit ${depth}
    )
    select l.id, l.published_at, d.search @@ ${question.tsquery}::tsquery as matches,
      not exists (select from horizon) and (select count(*) from read) <= ${depth} as all_read
    from looked l join documents d on d.id = l.id
    order by ${sql.raw(question.direction === 'newer' ? 'l.published_at, l.id' : 'l.published_at desc, l.id desc')}`.execute(
    db,
  );
  return {
    hits: rows.filter((row) => row.matches).map(({ id, published_at }) => ({ id, published_at })),
    complete: rows[0]?.all_read ?? true,
  };
}

/** Walks the index of every key apart. With `numbered`, each row carries its place within its key. */
function perKey(question: ListQuestion, match: RawBuilder<SqlBool>, most: number, numbered = false): RawBuilder<Hit> {
  const { keys, filter } = question;
  const walk = (source: RawBuilder<unknown>, on: RawBuilder<SqlBool>) => sql<Hit>`
    select h.id, h.published_at${numbered ? sql`, h.nth` : sql``} from ${source} cross join lateral (
      select d.id, d.published_at${numbered ? sql`, row_number() over (order by ${rowOrdering(question)}) as nth` : sql``}
      from documents d where ${on} and ${match} and ${startingAt(question)}
      order by ${rowOrdering(question)} limit ${most}) as h`;
  const byYear = filter.schoolYears.length > 0;
  const branches = [
    ...(keys.institutions.length > 0
      ? [walk(sql`unnest(${keys.institutions}::int[]) as k (key)`, sql`d.institution_id = k.key`)]
      : []),
    ...(keys.scopes.length > 0 ? [walk(sql`unnest(${keys.scopes}::int[]) as k (key)`, sql`d.scope = k.key`)] : []),
    ...(keys.themes.length > 0
      ? [
          walk(
            sql`unnest(${keys.themes}::smallint[]) as k (key) cross join unnest(${levelsOf(filter)}::smallint[]) as l (level)${
              byYear ? sql` cross join unnest(${filter.schoolYears}::smallint[]) as y (year)` : sql``
            }`,
            sql`d.theme_id = k.key and d.level_id = l.level${byYear ? sql` and d.school_year = y.year` : sql``}`,
          ),
        ]
      : []),
  ];
  return sql.join(branches, sql` union all `) as RawBuilder<Hit>;
}

/** Whole themes are walked per level, so that a level where a theme has nothing costs nothing. */
const levelsOf = ({ levels }: DocumentFilter): readonly number[] => (levels.length > 0 ? levels : everyLevel);

/** How many walks a question takes; school years make more of them only where they are part of an index. */
function countWalks({ keys, filter }: ListQuestion): number {
  const perTheme = levelsOf(filter).length * Math.max(1, filter.schoolYears.length);
  return keys.institutions.length + keys.scopes.length + keys.themes.length * perTheme;
}

function startingAt(question: ListQuestion): RawBuilder<SqlBool> {
  const { from, direction } = question;
  if (!from) return sql<SqlBool>`true`;
  return direction === 'newer'
    ? sql<SqlBool>`(d.published_at, d.id) > (${from.publishedAt}::timestamptz, ${from.id}::uuid)`
    : sql<SqlBool>`(d.published_at, d.id) < (${from.publishedAt}::timestamptz, ${from.id}::uuid)`;
}

const ordering = (question: ListQuestion): RawBuilder<unknown> =>
  question.direction === 'newer' ? sql`published_at, id` : sql`published_at desc, id desc`;

const rowOrdering = (question: ListQuestion): RawBuilder<unknown> =>
  question.direction === 'newer' ? sql`d.published_at, d.id` : sql`d.published_at desc, d.id desc`;
