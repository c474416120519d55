import type { HandoverSubject, Judged } from '#apps/rights/handover/judge.ts';
import { profileAddress } from '#apps/rights/pages/addresses.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { messages } from '#i18n/index.ts';
import type { Tx } from '#platform/db.ts';
import { button, list, paragraph } from '#platform/mail/content.ts';
import { queueMails } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Tells both of a handover, in its transaction: what the one loses, and what the other can do from now on. */
export async function mailHandover(
  tx: Tx,
  { leaver, successor, scoped }: HandoverSubject,
  { judged, lastDay, key }: { judged: readonly Judged[]; lastDay: string; key: string },
): Promise<void> {
  const t = messages.nl.rights.handover.mails;
  const place = `${formatOrganisationCode(scoped.organisation.id)} ${scoped.organisation.name}`;
  const names = { from: nameOf(leaver), to: nameOf(successor) };
  const listed = (rights: readonly Judged[]) =>
    list(rights.map(({ handed }) => ({ text: handed.grant.entitlementName })));
  const moved = judged.filter(({ choice }) => choice.fate === 'move');
  await queueMails(tx, [
    {
      key: `handover:${key}:${leaver.id}`,
      to: { personId: leaver.id },
      content: {
        subject: t.leaver.subject(place),
        parts: [
          paragraph(t.leaver.lead(place, formatDate(lastDay), names.to)),
          listed(judged),
          button(t.open, profileAddress),
        ],
      },
    },
    ...(moved.length === 0
      ? []
      : [
          {
            key: `handover:${key}:${successor.personId}`,
            to: { personId: successor.personId },
            content: {
              subject: t.successor.subject(names.from),
              parts: [paragraph(t.successor.lead(place, names.from)), listed(moved), button(t.open, profileAddress)],
            },
          },
        ]),
  ]);
}

const nameOf = (person: { givenName: string; familyName: string }): string =>
  `${person.givenName} ${person.familyName}`;
