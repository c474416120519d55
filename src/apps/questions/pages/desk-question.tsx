import { ask } from '#access/use-case.ts';
import type { ActorVisit, PageContent } from '#access/visit.ts';
import { formatNumber } from '#apps/questions/model.ts';
import { HandleForms } from '#apps/questions/pages/handle-forms.tsx';
import { handlerOf } from '#apps/questions/pages/desk-list.tsx';
import { History } from '#apps/questions/pages/history.tsx';
import { noteConfidentialOpening } from '#apps/questions/pages/notes.ts';
import { questionFacts } from '#apps/questions/pages/question.tsx';
import { deskAddress, deskQuestionAddress, documentAddress, idIn, stateMark } from '#apps/questions/pages/words.ts';
import { openReceived } from '#apps/questions/views.ts';
import { newId } from '#platform/ids.ts';
import { ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section, WithSide } from '#ui/components/page.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

/** What stands in the forms of who answers. */
export interface Answering {
  key: string;
  message: string;
  /** To which service it would be handed over, and with which explanation. */
  toService: string;
  explanation: string;
  faults: readonly FieldFault[];
  /** Somebody was first. */
  isChanged: boolean;
}

export const nothingAnswered = (): Answering => ({
  key: newId(),
  message: '',
  toService: '',
  explanation: '',
  faults: [],
  isChanged: false,
});

/** One question as the service sees it, with what can be done (DO-6). */
export async function receivedPage(visit: ActorVisit): Promise<PageContent> {
  return showReceived(visit, nothingAnswered());
}

export async function showReceived(visit: ActorVisit, answering: Answering): Promise<PageContent> {
  const t = visit.t.questions;
  const opened = await ask(openReceived, visit, { id: idIn(visit) });
  const { question, handles, seesDocument } = opened;
  noteConfidentialOpening(visit, question);
  return {
    title: `${formatNumber(question.number)} – ${t.deskName}`,
    tab: deskAddress,
    ...(answering.faults.length > 0 && { status: 422 }),
    ...(answering.isChanged && { status: 409 }),
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.desk.back} href={deskAddress} />
        <Done visit={visit} />
        {answering.isChanged && (
          <Notice t={visit.t.ui} kind="warning" title={t.page.changedTitle} live>
            {t.page.changed}
          </Notice>
        )}
        <PageHeading title={question.documentTitle} lead={<StateBadge {...stateMark(question.state, visit.t)} />} />
        <ErrorSummary t={visit.t.ui} faults={answering.faults} />
        <WithSide
          side={
            <Section title={t.page.facts} id="gegevens">
              <DescriptionList
                facts={[...questionFacts(visit, question), { term: t.handler, value: handlerOf(visit, question) }]}
              />
              {seesDocument ? (
                <Buttons>
                  <ButtonLink href={documentAddress(question.documentId)}>{t.page.openDocument}</ButtonLink>
                </Buttons>
              ) : (
                <p class="hint">{t.desk.noDocument}</p>
              )}
            </Section>
          }
        >
          {question.confidentiality !== 'open' && <p class="hint">{t.page.logged}</p>}
          <History
            visit={visit}
            opened={opened}
            namesWorkers
            fileAddress={(file) => `${deskQuestionAddress(question.id)}/bestand/${file.id}`}
          />
          {handles ? (
            <HandleForms visit={visit} opened={opened} answering={answering} />
          ) : (
            <p class="hint">{t.desk.formerOnly}</p>
          )}
        </WithSide>
      </>
    ),
  };
}

const Done = ({ visit }: { visit: ActorVisit }) => {
  const { done } = visit.t.questions.desk;
  const handling = visit.request.method === 'GET' ? (visit.url.searchParams.get('gedaan') ?? '') : '';
  if (!Object.hasOwn(done, handling)) return null;
  return <Notice t={visit.t.ui} kind="success" title={done[handling as keyof typeof done]} live />;
};
