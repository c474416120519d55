import { wordsOf } from './words.ts';
import { formsOf } from './word-forms.ts';

/** One thing that must be found: a word in any form, or words exactly as they stand between quotes. */
export type Term =
  { readonly kind: 'word'; readonly word: string } | { readonly kind: 'phrase'; readonly words: readonly string[] };

export type SearchQuery =
  | { readonly kind: 'none' }
  | { readonly kind: 'too-short' }
  | { readonly kind: 'terms'; readonly terms: readonly Term[] };

/** How one word of a question may stand in a document, in the lexemes of `indexText`. */
export interface Alternative {
  readonly lexeme: string;
  readonly prefix: boolean;
}

/** DO-2: search starts from three characters. */
const MIN_CHARACTERS = 3;
const MIN_PREFIX = 3;
/** Keeps a pasted page from becoming a query; the words after it are not looked at. */
const MAX_WORDS = 32;
const MAX_LENGTH = 4_000;

const QUOTE = /["\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]/;

/** DO-2: words must all be found; between double quotes, also typographic ones, they must stand together as typed. */
export function parseSearch(text: string): SearchQuery {
  const pieces = text.slice(0, MAX_LENGTH).split(QUOTE);
  if (pieces.every((piece) => piece.trim() === '')) return { kind: 'none' };
  const words = pieces.map((piece) => wordsOf(piece));
  if (characters(words) < MIN_CHARACTERS) return { kind: 'too-short' };
  return { kind: 'terms', terms: termsOf(words) };
}

/** Text for `$1::tsquery`; undefined when there is nothing to look for. */
export function toTsquery(query: SearchQuery): string | undefined {
  if (query.kind !== 'terms' || query.terms.length === 0) return undefined;
  return query.terms
    .map((term) => (term.kind === 'word' ? anyOf(alternatives(term.word)) : phrase(term.words)))
    .join(' & ');
}

/** The word itself, its beginnings, its base forms, and these as parts of a compound. */
export function alternatives(word: string): readonly Alternative[] {
  const found: Alternative[] = [beginning(word)];
  const { stems } = formsOf(word);
  for (const stem of stems) found.push(beginning(stem), { lexeme: `=${stem}`, prefix: false });
  found.push({ lexeme: `=${word}`, prefix: false });
  for (const form of [word, ...stems]) if (form.length >= MIN_PREFIX) found.push({ lexeme: `~${form}`, prefix: true });
  return withoutCovered(found);
}

function termsOf(pieces: readonly (readonly string[])[]): Term[] {
  const terms: Term[] = [];
  let left = MAX_WORDS;
  pieces.forEach((piece, index) => {
    const words = piece.slice(0, left);
    left -= words.length;
    const isQuoted = index % 2 === 1;
    if (!isQuoted) terms.push(...words.map((word): Term => ({ kind: 'word', word })));
    else if (words.length > 0) terms.push({ kind: 'phrase', words });
  });
  return terms;
}

/** A one- or two-letter word stands for itself only: its beginnings would be half the dictionary. */
function beginning(word: string): Alternative {
  return { lexeme: word, prefix: word.length >= MIN_PREFIX };
}

/** Leaves out what another alternative finds as well. */
function withoutCovered(found: readonly Alternative[]): Alternative[] {
  return found.filter(
    (one, index) =>
      !found.some((other, otherIndex) => {
        if (otherIndex === index) return false;
        if (other.lexeme === one.lexeme && other.prefix === one.prefix) return otherIndex < index;
        return other.prefix && one.lexeme.startsWith(other.lexeme);
      }),
  );
}

function anyOf(options: readonly Alternative[]): string {
  return `(${options.map(({ lexeme, prefix }) => (prefix ? `'${lexeme}':*` : `'${lexeme}'`)).join(' | ')})`;
}

function phrase(words: readonly string[]): string {
  return `(${words.map((word) => `'${word}'`).join(' <-> ')})`;
}

function characters(pieces: readonly (readonly string[])[]): number {
  let count = 0;
  for (const words of pieces) for (const word of words) count += [...word].length;
  return count;
}
