import { alternatives } from './search-query.ts';
import type { SearchQuery } from './search-query.ts';
import { formsOf } from './word-forms.ts';
import { eachWord, fold } from './words.ts';

/** A piece of the original text; marked where it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

export interface Fragment {
  readonly pieces: readonly Piece[];
}

export interface FragmentOptions {
  /** How many fragments at most. */
  readonly max: number;
  /** Characters per fragment, about. */
  readonly length: number;
}

interface Hit {
  readonly start: number;
  readonly end: number;
  /** Which terms it answers, one bit each. */
  readonly terms: number;
}

const DEFAULTS: FragmentOptions = { max: 2, length: 160 };
const ELLIPSIS = '…';
/** A very common word in a long text: the first places tell enough. */
const MAX_HITS = 5_000;
const MAX_TITLE = 2_000;
/** A file without a single space is one word of a million letters. */
const MAX_HIT_LENGTH = 500;

/** DO-11: the pieces of a text that show best why it was found, in the order of the text. */
export function fragments(body: string, query: SearchQuery, options: FragmentOptions = DEFAULTS): Fragment[] {
  const hits = findHits(body, query);
  return bestWindows(hits, options)
    .toSorted((a, b) => a.from - b.from)
    .map((window) => cutFragment(body, window, options.length));
}

/** A title with what was searched for marked. */
export function markTitle(title: string, query: SearchQuery): Piece[] {
  return mark(title, { start: 0, end: title.length }, findHits(title.slice(0, MAX_TITLE), query));
}

function findHits(text: string, query: SearchQuery): Hit[] {
  if (query.kind !== 'terms') return [];
  const hits: Hit[] = [];
  const termsOfWord = matcherOf(query);
  const phrases = phraseFinders(query);
  eachWord(text, (start, end) => {
    const word = fold(text.slice(start, end));
    if (word === '') return true;
    const terms = termsOfWord(word);
    if (terms !== 0) hits.push(bounded({ start, end, terms }));
    for (const find of phrases) {
      const hit = find(word, start, end);
      if (hit !== undefined) hits.push(bounded(hit));
    }
    return hits.length < MAX_HITS;
  });
  return hits;
}

function bounded(hit: Hit): Hit {
  return { ...hit, end: Math.min(hit.end, hit.start + MAX_HIT_LENGTH) };
}

type WordMatcher = (word: string) => number;

/** What was found out about words is kept for all texts of one question. */
const matchers = new WeakMap<SearchQuery, WordMatcher>();

function matcherOf(query: SearchQuery & { kind: 'terms' }): WordMatcher {
  const known = matchers.get(query) ?? wordMatcher(query);
  matchers.set(query, known);
  return known;
}

/** The free words of a query that a word of the text answers, by the same lexemes as the index. */
function wordMatcher(query: SearchQuery & { kind: 'terms' }): WordMatcher {
  const seen = new Map<string, number>();
  const wanted = query.terms.map((term) => (term.kind === 'word' ? alternatives(term.word) : []));
  return (word) => {
    let terms = seen.get(word);
    if (terms === undefined) {
      const lexemes = lexemesOf(word);
      terms = 0;
      wanted.forEach((options, index) => {
        const found = options.some(({ lexeme, prefix }) =>
          lexemes.some((one) => (prefix ? one.startsWith(lexeme) : one === lexeme)),
        );
        if (found) terms! |= 1 << index;
      });
      seen.set(word, terms);
    }
    return terms;
  };
}

function lexemesOf(word: string): readonly string[] {
  const { stems, parts } = formsOf(word);
  return [
    word,
    ...stems.filter((stem) => !word.startsWith(stem)).map((stem) => `=${stem}`),
    ...parts.map((part) => `~${part}`),
  ];
}

type PhraseFinder = (word: string, start: number, end: number) => Hit | undefined;

function phraseFinders(query: SearchQuery & { kind: 'terms' }): PhraseFinder[] {
  return query.terms.flatMap((term, index) => (term.kind === 'phrase' ? [phraseFinder(term.words, 1 << index)] : []));
}

/** Knuth-Morris-Pratt over words: linear, also for `"a a a b"` in a text of a's. */
function phraseFinder(words: readonly string[], terms: number): PhraseFinder {
  const fallback = fallbacks(words);
  const starts: number[] = [];
  let matched = 0;
  let count = 0;
  return (word, start, end) => {
    starts[count % words.length] = start;
    count += 1;
    while (matched > 0 && words[matched] !== word) matched = fallback[matched - 1] ?? 0;
    if (words[matched] === word) matched += 1;
    if (matched < words.length) return undefined;
    matched = fallback[matched - 1] ?? 0;
    return { start: starts[count % words.length] ?? start, end, terms };
  };
}

