import type { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { parseInstitutionNumber } from '#directory/institution-number.ts';
import type { Delivery } from '#directory/import/delivery.ts';
import type { Origin } from '#directory/import/records.ts';

export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** Reads a CSV as it streams by: comma or semicolon, any line ending, with or without a byte order mark; header in lower case. */
export async function* csvRows(stream: Readable): AsyncGenerator<CsvRow> {
  const parser = stream.pipe(
    parse({
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      delimiter: [',', ';'],
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }),
  );
  stream.on('error', (error) => parser.destroy(error));
  for await (const { info, record } of parser as AsyncIterable<{
    info: { lines: number };
    record: Record<string, string>;
  }>) {
    yield { line: info.lines, cells: record };
  }
}

/** What a CSV holds, recognised by its columns. */
export type CsvShape = 'locations-of-institutions' | 'municipalities' | 'nis-and-ovo-codes' | 'parts-of-municipalities';

const shapes: readonly { shape: CsvShape; columns: readonly string[] }[] = [
  { shape: 'locations-of-institutions', columns: ['instellingsnummer', 'intern_volgnr_vpl', 'officiele_naam'] },
  { shape: 'municipalities', columns: ['nis', 'name_nl', 'prov_nl', 'merged_from'] },
  { shape: 'nis-and-ovo-codes', columns: ['nis', 'ovo', 'geldig_van', 'geldig_tot'] },
  { shape: 'parts-of-municipalities', columns: ['gemeente_id', 'gemeente_naam', 'deelgemeente_id'] },
];

export function shapeOf(columns: readonly string[]): CsvShape | undefined {
  return shapes.find((candidate) => candidate.columns.every((column) => columns.includes(column)))?.shape;
}

// The kind of institution is told in words only.
const levelOfWords: readonly [RegExp, string][] = [
  [/kleuter|lager|basis/i, 'BAO'],
  [/secundair|middel/i, 'SO'],
  [/kunst|academie/i, 'DKO'],
  [/leerlingenbegeleiding|\bclb\b/i, 'CLB'],
  [/internaat/i, 'INTERNAAT'],
  [/volwassenen|basiseducatie/i, 'VWO'],
  [/hogeschool|universiteit/i, 'HO'],
];

/** Takes one row of the shape `locations-of-institutions`: a location, and its institution the first time it is met. */
export function addLocationRow(delivery: Delivery, { line, cells }: CsvRow, file: string): void {
  const origin: Origin = { file, at: `line ${line}` };
  const id = parseInstitutionNumber(cells['instellingsnummer'] ?? '');
  const sequence = Number(cells['intern_volgnr_vpl']);
  const name = cells['officiele_naam'];
  if (!id)
    return delivery.rejectRow(
      'locations',
      origin,
      `instellingsnummer "${cells['instellingsnummer'] ?? ''}" is not a number of at most six digits`,
    );
  if (!Number.isInteger(sequence) || sequence < 1) {
    return delivery.rejectRow(
      'locations',
      origin,
      `intern_volgnr_vpl "${cells['intern_volgnr_vpl'] ?? ''}" is not a whole number from 1 on`,
    );
  }
  if (!name)
    return delivery.rejectRow('locations', origin, 'officiele_naam is empty: give the name of the institution');
  const address = {
    street: cells['straat'] || null,
    houseNumber: cells['huisnummer'] || null,
    postalCode: cells['postcode'] || null,
    municipalityName: cells['gemeente'] || null,
    nisCode: cells['nis'] || null,
  };
  const unknown = { latitude: null, longitude: null, phones: [], mainStructures: [] };
  delivery.addLocation({ organisation: id, sequence, ...address, ...unknown }, origin);
  if (delivery.organisations.has(id)) return;
  delivery.addOrganisation({ ...institutionOf(id, name, cells['instantie'] ?? ''), ...address }, origin);
}

function institutionOf(id: number, name: string, kind: string) {
  return {
    id,
    name,
    fullName: null,
    type: null,
    level: levelOfWords.find(([words]) => words.test(kind))?.[1] ?? null,
    network: null,
    boardKind: null,
    enterpriseNumber: null,
    recognition: null,
    mainStructures: [],
    special: /buitengewoon/i.test(name) ? true : null,
    phone: null,
    email: null,
    website: null,
    from: null,
    until: null,
    relations: undefined,
  };
}
