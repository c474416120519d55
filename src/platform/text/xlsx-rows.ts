import type { ByteSource } from './byte-source.ts';
import { openOfficeFile, sharedStrings, type OfficeFile } from './office-text.ts';
import type { XmlReader } from './xml-text.ts';
import { ZipError } from './zip.ts';

/** A row of a sheet: its number as people see it, and its cells from the first column on. */
export interface SheetRow {
  line: number;
  cells: string[];
  /** A cell holds a formula: what it shows is nothing that somebody typed. */
  hasFormula: boolean;
}

const mostColumns = 40;
const longestCell = 500;

/** The rows of the first sheet that hold something, at most so many; numbers and days as the file keeps them. */
export async function readXlsxRows(source: ByteSource, mostRows: number): Promise<SheetRow[]> {
  const file = await openOfficeFile(source);
  const relations = await file.relations('xl/workbook.xml');
  const strings = await sharedStrings(file, relations.find(({ type }) => type === 'sharedStrings')?.target);
  const first = await firstSheet(file);
  const target = relations.find(({ id }) => id === first)?.target;
  if (target === undefined) throw new ZipError('no sheet');
  const rows: SheetRow[] = [];
  await file.require(target, rowReader(strings, rows, mostRows));
  return rows;
}

async function firstSheet(file: OfficeFile): Promise<string | undefined> {
  const ids: string[] = [];
  await file.require('xl/workbook.xml', {
    open(tag, attribute) {
      if (tag === 'sheet') ids.push(attribute('r:id') ?? '');
    },
  });
  return ids[0];
}

function rowReader(strings: readonly string[], rows: SheetRow[], mostRows: number): XmlReader {
  let row: SheetRow = { line: 0, cells: [], hasFormula: false };
  let column = -1;
  let type = '';
  let value = '';
  let inside = false;
  return {
    open(tag, attribute) {
      if (tag === 'row') {
        row = { line: Number(attribute('r') ?? row.line + 1), cells: [], hasFormula: false };
        column = -1;
      } else if (tag === 'c') {
        column = columnOf(attribute('r')) ?? column + 1;
        type = attribute('t') ?? '';
        value = '';
      } else if (tag === 'f') row.hasFormula = true;
      inside = tag === 'v' || tag === 't';
    },
    close(tag) {
      inside = false;
      if (tag === 'c' && column < mostColumns) {
        while (row.cells.length < column) row.cells.push('');
        row.cells[column] = (type === 's' ? (strings[Number(value)] ?? '') : value).slice(0, longestCell).trim();
      } else if (tag === 'row' && row.cells.some((cell) => cell !== '')) rows.push(row);
    },
    text(text) {
      if (inside && value.length < longestCell) value += text;
    },
    enough: () => rows.length >= mostRows,
  };
}

/** `C12` is the third column: 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (!letters) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The day that a sheet keeps as a number, `46000` for one in 2025, perhaps with a time behind the point; undefined for anything else. */
export function dayOfSerial(text: string): string | undefined {
  if (!/^\d{5}(\.\d+)?$/.test(text)) return undefined;
  // Counted from 30 December 1899, so that the leap day of 1900 that never was is passed over.
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * 86_400_000).toISOString().slice(0, 10);
}