function fallbacks(words: readonly string[]): readonly number[] {
  const table: number[] = [0];
  let matched = 0;
  for (let at = 1; at < words.length; at += 1) {
    while (matched > 0 && words[matched] !== words[at]) matched = table[matched - 1] ?? 0;
    if (words[matched] === words[at]) matched += 1;
    table.push(matched);
  }
  return table;
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly terms: number;
  readonly count: number;
  readonly hits: readonly Hit[];
}

/** The windows that answer the most terms, each next one preferring terms not shown yet. */
function bestWindows(hits: readonly Hit[], { max, length }: FragmentOptions): Window[] {
  const windows = windowsOf(hits, length);
  const chosen: Window[] = [];
  let shown = 0;
  while (chosen.length < max) {
    let best: Window | undefined;
    for (const window of windows) {
      if (chosen.some((other) => window.from < other.to + length && other.from < window.to + length)) continue;
      if (best === undefined || value(window, shown) > value(best, shown)) best = window;
    }
    if (best === undefined) break;
    chosen.push(best);
    shown |= best.terms;
  }
  return chosen;
}

function value(window: Window, shown: number): number {
  return bits(window.terms & ~shown) * 1_000 + bits(window.terms) * 100 + Math.min(window.count, 50);
}

/** For every hit the hits that fit in one fragment with it. */
function windowsOf(hits: readonly Hit[], length: number): Window[] {
  const windows: Window[] = [];
  hits.forEach((first, index) => {
    const inside: Hit[] = [first];
    let to = first.end;
    for (let next = index + 1; next < hits.length && inside.length < 20; next += 1) {
      const hit = hits[next];
      if (hit === undefined || hit.end - first.start > length) break;
      inside.push(hit);
      to = Math.max(to, hit.end);
    }
    const terms = inside.reduce((sum, hit) => sum | hit.terms, 0);
    windows.push({ from: first.start, to, terms, count: inside.length, hits: inside });
  });
  return windows;
}

function cutFragment(body: string, window: Window, length: number): Fragment {
  const spare = Math.max(0, length - (window.to - window.from));
  const start = wordStart(body, Math.max(0, window.from - Math.floor(spare / 2)), window.from);
  const end = wordEnd(body, Math.min(body.length, start + Math.max(length, window.to - start)), window.to);
  const pieces = mark(body, { start, end }, window.hits).map((piece) => ({
    ...piece,
    text: piece.text.replace(/\s+/g, ' '),
  }));
  trimEnds(pieces);
  if (start > 0) pieces.unshift({ text: ELLIPSIS, marked: false });
  if (end < body.length) pieces.push({ text: ELLIPSIS, marked: false });
  return { pieces };
}

function trimEnds(pieces: { text: string; marked: boolean }[]): void {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first !== undefined && !first.marked) first.text = first.text.trimStart();
  if (last !== undefined && !last.marked) last.text = last.text.trimEnd();
  if (first?.text === '') pieces.shift();
  if (last?.text === '') pieces.pop();
}

function wordStart(body: string, wish: number, latest: number): number {
  if (wish === 0) return 0;
  const space = body.slice(wish, latest).search(/\s/);
  return space === -1 ? latest : wish + space + 1;
}

function wordEnd(body: string, wish: number, earliest: number): number {
  if (wish >= body.length) return body.length;
  const tail = body.slice(earliest, wish + 1);
  for (let at = tail.length - 1; at > 0; at -= 1) if (/\s/.test(tail.charAt(at))) return earliest + at;
  return earliest;
}

function mark(text: string, { start, end }: { start: number; end: number }, hits: readonly Hit[]): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const hit of hits.toSorted((a, b) => a.start - b.start)) {
    if (hit.end <= at || hit.start >= end) continue;
    const from = Math.max(hit.start, at);
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false });
    pieces.push({ text: text.slice(from, hit.end), marked: true });
    at = hit.end;
  }
  if (at < end) pieces.push({ text: text.slice(at, end), marked: false });
  return pieces;
}

function bits(value: number): number {
  let count = 0;
  for (let left = value; left !== 0; left &= left - 1) count += 1;
  return count;
}
