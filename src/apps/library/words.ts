import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import { defineJob } from '#platform/jobs.ts';
import { alternatives, toTsquery, type SearchQuery, type Term } from '#platform/text/search-query.ts';

/** How the words of a question are found, as tsqueries. A document must hold the rare ones and the common ones. */
export interface Words {
  /** Words for which the text index is worth asking. */
  rare: string | undefined;
  /** Words that so many documents hold that each document is better looked at. */
  common: string | undefined;
  all: string;
}

/** Estimates anew which words are frequent; they hardly change. */
export const countFrequentWords = defineJob({ name: 'library.count-frequent-words', schedule: '40 3 * * *' });

/** From this share of all documents on, gathering a word from the text index costs more than looking at documents. */
const commonFrom = 0.1;
/** Rarer words need not be known: together with many others with the same beginning they may still be common. */
const frequentFrom = 0.01;
/** Sorts behind everything: what begins with a text lies between it and it with this at its end. */
const lastCharacter = 0x10ffff;
const sampledDocuments = 3_000;

/** Splits a question into its rare and its common words; null when nothing is looked for. */
export async function splitWords(db: Db, query: SearchQuery): Promise<Words | null> {
  const all = toTsquery(query);
  if (query.kind !== 'terms' || all === undefined) return null;
  const shares = await sharesOf(db, query.terms);
  const part = (wanted: (share: number) => boolean): string | undefined =>
    toTsquery({ kind: 'terms', terms: query.terms.filter((_term, index) => wanted(shares[index] ?? 0)) });
  return { rare: part((share) => share < commonFrom), common: part((share) => share >= commonFrom), all };
}

/** The same question with every word asked of the text index. */
export const throughIndex = ({ all }: Words): Words => ({ rare: all, common: undefined, all });

/** The share of all documents that each term stands in; a phrase is as rare as its rarest word. */
async function sharesOf(db: Db, terms: readonly Term[]): Promise<number[]> {
  const asked = terms.flatMap((term, at) =>
    term.kind === 'word'
      ? alternatives(term.word).map((one) => ({ ...one, at, word: 0 }))
      : term.words.map((lexeme, word) => ({ lexeme, prefix: false, at, word })),
  );
  const { rows } = await sql<{ at: number; share: number }>`
    select at, min(share) as share from (
      select a.at, a.word, coalesce(sum(f.share), 0) as share
      from unnest(${asked.map(({ at }) => at)}::integer[], ${asked.map(({ word }) => word)}::integer[],
        ${asked.map(({ lexeme }) => lexeme)}::text[], ${asked.map(({ prefix }) => prefix)}::boolean[])
        as a (at, word, lexeme, prefix)
      left join frequent_words f on f.lexeme between a.lexeme and a.lexeme || case when a.prefix then chr(${lastCharacter}) else '' end
      group by a.at, a.word
    ) as words group by at`.execute(db);
  const shares = new Map(rows.map((row) => [row.at, row.share]));
  return terms.map((_term, at) => shares.get(at) ?? 0);
}

/** Reads a sample of the documents and notes which words a large share of them holds. */
export async function noteFrequentWords(tx: Tx): Promise<void> {
  await tx.deleteFrom('frequent_words').execute();
  await sql`
    with sample as materialized (
      select d.search from documents d tablesample system (least(100, ${100 * sampledDocuments} / greatest(
        (select reltuples from pg_class where oid = 'documents'::regclass), 1)))
    )
    insert into frequent_words (lexeme, share)
    select w.lexeme, count(*)::real / (select count(*) from sample)
    from sample, unnest(sample.search) as w
    group by w.lexeme
    having count(*) >= ${frequentFrom}::real * (select count(*) from sample)`.execute(tx);
}
