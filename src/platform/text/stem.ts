import type { Lexicon } from './lexicon.ts';
import { Trait } from './lexicon.ts';
import { irregularBase } from './irregular-words.ts';

/**
 * The base forms a Dutch word can stand for: scholen → school, huizen → huis, verleningen → verlening, verleen.
 *
 * Snowball's Dutch stemmer cuts to roots that are no words (`schol`, `jar`, `man` for manen), which as beginnings of words would
 * match far too much. We undo inflection instead, and let the dictionary choose between the spellings that the rules allow.
 * Of derivations only -ing is undone, so that `inschrijven` finds `inschrijvingen`; `vertrouwelijk` does not find `vertrouwen`.
 */
export function stems(word: string, lexicon: Lexicon): readonly string[] {
  if (!/^[a-z]{4,40}$/.test(word)) return [];
  const singulars = singularsOf(word, lexicon);
  const found = new Set<string>();
  for (const singular of singulars) {
    found.add(singular);
    const verb = verbOfNoun(singular, lexicon);
    if (verb !== undefined) found.add(verb);
  }
  found.delete(word);
  return [...found].filter((stem) => stem.length >= 2);
}

function singularsOf(word: string, lexicon: Lexicon): readonly string[] {
  const irregular = irregularBase(word);
  if (irregular !== undefined) return [irregular];
  if (word.endsWith('heden') && word.length > 7) return [`${word.slice(0, -5)}heid`];
  if (word.endsWith('en') || word.endsWith('ien')) return withoutEn(word, lexicon);
  if (word.endsWith('s')) return [withoutS(word, lexicon)];
  if (word.endsWith('e')) return [withoutE(word, lexicon)];
  if (word.endsWith('a')) return [latinSingular(word, lexicon) ?? word];
  if (word.endsWith('t')) return [withoutT(word, lexicon)];
  return [word];
}

function withoutEn(word: string, lexicon: Lexicon): readonly string[] {
  const known = lexicon.traits(word);
  if (known & Trait.Noun && !(known & Trait.Infinitive)) return [word];
  const withE = word.slice(0, -1);
  if (/[eiu]een$/.test(word)) return [word.slice(0, -2)];
  if (word.endsWith('ien')) return [word.length > 5 && lexicon.traits(withE) ? withE : word];
  if (!/[^aeiou]en$/.test(word) || word.length < 5) return [word];
  const noun = choose(word.slice(0, -2), lexicon);
  const withEIsNoun = endsInNoun(withE, Trait.PluralN, lexicon);
  if (!withEIsNoun) return [noun];
  return endsInNoun(noun, Trait.Noun, lexicon) ? [withE, noun] : [withE];
}

function withoutS(word: string, lexicon: Lexicon): string {
  const base = word.slice(0, -1);
  if (word.endsWith('jes') && !(lexicon.traits(base) & Trait.Noun)) return ofDiminutive(base, lexicon) ?? base;
  if (lexicon.traits(word) & ~Trait.Known) return word;
  for (let start = 0; start <= word.length - 4; start += 1) {
    if (lexicon.traits(word.slice(start)) & Trait.Noun) return word;
    if (lexicon.traits(base.slice(start)) & Trait.Noun) return base;
  }
  return /(?:[aeiou]e|e[lmnr]|aar|ing|eur|ie|eau)s$/.test(word) ? base : word;
}

function withoutE(word: string, lexicon: Lexicon): string {
  if (word.endsWith('je')) return ofDiminutive(word, lexicon) ?? word;
  if (lexicon.traits(word) & Trait.Noun) return word;
  const base = word.slice(0, -1);
  if (!/[^aeiou]$/.test(base)) return word;
  const spelling = spellings(base).find((option) => lexicon.traits(option) !== 0);
  if (spelling !== undefined) return spelling;
  if (base.endsWith('bar')) return `${base.slice(0, -2)}aar`;
  return /(?:lijk|ig|end|isch|eerd)$/.test(base) ? base : word;
}

