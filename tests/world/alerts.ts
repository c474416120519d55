import { sql } from 'kysely';
import { actAsSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { composeDigests, saveAlerts } from '#apps/alerts/index.ts';
import type { Database } from '#platform/db.ts';
import type { MailContent, MailLang } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { writingAs } from '#tests/world/acting.ts';
import type { Person } from '#tests/world/people.ts';

/** Chooses attendering as the form of Mijn profiel does. */
export function switchAlerts(
  database: Database,
  person: Person,
  wish: { isOn?: boolean; rhythm?: 'daily' | 'weekly'; lang?: MailLang } = {},
): Promise<null> {
  const { isOn = true, rhythm = 'daily', lang = 'nl' } = wish;
  return writingAs(database, person, (as) => perform(saveAlerts, as, { isOn, rhythm, lang }));
}

/** The digests that wait for a person, oldest first. */
export async function waitingDigests(database: Database, person: { id: string }): Promise<ClaimedMail[]> {
  const { rows } = await readAsSystem(database, (db) =>
    sql<ClaimedMail>`
      select id, key, person_id as "personId", lang, content, composer, payload, unsubscribe_path as "unsubscribePath",
        attempts, queued_at as "queuedAt", null as address
      from mails where person_id = ${person.id} and composer = 'digest' and state = 'waiting' order by id`.execute(db),
  );
  return rows;
}

/** What a digest would say if it were sent now; undefined: nothing. */
export async function compose(database: Database, mail: ClaimedMail): Promise<MailContent | undefined> {
  return database.read(async (db) => {
    await actAsSystem(db);
    return (await composeDigests(db, [mail])).get(mail.id);
  });
}

/** The documents that a mail links to, by id. */
export function documentsIn(content: MailContent | undefined): string[] {
  const items = (content?.parts ?? []).flatMap((part) => (part.kind === 'list' ? part.items : []));
  return items.flatMap(({ href }) => (href?.startsWith('/document/') ? [href.slice('/document/'.length)] : []));
}

/** The documents that the digests of a person tell of, in all of them together. */
export async function toldTo(database: Database, person: { id: string }): Promise<string[]> {
  const told: string[] = [];
  for (const mail of await waitingDigests(database, person)) told.push(...documentsIn(await compose(database, mail)));
  return told;
}
