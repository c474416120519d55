import { sql } from 'kysely';
import type { Contact, KeptContact } from '#apps/contacts/model.ts';
import type { Db } from '#platform/db.ts';

/** The contacts of each of these institutions, in the order of the kinds. */
export async function listContactsOf(db: Db, institutionIds: readonly number[]): Promise<Map<number, Contact[]>> {
  const { rows } = await sql<Contact & { institutionId: number }>`
    select l.institution_id as "institutionId", c.id, c.kind, c.name, c.phone, c.email
    from institution_contacts l join contacts c on c.id = l.contact_id
    where l.institution_id = any (${[...institutionIds]}::integer[])
    order by array_position(array['school-management-team', 'workstation', 'verifier'], c.kind) nulls last`.execute(db);
  return Map.groupBy(rows, (row) => row.institutionId);
}

/** Every contact with how many institutions it serves. */
export async function listContacts(db: Db): Promise<KeptContact[]> {
  const { rows } = await sql<KeptContact>`
    select c.id, c.kind, c.name, c.phone, c.email, c.revision,
      (select count(*) from institution_contacts l where l.contact_id = c.id) as institutions
    from contacts c order by app.plain(c.name), c.id`.execute(db);
  return rows;
}

export async function findContact(db: Db, id: string): Promise<KeptContact | undefined> {
  const { rows } = await sql<KeptContact>`
    select c.id, c.kind, c.name, c.phone, c.email, c.revision,
      (select count(*) from institution_contacts l where l.contact_id = c.id) as institutions
    from contacts c where c.id = ${id}`.execute(db);
  return rows[0];
}

export async function findContactNamed(db: Db, kind: string, name: string): Promise<KeptContact | undefined> {
  const { rows } = await sql<{ id: string }>`select id from contacts where kind = ${kind} and name = ${name}`.execute(
    db,
  );
  return rows[0] && findContact(db, rows[0].id);
}
