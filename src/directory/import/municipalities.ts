import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { csvRows, shapeOf, type CsvRow, type CsvShape } from '#directory/import/csv-records.ts';
import { emptyTally, ImportRefused, type ImportReport, type Rejection } from '#directory/import/report.ts';
import type { Tx } from '#platform/db.ts';

interface Municipality {
  nis: string;
  name?: string;
  province?: string | null;
  ovo?: string;
  from?: string;
  /** Last day, included. */
  until?: string;
  successor?: string;
}

/** What CSV lists say about municipalities, put together by NIS code. */
export interface MunicipalityDelivery {
  municipalities: Map<string, Municipality>;
  read: number;
  rejections: Rejection[];
  notes: string[];
}

type Reader = (known: Map<string, Municipality>, cells: CsvRow['cells']) => string | undefined;

// Codes of districts, provinces and regions stand between those of municipalities in the list of OVO codes; they get no name.
const readers: Partial<Record<CsvShape, Reader>> = {
  municipalities(known, cells) {
    const merged = (cells['merged_from'] ?? '').split('|').filter((nis) => nis !== '' && nis !== cells['nis']);
    const nis = merge(known, cells['nis'], {
      name: cells['name_nl'] ?? '',
      province: cells['prov_nl']?.startsWith('Provincie ') ? cells['prov_nl'].slice('Provincie '.length) : null,
    });
    if (!nis) return `nis "${cells['nis'] ?? ''}" is not a code of five digits`;
    for (const former of merged) merge(known, former, { successor: nis });
    return undefined;
  },
  'nis-and-ovo-codes'(known, cells) {
    if (/^0+$/.test(cells['nis'] ?? '')) return undefined;
    const [ovo, from, until] = [cells['ovo'] ?? '', cells['geldig_van'], cells['geldig_tot']];
    if (!/^OVO\d{6}$/.test(ovo)) return `ovo "${ovo}" is not OVO and six digits`;
    const nis = merge(known, cells['nis'], { ovo, ...(from && { from }), ...(until && { until }) });
    return nis ? undefined : `nis "${cells['nis'] ?? ''}" is not a code of five digits`;
  },
  'parts-of-municipalities'(known, cells) {
    const id = cells['gemeente_id'] ?? '';
    const own = known.get(id)?.name
      ? {}
      : { name: cells['gemeente_naam'] ?? '', province: cells['provincie_naam'] || null };
    return merge(known, id, own) ? undefined : `gemeente_id "${id}" is not a code of five digits`;
  },
};

function merge(
  known: Map<string, Municipality>,
  nis: string | undefined,
  facts: Partial<Municipality>,
): string | undefined {
  if (!nis || !/^\d{5}$/.test(nis)) return undefined;
  known.set(nis, { ...known.get(nis), ...facts, nis });
  return nis;
}

/** Reads lists of municipalities, OVO codes and former municipalities, recognised by their columns. */
export async function readMunicipalityFiles(paths: readonly string[]): Promise<MunicipalityDelivery> {
  const delivery: MunicipalityDelivery = { municipalities: new Map(), read: 0, rejections: [], notes: [] };
  // The list of today goes first: its names and provinces win.
  const shaped = await Promise.all(paths.map(async (path) => ({ path, shape: await firstShape(path) })));
  const order = Object.keys(readers);
  const usable = shaped
    .filter(({ shape }) => shape && shape in readers)
    .sort((one, other) => order.indexOf(one.shape ?? '') - order.indexOf(other.shape ?? ''));
  if (usable.length === 0)
    throw new ImportRefused(
      'No list of municipalities was found: one needs the columns nis, name_nl, prov_nl and merged_from',
    );
  for (const { path, shape } of shaped)
    if (!shape || !(shape in readers))
      delivery.notes.push(`${basename(path)} was skipped: it is no list of municipalities`);
  for (const { path, shape } of usable) await readList(delivery, path, readers[shape!]!);
  return delivery;
}

async function firstShape(path: string): Promise<CsvShape | undefined> {
  if (!/\.csv$/i.test(path)) return undefined;
  const stream = createReadStream(path);
  for await (const { cells } of csvRows(stream)) {
    stream.destroy();
    return shapeOf(Object.keys(cells));
  }
  return undefined;
}

async function readList(delivery: MunicipalityDelivery, path: string, reader: Reader): Promise<void> {
  for await (const { line, cells } of csvRows(createReadStream(path))) {
    delivery.read += 1;
    const problem = reader(delivery.municipalities, cells);
    if (problem) delivery.rejections.push({ file: basename(path), at: `line ${line}`, reason: problem });
  }
}

/** Adds municipalities and corrects known ones; what a list does not tell stays as it is, and none is taken away. */
export async function applyMunicipalities(
  tx: Tx,
  delivery: MunicipalityDelivery,
  options: { situationDate: string; dryRun: boolean },
): Promise<ImportReport> {
  const rows = [...delivery.municipalities.values()].filter((row) => row.name || row.successor || row.ovo);
  const known = await knownCodes(tx);
  const writable = rows.filter((row) => row.name || known.has(row.nis));
  const tally = {
    ...emptyTally(),
    read: writable.length + delivery.rejections.length,
    rejected: delivery.rejections.length,
  };
  const written = await store(
    tx,
    writable.map((row) => ({ ...row, merged: mergedOn(row, delivery, options.situationDate) })),
  );
  tally.added = written.filter((row) => !known.has(row.nis)).length;
  tally.changed = written.length - tally.added;
  tally.unchanged = writable.length - written.length;
  const report = {
    source: 'municipality-lists',
    ...options,
    tallies: { municipalities: tally },
    rejections: delivery.rejections,
    notes: delivery.notes,
  };
  await sql`insert into import_runs (source, report) values (${report.source}, ${JSON.stringify({ situationDate: options.situationDate, tallies: report.tallies })}::jsonb)`.execute(
    tx,
  );
  return report;
}

// A list of mergers gives no days: the successor tells when it began, otherwise the merger is taken to be as old as the list.
function mergedOn(row: Municipality, delivery: MunicipalityDelivery, situationDate: string): string | null {
  if (!row.successor) return null;
  return delivery.municipalities.get(row.successor)?.from ?? situationDate;
}

async function knownCodes(tx: Tx): Promise<Set<string>> {
  const { rows } = await sql<{ nis: string }>`select nis_code as nis from municipalities`.execute(tx);
  return new Set(rows.map((row) => row.nis));
}

async function store(tx: Tx, rows: readonly Municipality[]): Promise<{ nis: string }[]> {
  const { rows: written } = await sql<{ nis: string }>`
    insert into municipalities as m (nis_code, name, province, ovo_code, valid, successor)
    select coalesce(r.nis, ''), coalesce(r.name, k.name), coalesce(r.province, k.province), coalesce(r.ovo, k.ovo_code),
      daterange(coalesce(r."from", lower(k.valid)), coalesce(r.until + 1, upper(k.valid), r.merged)),
      coalesce(r.successor, k.successor)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (nis text, name text, province text, ovo text, "from" date, until date, merged date, successor text)
    left join municipalities k on k.nis_code = r.nis
    on conflict (nis_code) do update set
      name = excluded.name, province = excluded.province, ovo_code = excluded.ovo_code, valid = excluded.valid,
      successor = excluded.successor
    where (m.name, m.province, m.ovo_code, m.valid, m.successor)
      is distinct from (excluded.name, excluded.province, excluded.ovo_code, excluded.valid, excluded.successor)
    returning nis_code as nis
  `.execute(tx);
  return written;
}
