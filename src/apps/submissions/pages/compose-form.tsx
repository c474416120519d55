import type { ActorVisit } from '#access/visit.ts';
import { mostFileBytes, offeredYears, type Form } from '#apps/submissions/model.ts';
import type { Composing } from '#apps/submissions/pages/compose.tsx';
import {
  catalogueAddress,
  errorOf,
  filesField,
  listedFile,
  draftAddress,
  sendAddress,
} from '#apps/submissions/pages/words.ts';
import type { SubmissionFile } from '#apps/submissions/queries.ts';
import { formatSchoolYear, schoolYearOf } from '#directory/school-year.ts';
import { Button, Buttons } from '#ui/components/button.tsx';
import { ConfirmForm } from '#ui/components/confirm-form.tsx';
import { FileField } from '#ui/components/file-field.tsx';
import { FileList } from '#ui/components/file-list.tsx';
import { Select } from '#ui/components/inputs.tsx';
import { PostForm } from '#ui/components/post-form.tsx';
import { formatBytes } from '#ui/format.ts';

interface ComposeFormProps {
  visit: ActorVisit;
  composing: Composing;
  forms: readonly Form[];
}

/** One form for everything: it sends, or keeps what is there as a draft. */
export const ComposeForm = ({ visit, composing, forms }: ComposeFormProps) => {
  const t = visit.t.submissions;
  const { faults, files } = composing;
  const form = forms.find((one) => one.slug === composing.formSlug);
  const years = offeredYears(schoolYearOf(visit.actor.today), form);
  return (
    <PostForm t={visit.t.ui} action={sendAddress(composing.levelId, composing.institutionId)} files>
      <input type="hidden" name="sleutel" value={composing.id} />
      <Select
        t={visit.t.ui}
        name="formulier"
        label={t.form}
        hint={t.compose.missingForm}
        error={errorOf(faults, 'formulier')}
        placeholder={t.compose.choose}
        value={composing.formSlug}
        options={forms.map((one) => ({ value: one.slug, label: one.title }))}
      />
      <form-info choice="formulier">
        <a href={`${catalogueAddress}#${composing.formSlug}`} target="_blank" rel="noopener">
          {t.compose.info}
        </a>
      </form-info>
      <Select
        t={visit.t.ui}
        name="schooljaar"
        label={t.schoolYear}
        error={errorOf(faults, 'schooljaar')}
        value={String(composing.schoolYear)}
        options={years.map((year) => ({ value: String(year), label: formatSchoolYear(year) }))}
      />
      <PreparedFiles visit={visit} files={files} />
      <FileField
        t={visit.t.ui}
        name={filesField}
        label={files.length > 0 ? t.compose.moreFiles : t.compose.files}
        hint={[t.compose.filesHint, interruptedWords(visit, composing)].filter(Boolean).join(' ')}
        error={errorOf(faults, filesField)}
        optional={files.length > 0}
        mostBytes={mostFileBytes}
        texts={t.upload}
        keepWith="bewaar"
      />
      <Buttons>
        <Button kind="main" name="actie" value="door">
          {t.compose.send}
        </Button>
        <Button name="actie" value="bewaar">
          {t.compose.save}
        </Button>
      </Buttons>
    </PostForm>
  );
};

/** What to do with a file of which only a part arrived. */
function interruptedWords(visit: ActorVisit, { interrupted = [] }: Composing): string {
  const bytes = interrupted.reduce((sum, size) => sum + size, 0);
  if (interrupted.length === 0) return '';
  return visit.t.submissions.compose.interrupted(interrupted.length, formatBytes(bytes, visit.lang));
}

/** Files that wait to be sent, each to be taken away. */
export const PreparedFiles = ({ visit, files }: { visit: ActorVisit; files: readonly SubmissionFile[] }) => {
  const t = visit.t.submissions.compose;
  if (files.length === 0) return null;
  return (
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
  );
};

export const DiscardForm = ({ visit, composing }: { visit: ActorVisit; composing: Composing }) => {
  const t = visit.t.submissions.compose;
  return (
    <ConfirmForm
      t={visit.t.ui}
      action={`${draftAddress(composing.levelId, composing.id)}/weg`}
      open={t.discard}
      consequence={t.discardHint}
      confirm={t.discardYes}
    />
  );
};
