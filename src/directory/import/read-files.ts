import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { addApiRecord } from '#directory/import/api-records.ts';
import { addLocationRow, csvRows, shapeOf, type CsvShape } from '#directory/import/csv-records.ts';
import { Delivery } from '#directory/import/delivery.ts';
import { readEnvelope, recordKey } from '#directory/import/envelope.ts';
import { ImportRefused } from '#directory/import/report.ts';

const largestJson = 256 * 1024 * 1024;

/** The files that an import was pointed at: the file itself, or every JSON and CSV file of a folder by name. */
export async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new ImportRefused(`${path} does not exist`);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => /\.(json|csv)$/i.test(name)).sort(byNumber);
  if (names.length === 0) throw new ImportRefused(`${path} holds no .json or .csv file`);
  return names.map((name) => join(path, name));
}

// page-2 comes before page-10.
function byNumber(one: string, other: string): number {
  return one.localeCompare(other, 'nl', { numeric: true });
}

/** Reads institutions and locations from files: JSON of the register's API in one or more pages, or a CSV list of locations. */
export async function readOrganisationFiles(paths: readonly string[]): Promise<Delivery> {
  const json = paths.filter((path) => extname(path).toLowerCase() === '.json');
  const csv = paths.filter((path) => extname(path).toLowerCase() !== '.json');
  const delivery = new Delivery(json.length > 0 ? 'register' : 'locations-list');
  await readPages(delivery, json);
  for (const path of csv) await readCsv(delivery, path, { alone: paths.length === 1, withJson: json.length > 0 });
  if (delivery.tallies.organisations.read + delivery.tallies.locations.read === 0) {
    throw new ImportRefused(
      `No institution or location was found in ${paths.map((path) => basename(path)).join(', ')}`,
    );
  }
  return delivery;
}

interface Query {
  total: number;
  keys: Set<string>;
  rows: number;
}

async function readPages(delivery: Delivery, paths: readonly string[]): Promise<void> {
  const queries = new Map<string, Query>();
  for (const path of paths) {
    const file = basename(path);
    const value = await readJson(path);
    const records = Array.isArray(value) ? value : readEnvelope(value, file).content;
    records.forEach((record, index) => addApiRecord(delivery, record, { file, at: `record ${index + 1}` }));
    if (!Array.isArray(value)) countPage(queries, readEnvelope(value, file));
  }
  for (const query of queries.values()) refuseIncomplete(query);
}

// Pages of one query tell the same total; locations and institutions never share a query.
function countPage(queries: Map<string, Query>, page: ReturnType<typeof readEnvelope>): void {
  const kind = recordKey(page.content[0]).includes('/') ? 'locations' : 'organisations';
  const name = `${kind} ${page.meta.total_elements}`;
  const query = queries.get(name) ?? { total: page.meta.total_elements, keys: new Set(), rows: 0 };
  page.content.forEach((record) => query.keys.add(recordKey(record)));
  query.rows += page.content.length;
  queries.set(name, query);
}

function refuseIncomplete({ total, keys, rows }: Query): void {
  if (keys.size >= total) return;
  const repeated = rows > keys.size;
  throw new ImportRefused(
    repeated
      ? `The pages repeat each other: ${rows} rows, but only ${keys.size} different ones of ${total}. The register ignores "number="; ask for pages with "page="`
      : `Pages are missing: ${keys.size} of ${total} rows are here. Put every page in one folder and import the folder`,
  );
}

async function readJson(path: string): Promise<unknown> {
  const { size } = await stat(path);
  if (size > largestJson)
    throw new ImportRefused(`${basename(path)} is larger than 256 MB: fetch it in pages of 5,000`);
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ImportRefused(`${basename(path)} is not valid JSON: ${(error as Error).message}`);
  }
}

async function readCsv(
  delivery: Delivery,
  path: string,
  { alone, withJson }: { alone: boolean; withJson: boolean },
): Promise<void> {
  const file = basename(path);
  let shape: CsvShape | undefined;
  let first = true;
  for await (const row of csvRows(createReadStream(path))) {
    if (first) shape = shapeOf(Object.keys(row.cells));
    first = false;
    if (shape !== 'locations-of-institutions') break;
    if (withJson)
      throw new ImportRefused(`${file} is a list of locations beside JSON of the register: import the two apart`);
    addLocationRow(delivery, row, file);
  }
  if (shape === 'locations-of-institutions') return;
  const reason = reasonToSkip(shape);
  if (alone) throw new ImportRefused(`${file} ${reason}`);
  delivery.notes.push(`${file} was skipped: it ${reason}`);
}

function reasonToSkip(shape: CsvShape | undefined): string {
  if (shape) return 'holds municipalities: use "import municipalities"';
  return 'has no known columns; a list of institutions needs instellingsnummer, intern_volgnr_vpl and officiele_naam';
}
