import { now } from '#platform/clock.ts';

export type LogLevel = 'info' | 'warn' | 'error';
export type LogFields = Record<string, unknown>;

const order: Record<LogLevel, number> = { info: 0, warn: 1, error: 2 };

// Names of fields that carry a person or a secret, whatever their value.
const personal =
  /(given|family|first|last|full|person|contact|display)_?name|^name$|e?-?mail|phone|rrn|national|insz|birth|address|password|secret|token|cookie|authorization|claims|subject|query|search/i;
const emailAddress = /[\w.+-]+@[\w-]+\.[\w.-]+/g;
// A national register number: eleven digits, with or without the usual dots and dashes.
const nationalNumber = /\b\d{2}\.?\d{2}\.?\d{2}[-. ]?\d{3}[-. ]?\d{2}\b/g;
const removed = '[removed]';

let threshold: LogLevel = 'info';
let write: (line: string) => void = (line) => process.stdout.write(line);

/** Sets the lowest level that is written, and for tests where to. */
export function configureLog(options: { level?: LogLevel; write?: (line: string) => void }): void {
  threshold = options.level ?? threshold;
  write = options.write ?? write;
}

/** JSON lines for operators. An event has a fixed name; whatever names a person is removed before it is written. */
export const log = {
  info: (event: string, fields: LogFields = {}): void => emit('info', event, fields),
  warn: (event: string, fields: LogFields = {}): void => emit('warn', event, fields),
  error: (event: string, fields: LogFields = {}): void => emit('error', event, fields),
};

function emit(level: LogLevel, event: string, fields: LogFields): void {
  if (order[level] < order[threshold]) return;
  const safe = clean(fields, 0) as LogFields;
  write(`${JSON.stringify({ at: now().toISOString(), level, event, ...safe })}\n`);
}

function clean(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && value >= 1e10 && /^\d{11}$/.test(String(value))) return removed;
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return depth > 3 ? '[…]' : value.slice(0, 50).map((item) => clean(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 3) return '[…]';
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, personal.test(name) ? removed : clean(inner, depth + 1)]),
  );
}

function cleanText(text: string): string {
  return text.replace(emailAddress, removed).replace(nationalNumber, removed).slice(0, 8000);
}

// `detail` and `where` of a database error repeat row values, so only what locates the fault is kept.
function cleanError(error: Error, depth: number): LogFields {
  const { code, constraint, table } = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    error: error.name,
    message: cleanText(error.message),
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    stack: cleanText(stackFrames(error)),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: clean(error.cause, depth + 1) }),
  };
}

function stackFrames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');
}
