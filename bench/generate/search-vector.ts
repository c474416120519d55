import type { Lexicon } from './lexicon.ts';
import type { RowBuffer } from './row-buffer.ts';

/** The two highest bits of a place, as they stand in its first byte. */
const weightOfTitle = 3 << 6;
/** Twelve bits for the place of a word, the rest for its lexeme. */
const placeBits = 12;
const lastPlace = 2 ** placeBits - 1;
/** PostgreSQL keeps so many places of one word. */
const mostPlaces = 255;
/** More than any lexeme takes with one place. */
const longestLexeme = 64;

/** Collects the words of one document and writes them as PostgreSQL's binary form of a tsvector. */
export class SearchVector {
  readonly #lexicon: Lexicon;
  readonly #found = new Uint32Array(32_768);
  /** The document in which a lexeme was last added as a form. */
  readonly #addedIn: Uint32Array;
  #count = 0;
  #titleEnd = 0;
  #document = 0;

  constructor(lexicon: Lexicon) {
    if (lexicon.size >= 2 ** (32 - placeBits)) throw new Error('Too many lexemes for 20 bits');
    this.#lexicon = lexicon;
    this.#addedIn = new Uint32Array(lexicon.size);
  }

  begin(): void {
    this.#document += 1;
    this.#count = 0;
    this.#titleEnd = 0;
  }

  /** Adds the words of a piece from `place` on; returns the next place. */
  add(piece: number, place: number): number {
    const { words, forms } = this.#lexicon;
    const found = this.#found;
    const addedIn = this.#addedIn;
    const document = this.#document;
    let count = this.#count;
    let next = place;
    const end = words.start[piece + 1]!;
    for (let at = words.start[piece]!; at < end; at += 1, next += 1) {
      const word = words.items[at]!;
      found[count++] = (word << placeBits) | next;
      const formsEnd = forms.start[word + 1]!;
      for (let nth = forms.start[word]!; nth < formsEnd; nth += 1) {
        const form = forms.items[nth]!;
        if (addedIn[form] === document) continue;
        addedIn[form] = document;
        found[count++] = form << placeBits;
      }
    }
    if (next > lastPlace) throw new Error('The text is too long for a generated document');
    this.#count = count;
    return next;
  }

  /** What was added so far is the title. */
  endTitle(place: number): void {
    this.#titleEnd = place;
  }

  /** Appends length and value as a field of a row. */
  write(rows: RowBuffer): void {
    const { bytes, start } = this.#lexicon;
    const found = this.#found.subarray(0, this.#count).sort();
    const titleEnd = this.#titleEnd;
    const field = rows.beginField();
    const lexemes = rows.reserveInt32();
    const buffer = rows.room(this.#count * longestLexeme);
    let to = rows.length;
    let distinct = 0;
    for (let at = 0; at < found.length; distinct += 1) {
      const lexeme = found[at]! >>> placeBits;
      const end = start[lexeme + 1]!;
      for (let from = start[lexeme]!; from < end; from += 1) buffer[to++] = bytes[from]!;
      const places = to;
      to += 2;
      let count = 0;
      for (; at < found.length && found[at]! >>> placeBits === lexeme; at += 1) {
        const place = found[at]! & lastPlace;
        if (place === 0 || count === mostPlaces) continue;
        buffer[to++] = (place >>> 8) | (place < titleEnd ? weightOfTitle : 0);
        buffer[to++] = place & 0xff;
        count += 1;
      }
      buffer[places] = 0;
      buffer[places + 1] = count;
    }
    rows.advance(to);
    rows.setInt32(lexemes, distinct);
    rows.endField(field);
  }
}
