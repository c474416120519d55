import { sql } from 'kysely';
import { reachesNothing } from '#apps/library/keys.ts';
import type { Hit, ListQuestion } from '#apps/library/list.ts';
import { pageSize } from '#apps/library/model.ts';
import { matching, visibleTo } from '#apps/library/visible.ts';
import type { Db } from '#platform/db.ts';

/** Ranking reads the whole search vector of a document; beyond so many finds a person sharpens the question instead. */
const rankedAtMost = 1000;

/** Finds in order of relevance: title before content, many and close together before few; then newest first (DO-11). */
export async function rankedHits(db: Db, question: ListQuestion, skip: number): Promise<Hit[]> {
  if (reachesNothing(question.keys) || question.tsquery === undefined) return [];
  const { rows } = await sql<Hit>`
    with matches as materialized (
      select d.id, d.published_at, d.search from documents d
      where ${visibleTo(question.keys)} and ${matching(question.filter, question.tsquery)}
      limit ${rankedAtMost}
    )
    select id, published_at from matches
    order by ts_rank(search, ${question.tsquery}::tsquery, 1) desc, published_at desc, id desc
    limit ${pageSize + 1} offset ${skip}`.execute(db);
  return rows;
}
