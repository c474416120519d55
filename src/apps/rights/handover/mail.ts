import type { HandoverPlace, HandoverSubject, Judged, JudgedTheme } from '#apps/rights/handover/subject.ts';
import { profileAddress } from '#apps/rights/pages/addresses.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { messages } from '#i18n/index.ts';
import type { Tx } from '#platform/db.ts';
import { button, list, paragraph } from '#platform/mail/content.ts';
import { queueMails } from '#platform/mail/queue.ts';
import { formatDate } from '#ui/format.ts';

/** Tells both of a handover, in its transaction: what the one loses, and what the other can do from now on. */
export async function mailHandover(
  tx: Tx,
  { leaver, successor }: HandoverSubject,
  { judged, lastDay, key }: { judged: readonly Judged[]; lastDay: string; key: string },
): Promise<void> {
  const t = messages.nl.rights.handover.mails;
  const names = { from: nameOf(leaver), to: nameOf(successor) };
  const labels = new Map((await listThemes(tx)).map((theme) => [theme.id, themeLabel(theme, messages.nl)]));
  const [first, second] = new Set(judged.map(({ place }) => placeName(place)));
  const place = second === undefined ? (first ?? '') : t.places(new Set(judged.map((one) => one.place)).size);
  const at = ({ place: where }: Judged): string => (second === undefined ? '' : ` (${placeName(where)})`);
  const rights = (some: readonly Judged[]) => some.map((one) => `${one.handed.grant.entitlementName}${at(one)}`);
  const themes = (wanted: (theme: JudgedTheme, of: Judged) => boolean) =>
    judged.flatMap((one) =>
      one.themes
        .filter((theme) => wanted(theme, one))
        .map(({ themeId }) => `${labels.get(themeId) ?? String(themeId)}${at(one)}`),
    );
  const listed = (lead: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [paragraph(lead), list([...new Set(lines)].map((text) => ({ text })))];
  const parts = {
    leaver: [
      ...listed(
        t.leaver.lead(place, formatDate(lastDay), names.to),
        rights(judged.filter(({ choice }) => choice.fate !== 'keep')),
      ),
      ...listed(
        t.leaver.themes(place),
        themes(({ unticks }) => unticks),
      ),
    ],
    successor: [
      ...listed(t.successor.lead(place, names.from), rights(judged.filter(({ choice }) => choice.fate === 'move'))),
      ...listed(
        t.successor.themes,
        themes(({ ticks, themeId }, of) => ticks && !of.place.needSecond.includes(themeId)),
      ),
    ],
  };
  const mailOf = (personId: string, subject: string, content: (typeof parts)['leaver']) =>
    content.length === 0
      ? []
      : [
          {
            key: `handover:${key}:${personId}`,
            to: { personId },
            content: { subject, parts: [...content, button(t.open, profileAddress)] },
          },
        ];
  await queueMails(tx, [
    ...mailOf(leaver.id, t.leaver.subject(place), parts.leaver),
    ...mailOf(successor.personId, t.successor.subject(names.from), parts.successor),
  ]);
}

const placeName = ({ scoped: { organisation } }: HandoverPlace): string =>
  `${formatOrganisationCode(organisation.id)} ${organisation.name}`;

const nameOf = (person: { givenName: string; familyName: string }): string =>
  `${person.givenName} ${person.familyName}`;
