import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import type { Database } from '#platform/db.ts';
import { paragraph } from '#platform/mail/content.ts';
import { queueMail } from '#platform/mail/queue.ts';

/** A mail in the queue to a person; answers its id. */
export async function aMail(database: Database, person: { id: string }, subject = 'Een vraag is beantwoord') {
  return asSystem(database, async (tx): Promise<string> => {
    const key = `mail-of-test:${Math.random()}`;
    await queueMail(tx, { key, to: { personId: person.id }, content: { subject, parts: [paragraph('Kijk zelf.')] } });
    const { rows } = await sql<{ id: string }>`select id from mails where key = ${key}`.execute(tx);
    return rows[0]?.id ?? '';
  });
}
