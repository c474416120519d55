import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase } from '#access/use-case.ts';
import { listForms } from '#apps/submissions/catalogue.ts';
import { draftInput, fileInput, submissionInput, type DraftInput } from '#apps/submissions/inputs.ts';
import { mostFiles, offeredForms, offeredYears, type Form } from '#apps/submissions/model.ts';
import { holdingOf, mayPrepare } from '#apps/submissions/policy.ts';
import { findSubmission, listFiles, sentByActor, type Submission } from '#apps/submissions/queries.ts';
import {
  changeDraft,
  deleteDraft,
  deletePreparedFile,
  insertDraft,
  insertPreparedFiles,
} from '#apps/submissions/store.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';

export type DraftFault = 'form-not-offered' | 'year-not-offered' | 'too-many-files';

/** `sent`: the draft of this form was sent already. `nothing`: there is nothing to keep yet. */
export type DraftOutcome = { kind: 'sent' } | { kind: 'nothing' } | { kind: 'kept'; faults: readonly DraftFault[] };

interface Subject {
  known: Submission | undefined;
  forms: readonly Form[];
  prepared: number;
}

/** Keeps what was filled in and uploaded, with the draft that colleagues with the same theme share. */
export const saveDraft = useCase({
  permission: 'submissions:save-draft',
  input: draftInput,
  async load(tx, actor, input): Promise<Subject> {
    const known = await findSubmission(tx, input.id, await sentByActor(tx, actor));
    const forms = offeredForms(await listForms(tx), input.levelId, holdingOf(actor, input));
    return { known, forms, prepared: known ? (await listFiles(tx, known.id)).length : 0 };
  },
  decide(actor, { known }, input) {
    const isElsewhere = known && (known.institutionId !== input.institutionId || known.levelId !== input.levelId);
    return isElsewhere ? unknown : mayPrepare(actor, input);
  },
  async run(tx, actor, { known, forms, prepared }, input) {
    const unchanged = (result: DraftOutcome) => ({ result, audit: [] });
    if (known && known.state !== 'draft') return unchanged({ kind: 'sent' });
    const { form, schoolYear, faults } = chosen(actor, forms, known, input);
    if (!known && !form && input.files.length === 0) return unchanged({ kind: 'nothing' });
    if (prepared + input.files.length > mostFiles) faults.push('too-many-files');
    const fits = input.files.slice(0, Math.max(0, mostFiles - prepared));
    const formId = form?.id ?? null;
    if (known) await changeDraft(tx, known.id, { formId, schoolYear });
    else await insertDraft(tx, actor, { ...input, formId, schoolYear });
    const added = await insertPreparedFiles(tx, actor, input.id, fits);
    const after = { formId, schoolYear, filesAdded: added };
    const audit = audited(known ? 'change-submission-draft' : 'begin-submission-draft', input.id, input, after);
    return { result: { kind: 'kept', faults } as DraftOutcome, audit: [audit] };
  },
});

/** Takes a file out of a draft, or out of what is added to a submission that was returned. */
export const removePreparedFile = useCase({
  permission: 'submissions:remove-prepared-file',
  input: fileInput,
  load: (tx, actor, input) => loadPrepared(tx, actor, input.id),
  decide: (actor, known) => (known ? mayPrepare(actor, known) : unknown),
  async run(tx, _actor, known, input) {
    const removed = await deletePreparedFile(tx, input.id, input.fileId);
    const audit = removed && known ? [audited('remove-prepared-file', input.id, known, { file: input.fileId })] : [];
    return { result: null, audit };
  },
});

/** Throws a draft away, with its files. */
export const discardDraft = useCase({
  permission: 'submissions:discard-draft',
  input: submissionInput,
  load: (tx, actor, input) => loadPrepared(tx, actor, input.id),
  // One that is gone already was thrown away by this very form.
  decide: (actor, known) => (known ? mayPrepare(actor, known) : allowed()),
  async run(tx, _actor, known, input) {
    if (known?.state !== 'draft') return { result: known ?? null, audit: [] };
    await deleteDraft(tx, input.id);
    return { result: known, audit: [audited('discard-submission-draft', input.id, known)] };
  },
});

async function loadPrepared(db: Db, actor: Actor, id: string): Promise<Submission | undefined> {
  return findSubmission(db, id, await sentByActor(db, actor));
}

/** What was chosen, judged again: a choice that is not offered leaves the draft as it was. */
function chosen(actor: Actor, forms: readonly Form[], known: Submission | undefined, input: DraftInput) {
  const faults: DraftFault[] = [];
  const wanted = forms.find((form) => form.slug === input.formSlug);
  if (input.formSlug !== '' && !wanted) faults.push('form-not-offered');
  const form = input.formSlug === '' ? undefined : (wanted ?? forms.find((one) => one.id === known?.formId));
  const current = schoolYearOf(actor.today);
  const isOffered = offeredYears(current, form).includes(input.schoolYear);
  if (!isOffered) faults.push('year-not-offered');
  return { form, schoolYear: isOffered ? input.schoolYear : (known?.schoolYear ?? current), faults };
}

function audited(
  action: string,
  id: string,
  place: { institutionId: number; levelId: number },
  after = {},
): AuditEntry {
  return {
    action,
    subjectKind: 'submission',
    subjectId: id,
    organisationId: place.institutionId,
    after: { levelId: place.levelId, ...after },
  };
}
