import { createReadStream } from 'node:fs';
import { open, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { parse, type Info } from 'csv-parse';
import { reason, type Reason } from '#apps/library/index.ts';

/** The columns of a manifest, in any order; the first row names them (docs/delivery.md). */
export const manifestColumns = [
  'reference',
  'institution',
  'level',
  'theme',
  'schoolYear',
  'title',
  'contactName',
  'contactPhone',
  'contactEmail',
  'confidentiality',
  'file',
  'fileName',
  'publishedAt',
] as const;

const optionalColumns: readonly string[] = ['contactPhone', 'contactEmail', 'fileName', 'publishedAt'];
const maxJsonBytes = 50 * 1024 ** 2;

/** One line of a manifest: a document to deliver, or why it cannot even be tried. */
export interface ManifestEntry {
  /** Line of the CSV file, or number of the entry in the JSON array. */
  line: number;
  metadata: Record<string, unknown>;
  file: string | Reason;
  fileName: string;
}

export interface Manifest {
  path: string;
  /** Every file lies below this folder, by its real path. */
  folder: string;
}

/** The manifest as a whole cannot be read; nothing was delivered. */
export class ManifestRefused extends Error {
  override readonly name = 'ManifestRefused';
}

/** Finds the manifest that a path names: the file itself, or the one in that folder. */
export async function findManifest(path: string): Promise<Manifest> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new ManifestRefused(`There is nothing at ${path}`);
  const manifest = found.isDirectory() ? await manifestIn(path) : path;
  if (!/\.(csv|json)$/i.test(manifest)) throw new ManifestRefused(`${path} is neither a folder, nor .csv, nor .json`);
  return { path: manifest, folder: await realpath(dirname(resolve(manifest))) };
}

async function manifestIn(folder: string): Promise<string> {
  const candidates = ['manifest.csv', 'manifest.json'].map((name) => join(folder, name));
  const present = await Promise.all(
    candidates.map((path) =>
      stat(path).then(
        () => path,
        () => null,
      ),
    ),
  );
  const [manifest, second] = present.filter((path) => path !== null);
  if (!manifest) throw new ManifestRefused(`${folder} holds no manifest.csv or manifest.json`);
  if (second) throw new ManifestRefused(`${folder} holds manifest.csv and manifest.json: name the one that counts`);
  return manifest;
}

/** How many documents there are; reads the manifest to its end, so that a broken one is refused before anything is done. */
export async function countEntries(manifest: Manifest): Promise<number> {
  let entries = 0;
  for await (const _ of rowsOf(manifest)) entries += 1;
  return entries;
}

/** The entries one by one: a manifest of any length takes little memory. */
export async function* readEntries(manifest: Manifest): AsyncIterable<ManifestEntry> {
  const seen = new Set<string>();
  for await (const row of rowsOf(manifest)) {
    const { reference } = row.metadata;
    const isTwice = typeof reference === 'string' && seen.has(reference.trim());
    if (typeof reference === 'string') seen.add(reference.trim());
    yield {
      line: row.line,
      metadata: row.metadata,
      fileName: basename(row.file.replaceAll('\\', '/')),
      file: row.problem ?? (isTwice ? reason('reference-twice') : await fileInside(manifest.folder, row.file)),
    };
  }
}

interface Row {
  line: number;
  metadata: Record<string, unknown>;
  file: string;
  problem?: Reason;
}

function rowsOf(manifest: Manifest): AsyncIterable<Row> {
  return /\.json$/i.test(manifest.path) ? jsonRows(manifest.path) : csvRows(manifest.path);
}

/** The real path of a file of the manifest, which never lies outside its folder, links included. */
async function fileInside(folder: string, name: string): Promise<string | Reason> {
  const relative = name.trim().replaceAll('\\', '/');
  if (relative === '') return reason('file-missing');
  if (isAbsolute(relative) || relative.includes('\0') || !isBelow(folder, resolve(folder, relative)))
    return reason('file-outside', { name });
  const path = await realpath(join(folder, relative)).catch(() => null);
  if (path === null) return reason('file-missing', { name });
  return isBelow(folder, path) ? path : reason('file-outside', { name });
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function* jsonRows(path: string): AsyncIterable<Row> {
  const { size } = await stat(path);
  if (size > maxJsonBytes) throw new ManifestRefused('A JSON manifest of this size does not fit in memory: use CSV');
  const entries = parseJson(await readFile(path, 'utf8'));
  if (!Array.isArray(entries)) throw new ManifestRefused('The manifest must be a JSON array of documents');
  for (const [index, entry] of entries.entries()) {
    const isObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
    const { file, ...metadata } = (isObject ? entry : {}) as Record<string, unknown>;
    const problem = isObject ? {} : { problem: reason('metadata-invalid') };
    yield { line: index + 1, metadata, file: typeof file === 'string' ? file : '', ...problem };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new ManifestRefused(`The manifest is not JSON: ${(error as Error).message}`);
  }
}

async function* csvRows(path: string): AsyncIterable<Row> {
  const delimiter = await delimiterOf(path);
  const parser = parse({ delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
  // A fault on the way is thrown by the records, which are what is awaited.
  const records = pipeline(Readable.from(decoded(path)), parser, () => undefined);
  let columns: string[] | undefined;
  try {
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: Info }>) {
      if (columns === undefined) columns = columnsOf(record);
      else yield rowOf(columns, record, info.lines);
    }
  } catch (error) {
    throw error instanceof ManifestRefused ? error : new ManifestRefused(`The manifest: ${(error as Error).message}`);
  }
  if (columns === undefined) throw new ManifestRefused('The manifest is empty: its first row names the columns');
}

/** Text as UTF-8 and nothing else: a wrong guess would put wrong signs in titles without anyone noticing. */
async function* decoded(path: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new ManifestRefused('The manifest is not UTF-8: save it as CSV UTF-8') : error;
  }
}

/** Spreadsheets here write semicolons, programs write commas: the first row tells. */
async function delimiterOf(path: string): Promise<',' | ';'> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2000), 0, 2000, 0);
    const header = buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
    return header.includes(';') ? ';' : ',';
  } finally {
    await file.close();
  }
}

function columnsOf(header: readonly string[]): string[] {
  const columns = header.map((name) => {
    const known = manifestColumns.find((column) => column.toLowerCase() === name.trim().toLowerCase());
    if (known) return known;
    throw new ManifestRefused(`The column ${name} is not known; the columns are ${manifestColumns.join(', ')}`);
  });
  const missing = manifestColumns.filter((name) => !columns.includes(name) && !optionalColumns.includes(name));
  if (missing.length > 0) throw new ManifestRefused(`The manifest lacks the columns ${missing.join(', ')}`);
  if (new Set(columns).size < columns.length) throw new ManifestRefused('The manifest has a column twice');
  return columns;
}

function rowOf(columns: readonly string[], record: readonly string[], line: number): Row {
  const cells = Object.fromEntries(columns.map((name, index) => [name, record[index] ?? '']));
  const { file = '', contactName, contactPhone, contactEmail, fileName, publishedAt, ...metadata } = cells;
  const contact = { name: contactName, phone: contactPhone, email: contactEmail };
  const optional = { ...(fileName && { fileName }), ...(publishedAt && { publishedAt }) };
  const counts = { found: String(record.length), expected: String(columns.length) };
  const problem = record.length === columns.length ? {} : { problem: reason('row-incomplete', counts) };
  return { line, metadata: { ...metadata, contact, ...optional }, file, ...problem };
}
