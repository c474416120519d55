import { NotFound } from '#access/refusals.ts';
import { serveFile } from '#access/serve-file.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit, type PageContent } from '#access/visit.ts';
import { handleSubmission } from '#apps/submissions/commands/handle.ts';
import { formatNumber, mostFileBytes, mostMessage, type Handling } from '#apps/submissions/model.ts';
import { handlerOf } from '#apps/submissions/pages/desk-list.tsx';
import { History } from '#apps/submissions/pages/history.tsx';
import { noteDownload } from '#apps/submissions/pages/sender-actions.ts';
import { submissionFacts, submissionIdOf } from '#apps/submissions/pages/submission.tsx';
import { deskAddress, errorOf, filesField, keptFiles, refusedFiles, stateMark } from '#apps/submissions/pages/words.ts';
import { canBeHad, type SentSubmission } from '#apps/submissions/queries.ts';
import { openReceived } from '#apps/submissions/views.ts';
import { isId, newId } from '#platform/ids.ts';
import { Button, ButtonLink, Buttons } from '#ui/components/button.tsx';
import { DescriptionList } from '#ui/components/description-list.tsx';
import { ErrorSummary, type FieldFault } from '#ui/components/error-summary.tsx';
import { FileField } from '#ui/components/file-field.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PageHeading, Section, WithSide } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { StateBadge } from '#ui/components/state-badge.tsx';
import { BackLink } from '#ui/components/way-back.tsx';

const words = {
  neem: 'take-up',
  'leg-terug': 'release',
  antwoord: 'answer',
  'stuur-terug': 'return',
  'handel-af': 'finish',
} as const satisfies Record<string, Handling>;

const wordOf = (handling: Handling): string => Object.entries(words).find(([, value]) => value === handling)?.[0] ?? '';

interface Typed {
  key: string;
  message: string;
  faults: readonly FieldFault[];
  /** Somebody was first. */
  isChanged: boolean;
}

/** One submission as the receiving service sees it, with what can be done (DV-4). */
export async function receivedPage(visit: ActorVisit): Promise<PageContent> {
  return showReceived(visit, { key: newId(), message: '', faults: [], isChanged: false });
}

/** Takes up, puts back, answers, sends back or finishes; nothing typed is lost when it cannot be done. */
export async function receiveHandling(visit: FormVisit): Promise<PageContent | Response> {
  const t = visit.t.submissions.desk;
  const id = submissionIdOf(visit);
  const [key, word] = [text(visit, 'sleutel'), text(visit, 'actie')];
  const handling = Object.hasOwn(words, word) ? words[word as keyof typeof words] : undefined;
  if (!isId(key) || !handling) throw new NotFound();
  const message = text(visit, 'bericht').trim().slice(0, mostMessage);
  const typed = { key, message, isChanged: false };
  const refused = refusedFiles(visit.files, visit.t);
  if (refused.length > 0) return showReceived(visit, { ...typed, faults: refused });
  const outcome = await perform(handleSubmission, visit, { id, key, handling, message, files: keptFiles(visit.files) });
  switch (outcome) {
    case 'message-missing':
      return showReceived(visit, { ...typed, faults: [{ field: 'bericht', message: t.messageMissing }] });
    case 'answer-missing':
      return showReceived(visit, { ...typed, faults: [{ field: 'bericht', message: t.answerMissing }] });
    case 'changed':
      return showReceived(visit, { ...typed, faults: [], isChanged: true });
    default:
      return seeOther(`${deskAddress}/${id}?gedaan=${wordOf(handling)}`);
  }
}

/** A file of a submission; every download is noted. */
export async function receivedFilePage(visit: ActorVisit): Promise<Response> {
  const { submission, files } = await ask(openReceived, visit, { id: submissionIdOf(visit) });
  const file = files.find((one) => one.id === visit.params['bestand']);
  if (!file || !canBeHad(file)) throw new NotFound();
  noteDownload(visit, submission, file.id);
  return serveFile(visit, { ...file, since: file.addedAt }, 'attachment');
}

