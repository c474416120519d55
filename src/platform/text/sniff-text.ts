import type { ByteSource } from './byte-source.ts';
import { decodePlainText, decodeUtf8 } from './plain-text.ts';
import type { Judgement } from './sniff.ts';

const READ_SIZE = 1024 * 1024;
const SAMPLE = 64 * 1024;
const SAMPLE_ROWS = 50;
/** All control signs but tab, line ends, form feed and the DOS end of file. */
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u0019\u001b-\u001f]/;
const UNUSED_IN_WINDOWS_1252 = /[\u0081\u008d\u008f\u0090\u009d]/;
const ACTIVE =
  /^<(?:!doctype\b|!entity\b|html\b|head\b|body\b|script\b|style\b|svg\b|iframe\b|img\b|math\b|\?xml\b|\?php\b|%)/i;

/** Undefined when it is no text at all. */
export async function judgeText(source: ByteSource, claimed: string): Promise<Judgement | undefined> {
  if (!(await isText(source))) return undefined;
  const sample = decodePlainText(await source.read(0, SAMPLE))
    .replace(/^\ufeff/, '')
    .trimStart();
  if (sample.startsWith('#!')) return { reason: 'executable', found: 'script' };
  if (ACTIVE.test(withoutComments(sample))) return { reason: 'active-content' };
  if (sample.startsWith('{\\rtf')) return { reason: 'unknown', found: 'rtf' };
  if (sample.startsWith('%!PS')) return { reason: 'unknown', found: 'ps' };
  if (claimed === 'csv') return { kind: 'csv' };
  return { kind: claimed !== 'txt' && hasColumns(sample) ? 'csv' : 'txt' };
}

async function isText(source: ByteSource): Promise<boolean> {
  const [first, second] = await source.read(0, 2);
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return !CONTROL.test(decodePlainText(await source.read(0, SAMPLE)));
  const isUtf8 = decodeUtf8(await source.read(0, SAMPLE)) !== undefined;
  for (let at = 0; at < source.size; at += READ_SIZE) {
    const piece = (await source.read(at, READ_SIZE)).toString('latin1');
    if (CONTROL.test(piece) || (!isUtf8 && UNUSED_IN_WINDOWS_1252.test(piece))) return false;
  }
  return true;
}

/** Web pages may begin with any number of comments. */
function withoutComments(text: string): string {
  let rest = text;
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->');
    if (end < 0) return '<html>';
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

/** At least three rows that agree on a separator; for commas, which prose has as well, on three columns or more. */
function hasColumns(sample: string): boolean {
  const rows = sample
    .split(/\r?\n/)
    .slice(0, SAMPLE_ROWS)
    .filter((row) => row !== '');
  if (sample.length >= SAMPLE / 2 && rows.length < SAMPLE_ROWS) rows.pop();
  if (rows.length < 3) return false;
  return [';', '\t', ','].some((separator) => {
    const [columns = 0, ...others] = rows.map((row) => row.replace(/"[^"]*"/g, '').split(separator).length);
    return columns >= (separator === ',' ? 3 : 2) && others.every((count) => count === columns);
  });
}
