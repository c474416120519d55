import { ScimRefused } from '#apps/scim/errors.ts';
import { coreSchema, extensionSchema } from '#apps/scim/names.ts';

export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';
export type FilterValue = string | number | boolean | null;

/** A filter of RFC 7644 §3.4.2.2 as a tree. A path is in small letters, the schema of the extension as its first step. */
export type Filter =
  | { kind: 'and' | 'or'; parts: readonly Filter[] }
  | { kind: 'not'; part: Filter }
  | { kind: 'present'; path: readonly string[] }
  | { kind: 'compare'; path: readonly string[]; operator: Comparison; value: FilterValue }
  | { kind: 'element'; path: readonly string[]; filter: Filter };

const longest = 2000;
const deepest = 30;
const comparisons: readonly string[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];
const tokens = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])|([A-Za-z$][\w$.:-]*))/y;

interface Token {
  kind: 'sign' | 'text' | 'number' | 'word';
  text: string;
}

const wrong = (detail: string): ScimRefused => new ScimRefused(400, detail, 'invalidFilter');

/** Reads a filter; refuses what is none, with what is wrong about it. */
export function parseFilter(text: string): Filter {
  if (text.length > longest) throw wrong(`A filter has at most ${longest} characters`);
  const reader = new Reader(tokensOf(text));
  const filter = reader.or(0);
  reader.end();
  return filter;
}

/** An attribute path as steps in small letters; the schema of the core is left out, that of the extension is one step. */
export function stepsOf(path: string): string[] {
  const lower = path.toLowerCase();
  for (const [schema, first] of [
    [coreSchema.toLowerCase(), []],
    [extensionSchema.toLowerCase(), [extensionSchema.toLowerCase()]],
  ] as const) {
    if (lower === schema) return [...first];
    if (lower.startsWith(`${schema}:`)) return [...first, ...lower.slice(schema.length + 1).split('.')];
  }
  return lower.split('.');
}

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  tokens.lastIndex = 0;
  const end = text.trimEnd().length;
  while (tokens.lastIndex < end) {
    const at = tokens.lastIndex;
    const match = tokens.exec(text);
    if (!match) throw wrong(`The filter cannot be read from character ${at + 1} on`);
    const [, sign, quoted, number, word] = match;
    if (sign) found.push({ kind: 'sign', text: sign });
    else if (quoted) found.push({ kind: 'text', text: quoted });
    else if (number) found.push({ kind: 'number', text: number });
    else found.push({ kind: 'word', text: word ?? '' });
  }
  return found;
}

/** Recursive descent; `and` binds closer than `or`. */
class Reader {
  readonly tokens: readonly Token[];
  at = 0;

  constructor(found: readonly Token[]) {
    this.tokens = found;
  }

  or(depth: number): Filter {
    return this.chain('or', () => this.chain('and', () => this.factor(depth)));
  }

  end(): void {
    if (this.at < this.tokens.length) throw wrong(`The filter goes on unexpectedly at ${this.tokens[this.at]?.text}`);
  }

  private chain(word: 'and' | 'or', part: () => Filter): Filter {
    const parts = [part()];
    while (this.isWord(word)) {
      this.at += 1;
      parts.push(part());
    }
    return parts.length === 1 ? (parts[0] as Filter) : { kind: word, parts };
  }

  private factor(depth: number): Filter {
    if (depth > deepest) throw wrong('The filter is nested too deeply');
    if (this.isWord('not') && this.tokens[this.at + 1]?.text === '(') {
      this.at += 1;
      return { kind: 'not', part: this.between('(', ')', depth) };
    }
    if (this.tokens[this.at]?.text === '(') return this.between('(', ')', depth);
    return this.comparison(depth);
  }

  private between(open: string, close: string, depth: number): Filter {
    this.sign(open);
    const inner = this.or(depth + 1);
    this.sign(close);
    return inner;
  }

  private comparison(depth: number): Filter {
    const token = this.next();
    if (token?.kind !== 'word') throw wrong(`An attribute is missing before ${token?.text ?? 'the end of the filter'}`);
    const path = stepsOf(token.text);
    if (this.tokens[this.at]?.text === '[') return { kind: 'element', path, filter: this.between('[', ']', depth) };
    const operator = this.next()?.text.toLowerCase() ?? '';
    if (operator === 'pr') return { kind: 'present', path };
    if (!comparisons.includes(operator)) throw wrong(`${operator || 'Nothing'} is no comparison of ${token.text}`);
    return { kind: 'compare', path, operator: operator as Comparison, value: this.value() };
  }

  private value(): FilterValue {
    const token = this.next();
    try {
      if (token?.kind === 'text' || token?.kind === 'number') return JSON.parse(token.text) as string | number;
    } catch {
      throw wrong(`${token?.text} is no value`);
    }
    if (token?.kind === 'word' && ['true', 'false', 'null'].includes(token.text))
      return JSON.parse(token.text) as boolean | null;
    throw wrong(`A value is missing: a text between double quotes, a number, true, false or null`);
  }

  private next(): Token | undefined {
    this.at += 1;
    return this.tokens[this.at - 1];
  }

  private sign(text: string): void {
    if (this.next()?.text !== text) throw wrong(`A ${text} is missing`);
  }

  private isWord(word: string): boolean {
    const token = this.tokens[this.at];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  }
}
