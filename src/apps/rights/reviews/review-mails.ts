import { sql } from 'kysely';
import { profileAddress, reviewAddress } from '#apps/rights/pages/addresses.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, list, paragraph, type MailContent } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { queueMail } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Who writes these mails, at the moment of sending: what was judged meanwhile is left out. */
export const reviewComposer = 'review';

/**
 * `started`, `reminder`: to who reviews. `holder`: to whose right nobody has confirmed. `lapsed`: to whose right ended.
 * `kept`: to who reviews and to the board, where the last head local administrator was not confirmed.
 */
export type ReviewMail = 'started' | 'reminder' | 'holder' | 'lapsed' | 'kept';

interface Payload {
  campaign: string;
  about: ReviewMail;
}

export async function queueReviewMail(
  tx: Tx,
  { campaign, about, personId, once }: Payload & { personId: string; once: string },
): Promise<void> {
  await queueMail(tx, {
    key: `review:${once}:${campaign}:${personId}`,
    to: { personId },
    content: { composer: reviewComposer, payload: { campaign, about } satisfies Payload },
  });
}

interface Told {
  id: string;
  organisationId: number;
  organisation: string;
  endsOn: string;
  state: string;
  total: number;
  reviewed: number;
  /** Rights of the receiver that the mail is about, by name. */
  own: string[];
  /** Holders of rights that stayed. */
  kept: string[];
}

/** Writes the mails of a batch from what is true at the moment of sending. */
export async function composeReviewMails(
  db: Db,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, MailContent>> {
  const written: [string, MailContent][] = [];
  for (const mail of mails) {
    const { campaign, about } = mail.payload as Payload;
    const told = await readTold(db, campaign, mail.personId, about === 'lapsed' ? 'lapsed' : 'open');
    const content = told && contentOf(mail.lang, told, { campaign, about });
    if (content) written.push([mail.id, content]);
  }
  return new Map(written);
}

async function readTold(db: Db, campaign: string, personId: string | null, verdict: string): Promise<Told | undefined> {
  const named = (condition: ReturnType<typeof sql>) => sql`array(
    select distinct case when i.verdict = 'kept' then p.given_name || ' ' || p.family_name else e.name end
    from review_items i join grants g on g.id = i.grant_id
    join entitlements e on e.id = g.entitlement_id join persons p on p.id = g.person_id
    where i.campaign_id = c.id and ${condition} order by 1)`;
  const { rows } = await sql<Told>`
    select c.id, o.id as "organisationId", o.name as organisation, c.ends_on as "endsOn", c.state, x.total, x.reviewed,
      ${named(sql`i.verdict = ${verdict} and g.person_id = ${personId}`)} as own,
      ${named(sql`i.verdict = 'kept'`)} as kept
    from review_campaigns c join organisations o on o.id = c.organisation_id cross join lateral app.review_progress(c.id) x
    where c.id = ${campaign}`.execute(db);
  return rows[0];
}

function contentOf(lang: Lang, told: Told, { campaign, about }: Payload): MailContent | undefined {
  const t = messages[lang].rights.reviews.mails;
  const place = `${formatOrganisationCode(told.organisationId)} ${told.organisation}`;
  const day = formatDate(told.endsOn);
  const rights = list(told.own.map((text) => ({ text })));
  if (about === 'lapsed' && told.own.length > 0)
    return {
      subject: t.lapsed.subject,
      parts: [paragraph(t.lapsed.lead(place)), rights, button(t.profile, profileAddress)],
    };
  if (about === 'kept' && told.kept.length > 0)
    return {
      subject: t.kept.subject(place),
      parts: [paragraph(t.kept.lead(told.kept.join(', '), place)), button(t.open, reviewAddress(campaign))],
    };
  if (told.state !== 'running') return undefined;
  if (about === 'holder' && told.own.length > 0)
    return {
      subject: t.holder.subject(told.own.length),
      parts: [paragraph(t.holder.lead(place, day)), rights, button(t.profile, profileAddress)],
    };
  if ((about !== 'started' && about !== 'reminder') || told.reviewed >= told.total) return undefined;
  return {
    subject: t[about].subject(place),
    parts: [
      paragraph(t[about].lead(place, told.total - told.reviewed, day)),
      paragraph(t.consequence(day)),
      button(t.open, reviewAddress(campaign)),
    ],
  };
}
