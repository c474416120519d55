import { askedPlace } from '#access/asked-place.ts';
import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type PageContent } from '#access/visit.ts';
import type { Form } from '#apps/submissions/model.ts';
import { chooseInstitution } from '#apps/submissions/pages/choose-institution.tsx';
import { ComposeForm, DiscardForm } from '#apps/submissions/pages/compose-form.tsx';
import { Parts } from '#apps/submissions/pages/parts.tsx';
import {
  catalogueAddress,
  draftAddress,
  institutionLabel,
  momentOf,
  sendAddress,
  submissionAddress,
} from '#apps/submissions/pages/words.ts';
import type { SubmissionFile } from '#apps/submissions/queries.ts';
import { opensSending } from '#apps/submissions/rule.ts';
import { openDraft, sendingDesk } from '#apps/submissions/views.ts';
import { formatSchoolYear, schoolYearOf } from '#directory/school-year.ts';
import { partsFolder, sizesOfParts } from '#platform/files/parts.ts';
import { isId, newId } from '#platform/ids.ts';
import { ButtonLink } from '#ui/components/button.tsx';
import { DataTable } from '#ui/components/data-table.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section } from '#ui/components/page.tsx';
import { formatDate } from '#ui/format.ts';

/** What stands in the form: a draft, or the beginning of one. */
export interface Composing {
  id: string;
  levelId: number;
  institutionId: number;
  /** More than one institution to choose from. */
  several: boolean;
  formSlug: string;
  schoolYear: number;
  files: readonly SubmissionFile[];
  /** Sizes of files that the actor began to send and that did not arrive completely. */
  interrupted?: readonly number[];
  /** Whether it is kept already. */
  isDraft: boolean;
  faults: readonly FieldFault[];
}

/** A new sending: for which institution, which form, which school year, which files (DV-1). */
export async function composePage(visit: ActorVisit): Promise<PageContent> {
  const place = askedPlace(visit, opensSending);
  if (place.institutionId === null) return chooseInstitution(visit, place);
  return showComposing(visit, {
    id: newId(),
    levelId: place.level.id,
    institutionId: place.institutionId,
    several: place.institutions.length > 1,
    // From a link, such as that of its last day in the agenda.
    formSlug: visit.url.searchParams.get('formulier') ?? '',
    schoolYear: schoolYearOf(visit.actor.today),
    files: [],
    isDraft: false,
    faults: [],
  });
}

/** A draft to go on with, of oneself or of a colleague with the same theme. */
export async function draftPage(visit: ActorVisit): Promise<PageContent | Response> {
  const { level, institutions } = askedPlace(visit, opensSending);
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  const { draft, files } = await ask(openDraft, visit, { id });
  if (draft.levelId !== level.id) throw new NotFound();
  if (draft.state !== 'draft') return seeOther(submissionAddress(id));
  return showComposing(visit, {
    id,
    levelId: draft.levelId,
    institutionId: draft.institutionId,
    several: institutions.length > 1,
    formSlug: draft.formSlug ?? '',
    schoolYear: draft.schoolYear,
    files,
    isDraft: true,
    faults: [],
  });
}

/** The page around what is being prepared. */
export async function showComposing(visit: ActorVisit, composing: Composing): Promise<PageContent> {
  const { levelId, institutionId, several, isDraft, faults } = composing;
  const t = visit.t.submissions;
  const { institution, forms, drafts } = await ask(sendingDesk, visit, { institutionId, levelId });
  const arrived = composing.files.map((file) => file.sha256);
  const interrupted = await sizesOfParts(partsFolder(visit.services.config.dataDir), visit.actor.personId, arrived);
  const others = drafts.filter((draft) => draft.id !== composing.id);
  const query = visit.url.searchParams;
  return {
    title: isDraft ? `${t.compose.draftTitle} – ${t.name}` : t.name,
    levelId,
    tab: sendAddress(levelId),
    ...(faults.length > 0 && { status: 422 }),
    children: (
      <>
        <PageHeading title={t.name} lead={t.compose.lead} />
        <Parts visit={visit} levelId={levelId} current="send" />
        {query.has('weg') && <Notice t={visit.t.ui} kind="success" title={t.compose.discarded} live />}
        {query.has('bewaard') && faults.length === 0 && (
          <Notice t={visit.t.ui} kind="success" live>
            {t.compose.saved}
          </Notice>
        )}
        <ErrorSummary t={visit.t.ui} faults={faults} />
        <p>
          {t.institution}: <strong>{institutionLabel(institution.id, institution.name)}</strong>
          {several && !isDraft && (
            <>
              {' '}
              <a href={sendAddress(levelId, undefined, { kies: '' })}>{t.choose.other}</a>
            </>
          )}
        </p>
        {forms.length === 0 ? (
          <NoForms visit={visit} institutionId={institutionId} />
        ) : (
          <ComposeForm visit={visit} composing={{ ...composing, interrupted }} forms={forms} />
        )}
        {isDraft && <DiscardForm visit={visit} composing={composing} />}
        {others.length > 0 && !isDraft && <Drafts visit={visit} drafts={others} forms={forms} />}
      </>
    ),
  };
}

const NoForms = ({ visit, institutionId }: { visit: ActorVisit; institutionId: number }) => {
  const t = visit.t.submissions.compose;
  return (
    <EmptyState title={t.noFormsTitle} suggestions={t.noForms}>
      <ButtonLink href={`/waarom?instelling=${institutionId}`}>{t.why}</ButtonLink>
      <ButtonLink href={catalogueAddress}>{t.whichThemes}</ButtonLink>
    </EmptyState>
  );
};

interface DraftsProps {
  visit: ActorVisit;
  drafts: Awaited<ReturnType<typeof sendingDesk.read>>['drafts'];
  forms: readonly Form[];
}

const Drafts = ({ visit, drafts }: DraftsProps) => {
  const t = visit.t.submissions;
  return (
    <Section title={t.compose.drafts} id="concepten">
      <p class="hint">{t.compose.draftsHint}</p>
      <DataTable
        caption={t.compose.drafts}
        captionHidden
        rows={drafts}
        columns={[
          {
            label: t.form,
            rowHeader: true,
            cell: (draft) => (
              <a href={draftAddress(draft.levelId, draft.id)}>{draft.formTitle ?? t.compose.withoutForm}</a>
            ),
          },
          { label: t.schoolYear, cell: (draft) => formatSchoolYear(draft.schoolYear) },
          { label: t.files, cell: (draft) => t.compose.filesCount(draft.files) },
          {
            label: t.state,
            cell: (draft) => (
              <>
                {t.compose.draftOf(draft.begunByName, momentOf(draft.begunAt, visit.t))}
                <br />
                <span class="soft">{t.compose.draftEnds(formatDate(draft.endsOn))}</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
};
