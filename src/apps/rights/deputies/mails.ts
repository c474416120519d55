import type { Deputyship } from '#apps/rights/deputies/model.ts';
import { listDeputyships } from '#apps/rights/deputies/queries.ts';
import { profileAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { messages } from '#i18n/index.ts';
import type { Tx } from '#platform/db.ts';
import { button, list, paragraph, type MailContent } from '#platform/mail/content.ts';
import { queueMails } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

const t = messages.nl.rights.deputies.mails;

/** Tells both that somebody replaces somebody, in the transaction of the naming. */
export async function mailNamed(tx: Tx, deputyshipId: string): Promise<void> {
  const [deputyship] = await listDeputyships(tx, { ids: [deputyshipId] });
  if (!deputyship) throw new Error('a deputyship that was just stored is in sight of who named it');
  const { absentName, deputyName, from, until, rights } = deputyship;
  const days = [formatDate(from), formatDate(until)] as const;
  const place = placeOf(deputyship);
  await tell(tx, deputyship, 'named', {
    absent: contentOf(t.named.absent.subject(deputyName), t.named.absent.lead(deputyName, place, ...days), rights),
    deputy: contentOf(t.named.deputy.subject(absentName), t.named.deputy.lead(absentName, place, ...days), rights),
  });
}

/** Tells both that it is over. */
export async function mailEnded(tx: Tx, deputyship: Deputyship): Promise<void> {
  const { absentName, deputyName } = deputyship;
  const place = placeOf(deputyship);
  await tell(tx, deputyship, 'ended', {
    absent: contentOf(t.ended.absent.subject(deputyName), t.ended.absent.lead(deputyName, place), []),
    deputy: contentOf(t.ended.deputy.subject(absentName), t.ended.deputy.lead(absentName, place), []),
  });
}

async function tell(
  tx: Tx,
  { id, absentId, deputyId }: Deputyship,
  about: 'named' | 'ended',
  content: { absent: MailContent; deputy: MailContent },
): Promise<void> {
  await queueMails(tx, [
    { key: `deputyship:${about}:${id}:${absentId}`, to: { personId: absentId }, content: content.absent },
    { key: `deputyship:${about}:${id}:${deputyId}`, to: { personId: deputyId }, content: content.deputy },
  ]);
}

const contentOf = (subject: string, lead: string, rights: readonly string[]): MailContent => ({
  subject,
  parts: [
    paragraph(lead),
    ...(rights.length > 0 ? [list(rights.map((text) => ({ text })))] : []),
    button(t.open, profileAddress),
  ],
});

const placeOf = ({ organisationId, organisationName }: Deputyship): string =>
  organisationLabel({ id: organisationId, name: organisationName });
