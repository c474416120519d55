import type { ActorVisit } from '#access/visit.ts';
import type { Share } from '#apps/library/sharing/shares.ts';
import { brusselsToday } from '#platform/clock.ts';
import { ConfirmForm } from '#ui/components/confirm-form.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

interface Shown {
  visit: ActorVisit;
  shares: readonly Share[];
}

/** With whom a document is shared, and by whom, for who holds it (DO-7). */
export const SharedWith = ({ visit, shares }: Shown) => {
  const t = visit.t.sharing;
  if (shares.length === 0) return null;
  return (
    <Section title={t.sharedWith} id="gedeeld-met">
      <ul class="plain-list">
        {shares.map((share) => (
          <li>
            <strong>{share.receiver}</strong>, {t.by(share.sharer, dayOf(share))}
            {share.note && <p class="soft message">{t.noteOf(share.note)}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** Who shared it with the reader, and why. */
export const ReceivedFrom = ({ visit, share }: { visit: ActorVisit; share: Share }) => {
  const t = visit.t.sharing;
  return (
    <Notice t={visit.t.ui} kind="info" title={t.received(share.sharer)}>
      {share.note && <p class="message">{share.note}</p>}
      <p>{t.receivedOn(dayOf(share))}</p>
    </Notice>
  );
};

/** The receiver takes it out of his own documents. */
export const LetGo = ({ visit, documentId }: { visit: ActorVisit; documentId: string }) => (
  <ConfirmForm
    t={visit.t.ui}
    action={`/document/${documentId}/gedeeld/weg`}
    open={visit.t.sharing.letGo.open}
    consequence={visit.t.sharing.letGo.consequence}
    confirm={visit.t.sharing.letGo.confirm}
  />
);

const dayOf = ({ sharedAt }: Share): string => formatDate(brusselsToday(sharedAt));
