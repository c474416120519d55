import { sql } from 'kysely';
import { settle, type Delivery } from '#directory/import/delivery.ts';
import { findVanished, refuseShrink, refuseVanishedField } from '#directory/import/guards.ts';
import { fingerprint, type SettledOrganisation } from '#directory/import/records.ts';
import { ImportRefused, type ImportReport } from '#directory/import/report.ts';
import { storeLocations } from '#directory/import/store-locations.ts';
import { endOrganisations, storeLevels, storeOrganisations } from '#directory/import/store-organisations.ts';
import { storeRelations } from '#directory/import/store-relations.ts';
import type { Tx } from '#platform/db.ts';

export interface ImportOptions {
  /** The day on which the delivery is true: relations change and missing organisations end on it. */
  situationDate: string;
  force: boolean;
  dryRun: boolean;
}

/** Other sources may not overwrite these: the register is the truth, except for what the demo made up. */
const owners = { register: ['register', 'locations-list'], 'locations-list': ['locations-list'] } as const;

interface Known {
  id: number;
  source: string;
  fingerprint: Buffer | null;
  closed: boolean;
}

/** Writes a delivery in the given transaction (as the system) and tells what it did; throws `ImportRefused` to write nothing. */
export async function applyDelivery(tx: Tx, delivery: Delivery, options: ImportOptions): Promise<ImportReport> {
  const tally = structuredClone(delivery.tallies);
  const report: ImportReport = {
    source: delivery.source,
    situationDate: options.situationDate,
    dryRun: options.dryRun,
    tallies: { ...tally },
    rejections: [...delivery.rejections],
    notes: [...delivery.notes],
  };
  await refuseOlder(tx, delivery.source, options.situationDate);
  const settled = settle(delivery);
  await refuseVanishedField(tx, delivery.source, settled);
  const vanishing = await findVanished(tx, delivery.source, settled);
  if (!options.force) refuseShrink(vanishing);

  const accepted = await storeChanged(tx, delivery, settled, report);
  await storeLevels(tx, accepted);
  await storeLocations(tx, delivery, options.situationDate, report);
  report.notes.push(...(await storeRelations(tx, accepted, delivery.source, options.situationDate)));
  await endOrganisations(tx, vanishing.ids, options.situationDate);
  report.tallies['organisations']!.ended = vanishing.ids.length;
  await recordRun(tx, report);
  return report;
}

async function storeChanged(
  tx: Tx,
  delivery: Delivery,
  settled: ReadonlyMap<number, SettledOrganisation>,
  report: ImportReport,
): Promise<SettledOrganisation[]> {
  const tally = report.tallies['organisations']!;
  const known = await readKnown(tx, [...settled.keys()]);
  const accepted: SettledOrganisation[] = [];
  const changed: SettledOrganisation[] = [];
  for (const row of settled.values()) {
    const before = known.get(row.id);
    if (before && !isOwner(delivery.source, before.source)) {
      const origin = delivery.organisations.get(row.id)!.origin;
      report.rejections.push({
        ...origin,
        reason: `organisation ${row.id} is kept by source "${before.source}", which this import may not overwrite`,
      });
      tally.rejected += 1;
      continue;
    }
    accepted.push(row);
    if (!before) tally.added += 1;
    else if (isSame(before, row, delivery.source)) tally.unchanged += 1;
    else tally.changed += 1;
    if (!before || !isSame(before, row, delivery.source)) changed.push(row);
  }
  await storeOrganisations(tx, changed, delivery.source);
  return accepted;
}

function isOwner(source: string, current: string): boolean {
  return (
    (owners[source as keyof typeof owners] as readonly string[] | undefined)?.includes(current) ?? source === current
  );
}

// What had ended and is delivered again without an end comes back.
function isSame(before: Known, row: SettledOrganisation, source: string): boolean {
  const reopens = before.closed && row.until === null;
  return !reopens && before.source === source && before.fingerprint?.toString('hex') === fingerprint(row);
}

async function readKnown(tx: Tx, ids: readonly number[]): Promise<Map<number, Known>> {
  const { rows } = await sql<Known>`
    select id, source, fingerprint, not upper_inf(valid) as closed from organisations where id = any (${[...ids]}::integer[])
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function refuseOlder(tx: Tx, source: string, situationDate: string): Promise<void> {
  const { rows } = await sql<{ latest: string | null }>`
    select max(report ->> 'situationDate') as latest from import_runs where source = ${source}
  `.execute(tx);
  const latest = rows[0]?.latest;
  if (latest && latest > situationDate) {
    throw new ImportRefused(
      `This delivery tells the situation of ${situationDate}, but that of ${latest} was already imported: history is not rewritten. Import a newer one`,
    );
  }
}

// The rejected rows stay out of the record of runs: a row that could not be read may hold anything.
async function recordRun(tx: Tx, report: ImportReport): Promise<void> {
  const { source, situationDate, tallies, notes } = report;
  const summary = { situationDate, tallies, notes: notes.length, rejections: report.rejections.length };
  await sql`insert into import_runs (source, report) values (${source}, ${JSON.stringify(summary)}::jsonb)`.execute(tx);
}
