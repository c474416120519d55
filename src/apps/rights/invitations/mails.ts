import { invitationsAddress } from '#apps/rights/pages/addresses.ts';
import type { Invitation } from '#apps/rights/invitations/store.ts';
import { messages } from '#i18n/index.ts';
import type { Tx } from '#platform/db.ts';
import { button, paragraph } from '#platform/mail/content.ts';
import { queueMail } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Where the link in the mail leads. */
export const invitationAddress = '/uitgenodigd';

// The language of somebody who is not known yet is not known either: the house writes Dutch.
const t = messages.nl.rights.invitations.mail;

/** The link itself: it stands in this mail and nowhere else. */
export async function mailInvited(
  tx: Tx,
  invitation: { id: string; sent: number; email: string; inviter: string; organisation: string; expiresOn: string },
  token: string,
): Promise<void> {
  await queueMail(tx, {
    key: `invitation:${invitation.id}:${invitation.sent}`,
    to: { address: invitation.email },
    content: {
      subject: t.subject(invitation.organisation),
      parts: [
        paragraph(t.lead(invitation.inviter, invitation.organisation)),
        paragraph(t.how(formatDate(invitation.expiresOn))),
        button(t.open, `${invitationAddress}/${token}`),
        paragraph(t.notYou),
      ],
    },
  });
}

type About = 'accepted' | 'held' | 'lapsed' | 'refused';

/** Tells both what came of it: whoever invited, and the invited. */
export async function tellBoth(tx: Tx, invitation: Invitation, about: About): Promise<void> {
  const { inviterSubject, inviter, invitedSubject, invited } = t[about];
  const name = `${invitation.givenName} ${invitation.familyName}`;
  const key = `invitation-${about}:${invitation.id}`;
  await queueMail(tx, {
    key: `${key}:inviter`,
    to: { personId: invitation.invitedBy },
    content: {
      subject: inviterSubject(name),
      parts: [paragraph(inviter(name, invitation.organisationName)), button(t.toList, invitationsAddress)],
    },
  });
  await queueMail(tx, {
    key: `${key}:invited`,
    to: { address: invitation.email },
    content: {
      subject: invitedSubject(invitation.organisationName),
      parts: [
        paragraph(invited(invitation.organisationName)),
        ...(about === 'accepted' ? [button(t.signIn, '/aanmelden')] : []),
      ],
    },
  });
}
