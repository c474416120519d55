import { sql, type SqlBool } from 'kysely';
import { reachesNothing } from '#apps/library/keys.ts';
import { lookedThrough, ordering, perKey, startingAt, type Hit, type ListQuestion } from '#apps/library/look.ts';
import { pageSize } from '#apps/library/model.ts';
import { matching, visibleTo } from '#apps/library/visible.ts';
import { throughIndex, type Words } from '#apps/library/words.ts';
import type { Db } from '#platform/db.ts';

type WordQuestion = ListQuestion & { words: Words };

/** So many of the newest documents are looked through for a word before the text index is asked. */
const firstLook = 300;
/** A word that is found there, but too seldom to fill a page, is worth a second look this far. */
const deepestLook = 3_000;

/** One more than a page of documents, in list order (newest first), so that the caller knows whether there is more. */
export async function listHits(db: Db, question: ListQuestion): Promise<Hit[]> {
  if (reachesNothing(question.keys)) return [];
  const { words } = question;
  const hits = words ? await found(db, { ...question, words }) : await newest(db, question, pageSize + 1);
  return question.direction === 'newer' ? hits.toReversed() : hits;
}

/**
 * The newest rows through each key, merged: every key walks its own index and stops after `most` rows. One statement
 * with one condition over all keys would read all their documents first.
 */
async function newest(db: Db, question: ListQuestion, most: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select id, published_at from (${perKey(question, matching(question.filter), most)}) as h
    order by ${ordering(question)} limit ${most}`.execute(db);
  return rows;
}

/**
 * A common word is found among the newest documents at once; only a rarer one is worth the text index, which gathers all
 * documents with it before it knows the newest.
 */
async function found(db: Db, question: WordQuestion): Promise<Hit[]> {
  const first = await look(db, question, firstLook);
  if (fillsPage(first)) return first.hits.slice(0, pageSize + 1);
  const depth = Math.ceil((1.5 * (pageSize + 1) * firstLook) / first.hits.length);
  if (depth <= deepestLook) {
    const second = await look(db, question, depth);
    if (fillsPage(second)) return second.hits.slice(0, pageSize + 1);
  }
  const words = question.words.rare === undefined ? throughIndex(question.words) : question.words;
  const condition = sql<SqlBool>`${visibleTo(question.keys)} and ${matching(question.filter, words)}`;
  const { rows } = await sql<Hit>`
    select d.id, d.published_at from documents d where ${condition} and ${startingAt(question)}
    order by ${ordering(question, 'd')} limit ${pageSize + 1}`.execute(db);
  return rows;
}

const fillsPage = ({ hits, complete }: Look): boolean => complete || hits.length > pageSize;

interface Look {
  hits: Hit[];
  /** There was nothing else to look through. */
  complete: boolean;
}

async function look(db: Db, question: WordQuestion, depth: number): Promise<Look> {
  const { rows } = await sql<Hit & { n: number; all_read: boolean }>`
    select id, published_at, n, all_read from ${lookedThrough(question, depth)} as l
    order by ${ordering(question)}`.execute(db);
  const hits = rows.filter((row) => row.n === 1).map(({ id, published_at }) => ({ id, published_at }));
  return { hits, complete: rows[0]?.all_read ?? true };
}
