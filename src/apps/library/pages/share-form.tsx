import type { ActorVisit, PageContent } from '#access/visit.ts';
import { institutionLabel } from '#apps/library/labels.ts';
import { placeOfDocument } from '#apps/library/pages/place-of-document.ts';
import type { TypedShare } from '#apps/library/pages/typed-share.ts';
import type { NotShareable, SharedDocument } from '#apps/library/sharing/policy.ts';
import type { Colleague, Receiver } from '#apps/library/sharing/receivers.ts';
import { longestNote, mostNearby } from '#apps/library/sharing/share-document.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { RadioGroup, type Choice } from '#ui/components/choice-group.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { TextArea, TextInput } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

interface ShareForm {
  document: SharedDocument;
  hindrance: NotShareable | null;
  /** One more than is shown says that there are more. */
  nearby: readonly Colleague[];
  /** Several who use the address that was typed. */
  namesakes: readonly Receiver[];
  typed: TypedShare;
  faults: readonly FieldFault[];
}

/** Step 1 of sharing; of a document that cannot be shared, the reason. */
export function shareForm(visit: ActorVisit, shown: ShareForm): PageContent {
  const t = visit.t.sharing;
  const { document, hindrance, faults } = shown;
  return {
    title: `${t.title}: ${document.title}`,
    ...placeOfDocument(document),
    ...(hindrance ? { status: 403 } : faults.length > 0 && { status: 422 }),
    children: (
      <div class="prose">
        {!hindrance && <ErrorSummary t={visit.t.ui} faults={faults} />}
        <BackLink t={visit.t.ui} label={document.title} href={`/document/${document.id}`} />
        <PageHeading title={t.title} lead={document.title} />
        {hindrance ? (
          <Notice t={visit.t.ui} kind="warning" title={t.cannotTitle}>
            {t.cannot[hindrance]}
          </Notice>
        ) : (
          <Fields visit={visit} shown={shown} />
        )}
      </div>
    ),
  };
}

const Fields = ({ visit, shown }: { visit: ActorVisit; shown: ShareForm }) => {
  const t = visit.t.sharing;
  const { document, typed, faults } = shown;
  const errorOf = (field: string): string | undefined => faults.find((fault) => fault.field === field)?.message;
  return (
    <PostForm t={visit.t.ui} action={`/document/${document.id}/delen`} guarded>
      <p>{t.intro}</p>
      <input type="hidden" name="sleutel" value={typed.key} />
      <TextInput
        t={visit.t.ui}
        name="email"
        type="email"
        label={t.email}
        hint={t.emailHint}
        value={typed.email}
        error={errorOf('email')}
        optional
      />
      <div class="field-row">
        <TextInput t={visit.t.ui} name="zoek" type="search" label={t.find} value={typed.named} optional />
        <div class="field">
          <Button name="wat" value="zoek" icon="search">
            {t.findButton}
          </Button>
        </div>
      </div>
      <Colleagues visit={visit} found={shown} error={errorOf('collega')} />
      <TextArea
        t={visit.t.ui}
        name="boodschap"
        label={t.note}
        hint={t.noteHint(longestNote)}
        value={typed.note}
        error={errorOf('boodschap')}
        rows={4}
        optional
      />
      <Buttons>
        <Button kind="main" name="wat" value="verder">
          {t.next}
        </Button>
        <ButtonLink kind="quiet" href={`/document/${document.id}`}>
          {t.back}
        </ButtonLink>
      </Buttons>
    </PostForm>
  );
};

/** A small team is shown at once; of a larger one somebody is looked for. */
const mostUnasked = 8;

const Colleagues = ({ visit, found, error }: { visit: ActorVisit; found: ShareForm; error: string | undefined }) => {
  const t = visit.t.sharing;
  const { nearby, namesakes, typed } = found;
  const isTooMany = typed.named === '' && nearby.length > mostUnasked;
  const shown = isTooMany ? nearby.filter(({ id }) => id === typed.personId) : nearby.slice(0, mostNearby);
  const choices = namesakes.length > 0 ? namesakes.map(choiceOf) : shown.map(colleagueOf);
  if (choices.length === 0) return typed.named === '' ? null : <p class="hint">{t.noneFound}</p>;
  const known = choices.some(({ value }) => value === typed.personId);
  return (
    <RadioGroup
      t={visit.t.ui}
      name="collega"
      label={t.colleague}
      hint={namesakes.length === 0 && shown.length < nearby.length ? t.more : undefined}
      error={error}
      optional
      choices={[
        { value: '', label: t.noColleague, checked: !known },
        ...choices.map((choice) => ({ ...choice, checked: choice.value === typed.personId })),
      ]}
    />
  );
};

const choiceOf = ({ id, name }: Receiver): Choice => ({ value: id, label: name });

const colleagueOf = (colleague: Colleague): Choice => ({
  ...choiceOf(colleague),
  hint: institutionLabel(colleague.institutionId, colleague.institutionName),
});
