import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { canBeWithdrawn, formatNumber, mostFileBytes, mostMessage } from '#apps/submissions/model.ts';
import { PreparedFiles } from '#apps/submissions/pages/compose-form.tsx';
import { History } from '#apps/submissions/pages/history.tsx';
import {
  errorOf,
  filesField,
  institutionLabel,
  momentOf,
  overviewAddress,
  sendAddress,
  stateMark,
  submissionAddress,
} from '#apps/submissions/pages/words.ts';
import type { SentSubmission, SubmissionFile } from '#apps/submissions/queries.ts';
import { openSubmission, type OpenedSubmission } from '#apps/submissions/views.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { isId, newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { ConfirmForm } from '#ui/components/confirm-form.tsx';
import { DescriptionList, type Fact } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { FileField } from '#ui/components/file-field.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section, WithSide } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** What stands in the form with which a submission that was returned is mended. */
export interface Mending {
  key: string;
  message: string;
  faults: readonly FieldFault[];
}

/** One submission: where it is, what happened, its receipt, and what the sender can still do (DV-3). */
export async function submissionPage(visit: ActorVisit): Promise<PageContent> {
  return showSubmission(visit, { key: newId(), message: '', faults: [] });
}

export function submissionIdOf(visit: ActorVisit): string {
  const id = visit.params['id'] ?? '';
  if (!isId(id)) throw new NotFound();
  return id;
}

export async function showSubmission(visit: ActorVisit, mending: Mending): Promise<PageContent> {
  const t = visit.t.submissions;
  const opened = await ask(openSubmission, visit, { id: submissionIdOf(visit) });
  const { submission, events, files } = opened;
  return {
    title: `${formatNumber(submission.number)} – ${t.name}`,
    levelId: submission.levelId,
    tab: sendAddress(submission.levelId),
    ...(mending.faults.length > 0 && { status: 422 }),
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.page.back} href={overviewAddress(submission.levelId)} />
        <Done visit={visit} submission={submission} />
        <PageHeading title={submission.formTitle} lead={<StateBadge {...stateMark(submission.state, visit.t)} />} />
        <ErrorSummary t={visit.t.ui} faults={mending.faults} />
        <WithSide side={<Side visit={visit} opened={opened} />}>
          {submission.state === 'returned' && <MendForm visit={visit} opened={opened} mending={mending} />}
          <History
            visit={visit}
            submission={submission}
            events={events}
            files={files}
            namesWorkers={false}
            fileAddress={(file) => `${submissionAddress(submission.id)}/bestand/${file.id}`}
          />
          {canBeWithdrawn(submission) && (
            <ConfirmForm
              t={visit.t.ui}
              action={`${submissionAddress(submission.id)}/intrekken`}
              open={t.page.withdraw}
              consequence={t.page.withdrawHint}
              confirm={t.page.withdrawYes}
            />
          )}
        </WithSide>
      </>
    ),
  };
}

/** What the person just did, said on top. The success text appears only with a submission that is stored (O17). */
const Done = ({ visit, submission }: { visit: ActorVisit; submission: SentSubmission }) => {
  const t = visit.t.submissions;
  const query = visit.url.searchParams;
  const number = formatNumber(submission.number);
  const isSent = query.has('verstuurd') || query.has('zelfde');
  if (isSent)
    return (
      <Notice t={visit.t.ui} kind="success" title={t.sent.title} live>
        <p>
          {query.has('zelfde')
            ? t.sent.same(number, momentOf(submission.sentAt, visit.t))
            : t.sent.what(number, submission.serviceName)}
        </p>
        <Buttons>
          <ButtonLink icon="download" href={`${submissionAddress(submission.id)}/ontvangstbewijs`} download>
            {t.sent.receipt}
          </ButtonLink>
          <ButtonLink href={sendAddress(submission.levelId, submission.institutionId)}>{t.sent.another}</ButtonLink>
        </Buttons>
      </Notice>
    );
  const told = [
    { parameter: 'eerder', kind: 'info', title: t.page.sentBefore },
    { parameter: 'ingetrokken', kind: 'success', title: t.page.withdrawn },
    { parameter: 'te-laat', kind: 'warning', title: t.page.tooLate },
    { parameter: 'bewaard', kind: 'success', title: t.page.repaired },
  ] as const;
  const found = told.find(({ parameter }) => query.has(parameter));
  return found ? <Notice t={visit.t.ui} kind={found.kind} title={found.title} live /> : null;
};

const Side = ({ visit, opened }: { visit: ActorVisit; opened: OpenedSubmission }) => {
  const t = visit.t.submissions;
  const { submission } = opened;
  return (
    <>
      <Section title={t.page.facts} id="gegevens">
        <DescriptionList facts={submissionFacts(visit, opened)} />
      </Section>
      <Buttons>
        <ButtonLink icon="download" href={`${submissionAddress(submission.id)}/ontvangstbewijs`} download>
          {t.page.receipt}
        </ButtonLink>
      </Buttons>
    </>
  );
};

export function submissionFacts(visit: ActorVisit, { submission, term }: OpenedSubmission): Fact[] {
  const t = visit.t.submissions;
  return [
    { term: t.number, value: formatNumber(submission.number) },
    { term: t.sentOn, value: momentOf(submission.sentAt, visit.t) },
    { term: t.institution, value: institutionLabel(submission.institutionId, submission.institutionName) },
    { term: t.level, value: levelById(submission.levelId as LevelId).name[visit.lang] },
    { term: t.schoolYear, value: formatSchoolYear(submission.schoolYear) },
    { term: t.service, value: submission.serviceName },
    ...(term ? [{ term: t.page.term, value: t.page.termYears(term.years) }] : []),
  ];
}

interface MendFormProps {
  visit: ActorVisit;
  opened: OpenedSubmission;
  mending: Mending;
}

const MendForm = ({ visit, opened, mending }: MendFormProps) => {
  const t = visit.t.submissions;
  const { submission, events, files } = opened;
  const returned = events.findLast((event) => event.kind === 'returned');
  const prepared = files.filter((file: SubmissionFile) => file.eventId === null);
  return (
    <>
      <Notice t={visit.t.ui} kind="warning" title={t.page.returnedTitle}>
        <p class="message">{returned?.message}</p>
      </Notice>
      <Section title={t.page.repairTitle} id="verbeteren">
        <p class="hint">{t.page.repairHint}</p>
        <PostForm t={visit.t.ui} action={`${submissionAddress(submission.id)}/verbeteren`} files>
          <input type="hidden" name="sleutel" value={mending.key} />
          <PreparedFiles visit={visit} files={prepared} />
          <FileField
            t={visit.t.ui}
            name={filesField}
            label={prepared.length > 0 ? t.compose.moreFiles : t.compose.files}
            hint={t.compose.filesHint}
            error={errorOf(mending.faults, filesField)}
            optional={prepared.length > 0}
            mostBytes={mostFileBytes}
            texts={t.upload}
          />
          <TextArea
            t={visit.t.ui}
            name="bericht"
            label={t.page.repairMessage}
            optional
            rows={3}
            maxlength={mostMessage}
            value={mending.message}
          />
          <Buttons>
            <Button kind="main" name="actie" value="door">
              {t.compose.send}
            </Button>
          </Buttons>
        </PostForm>
      </Section>
    </>
  );
};
