import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, useCase } from '#access/use-case.ts';
import { stopAlerts } from '#apps/alerts/index.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, paragraph } from '#platform/mail/content.ts';
import { queueMail } from '#platform/mail/queue.ts';

/**
 * `asked`: a link was mailed to the new address, which counts once it is followed. `invalid`: it cannot be an address.
 * `too-often`: so many links were asked for that somebody else's inbox might suffer.
 */
export type EmailOutcome = { kind: 'asked' | 'removed' | 'same' | 'invalid' | 'too-often' };

const address = z.email().max(254);
const linksPerHour = 5;
/** How long a link can be followed. */
export const linkHours = 48;

export const confirmAddress = '/mijn-profiel/e-mailadres';

/** Asks for another e-mail address of one's own; empty takes it away at once, and alerts with it (NO-1). */
export const changeEmail = useCase({
  permission: 'profile.change-own-email',
  input: z.object({
    email: z.string().max(1000),
    lang: z.enum(['nl', 'en']),
    /** Path of this site where the person was, such as a question that waits for the address. */
    back: z.string().max(500).nullable().default(null),
  }),
  load: (tx, actor) => countLinks(tx, actor.personId),
  decide: () => allowed(),
  async run(tx, actor, links, input): Promise<{ result: EmailOutcome; audit: readonly AuditEntry[] }> {
    const email = input.email.trim() || null;
    if (email !== null && !address.safeParse(email).success) return { result: { kind: 'invalid' }, audit: [] };
    if (email !== null && email !== actor.email && links >= linksPerHour)
      return { result: { kind: 'too-often' }, audit: [] };
    await endOpenChange(tx, actor.personId);
    if (email === actor.email) return { result: { kind: 'same' }, audit: [] };
    if (email === null) return { result: { kind: 'removed' }, audit: await removeEmail(tx, actor, input.lang) };
    await mailLink(tx, actor.personId, { email, lang: input.lang, back: input.back });
    const asked = { action: 'ask-email-change', subjectKind: 'person', subjectId: actor.personId, after: { email } };
    return { result: { kind: 'asked' }, audit: [asked] };
  },
});

/** The address that waits for its link to be followed. */
export async function findPendingEmail(db: Db, personId: string): Promise<string | null> {
  const { rows } = await sql<{ address: string }>`
    select address from email_changes where person_id = ${personId} and ${stillCounts}`.execute(db);
  return rows[0]?.address ?? null;
}

export const stillCounts = sql<boolean>`ended_at is null and asked_at > now() - make_interval(hours => ${linkHours})`;

async function countLinks(tx: Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from email_changes where person_id = ${personId} and asked_at > now() - interval '1 hour'`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

export async function endOpenChange(tx: Tx, personId: string): Promise<void> {
  await sql`update email_changes set ended_at = now() where person_id = ${personId} and ended_at is null`.execute(tx);
}

async function mailLink(
  tx: Tx,
  personId: string,
  { email, lang, back }: { email: string; lang: Lang; back: string | null },
): Promise<void> {
  const token = randomToken();
  const hash = hashToken(token);
  await sql`insert into email_changes (token_hash, person_id, address) values (${hash}, ${personId}, ${email})`.execute(
    tx,
  );
  const t = messages[lang].profile.email.mail;
  await queueMail(tx, {
    key: `confirm-email:${hash.toString('hex')}`,
    to: { personId, address: email },
    lang,
    content: {
      subject: t.confirmSubject,
      parts: [
        paragraph(t.confirm),
        button(
          t.confirmButton,
          `${confirmAddress}?${new URLSearchParams({ bewijs: token, ...(back && { terug: back }) }).toString()}`,
        ),
        paragraph(t.confirmUntil(linkHours)),
        paragraph(t.notYou),
      ],
    },
  });
}

async function removeEmail(tx: Tx, actor: Actor, lang: Lang): Promise<AuditEntry[]> {
  await tx.updateTable('persons').set({ email: null }).where('id', '=', actor.personId).execute();
  await tellOldAddress(tx, actor, lang);
  return [emailChanged(actor, null), ...(await stopAlerts(tx, actor.personId))];
}

/** The address that counted until now hears of it: whoever reads there can tell when it was not the person. */
export async function tellOldAddress(tx: Tx, { personId, email }: Actor, lang: Lang): Promise<void> {
  if (email === null) return;
  const t = messages[lang].profile.email.mail;
  await queueMail(tx, {
    key: `email-changed:${randomToken()}`,
    to: { personId, address: email },
    lang,
    content: { subject: t.changedSubject, parts: [paragraph(t.changed), paragraph(t.changedNotYou)] },
  });
}

export function emailChanged({ personId, email }: Actor, after: string | null): AuditEntry {
  const subject = { subjectKind: 'person', subjectId: personId };
  return { action: 'change-email', ...subject, before: { email }, after: { email: after } };
}
