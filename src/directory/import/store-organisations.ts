import { sql } from 'kysely';
import { fingerprint, type SettledOrganisation } from '#directory/import/records.ts';
import type { Tx } from '#platform/db.ts';

const chunk = 1000;

export function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += chunk) yield rows.slice(start, start + chunk);
}

/** Adds or overwrites these organisations, whole. */
export async function storeOrganisations(tx: Tx, rows: readonly SettledOrganisation[], source: string): Promise<void> {
  for (const part of chunks(rows)) await storeChunk(tx, part, source);
}

async function storeChunk(tx: Tx, rows: readonly SettledOrganisation[], source: string): Promise<void> {
  await sql`
    insert into organisations (id, kind, name, full_name, enterprise_number, board_kind, network, main_structures, special,
      recognition, street, house_number, postal_code, municipality_name, nis_code, phone, email, website, valid, source, fingerprint)
    select id, kind, name, full_name, enterprise_number, board_kind, network, main_structures, special,
      recognition, street, house_number, postal_code, municipality_name, nis_code, phone, email, website,
      daterange(begins, ends, '[]'), ${source}, decode(fingerprint, 'hex')
    from jsonb_to_recordset(${JSON.stringify(rows.map(toRow))}::jsonb) as r (
      id integer, kind text, name text, full_name text, enterprise_number text, board_kind smallint, network text,
      main_structures smallint[], special boolean, recognition text, street text, house_number text, postal_code text,
      municipality_name text, nis_code text, phone text, email text, website text, begins date, ends date, fingerprint text)
    on conflict (id) do update set
      kind = excluded.kind, name = excluded.name, full_name = excluded.full_name,
      enterprise_number = excluded.enterprise_number, board_kind = excluded.board_kind, network = excluded.network,
      main_structures = excluded.main_structures, special = excluded.special, recognition = excluded.recognition,
      street = excluded.street, house_number = excluded.house_number, postal_code = excluded.postal_code,
      municipality_name = excluded.municipality_name, nis_code = excluded.nis_code, phone = excluded.phone,
      email = excluded.email, website = excluded.website, valid = excluded.valid, source = excluded.source,
      fingerprint = excluded.fingerprint, changed_at = now()
  `.execute(tx);
}

function toRow(row: SettledOrganisation): Record<string, unknown> {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    full_name: row.fullName,
    enterprise_number: row.enterpriseNumber,
    board_kind: row.boardKind,
    network: row.network,
    main_structures: row.mainStructures,
    special: row.isSpecial,
    recognition: row.recognition,
    street: row.street,
    house_number: row.houseNumber,
    postal_code: row.postalCode,
    municipality_name: row.municipalityName,
    nis_code: row.nisCode,
    phone: row.phone,
    email: row.email,
    website: row.website,
    begins: row.from,
    ends: row.until,
    fingerprint: fingerprint(row),
  };
}

/** Adds levels; none is taken away, because documents and themes of earlier years hang on it. */
export async function storeLevels(tx: Tx, rows: readonly SettledOrganisation[]): Promise<void> {
  const levels = rows.flatMap(({ id, levels: own }) => own.map((level) => ({ id, level })));
  await sql`
    insert into organisation_levels (organisation_id, level_id)
    select id, level from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) as r (id integer, level smallint)
    on conflict do nothing
  `.execute(tx);
}

/** Those that are no longer delivered exist until the day before; they are never deleted. */
export async function endOrganisations(tx: Tx, ids: readonly number[], situationDate: string): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update organisations
    set valid = valid * daterange(null, ${situationDate}::date), changed_at = now()
    where id = any (${[...ids]}::integer[])
  `.execute(tx);
}
