import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import type { MailContent, MailLang } from '#platform/mail/content.ts';

export interface MailOrder {
  /** What the mail is about, such as `question-answered:<id>`: the same key is queued once, and its Message-ID is made from it. */
  key: string;
  /** A person is written to at the address of the moment of sending; an `address` of a person wins from that. */
  to: { personId: string; address?: string } | { address: string };
  /** The receiver's language where the house knows it; else Dutch. */
  lang?: MailLang;
  /** Address of this site that ends this kind of mail with one click (RFC 8058). */
  unsubscribePath?: string;
  /** What it says; or who says it at the moment of sending, from what, so that a right that ended meanwhile counts. */
  content: MailContent | { composer: string; payload: unknown };
}

/** Queues a mail in the transaction of the change it tells of; answers whether it is new. */
export async function queueMail(tx: Tx, order: MailOrder): Promise<boolean> {
  const { key, to, content, lang = 'nl' } = order;
  const person = 'personId' in to ? to.personId : null;
  const [written, composer, payload] =
    'composer' in content
      ? [null, content.composer, JSON.stringify(content.payload)]
      : [JSON.stringify(content), null, null];
  const { rows } = await sql<{ added: boolean }>`
    select app.queue_mail(${key}, ${person}::uuid, ${to.address ?? null}, ${lang}, ${written}::jsonb,
      ${composer}, ${payload}::jsonb, ${order.unsubscribePath ?? null}) as added`.execute(tx);
  return rows[0]?.added ?? false;
}
