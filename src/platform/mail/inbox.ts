import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/db.ts';
import type { MailContent, MailLang } from '#platform/mail/content.ts';

/** A mail as the inbox of the demo shows it. */
export interface InboxMail {
  id: string;
  address: string | null;
  lang: MailLang;
  content: MailContent;
  unsubscribePath: string | null;
  state: 'waiting' | 'sent' | 'refused';
  queuedAt: Date;
}

const shownAtMost = 100;

/** The newest mails to a person or to the address of that person; those to an address of nobody, who has no inbox here, for everybody. */
export function listInbox(db: Db, personId: string): Promise<InboxMail[]> {
  return readInbox(db, personId, sql`true`);
}

export async function findInInbox(db: Db, personId: string, id: string): Promise<InboxMail | undefined> {
  return (await readInbox(db, personId, sql`m.id = ${id}`))[0];
}

async function readInbox(db: Db, personId: string, which: RawBuilder<unknown>): Promise<InboxMail[]> {
  const { rows } = await sql<InboxMail>`
    select m.id, coalesce(m.address, p.email) as address, m.lang, m.content, m.unsubscribe_path as "unsubscribePath",
      m.state, m.queued_at as "queuedAt"
    from persons p join mails m on m.person_id = p.id or (m.person_id is null and (
      lower(m.address) = lower(p.email) or not exists (select 1 from persons q where lower(q.email) = lower(m.address))))
    where p.id = ${personId} and m.content is not null and m.state <> 'dropped' and ${which}
    order by m.queued_at desc, m.id desc limit ${shownAtMost}`.execute(db);
  return rows;
}
