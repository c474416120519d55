import { sql } from 'kysely';
import type { NumberRead, SealedNumber } from '#apps/emergency-numbers/model.ts';
import type { Db } from '#platform/db.ts';

const columns = sql`
  n.id, n.institution_id as "institutionId", n.holder_id as "holderId", p.given_name || ' ' || p.family_name as holder,
  n.label, n.number_sealed as sealed, n.call_order as "callOrder", lower(n.usable) as "from", upper(n.usable) - 1 as until,
  n.confirmed_on as "confirmedOn"`;

/** The numbers of an institution in the order of calling, for its administrators and for the team while it notes a reading. */
export async function listNumbers(db: Db, institutionId: number): Promise<SealedNumber[]> {
  const { rows } = await sql<SealedNumber>`
    select ${columns} from emergency_numbers n left join persons p on p.id = n.holder_id
    where n.institution_id = ${institutionId} order by n.call_order, n.id`.execute(db);
  return rows;
}

export async function findNumber(db: Db, id: string): Promise<SealedNumber | undefined> {
  const { rows } = await sql<SealedNumber>`
    select ${columns} from emergency_numbers n left join persons p on p.id = n.holder_id where n.id = ${id}`.execute(
    db,
  );
  return rows[0];
}

const mostReads = 100;

/** Who read the numbers of an institution, newest first (O3). */
export async function listReads(db: Db, institutionId: number): Promise<NumberRead[]> {
  const { rows } = await sql<NumberRead>`
    select r.read_at as at, o.name as service, r.case_number as "caseNumber", r.purpose
    from emergency_number_reads r join organisations o on o.id = r.reader_organisation_id
    where r.institution_id = ${institutionId} order by r.read_at desc limit ${mostReads}`.execute(db);
  return rows;
}

/** People with access to the institution: whose number it can be. */
export interface Holder {
  id: string;
  name: string;
}

export async function listHolders(db: Db, institutionId: number): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select h.person_id as id, h.given_name || ' ' || h.family_name as name
    from app.portal_holders(${institutionId}) h order by lower(h.family_name), lower(h.given_name), h.person_id`.execute(
    db,
  );
  return rows;
}

/** How many numbers each of these institutions has. */
export async function countNumbers(db: Db, institutionIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; n: number }>`
    select institution_id as id, count(*) as n from emergency_numbers
    where institution_id = any (${[...institutionIds]}::integer[]) group by 1`.execute(db);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
