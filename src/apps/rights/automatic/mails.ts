import type { Actor } from '#access/actor.ts';
import { gains, loses, type Holder, type SwitchTo } from '#apps/rights/automatic/model.ts';
import type { AutomaticRight } from '#apps/rights/automatic/queries.ts';
import { profileAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { messages } from '#i18n/index.ts';
import type { Tx } from '#platform/db.ts';
import { button, paragraph, type MailContent } from '#platform/mail/content.ts';
import { queueMails } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

const t = messages.nl.rights.automatic.mails;

interface Switching {
  /** What was switched off; on again it has the same id. */
  id: string;
  to: SwitchTo;
  reason: string;
}

/**
 * Tells everybody who loses or gets the right by a switch, in its transaction: which right, where, by whom, from when, and whom
 * to ask. Who switches has read it on the page.
 */
export async function mailSwitched(tx: Tx, actor: Actor, right: AutomaticRight, switching: Switching): Promise<void> {
  const { id, to } = switching;
  const touched = right.holders.filter(to === 'off' ? loses : gains);
  const receivers = new Map(touched.map((holder) => [holder.personId, holder]));
  receivers.delete(actor.personId);
  await queueMails(
    tx,
    [...receivers.values()].map((holder) => ({
      key: `automatic-right:${to}:${id}:${holder.personId}`,
      to: { personId: holder.personId },
      content: contentOf(actor, right, { ...switching, cause: holder.cause }),
    })),
  );
}

function contentOf(
  actor: Actor,
  { entitlement, organisation }: AutomaticRight,
  { to, reason, cause }: Switching & Pick<Holder, 'cause'>,
): MailContent {
  const by = `${actor.givenName} ${actor.familyName}`;
  const place = organisationLabel(organisation);
  const words = t[cause === 'deputy' ? 'offForDeputy' : to];
  return {
    subject: words.subject(entitlement.name, place),
    parts: [
      paragraph(words.lead(entitlement.name, place, by, formatDate(actor.today))),
      paragraph(t.reason(reason)),
      paragraph(t.whomToAsk(by, place)),
      button(t.open, profileAddress),
    ],
  };
}
