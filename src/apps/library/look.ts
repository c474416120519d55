import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { matching } from '#apps/library/visible.ts';
import { everyLevel, type Keys } from '#apps/library/keys.ts';
import type { Cursor, DocumentFilter } from '#apps/library/model.ts';
import type { Words } from '#apps/library/words.ts';

/** What is asked of the list: where to start, in which direction, and what must match. */
export interface ListQuestion {
  keys: Keys;
  filter: DocumentFilter;
  words?: Words | undefined;
  /** Rows after this one; `newer` reads towards the top of the list. */
  from?: Cursor | undefined;
  direction?: 'older' | 'newer' | undefined;
}

/** A document in a list. */
export interface Hit {
  id: string;
  published_at: Date;
}

/** Keys are read in all to four times the depth of a look: deliveries do not come evenly. */
const margin = 4;

/**
 * The newest documents that the keys reach, looked at one by one for the words: `n` is 1 where they are found and 0 where
 * not, `all_read` says that there was nothing else to look at. Rows are taken per key, so the merged list is only known to
 * be gapless down to the end of the shortest cut-off key: what lies beyond that is left out.
 */
export function lookedThrough(question: ListQuestion & { words: Words }, depth: number): RawBuilder<unknown> {
  const perWalk = Math.min(depth, Math.ceil((margin * depth) / countWalks(question)));
  const gapless = question.direction === 'newer' ? sql`<=` : sql`>=`;
  return sql`(
    with read as materialized (
      ${perKey(question, matching(question.filter), perWalk, true)}
    ), horizon as materialized (
      select published_at, id from read where nth = ${perWalk} order by ${ordering(question)} limit 1
    ), looked as materialized (
      select read.id from read left join horizon h on true
      where h.id is null or (read.published_at, read.id) ${gapless} (h.published_at, h.id)
      order by ${ordering(question, 'read')} limit ${depth}
    )
    select d.id, d.published_at, d.institution_id, d.level_id, d.theme_id, d.school_year,
      (d.search @@ ${question.words.all}::tsquery)::integer as n,
      not exists (select from horizon) and (select count(*) from read) <= ${depth} as all_read
    from looked join documents d on d.id = looked.id
  )`;
}

/** Walks the index of every key apart. With `numbered`, each row carries its place within its key. */
export function perKey(
  question: ListQuestion,
  match: RawBuilder<SqlBool>,
  most: number,
  numbered = false,
): RawBuilder<Hit> {
  const { keys, filter } = question;
  const walk = (source: RawBuilder<unknown>, on: RawBuilder<SqlBool>) => sql<Hit>`
    select h.id, h.published_at${numbered ? sql`, h.nth` : sql``} from ${source} cross join lateral (
      select d.id, d.published_at${numbered ? sql`, row_number() over (order by ${ordering(question, 'd')}) as nth` : sql``}
      from documents d where ${on} and ${match} and ${startingAt(question)}
      order by ${ordering(question, 'd')} limit ${most}) as h`;
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
    ...(keys.shared.length > 0 ? [walk(sql`(select) as k`, sql`d.id = any(${keys.shared}::uuid[])`)] : []),
  ];
  return sql.join(branches, sql` union all `) as RawBuilder<Hit>;
}

/** Whole themes are walked per level, so that a level where a theme has nothing costs nothing. */
const levelsOf = ({ levels }: DocumentFilter): readonly number[] => (levels.length > 0 ? levels : everyLevel);

/** How many walks a question takes; school years make more of them only where they are part of an index. */
function countWalks({ keys, filter }: ListQuestion): number {
  const perTheme = levelsOf(filter).length * Math.max(1, filter.schoolYears.length);
  return (
    keys.institutions.length + keys.scopes.length + keys.themes.length * perTheme + Math.min(1, keys.shared.length)
  );
}

export function startingAt(question: Pick<ListQuestion, 'from' | 'direction'>): RawBuilder<SqlBool> {
  const { from, direction } = question;
  if (!from) return sql<SqlBool>`true`;
  return direction === 'newer'
    ? sql<SqlBool>`(d.published_at, d.id) > (${from.publishedAt}::timestamptz, ${from.id}::uuid)`
    : sql<SqlBool>`(d.published_at, d.id) < (${from.publishedAt}::timestamptz, ${from.id}::uuid)`;
}

/** The order of the list, newest first unless it is read towards its top. */
export function ordering({ direction }: Pick<ListQuestion, 'direction'>, table?: string): RawBuilder<unknown> {
  const at = (column: string): string => (table === undefined ? column : `${table}.${column}`);
  const order = direction === 'newer' ? '' : ' desc';
  return sql.raw(`${at('published_at')}${order}, ${at('id')}${order}`);
}
