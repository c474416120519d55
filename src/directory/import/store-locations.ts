import { sql } from 'kysely';
import type { Delivery } from '#directory/import/delivery.ts';
import type { LocationRecord } from '#directory/import/records.ts';
import type { ImportReport } from '#directory/import/report.ts';
import { chunks } from '#directory/import/store-organisations.ts';
import type { Tx } from '#platform/db.ts';

interface Known {
  organisation: number;
  sequence: number;
  fingerprint: string | null;
  open: boolean;
}

/** Stores locations of known organisations; those of a delivered institution that are missing end on the situation date. */
export async function storeLocations(
  tx: Tx,
  delivery: Delivery,
  situationDate: string,
  report: ImportReport,
): Promise<void> {
  if (delivery.locations.size === 0) return;
  const ids = [...new Set([...delivery.locations.values()].map(({ row }) => row.organisation))];
  const allowed = await ownedOrganisations(tx, ids, delivery.source);
  const known = await readKnown(tx, ids);
  const tally = report.tallies['locations']!;
  const changed: { row: LocationRecord; fingerprint: string }[] = [];
  for (const [key, { row, fingerprint, origin }] of delivery.locations) {
    const before = known.get(key);
    if (!allowed.has(row.organisation)) {
      tally.rejected += 1;
      report.rejections.push({
        ...origin,
        reason: `institution ${row.organisation} of this location is not in this delivery nor kept by this source: deliver the institution too`,
      });
    } else if (before?.open && before.fingerprint === fingerprint) {
      tally.unchanged += 1;
    } else {
      tally[before ? 'changed' : 'added'] += 1;
      changed.push({ row, fingerprint });
    }
  }
  for (const part of chunks(changed)) await storeChunk(tx, part, delivery.source);
  tally.ended = await endMissing(tx, delivery, known, situationDate);
}

async function ownedOrganisations(tx: Tx, ids: readonly number[], source: string): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from organisations where id = any (${[...ids]}::integer[]) and source = ${source}
  `.execute(tx);
  return new Set(rows.map((row) => row.id));
}

async function readKnown(tx: Tx, ids: readonly number[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select organisation_id as organisation, sequence, encode(fingerprint, 'hex') as fingerprint, upper_inf(valid) as open
    from locations where organisation_id = any (${[...ids]}::integer[])
  `.execute(tx);
  return new Map(rows.map((row) => [`${row.organisation}/${row.sequence}`, row]));
}

async function storeChunk(
  tx: Tx,
  rows: readonly { row: LocationRecord; fingerprint: string }[],
  source: string,
): Promise<void> {
  const list = rows.map(({ row, fingerprint }) => ({
    organisation_id: row.organisation,
    sequence: row.sequence,
    street: row.street,
    house_number: row.houseNumber,
    postal_code: row.postalCode,
    municipality_name: row.municipalityName,
    nis_code: row.nisCode,
    latitude: row.latitude,
    longitude: row.longitude,
    phones: row.phones,
    main_structures: row.mainStructures,
    fingerprint,
  }));
  await sql`
    insert into locations (organisation_id, sequence, street, house_number, postal_code, municipality_name, nis_code, latitude,
      longitude, phones, main_structures, source, fingerprint)
    select organisation_id, sequence, street, house_number, postal_code, municipality_name, nis_code, latitude,
      longitude, phones, main_structures, ${source}, decode(fingerprint, 'hex')
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r (
      organisation_id integer, sequence integer, street text, house_number text, postal_code text, municipality_name text,
      nis_code text, latitude double precision, longitude double precision, phones text[], main_structures smallint[],
      fingerprint text)
    on conflict (organisation_id, sequence) do update set
      street = excluded.street, house_number = excluded.house_number, postal_code = excluded.postal_code,
      municipality_name = excluded.municipality_name, nis_code = excluded.nis_code, latitude = excluded.latitude,
      longitude = excluded.longitude, phones = excluded.phones, main_structures = excluded.main_structures,
      source = excluded.source, fingerprint = excluded.fingerprint, valid = daterange(lower(locations.valid), null)
  `.execute(tx);
}

async function endMissing(
  tx: Tx,
  delivery: Delivery,
  known: ReadonlyMap<string, Known>,
  situationDate: string,
): Promise<number> {
  const missing = [...known]
    .filter(([key, location]) => location.open && !delivery.locations.has(key))
    .map(([, { organisation, sequence }]) => ({ organisation, sequence }));
  const { rows } = await sql`
    update locations l set valid = l.valid * daterange(null, ${situationDate}::date)
    from jsonb_to_recordset(${JSON.stringify(missing)}::jsonb) as r (organisation integer, sequence integer)
    where l.organisation_id = r.organisation and l.sequence = r.sequence and l.source = ${delivery.source}
    returning 1
  `.execute(tx);
  return rows.length;
}
