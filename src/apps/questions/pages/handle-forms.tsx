import type { ActorVisit } from '#access/visit.ts';
import { isWaiting, mostMessage } from '#apps/questions/model.ts';
import type { Answering } from '#apps/questions/pages/desk-question.tsx';
import { deskQuestionAddress } from '#apps/questions/pages/words.ts';
import type { Template } from '#apps/questions/templates.ts';
import type { OpenedQuestion } from '#apps/questions/views.ts';
import { errorOf, filesField, mostFileBytes } from '#apps/submissions/index.ts';
import { newId } from '#platform/ids.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { FileField } from '#ui/components/file-field.tsx';
import { Select, TextArea } from '#ui/components/inputs.tsx';
import { Section } from '#ui/components/page.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

interface HandleFormsProps {
  visit: ActorVisit;
  opened: OpenedQuestion & {
    services: readonly { id: string; name: string }[];
    templates: readonly Template[];
  };
  answering: Answering;
}

/** What can be done now, by whoever looks. */
export const HandleForms = (props: HandleFormsProps) => {
  const { visit, opened } = props;
  const { question } = opened;
  const t = visit.t.questions.desk;
  const isTaken = question.handlerId !== null && question.handlerId !== visit.actor.personId;
  if (question.state === 'closed') return <p class="hint">{t.waitsForAsker}</p>;
  if (isTaken && isWaiting(question.state)) return <TakeOver {...props} />;
  if (isTaken) return null;
  return (
    <>
      <AnswerForm
        visit={visit}
        action={addressOf(props)}
        answering={props.answering}
        templates={opened.templates}
        closes
      />
      {isWaiting(question.state) && <HandOverForm {...props} />}
      {isWaiting(question.state) && <Owner {...props} />}
    </>
  );
};

const addressOf = ({ opened }: HandleFormsProps): string => `${deskQuestionAddress(opened.question.id)}/behandelen`;

/** A colleague has it: what was typed stays while it is taken over. */
const TakeOver = (props: HandleFormsProps) => {
  const { visit, opened, answering } = props;
  const t = visit.t.questions.desk;
  return (
    <Section title={t.handleTitle} id="behandelen">
      <p>{t.takeOverHint(opened.question.handlerName ?? '')}</p>
      {answering.message !== '' && <p class="message">{answering.message}</p>}
      <PostForm t={visit.t.ui} action={addressOf(props)}>
        <input type="hidden" name="sleutel" value={newId()} />
        {answering.message !== '' && <input type="hidden" name="bericht" value={answering.message} />}
        <Button kind="main" name="actie" value="neem">
          {t.takeOver}
        </Button>
      </PostForm>
    </Section>
  );
};

interface AnswerFormProps {
  visit: ActorVisit;
  action: string;
  answering: Answering;
  templates?: readonly Template[];
  /** Whether the question can be closed without an answer. */
  closes?: boolean;
}

export const AnswerForm = ({ visit, action, answering, templates = [], closes = false }: AnswerFormProps) => {
  const t = visit.t.questions.desk;
  return (
    <Section title={t.handleTitle} id="behandelen">
      <PostForm t={visit.t.ui} action={action} files>
        <input type="hidden" name="sleutel" value={answering.key} />
        <TextArea
          t={visit.t.ui}
          name="bericht"
          label={t.message}
          hint={t.messageHint}
          optional
          rows={6}
          maxlength={mostMessage}
          value={answering.message}
          error={errorOf(answering.faults, 'bericht')}
        />
        {templates.length > 0 && (
          <div class="field-row">
            <Select
              t={visit.t.ui}
              name="sjabloon"
              label={t.template}
              optional
              placeholder={t.chooseTemplate}
              options={templates.map((template) => ({ value: template.id, label: template.title }))}
            />
            <div class="field">
              <Button name="actie" value="sjabloon">
                {t.insert}
              </Button>
            </div>
          </div>
        )}
        <FileField
          t={visit.t.ui}
          name={filesField}
          label={t.answerFiles}
          hint={visit.t.questions.compose.filesHint}
          optional
          error={errorOf(answering.faults, filesField)}
          mostBytes={mostFileBytes}
          texts={visit.t.submissions.upload}
        />
        <Buttons>
          <Button kind="main" name="actie" value="antwoord">
            {t.answer}
          </Button>
          {closes && (
            <Button name="actie" value="sluit">
              {t.close}
            </Button>
          )}
        </Buttons>
      </PostForm>
    </Section>
  );
};

const HandOverForm = (props: HandleFormsProps) => {
  const { visit, opened, answering } = props;
  const t = visit.t.questions.desk;
  return (
    <details class="confirm" open={answering.toService !== '' || errorOf(answering.faults, 'dienst') !== undefined}>
      <summary>{t.handOverTitle}</summary>
      <PostForm t={visit.t.ui} action={addressOf(props)}>
        <input type="hidden" name="sleutel" value={answering.key} />
        <Select
          t={visit.t.ui}
          name="dienst"
          label={t.handOverTo}
          placeholder={t.chooseService}
          value={answering.toService}
          options={opened.services.map((service) => ({ value: service.id, label: service.name }))}
          error={errorOf(answering.faults, 'dienst')}
        />
        <TextArea
          t={visit.t.ui}
          name="toelichting"
          label={t.handOverMessage}
          hint={t.handOverHint}
          optional
          rows={3}
          maxlength={mostMessage}
          value={answering.explanation}
        />
        <Button name="actie" value="geef-door">
          {t.handOver}
        </Button>
      </PostForm>
    </details>
  );
};

/** Whose work it is: taken up so that colleagues see it, or put back. */
const Owner = (props: HandleFormsProps) => {
  const { visit, opened } = props;
  const t = visit.t.questions.desk;
  const isMine = opened.question.handlerId !== null;
  return (
    <PostForm t={visit.t.ui} action={addressOf(props)}>
      <input type="hidden" name="sleutel" value={newId()} />
      <Button kind="quiet" name="actie" value={isMine ? 'leg-terug' : 'neem'}>
        {isMine ? t.release : t.takeUp}
      </Button>
      {isMine && <p class="hint">{t.releaseHint}</p>}
    </PostForm>
  );
};
