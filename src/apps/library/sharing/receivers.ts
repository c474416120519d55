import { sql } from 'kysely';
import type { Db } from '#platform/db.ts';

/** Somebody with access to Mijn Onderwijs with whom the actor can share. */
export interface Receiver {
  id: string;
  name: string;
}

/** A receiver of an institution where the actor stands too. */
export interface Colleague extends Receiver {
  institutionId: number;
  institutionName: string;
}

/** Whom a sharer means: an exact address, somebody nearby, or one of those who use that address. */
export interface Meant {
  email: string | null;
  personId: string | null;
}

/** Everybody who is meant; nobody for an address of somebody without access, as for an address of nobody (P3). */
export async function findReceivers(db: Db, { email, personId }: Meant): Promise<Receiver[]> {
  if (email === null) return personId === null ? [] : findNearby(db, '', personId);
  const { rows } = await sql<Receiver>`
    select person_id as id, given_name || ' ' || family_name as name
    from app.receivers_by_email(${email})`.execute(db);
  return personId === null ? rows : rows.filter(({ id }) => id === personId);
}

/** People of the actor's institutions by words of their name, family names first; one more than asked says that there are more. */
export async function listNearby(db: Db, named: string, most: number): Promise<Colleague[]> {
  return findNearby(db, named.trim(), null, most + 1);
}

async function findNearby(db: Db, named: string, personId: string | null, most = 1): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select person_id as id, given_name || ' ' || family_name as name, institution_id as "institutionId",
      institution_name as "institutionName"
    from app.receivers_nearby(${named}, ${personId})
    order by app.plain(family_name), app.plain(given_name), person_id
    limit ${most}`.execute(db);
  return rows;
}
