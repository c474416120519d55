import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, unknown, useCase, view } from '#access/use-case.ts';
import { emailChanged, endOpenChange, stillCounts, tellOldAddress } from '#apps/profile/change-email.ts';
import { messages } from '#i18n/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { hashToken } from '#platform/crypto.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, paragraph } from '#platform/mail/content.ts';
import { queueMail } from '#platform/mail/queue.ts';

const token = z.string().max(100);

/** The address that a link proves; a link of somebody else, an old or a used one proves nothing. */
export const pendingEmail = view({
  permission: 'profile.read-own-pending-email',
  input: z.object({ token }),
  load: (db, actor, input) => findByToken(db, actor.personId, input.token),
  decide: (_actor, found) => (found === null ? unknown : allowed()),
  read: async (_db, _actor, found): Promise<string> => found ?? '',
});

/** Whoever follows the link, signed in, has the address: from now on it counts, and both addresses are told (NO-1). */
export const confirmEmail = useCase({
  permission: 'profile.confirm-own-email',
  input: z.object({ token, lang: z.enum(['nl', 'en']) }),
  load: (tx, actor, input) => findByToken(tx, actor.personId, input.token),
  decide: (_actor, found) => (found === null ? unknown : allowed()),
  async run(tx, actor, email, { lang, token: proof }): Promise<{ result: null; audit: readonly AuditEntry[] }> {
    await tx.updateTable('persons').set({ email }).where('id', '=', actor.personId).execute();
    await endOpenChange(tx, actor.personId);
    await tellOldAddress(tx, actor, lang);
    const t = messages[lang].profile.email.mail;
    await queueMail(tx, {
      key: `email-confirmed:${hashToken(proof).toString('hex')}`,
      to: { personId: actor.personId },
      lang,
      content: {
        subject: t.confirmedSubject,
        parts: [paragraph(t.confirmed), button(t.toProfile, '/mijn-profiel')],
      },
    });
    return { result: null, audit: [emailChanged(actor, email)] };
  },
});

async function findByToken(db: Db, personId: string, proof: string): Promise<string | null> {
  const { rows } = await sql<{ address: string }>`
    select address from email_changes
    where token_hash = ${hashToken(proof)} and person_id = ${personId} and ${stillCounts}`.execute(db);
  return rows[0]?.address ?? null;
}

/** Links that were asked for long ago, and the addresses in them, are forgotten. */
export async function forgetOldLinks(tx: Tx): Promise<void> {
  await sql`delete from email_changes where asked_at < now() - interval '30 days'`.execute(tx);
}
