import type pg from 'pg';
import { parseSearch, toTsquery } from '#platform/text/search-query.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words to search for, by the share of all documents in which the product finds them. */
export interface SearchWords {
  rare: readonly FoundWord[];
  middling: readonly FoundWord[];
  common: readonly FoundWord[];
  phrases: readonly FoundWord[];
}

export interface FoundWord {
  text: string;
  documents: number;
}

const perKind = 6;
const bands = { rare: [2e-5, 2e-4], middling: [0.003, 0.02], common: [0.15, 0.6] } as const;
const commonPhrases = ['"van de school"', '"het onderwijs"', '"in de"', '"de leerling"', '"op het"', '"aan de"'];
type Band = keyof typeof bands;

/** Tries words of the vocabulary and keeps those that are as rare or common as wanted, counted by the search itself. */
export async function chooseSearchWords(client: pg.Client, vocabulary: Vocabulary): Promise<SearchWords> {
  const { rows } = await client.query<{ n: number }>('select count(*)::integer as n from documents');
  const all = rows[0]!.n;
  const count = async (text: string): Promise<number> => {
    const found = await client.query<{ n: number }>(
      'select count(*)::integer as n from documents where search @@ $1::tsquery',
      [toTsquery(parseSearch(text))],
    );
    return found.rows[0]!.n;
  };
  const choose = async (band: Band, candidates: readonly string[]): Promise<FoundWord[]> => {
    const chosen: FoundWord[] = [];
    for (const text of candidates) {
      if (chosen.length === perKind) break;
      const documents = await count(text);
      // A small trial has too few documents for a share that small.
      const least = Math.max(bands[band][0] * all, 1);
      if (documents >= least && documents <= Math.max(bands[band][1] * all, 20)) chosen.push({ text, documents });
    }
    return chosen;
  };
  const { common, rare } = vocabulary;
  const phrases: FoundWord[] = [];
  for (const text of commonPhrases) phrases.push({ text, documents: await count(text) });
  return {
    rare: await choose('rare', every(rare, 37)),
    middling: await choose(
      'middling',
      every(
        common.slice(700, 6_000).filter((word) => word.length > 5),
        41,
      ),
    ),
    common: await choose(
      'common',
      common.slice(120, 340).filter((word) => word.length > 3),
    ),
    phrases,
  };
}

const every = <T>(items: readonly T[], step: number): T[] => items.filter((_, index) => index % step === 0);