async function showReceived(visit: ActorVisit, typed: Typed): Promise<PageContent> {
  const t = visit.t.submissions;
  const opened = await ask(openReceived, visit, { id: submissionIdOf(visit) });
  const { submission, events, files } = opened;
  const done = visit.url.searchParams.get('gedaan') ?? '';
  const handling = Object.hasOwn(words, done) ? words[done as keyof typeof words] : undefined;
  return {
    title: `${formatNumber(submission.number)} – ${t.deskName}`,
    tab: deskAddress,
    ...(typed.faults.length > 0 && { status: 422 }),
    ...(typed.isChanged && { status: 409 }),
    children: (
      <>
        <BackLink t={visit.t.ui} label={t.desk.back} href={deskAddress} />
        {handling && <Notice t={visit.t.ui} kind="success" title={t.desk.done[handling]} live />}
        {typed.isChanged && (
          <Notice t={visit.t.ui} kind="warning" title={t.desk.changedTitle} live>
            {t.desk.changed}
          </Notice>
        )}
        <PageHeading title={submission.formTitle} lead={<StateBadge {...stateMark(submission.state, visit.t)} />} />
        <ErrorSummary t={visit.t.ui} faults={typed.faults} />
        <WithSide
          side={
            <>
              <Section title={t.page.facts} id="gegevens">
                <DescriptionList
                  facts={[
                    ...submissionFacts(visit, opened),
                    { term: t.desk.handler, value: handlerOf(visit, submission) },
                  ]}
                />
              </Section>
              <Buttons>
                <ButtonLink icon="download" href={`${deskAddress}/${submission.id}/alles.zip`} download>
                  {t.export.submission}
                </ButtonLink>
              </Buttons>
            </>
          }
        >
          <p class="hint">{t.desk.logged}</p>
          <History
            visit={visit}
            submission={submission}
            events={events}
            files={files}
            namesWorkers
            fileAddress={(file) => `${deskAddress}/${submission.id}/bestand/${file.id}`}
          />
          <Handle visit={visit} submission={submission} typed={typed} />
        </WithSide>
      </>
    ),
  };
}

interface HandleProps {
  visit: ActorVisit;
  submission: SentSubmission;
  typed: Typed;
}

/** What can be done now, by whoever looks. */
const Handle = ({ visit, submission, typed }: HandleProps) => {
  const t = visit.t.submissions.desk;
  const { state, handlerId, handlerName, id } = submission;
  const isMine = handlerId === visit.actor.personId;
  if (state === 'finished' || state === 'withdrawn') return null;
  const action = `${deskAddress}/${id}/behandelen`;
  const key = <input type="hidden" name="sleutel" value={typed.key} />;
  if (state === 'received' || (state === 'in-progress' && !isMine))
    return (
      <Section title={t.handleTitle} id="behandelen">
        <PostForm t={visit.t.ui} action={action}>
          {key}
          {typed.message !== '' && <input type="hidden" name="bericht" value={typed.message} />}
          {handlerName && <p>{t.takeOverHint(handlerName)}</p>}
          {typed.message !== '' && <p class="message">{typed.message}</p>}
          <Button kind="main" name="actie" value="neem">
            {state === 'received' ? t.takeUp : t.takeOver}
          </Button>
        </PostForm>
      </Section>
    );
  if (state === 'returned')
    return (
      <Section title={t.handleTitle} id="behandelen">
        <p>{t.waitsForSender}</p>
        {isMine && (
          <PostForm t={visit.t.ui} action={action}>
            {key}
            <Button name="actie" value="handel-af">
              {t.finish}
            </Button>
          </PostForm>
        )}
      </Section>
    );
  return (
    <Section title={t.handleTitle} id="behandelen">
      <PostForm t={visit.t.ui} action={action} files>
        {key}
        <TextArea
          t={visit.t.ui}
          name="bericht"
          label={t.message}
          hint={t.messageHint}
          optional
          rows={4}
          maxlength={mostMessage}
          value={typed.message}
          error={errorOf(typed.faults, 'bericht')}
        />
        <FileField
          t={visit.t.ui}
          name={filesField}
          label={t.answerFiles}
          optional
          error={errorOf(typed.faults, filesField)}
          mostBytes={mostFileBytes}
          texts={visit.t.submissions.upload}
        />
        <Buttons>
          <Button kind="main" name="actie" value="antwoord">
            {t.answer}
          </Button>
          <Button name="actie" value="stuur-terug">
            {t.sendBack}
          </Button>
          <Button name="actie" value="handel-af">
            {t.finish}
          </Button>
        </Buttons>
      </PostForm>
      <PostForm t={visit.t.ui} action={action}>
        <input type="hidden" name="sleutel" value={newId()} />
        <Button kind="quiet" name="actie" value="leg-terug">
          {t.release}
        </Button>
        <p class="hint">{t.releaseHint}</p>
      </PostForm>
    </Section>
  );
};

function text(visit: FormVisit, name: string): string {
  const value = visit.form.get(name);
  return typeof value === 'string' ? value : '';
}
