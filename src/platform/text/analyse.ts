import { eachWord, fold } from './words.ts';
import { formsOf } from './word-forms.ts';

export interface IndexedText {
  /** Text for `$1::tsvector`. */
  readonly tsvector: string;
  /** The text was too long to be indexed to its end. */
  readonly truncated: boolean;
}

/** PostgreSQL keeps positions up to 16383 and 255 of them per word; a tsvector must stay below 1 MB. */
const LAST_POSITION = 16_383;
const MAX_POSITIONS = 255;
const MAX_BYTES = 900_000;
const MAX_WORDS = 100_000;
const MAX_TITLE_WORDS = 1_000;
/** No phrase runs from the title into the body. */
const GAP = 10;

const BYTES_PER_LEXEME = 6;
const BYTES_PER_POSITION = 2;

/**
 * DO-2, DO-11: the words of a document as PostgreSQL keeps them. Three kinds of lexemes:
 * `word` with its positions (the title's with weight A), `=stem` for a base form that the word does not begin with,
 * `~part` for words inside a compound.
 */
export function indexText({ title, body }: { readonly title: string; readonly body: string }): IndexedText {
  const vector = new Vector();
  const titleEnd = vector.addText(title, { from: 1, weight: 'A', maxWords: MAX_TITLE_WORDS });
  vector.addText(body, { from: titleEnd + GAP, weight: '', maxWords: MAX_WORDS });
  return { tsvector: vector.toString(), truncated: vector.truncated };
}

interface Section {
  readonly from: number;
  readonly weight: '' | 'A';
  readonly maxWords: number;
}

interface Occurrences {
  /** Ready text: `1A,5,9`. */
  positions: string;
  count: number;
}

class Vector {
  truncated = false;
  readonly #words = new Map<string, Occurrences>();
  readonly #forms = new Set<string>();
  #bytes = 0;

  /** Returns the position after the last word. */
  addText(text: string, { from, weight, maxWords }: Section): number {
    let position = from;
    const end = from + maxWords;
    eachWord(text, (start, stop) => {
      const word = fold(text.slice(start, stop));
      if (word === '') return true;
      if (position >= end || this.#bytes > MAX_BYTES) {
        this.truncated = true;
        return false;
      }
      this.#add(word, position, weight);
      position += 1;
      return true;
    });
    return position;
  }

  #add(word: string, position: number, weight: string): void {
    let seen = this.#words.get(word);
    if (seen === undefined) {
      seen = { positions: '', count: 0 };
      this.#words.set(word, seen);
      this.#bytes += BYTES_PER_LEXEME + byteLength(word);
      this.#addForms(word);
    }
    if (position > LAST_POSITION || seen.count >= MAX_POSITIONS) return;
    seen.positions += seen.count === 0 ? `${position}${weight}` : `,${position}${weight}`;
    seen.count += 1;
    this.#bytes += BYTES_PER_POSITION;
  }

  #addForms(word: string): void {
    const { stems, parts } = formsOf(word);
    for (const stem of stems) if (!word.startsWith(stem)) this.#addForm(`=${stem}`);
    for (const part of parts) this.#addForm(`~${part}`);
  }

  #addForm(lexeme: string): void {
    if (this.#forms.has(lexeme)) return;
    this.#forms.add(lexeme);
    this.#bytes += BYTES_PER_LEXEME + byteLength(lexeme);
  }

  toString(): string {
    const lexemes: string[] = [];
    for (const [word, { positions }] of this.#words)
      lexemes.push(positions === '' ? `'${word}'` : `'${word}':${positions}`);
    for (const form of this.#forms) lexemes.push(`'${form}'`);
    return lexemes.join(' ');
  }
}

function byteLength(word: string): number {
  return Buffer.byteLength(word, 'utf8');
}
