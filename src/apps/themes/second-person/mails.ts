import { sql } from 'kysely';
import { proposalAddress } from '#apps/themes/second-person/addresses.ts';
import type { Proposal } from '#apps/themes/second-person/model.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { messages, type Lang } from '#i18n/index.ts';
import type { Db, Tx } from '#platform/db.ts';
import { button, paragraph, type MailContent } from '#platform/mail/content.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { queueMail } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Who writes these mails; the database queues those to who could confirm. */
export const proposalComposer = 'theme-proposal';

interface Payload {
  proposal: string;
  about: 'asked' | 'decided';
}

/** To who proposed, once a second person decided. */
export async function mailProposer(tx: Tx, proposal: Proposal): Promise<void> {
  await queueMail(tx, {
    key: `theme-proposal:decided:${proposal.id}`,
    to: { personId: proposal.proposedBy },
    content: { composer: proposalComposer, payload: { proposal: proposal.id, about: 'decided' } satisfies Payload },
  });
}

interface Told {
  id: string;
  theme: string | null;
  receiver: string | null;
  proposer: string;
  organisationId: number;
  organisation: string;
  state: string;
  stands: boolean;
  expiresOn: string;
  reason: string | null;
}

/** Writes the mails of a batch; what was decided or ran out meanwhile asks for nothing any more. */
export async function composeProposalMails(
  db: Db,
  mails: readonly ClaimedMail[],
): Promise<ReadonlyMap<string, MailContent>> {
  const asked = mails.map((mail) => ({ mail, payload: mail.payload as Payload }));
  const { rows } = await sql<Told>`
    select p.id, t.name as theme, n.receiver, n.proposer, p.organisation_id as "organisationId", o.name as organisation, p.state,
      app.stands(p.id) as stands, p.expires_on as "expiresOn", p.decision_reason as reason
    from theme_proposals p
    join organisations o on o.id = p.organisation_id
    join lateral app.people_of_proposals(array[p.id]) n on true
    left join themes t on t.id = p.theme_id
    where p.id = any (${asked.map(({ payload }) => payload.proposal)}::uuid[])`.execute(db);
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    asked.flatMap(({ mail, payload }): [string, MailContent][] => {
      const proposal = known.get(payload.proposal);
      const content = proposal && contentOf(mail.lang, payload.about, proposal);
      return content ? [[mail.id, content]] : [];
    }),
  );
}

function contentOf(lang: Lang, about: Payload['about'], proposal: Told): MailContent | undefined {
  const t = messages[lang].themes.secondPerson.mails;
  const place = `${formatOrganisationCode(proposal.organisationId)} ${proposal.organisation}`;
  const what = proposal.theme ? t.tick(proposal.theme, proposal.receiver ?? '') : t.switchOff;
  const open = button(t.open, proposalAddress(proposal.id));
  if (about === 'asked')
    return proposal.stands
      ? {
          subject: t.asked(proposal.proposer),
          parts: [paragraph(t.askedLead(proposal.proposer, what, place, formatDate(proposal.expiresOn))), open],
        }
      : undefined;
  if (proposal.state === 'confirmed')
    return { subject: t.confirmed, parts: [paragraph(t.confirmedLead(what, place)), open] };
  if (proposal.state !== 'refused') return undefined;
  return { subject: t.refused, parts: [paragraph(t.refusedLead(what, place, proposal.reason ?? '')), open] };
}
