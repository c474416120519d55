import type { ActorVisit } from '#access/visit.ts';
import { mostMessage } from '#apps/questions/model.ts';
import type { Asking } from '#apps/questions/pages/ask.tsx';
import { askAddress } from '#apps/questions/pages/words.ts';
import { errorOf, filesField, listedFile, mostFileBytes } from '#apps/submissions/index.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { FileField } from '#ui/components/file-field.tsx';
import { FileList } from '#ui/components/file-list.tsx';
import { TextArea } from '#ui/components/inputs.tsx';
import { Notice } from '#ui/components/notice.tsx';
import { PostForm } from '#ui/components/post-form.tsx';

interface AskFormProps {
  visit: ActorVisit;
  documentId: string;
  asking: Asking;
}

/** One form for everything: it asks, keeps what is there as a draft, or goes to fill in the e-mail address and comes back. */
export const AskForm = ({ visit, documentId, asking }: AskFormProps) => {
  const t = visit.t.questions.compose;
  const { faults, files } = asking;
  const { email } = visit.actor;
  return (
    <PostForm t={visit.t.ui} action={askAddress(documentId)} files>
      <input type="hidden" name="sleutel" value={asking.id} />
      {email === null && (
        <Notice t={visit.t.ui} kind="warning" title={t.emailTitle}>
          <p>{t.email}</p>
          <Button name="actie" value="profiel">
            {t.emailButton}
          </Button>
        </Notice>
      )}
      <TextArea
        t={visit.t.ui}
        name="vraag"
        label={t.text}
        hint={t.textHint}
        rows={6}
        maxlength={mostMessage}
        value={asking.text}
        error={errorOf(faults, 'vraag')}
      />
      {files.length > 0 && (
        <div class="field">
          <p>
            <strong>{t.prepared}</strong>
          </p>
          <FileList
            label={t.prepared}
            files={files.map((file) => ({
              ...listedFile(visit, file),
              action: (
                <Button kind="quiet" name="actie" value={`verwijder:${file.id}`}>
                  {t.remove}
                  <span class="hidden-text"> {file.name}</span>
                </Button>
              ),
            }))}
          />
        </div>
      )}
      <FileField
        t={visit.t.ui}
        name={filesField}
        label={files.length > 0 ? t.moreFiles : t.files}
        hint={t.filesHint}
        error={errorOf(faults, filesField)}
        optional
        mostBytes={mostFileBytes}
        texts={visit.t.submissions.upload}
      />
      {email !== null && <p class="hint">{t.emailKnown(email)}</p>}
      <Buttons>
        <Button kind="main" name="actie" value="versturen">
          {t.send}
        </Button>
        <Button name="actie" value="bewaar">
          {t.save}
        </Button>
      </Buttons>
    </PostForm>
  );
};
