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
  return (await queueMails(tx, [order])) === 1;
}

/** The same for many at once; answers how many are new. */
export async function queueMails(tx: Tx, orders: readonly MailOrder[]): Promise<number> {
  if (orders.length === 0) return 0;
  const { rows } = await sql<{ added: number }>`
    select count(*) filter (where app.queue_mail(
      o.key, o."personId", o.address, o.lang, o.content, o.composer, o.payload, o."unsubscribePath")) as added
    from jsonb_to_recordset(${JSON.stringify(orders.map(rowOf))}::jsonb) as o (
      key text, "personId" uuid, address text, lang text, content jsonb, composer text, payload jsonb, "unsubscribePath" text)`.execute(
    tx,
  );
  return rows[0]?.added ?? 0;
}

function rowOf({ key, to, lang = 'nl', unsubscribePath, content }: MailOrder) {
  return { key, lang, unsubscribePath, ...to, ...('composer' in content ? content : { content }) };
}
