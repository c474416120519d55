import type { ActorVisit, PageContent } from '#access/visit.ts';
import { placeOfDocument } from '#apps/library/pages/place-of-document.ts';
import type { TypedShare } from '#apps/library/pages/typed-share.ts';
import type { SharedDocument } from '#apps/library/sharing/policy.ts';
import type { Receiver } from '#apps/library/sharing/receivers.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** Step 2 of sharing: everything once more, and the warning before the button (DO-8). */
export function confirmShare(
  visit: ActorVisit,
  document: SharedDocument,
  receiver: Receiver,
  typed: TypedShare,
): PageContent {
  const t = visit.t.sharing;
  const who = typed.email === '' ? receiver.name : `${receiver.name} (${typed.email})`;
  const fields = { sleutel: typed.key, email: typed.email, collega: typed.personId, boodschap: typed.note };
  return {
    title: `${t.confirm.title}: ${document.title}`,
    ...placeOfDocument(document),
    children: (
      <div class="prose">
        <BackLink t={visit.t.ui} label={document.title} href={`/document/${document.id}`} />
        <PageHeading title={t.confirm.title} />
        <DescriptionList
          facts={[
            { term: t.document, value: document.title },
            { term: t.confirm.receiver, value: who },
            { term: t.note, value: typed.note === '' ? t.confirm.noNote : <span class="lines">{typed.note}</span> },
          ]}
        />
        <Notice t={visit.t.ui} kind="warning" title={t.confirm.warningTitle}>
          {t.confirm.warning(receiver.name)}
        </Notice>
        <PostForm t={visit.t.ui} action={`/document/${document.id}/delen`}>
          {Object.entries(fields).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Buttons>
            <Button kind="main" icon="shared" name="wat" value="deel">
              {t.confirm.submit(receiver.name)}
            </Button>
            <Button kind="quiet" name="wat" value="wijzig">
              {t.confirm.change}
            </Button>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}
