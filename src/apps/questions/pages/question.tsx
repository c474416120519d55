import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { formatNumber, mostMessage } from '#apps/questions/model.ts';
import { History } from '#apps/questions/pages/history.tsx';
import { noteOpening } from '#apps/questions/pages/notes.ts';
import { Due } from '#apps/questions/pages/threads.tsx';
import { askedAddress, documentAddress, idIn, questionAddress, stateMark } from '#apps/questions/pages/words.ts';
import type { AskedQuestion } from '#apps/questions/queries.ts';
import { openAsked } from '#apps/questions/views.ts';
import { errorOf, filesField, institutionLabel, momentOf, mostFileBytes } from '#apps/submissions/index.ts';
import { themeLabel } from '#apps/themes/index.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DescriptionList, type Fact } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { FileField } from '#ui/components/file-field.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section, WithSide } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** What stands in the form with which somebody reacts. */
export interface Reacting {
  key: string;
  message: string;
  faults: readonly FieldFault[];
  /** Somebody was first. */
  isChanged: boolean;
}

/** One question with its answers, for who asked and for colleagues who read the document too (P10). */
export async function questionPage(visit: ActorVisit): Promise<PageContent> {
  return showQuestion(visit, { key: newId(), message: '', faults: [], isChanged: false });
}

export async function showQuestion(visit: ActorVisit, reacting: Reacting): Promise<PageContent> {
  const t = visit.t.questions;
  const opened = await ask(openAsked, visit, { id: idIn(visit) });
  const { question, takesPart } = opened;
  noteOpening(visit, question);
  return {
    title: `${formatNumber(question.number)} – ${t.askedName}`,
    tab: askedAddress,
    ...(reacting.faults.length > 0 && { status: 422 }),
    ...(reacting.isChanged && { status: 409 }),
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.page.back} href={askedAddress} />
        <Done visit={visit} question={question} />
        {reacting.isChanged && (
          <Notice t={visit.t.ui} kind="warning" title={t.page.changedTitle} live>
            {t.page.changed}
          </Notice>
        )}
        <PageHeading title={question.documentTitle} lead={<StateBadge {...stateMark(question.state, visit.t)} />} />
        <ErrorSummary t={visit.t.ui} faults={reacting.faults} />
        <WithSide
          side={
            <Section title={t.page.facts} id="gegevens">
              <DescriptionList facts={questionFacts(visit, question)} />
              <Buttons>
                <ButtonLink href={documentAddress(question.documentId)}>{t.page.openDocument}</ButtonLink>
              </Buttons>
            </Section>
          }
        >
          {question.confidentiality !== 'open' && <p class="hint">{t.page.logged}</p>}
          <History
            visit={visit}
            opened={opened}
            namesWorkers={false}
            fileAddress={(file) => `${questionAddress(question.id)}/bestand/${file.id}`}
          />
          {takesPart ? (
            <React visit={visit} question={question} reacting={reacting} />
          ) : (
            <p class="hint">{t.page.colleaguesOnly}</p>
          )}
        </WithSide>
      </>
    ),
  };
}

/** What the person just did, said on top. */
const Done = ({ visit, question }: { visit: ActorVisit; question: AskedQuestion }) => {
  const t = visit.t.questions.page;
  const query = visit.url.searchParams;
  const number = formatNumber(question.number);
  if (visit.request.method !== 'GET') return null;
  if (query.has('verstuurd'))
    return (
      <Notice t={visit.t.ui} kind="success" title={t.asked} live>
        {t.askedWhat(number, question.serviceName)}
      </Notice>
    );
  const told = {
    zelfde: t.same(number),
    bericht: t.written,
    heropend: t.reopened,
    gesloten: t.closed,
    eerder: t.again,
  };
  const found = Object.entries(told).find(([parameter]) => query.has(parameter));
  if (!found) return null;
  const kind = ['zelfde', 'eerder'].includes(found[0]) ? 'info' : 'success';
  return <Notice t={visit.t.ui} kind={kind} title={found[1]} live />;
};

export function questionFacts(visit: ActorVisit, question: AskedQuestion): Fact[] {
  const t = visit.t.questions;
  const theme = { name: question.themeName, confidentiality: question.confidentiality };
  return [
    { term: t.number, value: formatNumber(question.number) },
    { term: t.askedOn, value: momentOf(question.askedAt, visit.t) },
    { term: t.askedBy, value: question.askedBy === visit.actor.personId ? t.you : question.askedByName },
    { term: t.institution, value: institutionLabel(question.institutionId, question.institutionName) },
    { term: t.theme, value: themeLabel(theme, visit.t) },
    { term: t.schoolYear, value: formatSchoolYear(question.schoolYear) },
    { term: t.contact, value: question.contactName },
    ...(question.serviceId === null ? [] : [{ term: t.service, value: question.serviceName }]),
    ...(question.dueOn ? [{ term: t.due, value: <Due visit={visit} question={question} /> }] : []),
  ];
}

interface ReactProps {
  visit: ActorVisit;
  question: AskedQuestion;
  reacting: Reacting;
}

const React = ({ visit, question, reacting }: ReactProps) => {
  const t = visit.t.questions.page;
  const isDone = question.state === 'answered' || question.state === 'closed';
  return (
    <Section title={t.reactTitle} id="reageren">
      <p class="hint">{isDone ? t.reopenHint : t.addHint}</p>
      <PostForm t={visit.t.ui} action={`${questionAddress(question.id)}/reageren`} files>
        <input type="hidden" name="sleutel" value={reacting.key} />
        <TextArea
          t={visit.t.ui}
          name="bericht"
          label={t.message}
          optional
          rows={4}
          maxlength={mostMessage}
          value={reacting.message}
          error={errorOf(reacting.faults, 'bericht')}
        />
        <FileField
          t={visit.t.ui}
          name={filesField}
          label={visit.t.questions.compose.files}
          hint={visit.t.questions.compose.filesHint}
          optional
          error={errorOf(reacting.faults, filesField)}
          mostBytes={mostFileBytes}
          texts={visit.t.submissions.upload}
        />
        <Buttons>
          <Button kind={isDone ? 'plain' : 'main'} name="actie" value="bericht">
            {isDone ? t.reopen : t.send}
          </Button>
          {question.state !== 'closed' && (
            <Button kind={isDone ? 'main' : 'plain'} name="actie" value="sluit">
              {t.close}
            </Button>
          )}
        </Buttons>
        {question.state !== 'closed' && <p class="hint">{t.closeHint}</p>}
      </PostForm>
    </Section>
  );
};