/** Third person: werkt → werk. Only where the dictionary knows no such word itself. */
function withoutT(word: string, lexicon: Lexicon): string {
  const base = word.slice(0, -1);
  return lexicon.traits(word) === 0 && lexicon.traits(base) & Trait.VerbStem ? base : word;
}

function latinSingular(word: string, lexicon: Lexicon): string | undefined {
  const singular = `${word.slice(0, -1)}um`;
  return lexicon.traits(word) === 0 && lexicon.traits(singular) & Trait.Noun ? singular : undefined;
}

const DIMINUTIVES: readonly (readonly [ending: string, instead: string])[] = [
  ['etje', ''],
  ['tje', ''],
  ['pje', ''],
  ['je', ''],
  ['kje', 'g'],
];

function ofDiminutive(word: string, lexicon: Lexicon): string | undefined {
  for (const [ending, instead] of DIMINUTIVES) {
    if (!word.endsWith(ending)) continue;
    const base = word.slice(0, -ending.length) + instead;
    const single = withoutDoubleConsonant(base);
    for (const option of [base, single]) if (option.length > 2 && lexicon.traits(option) & Trait.Noun) return option;
  }
  return undefined;
}

/** verlening → verleen, the stem of verlenen; not regeling → regel, where the shorter word is a noun of its own. */
function verbOfNoun(word: string, lexicon: Lexicon): string | undefined {
  if (!word.endsWith('ing') || word.length < 8) return undefined;
  const base = word.slice(0, -3);
  if (!(lexicon.traits(`${base}en`) & Trait.Infinitive)) return undefined;
  const stem = choose(base, lexicon);
  return lexicon.traits(stem) & Trait.Noun ? undefined : stem;
}

/** The likeliest spelling of a base before -en or -ing; of compounds the longest known ending decides. */
function choose(base: string, lexicon: Lexicon): string {
  const options = spellings(base);
  const [first = base] = options;
  if (options.length === 1) return first;
  for (let start = 0; start <= base.length - 3; start += 1) {
    const chosen = chooseKnown(base, start, lexicon);
    if (chosen !== undefined) return chosen;
  }
  return isUnstressed(base) ? base : first;
}

function chooseKnown(base: string, start: number, lexicon: Lexicon): string | undefined {
  const options = spellings(base);
  for (const option of options) {
    const plural = option.at(-1) === base.at(-1) ? Trait.PluralEn : Trait.PluralSoft;
    const sameVowels = option.length === base.length;
    if (sameVowels && lexicon.traits(option.slice(start)) & plural) return option;
  }
  const wanted = start === 0 ? ~0 : Trait.Noun | Trait.VerbStem;
  return (
    options.find((option) => option.length - start >= 4 && lexicon.traits(option.slice(start)) & wanted) ??
    (start === 0 ? options.find((option) => lexicon.traits(option) !== 0) : undefined)
  );
}

/** schol → school, schol; klass → klas; huiz → huis; briev → brief; glaz → glaas, glas. */
function spellings(base: string): readonly string[] {
  const single = withoutDoubleConsonant(base);
  if (single !== base) return [single];
  const hard = base.endsWith('z') ? `${base.slice(0, -1)}s` : base.endsWith('v') ? `${base.slice(0, -1)}f` : base;
  const open = /^(|.*[^aeiou])([aeou])([^aeiouwxyj])$/.exec(hard);
  if (open === null) return [hard];
  const [, head = '', vowel = '', consonant = ''] = open;
  return [head + vowel + vowel + consonant, hard];
}

function withoutDoubleConsonant(base: string): string {
  return /([^aeiou])\1$/.test(base) ? base.slice(0, -1) : base;
}

/** middel, teken, bodem, kamer: the last e is mute, so it is never doubled. */
function isUnstressed(base: string): boolean {
  return /[aeiouy].*[^aeiou]e[lmnrk]$/.test(base);
}

function endsInNoun(word: string, trait: number, lexicon: Lexicon): boolean {
  for (let start = 0; start <= word.length - 4; start += 1) {
    if (lexicon.traits(word.slice(start)) & trait) return true;
  }
  return false;
}
