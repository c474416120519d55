import { NotFound } from '#access/refusals.ts';
import { serveFile } from '#access/serve-file.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { acceptInvitation } from '#apps/questions/commands/accept-invitation.ts';
import { handleQuestion } from '#apps/questions/commands/handle.ts';
import { formatNumber, mostMessage } from '#apps/questions/model.ts';
import { nothingAnswered, type Answering } from '#apps/questions/pages/desk-question.tsx';
import { AnswerForm } from '#apps/questions/pages/handle-forms.tsx';
import { History } from '#apps/questions/pages/history.tsx';
import { noteConfidentialOpening, noteDownload } from '#apps/questions/pages/notes.ts';
import { questionFacts } from '#apps/questions/pages/question.tsx';
import { faultOf, guestAddress, idIn, invitationAddress, stateMark, typed } from '#apps/questions/pages/words.ts';
import { openInvited } from '#apps/questions/views.ts';
import { keptFiles, refusedFiles } from '#apps/submissions/index.ts';
import { isId } from '#platform/ids.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { EmptyState } from '#ui/components/empty-state.tsx';
import { ErrorSummary } from '#ui/components/error-summary.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section, WithSide } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';

/** Where the link of a mail leads: the same page for every link, until its button is pressed. */
export function invitationPage(visit: ActorVisit): PageContent {
  const t = visit.t.questions.guest;
  return {
    title: t.title,
    children: (
      <div class="prose">
        <PageHeading title={t.title} lead={t.lead} />
        <p>{t.conditions}</p>
        <PostForm t={visit.t.ui} action={invitationAddress(visit.params['sleutel'] ?? '')}>
          <Buttons>
            <Button kind="main">{t.open}</Button>
          </Buttons>
        </PostForm>
      </div>
    ),
  };
}

/** Opens the question, or says why a link may open nothing. */
export async function receiveInvitation(visit: FormVisit): Promise<PageContent | Response> {
  const t = visit.t.questions.guest;
  const id = await perform(acceptInvitation, visit, { token: (visit.params['sleutel'] ?? '').slice(0, 200) });
  if (id !== null) return seeOther(guestAddress(id));
  return {
    title: t.closedTitle,
    status: 404,
    children: (
      <>
        <PageHeading title={t.title} />
        <EmptyState title={t.closedTitle} suggestions={t.closed} />
      </>
    ),
  };
}

/** A question for who was invited to answer it. */
export const guestPage = (visit: ActorVisit): Promise<PageContent> => showInvited(visit, nothingAnswered());

/** Answers it; nothing typed is lost when it cannot be done. */
export async function receiveGuestAnswer(visit: FormVisit): Promise<PageContent | Response> {
  const id = idIn(visit);
  const key = typed(visit, 'sleutel');
  if (!isId(key)) throw new NotFound();
  const message = typed(visit, 'bericht').trim().slice(0, mostMessage);
  const shown = { ...nothingAnswered(), key, message };
  const refused = refusedFiles(visit.files, visit.t);
  if (refused.length > 0) return showInvited(visit, { ...shown, faults: refused });
  const said = { message, files: keptFiles(visit.files), toService: '' };
  const outcome = await perform(handleQuestion, visit, { id, key, handling: 'answer', ...said });
  if (outcome === 'words-missing') return showInvited(visit, { ...shown, faults: [faultOf(outcome, visit.t)] });
  if (outcome === 'changed') return showInvited(visit, { ...shown, isChanged: true });
  return seeOther(`${guestAddress(id)}?gedaan`);
}

/** A file of the question; every download is noted. */
export async function guestFilePage(visit: ActorVisit): Promise<Response> {
  const { question, files } = await ask(openInvited, visit, { id: idIn(visit) });
  const file = files.find((one) => one.id === visit.params['bestand']);
  if (!file || file.checked === 'refused') throw new NotFound();
  noteDownload(visit, question, file.id);
  return serveFile(visit, { ...file, since: file.addedAt }, 'attachment');
}

async function showInvited(visit: ActorVisit, answering: Answering): Promise<PageContent> {
  const t = visit.t.questions;
  const opened = await ask(openInvited, visit, { id: idIn(visit) });
  const { question } = opened;
  noteConfidentialOpening(visit, question);
  const action = guestAddress(question.id);
  return {
    title: `${formatNumber(question.number)} – ${t.guest.title}`,
    ...(answering.faults.length > 0 && { status: 422 }),
    ...(answering.isChanged && { status: 409 }),
    children: (
      <>
        {visit.request.method === 'GET' && visit.url.searchParams.has('gedaan') && (
          <Notice t={visit.t.ui} kind="success" title={t.guest.done} live />
        )}
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
              <DescriptionList facts={questionFacts(visit, question)} />
            </Section>
          }
        >
          {question.confidentiality !== 'open' && <p class="hint">{t.page.logged}</p>}
          <History visit={visit} opened={opened} namesWorkers fileAddress={(file) => `${action}/bestand/${file.id}`} />
          {question.state === 'closed' ? (
            <p class="hint">{t.desk.waitsForAsker}</p>
          ) : (
            <AnswerForm visit={visit} action={action} answering={answering} />
          )}
        </WithSide>
      </>
    ),
  };
}
