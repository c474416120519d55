import { formsOf } from '#platform/text/word-forms.ts';
import { wordsOf } from '#platform/text/words.ts';

/**
 * Every piece of text that a document is made of, with its lexemes as the product's own analysis gives them, worked
 * out once. Lexemes are numbered in byte order, the order in which PostgreSQL keeps them in a tsvector.
 */
export interface Lexicon {
  /** The number of a piece, for the writer of documents. */
  piece(text: string): number;
  text(piece: number): string;
  /** Lexeme numbers of the words of each piece, in order. */
  words: Lists;
  /** Lexeme numbers that each word adds beside itself. */
  forms: Lists;
  /** Lexemes as bytes with a closing zero: number n lies from start[n] up to start[n + 1]. */
  bytes: Buffer;
  start: Uint32Array;
  size: number;
}

/** Lists of numbers behind each other: list n lies from start[n] up to start[n + 1]. Millions of look-ups want it flat. */
export interface Lists {
  items: Uint32Array;
  start: Uint32Array;
}

export function buildLexicon(pieces: Iterable<string>): Lexicon {
  const texts = [...new Set(pieces)];
  const wordsPerText = texts.map((text) => wordsOf(text));
  const formsPerWord = new Map<string, string[]>();
  for (const words of wordsPerText)
    for (const word of words) if (!formsPerWord.has(word)) formsPerWord.set(word, lexemesBeside(word));
  const lexemes = [...new Set([...formsPerWord].flatMap(([word, forms]) => [word, ...forms]))].map((text) =>
    Buffer.from(`${text}\0`),
  );
  if (lexemes.some((lexeme) => lexeme.length > 50))
    throw new Error('A lexeme is longer than the writer of vectors expects');
  lexemes.sort((one, other) => Buffer.compare(one.subarray(0, -1), other.subarray(0, -1)));
  const start = new Uint32Array(lexemes.length + 1);
  lexemes.forEach((lexeme, index) => (start[index + 1] = start[index]! + lexeme.length));
  const numberOf = new Map(lexemes.map((lexeme, index) => [lexeme.toString('utf8', 0, lexeme.length - 1), index]));
  const numbers = (words: readonly string[]): number[] => words.map((word) => numberOf.get(word)!);
  const words = wordsPerText.map(numbers);
  const forms: (readonly number[])[] = Array.from({ length: lexemes.length }, () => []);
  for (const [word, found] of formsPerWord) forms[numberOf.get(word)!] = numbers(found);
  const pieceOf = new Map(texts.map((text, index) => [text, index]));
  return {
    piece(text) {
      const index = pieceOf.get(text);
      if (index === undefined) throw new Error(`No such piece of text: ${text}`);
      return index;
    },
    text: (piece) => texts[piece]!,
    words: flat(words),
    forms: flat(forms),
    bytes: Buffer.concat(lexemes),
    start,
    size: lexemes.length,
  };
}

function flat(lists: readonly (readonly number[])[]): Lists {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, index) => (start[index + 1] = start[index]! + list.length));
  return { items: Uint32Array.from(lists.flat()), start };
}

/** As `indexText` writes them: base forms that the word does not begin with, and the parts of a compound. */
function lexemesBeside(word: string): string[] {
  const { stems, parts } = formsOf(word);
  return [
    ...stems.filter((stem) => !word.startsWith(stem)).map((stem) => `=${stem}`),
    ...parts.map((part) => `~${part}`),
  ];
}
