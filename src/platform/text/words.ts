/**
 * Cuts text into words, the same way for documents and for questions.
 * A word is a maximal run of letters and digits; hyphens, apostrophes and all other signs separate words.
 */

const SEPARATOR = 0;
const WORD = 1;
/** Counts as word only inside one: combining accents, soft hyphens, zero-width signs. */
const INSIDE = 2;
/** Half of a surrogate pair: the whole character decides. */
const SURROGATE = 3;

const LETTER_OR_DIGIT = /^[\p{L}\p{N}]$/u;
const ACCENT_OR_INVISIBLE = /^[\p{M}\u00ad\u200b-\u200d\u2060\ufeff]$/u;
const NOT_LETTER_OR_DIGIT = /[^\p{L}\p{N}]+/gu;
const PLAIN = /^[a-z0-9]*$/;

/** Letters that Unicode does not take apart, spelled as Dutch readers type them. */
const UNDIVIDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};
const UNDIVIDED_LETTER = new RegExp(`[${Object.keys(UNDIVIDED).join('')}]`, 'g');

/** PostgreSQL refuses lexemes of 2 kB; nobody types a word longer than this. */
const MAX_WORD_LENGTH = 200;

const kinds = classifyCharacters();

/** Lower case, without accents and ligatures: `Eén` → `een`, `ĳs` → `ijs`. */
export function fold(word: string): string {
  if (PLAIN.test(word)) return cut(word);
  const folded = word
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(NOT_LETTER_OR_DIGIT, '')
    .replace(UNDIVIDED_LETTER, (letter) => UNDIVIDED[letter] ?? letter);
  return cut(folded);
}

/** Calls `visit` with every word as written and where it stands, until `visit` returns false. */
export function eachWord(text: string, visit: (start: number, end: number) => boolean): void {
  const length = text.length;
  let at = 0;
  while (at < length) {
    const width = wordWidth(text, at, false);
    if (width === 0) {
      at += 1;
      continue;
    }
    const start = at;
    at += width;
    for (let more = wordWidth(text, at, true); more > 0; more = wordWidth(text, at, true)) at += more;
    if (!visit(start, at)) return;
  }
}

/** The folded words of a short text, in order. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  eachWord(text, (start, end) => {
    const word = fold(text.slice(start, end));
    if (word !== '') words.push(word);
    return true;
  });
  return words;
}

function wordWidth(text: string, at: number, inside: boolean): 0 | 1 | 2 {
  if (at >= text.length) return 0;
  const kind = kinds[text.charCodeAt(at)];
  if (kind === WORD) return 1;
  if (kind === INSIDE) return inside ? 1 : 0;
  if (kind !== SURROGATE) return 0;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (character.length < 2) return 0;
  return LETTER_OR_DIGIT.test(character) || (inside && ACCENT_OR_INVISIBLE.test(character)) ? 2 : 0;
}

function cut(word: string): string {
  if (word.length <= MAX_WORD_LENGTH) return word;
  return word.slice(0, MAX_WORD_LENGTH).replace(/[\ud800-\udbff]$/, '');
}

function classifyCharacters(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(SEPARATOR);
  for (let code = 0; code < 0x10000; code += 1) {
    const character = String.fromCharCode(code);
    if (code >= 0xd800 && code <= 0xdfff) table[code] = SURROGATE;
    else if (LETTER_OR_DIGIT.test(character)) table[code] = WORD;
    else if (ACCENT_OR_INVISIBLE.test(character)) table[code] = INSIDE;
  }
  return table;
}
