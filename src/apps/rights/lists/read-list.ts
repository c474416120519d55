import { parse } from 'csv-parse/sync';
import { formatDate } from '#ui/format.ts';
import { bytesOf } from '#platform/text/byte-source.ts';
import { judgeZip } from '#platform/text/sniff-zip.ts';
import { dayOfSerial, readXlsxRows, type SheetRow } from '#platform/text/xlsx-rows.ts';

/** A list holds at most so many rows. */
export const mostRows = 5000;

/** One row as it was typed. */
export interface TypedRow {
  line: number;
  who: string;
  right: string;
  contexts: string;
  organisation: string;
  from: string;
  until: string;
  hasFormula: boolean;
}

export type UnreadableList = 'empty' | 'too-many-rows' | 'columns' | 'kind' | 'broken' | 'protected' | 'bomb';
export type ReadList = { ok: true; rows: TypedRow[] } | { ok: false; reason: UnreadableList };

type Column = Exclude<keyof TypedRow, 'line' | 'hasFormula'>;

/** How the columns are called, by what their heading begins with or holds; in this order where there is no heading. */
const columns: readonly (readonly [Column, RegExp])[] = [
  ['who', /rijksregister|e-?mail|persoon/],
  ['right', /recht/],
  ['contexts', /context|rol/],
  ['organisation', /instelling|organisatie/],
  ['from', /van|begin/],
  ['until', /tot|eind/],
];

/** The heading of the template, by which a list is read back. */
export const heading = ['Rijksregisternummer of e-mail', 'Recht', 'Context', 'Instellingsnummer', 'Van', 'Tot en met'];

/** Reads a pasted list or a CSV. Tab, semicolon and comma are all known: what a spreadsheet puts on the clipboard has tabs. */
export function readText(text: string): ReadList {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      to: mostRows + 2,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return readRows(
      records.map(({ info, record }) => ({
        line: info.lines,
        cells: record,
        hasFormula: record.some(looksLikeFormula),
      })),
    );
  } catch {
    return { ok: false, reason: 'broken' };
  }
}

/** Reads an uploaded CSV or XLSX, whatever its name says. */
export async function readFile(bytes: Uint8Array): Promise<ReadList> {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    if (isNoText(bytes)) return { ok: false, reason: 'kind' };
    return readText(decode(bytes));
  }
  const source = bytesOf(bytes);
  const judged = await judgeZip(source);
  if ('reason' in judged) return { ok: false, reason: refusals[judged.reason] ?? 'broken' };
  if (judged.kind !== 'xlsx') return { ok: false, reason: 'kind' };
  try {
    return readRows(await readXlsxRows(source, mostRows + 2));
  } catch {
    return { ok: false, reason: 'broken' };
  }
}

/** A PDF, an old XLS, a picture: who chose the wrong file should not look for faults in its columns. */
const isNoText = (bytes: Uint8Array): boolean =>
  bytes.includes(0) || new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';

const refusals: Readonly<Record<string, UnreadableList>> = {
  'zip-bomb': 'bomb',
  encrypted: 'protected',
  macros: 'kind',
  unknown: 'kind',
};

// A spreadsheet of Windows writes its CSV in the old code page.
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  return ['\t', ';', ','].find((one) => first.includes(one)) ?? ';';
}

const looksLikeFormula = (cell: string): boolean => /^[=@]/.test(cell);

function readRows(rows: readonly SheetRow[]): ReadList {
  const [first] = rows;
  if (!first) return { ok: false, reason: 'empty' };
  const named = placesIn(first.cells);
  const places = named ?? (isData(first.cells) ? inOrder : undefined);
  if (!places) return { ok: false, reason: 'columns' };
  const data = named ? rows.slice(1) : rows;
  if (data.length === 0) return { ok: false, reason: 'empty' };
  if (data.length > mostRows) return { ok: false, reason: 'too-many-rows' };
  return { ok: true, rows: data.map((row) => typedRow(row, places)) };
}

type Places = ReadonlyMap<Column, number>;

const inOrder: Places = new Map(columns.map(([column], index) => [column, index]));

/** Where each column stands; undefined when a compulsory one has no heading. */
function placesIn(cells: readonly string[]): Places | undefined {
  const found = new Map<Column, number>();
  for (const [index, cell] of cells.entries()) {
    const column = columns.find(([name, pattern]) => !found.has(name) && pattern.test(cell.toLowerCase()));
    if (column) found.set(column[0], index);
  }
  return columns.every(([name]) => name === 'contexts' || found.has(name)) ? found : undefined;
}

const isData = ([who = '', ...others]: readonly string[]): boolean =>
  others.length >= columns.length - 1 && (who.includes('@') || /\d{9}/.test(who.replaceAll(/\D/g, '')));

function typedRow({ line, cells, hasFormula }: SheetRow, places: Places): TypedRow {
  const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? '';
  return {
    line,
    hasFormula,
    who: numberInWords(cell('who')),
    right: cell('right').slice(0, 200),
    contexts: cell('contexts').slice(0, 500),
    organisation: cell('organisation').slice(0, 40),
    from: dayInWords(cell('from')),
    until: dayInWords(cell('until')),
  };
}

/** A sheet keeps a number without its leading zeros, and a long one perhaps as a power of ten. */
function numberInWords(text: string): string {
  const number = /^\d{1,11}(\.0+)?$|^\d(\.\d+)?E\+?10$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) && number > 99_999_999 ? String(number).padStart(11, '0') : text.slice(0, 254);
}

function dayInWords(text: string): string {
  const day = dayOfSerial(text) ?? (/^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : undefined);
  return day === undefined ? text.slice(0, 40) : formatDate(day);
}
