import { sql } from 'kysely';
import type { ContactInput } from '#apps/contacts/inputs.ts';
import type { Contact, ContactKind } from '#apps/contacts/model.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export async function insertContact(tx: Tx, contact: ContactInput): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into contacts (kind, name, phone, email)
    values (${contact.kind}, ${contact.name}, ${contact.phone}, ${contact.email}) returning id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a stored contact has an id');
  return row.id;
}

/** Whether it was still at that revision. */
export async function updateContact(
  tx: Tx,
  id: string,
  contact: Omit<ContactInput, 'kind'>,
  revision: number,
): Promise<boolean> {
  const { rows } = await sql`
    update contacts set name = ${contact.name}, phone = ${contact.phone}, email = ${contact.email},
      revision = revision + 1, changed_at = now()
    where id = ${id} and revision = ${revision} returning id`.execute(tx);
  return rows.length > 0;
}

/** Links an institution to a contact of a kind, or to none. */
export async function linkContact(
  tx: Tx,
  institutionId: number,
  kind: ContactKind,
  contactId: string | null,
): Promise<void> {
  if (contactId === null) {
    await sql`delete from institution_contacts where institution_id = ${institutionId} and kind = ${kind}`.execute(tx);
    return;
  }
  await sql`
    insert into institution_contacts (institution_id, kind, contact_id) values (${institutionId}, ${kind}, ${contactId})
    on conflict (institution_id, kind) do update set contact_id = excluded.contact_id`.execute(tx);
}

export function auditOfContact(
  action: 'add-contact' | 'change-contact',
  id: string,
  states: Pick<AuditEntry, 'before' | 'after'>,
): AuditEntry {
  return { action, subjectKind: 'contact', subjectId: id, ...states };
}

export function auditOfLink(
  institutionId: number,
  kind: ContactKind,
  before: Contact | undefined,
  after: string | null,
): AuditEntry {
  return {
    action: 'assign-contact',
    subjectKind: 'institution',
    subjectId: String(institutionId),
    organisationId: institutionId,
    before: { kind, contact: before?.id ?? null },
    after: { kind, contact: after },
  };
}
