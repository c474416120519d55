import { asSystem } from '#access/context.ts';
import type { Database } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import type { School } from '#tests/world/organisations.ts';

/** A workstation that serves a school; answers its id. */
export async function aContact(database: Database, school: School, name: string): Promise<string> {
  const id = newId();
  await asSystem(database, async (tx) => {
    const contact = { id, kind: 'workstation', name, phone: '02 553 00 00', email: 'werkstation@vlaanderen.example' };
    await tx.insertInto('contacts').values(contact).execute();
    const link = { institution_id: school.id, kind: 'workstation', contact_id: id };
    await tx.insertInto('institution_contacts').values(link).execute();
  });
  return id;
}
