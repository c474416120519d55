import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';
import type { MailContent, MailLang } from '#platform/mail/content.ts';

/** A mail that this process may try now. */
export interface ClaimedMail {
  id: string;
  key: string;
  personId: string | null;
  /** Where to; null: the person has no address. */
  address: string | null;
  lang: MailLang;
  content: MailContent | null;
  composer: string | null;
  payload: unknown;
  unsubscribePath: string | null;
  attempts: number;
  queuedAt: Date;
}

/** How long a claimed mail is this process's own. After that another one takes it over. */
export const leaseMinutes = 15;

/** Takes mails that are due; whoever else takes some at the same time takes others. By their ids as an array: a join would read the whole queue. */
export async function claimMails(tx: Tx, most: number): Promise<ClaimedMail[]> {
  const { rows } = await sql<ClaimedMail>`
    update mails m set due_at = now() + make_interval(mins => ${leaseMinutes})
    where m.id = any (array(
      select id from mails where state = 'waiting' and due_at <= now()
      order by due_at, id limit ${most} for update skip locked))
    returning m.id, m.key, m.person_id as "personId", m.lang, m.content, m.composer, m.payload,
      m.unsubscribe_path as "unsubscribePath", m.attempts, m.queued_at as "queuedAt",
      coalesce(m.address, (select email from persons p where p.id = m.person_id)) as address`.execute(tx);
  return rows;
}

/** What became of one mail. */
export type Conclusion =
  | { kind: 'sent'; mail: ClaimedMail; content: MailContent | null }
  | { kind: 'dropped'; mail: ClaimedMail; reason: string }
  | { kind: 'refused'; mail: ClaimedMail; reason: string }
  | { kind: 'later'; mail: ClaimedMail; reason: string; seconds: number }
  /** Not tried: due again at once. */
  | { kind: 'released'; mail: ClaimedMail };

/** Notes what became of a batch: sent, refused (and so a bounce of its address), or due again later. */
export async function concludeMails(tx: Tx, conclusions: readonly Conclusion[]): Promise<void> {
  const of = <Kind extends Conclusion['kind']>(kind: Kind) =>
    conclusions.filter((one): one is Extract<Conclusion, { kind: Kind }> => one.kind === kind);
  await noteSent(tx, of('sent'));
  await noteEnds(tx, 'dropped', of('dropped'));
  await noteEnds(tx, 'refused', of('refused'));
  await noteBounces(tx, of('refused'));
  await postpone(tx, of('later'));
  const released = of('released').map(({ mail }) => mail.id);
  if (released.length > 0)
    await sql`update mails set due_at = now() where id = any(${released}::uuid[]) and state = 'waiting'`.execute(tx);
}

async function noteSent(tx: Tx, sent: readonly { mail: ClaimedMail; content: MailContent | null }[]): Promise<void> {
  if (sent.length === 0) return;
  const rows = sent.map(({ mail, content }) => ({ id: mail.id, content }));
  await sql`
    update mails m set state = 'sent', concluded_at = now(), problem = null, content = coalesce(r.content, m.content)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, content jsonb)
    where m.id = any (${rows.map((row) => row.id)}::uuid[]) and m.id = r.id and m.state = 'waiting'`.execute(tx);
  const addresses = sent.flatMap(({ mail }) => mail.address?.toLowerCase() ?? []);
  await sql`delete from mail_bounces where address = any(${addresses}::text[])`.execute(tx);
}

async function noteEnds(
  tx: Tx,
  state: 'dropped' | 'refused',
  ended: readonly { mail: ClaimedMail; reason: string }[],
): Promise<void> {
  if (ended.length === 0) return;
  const rows = ended.map(({ mail, reason }) => ({ id: mail.id, reason }));
  await sql`
    update mails m set state = ${state}, concluded_at = now(), problem = r.reason, attempts = m.attempts + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, reason text)
    where m.id = any (${rows.map((row) => row.id)}::uuid[]) and m.id = r.id and m.state = 'waiting'`.execute(tx);
}

async function noteBounces(tx: Tx, refused: readonly { mail: ClaimedMail; reason: string }[]): Promise<void> {
  for (const { mail, reason } of refused) {
    if (mail.address === null) continue;
    await sql`
      insert into mail_bounces (address, bounced_at, reason) values (${mail.address.toLowerCase()}, now(), ${reason})
      on conflict (address) do update set bounced_at = excluded.bounced_at, reason = excluded.reason`.execute(tx);
  }
}

async function postpone(
  tx: Tx,
  later: readonly { mail: ClaimedMail; reason: string; seconds: number }[],
): Promise<void> {
  for (const { mail, reason, seconds } of later)
    await sql`
      update mails set due_at = now() + make_interval(secs => ${seconds}), attempts = attempts + 1, problem = ${reason}
      where id = ${mail.id} and state = 'waiting'`.execute(tx);
}

/** What waits longer than it should, for whoever watches the installation. */
export interface Backlog {
  waiting: number;
  oldest: Date | null;
  problem: string | null;
}

export async function findBacklog(db: Db, minutes: number): Promise<Backlog> {
  const { rows } = await sql<Backlog>`
    select count(*) as waiting, min(queued_at) as oldest,
      (select problem from mails where state = 'waiting' and problem is not null order by due_at desc limit 1) as problem
    from mails where state = 'waiting' and queued_at < now() - make_interval(mins => ${minutes})`.execute(db);
  return rows[0] ?? { waiting: 0, oldest: null, problem: null };
}

/** Mails are personal: what was sent is forgotten after this. */
export const keptDays = 30;

export async function forgetOldMails(tx: Tx): Promise<void> {
  await sql`delete from mails where concluded_at < now() - make_interval(days => ${keptDays})`.execute(tx);
}
