import type { Actor } from '#access/actor.ts';
import { theme, anyOf } from '#access/rule.ts';
import { allowed, forbidden, unknown, useCase, type Verdict } from '#access/use-case.ts';
import { listForms } from '#apps/submissions/catalogue.ts';
import { addFilesInput, repairInput, submissionInput } from '#apps/submissions/inputs.ts';
import { canBeWithdrawn, mostFiles, offeredYears, type Form } from '#apps/submissions/model.ts';
import { mayPrepare, mayPrepareForm } from '#apps/submissions/policy.ts';
import {
  findSubmission,
  listEvents,
  listFiles,
  sentByActor,
  type Submission,
  type SubmissionFile,
} from '#apps/submissions/queries.ts';
import {
  changeState,
  deleteDraft,
  digestOf,
  findSameSent,
  insertEvent,
  insertPreparedFiles,
  sendDraft,
  sendPreparedFiles,
} from '#apps/submissions/store.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

export type SendFault = 'form-missing' | 'form-closed' | 'year-not-offered' | 'files-missing';

/** `again`: it was sent before, by this or another press of the button. `same`: another submission holds the same documents. */
export type SendOutcome =
  { kind: 'sent' | 'again' | 'same'; id: string } | { kind: 'incomplete'; faults: readonly SendFault[] };

interface Subject {
  submission: Submission | undefined;
  form: Form | undefined;
  /** Files that are being prepared. */
  files: readonly SubmissionFile[];
}

/** Sends a draft: all its files or none, and once however often it is asked (DV-1, O15 to O17). */
export const sendSubmission = useCase({
  permission: 'submissions:send',
  input: submissionInput,
  load: (tx, actor, input) => loadSubject(tx, actor, input.id),
  decide: decideSending,
  async run(tx, actor, { submission, form, files }, { id }): Promise<{ result: SendOutcome; audit: AuditEntry[] }> {
    if (!submission || submission.state !== 'draft') return { result: { kind: 'again', id }, audit: [] };
    const faults = sendFaults(actor, submission, form, files);
    if (faults.length > 0) return { result: { kind: 'incomplete', faults }, audit: [] };
    const digest = digestOf(files);
    const same = await findSameSent(tx, id, digest);
    if (same) {
      await deleteDraft(tx, id);
      return { result: { kind: 'same', id: same }, audit: [audited('discard-submission-draft', submission)] };
    }
    const event = { id: newId(), submissionId: id, kind: 'sent' } as const;
    await sendDraft(tx, id, digest);
    await insertEvent(tx, actor, event);
    await sendPreparedFiles(tx, id, event.id);
    return {
      result: { kind: 'sent', id },
      audit: [audited('send-submission', submission, sentFacts(submission, files))],
    };
  },
});

/** Keeps files with a submission that was returned, until it is sent again. */
export const addRepairFiles = useCase({
  permission: 'submissions:add-repair-files',
  input: addFilesInput,
  load: (tx, actor, input) => loadSubject(tx, actor, input.id),
  decide: decideRepair,
  async run(
    tx,
    actor,
    { submission, files },
    input,
  ): Promise<{ result: 'kept' | 'too-many-files' | 'sent'; audit: AuditEntry[] }> {
    if (submission?.state !== 'returned') return { result: 'sent', audit: [] };
    const fits = input.files.slice(0, Math.max(0, mostFiles - files.length));
    const filesAdded = await insertPreparedFiles(tx, actor, input.id, fits);
    const result = fits.length < input.files.length ? 'too-many-files' : 'kept';
    return { result, audit: filesAdded > 0 ? [audited('add-repair-files', submission, { filesAdded })] : [] };
  },
});

/** Sends a submission that was returned once more, as the same item. */
export const sendRepair = useCase({
  permission: 'submissions:send-repair',
  input: repairInput,
  load: async (tx, actor, input) => ({
    ...(await loadSubject(tx, actor, input.id)),
    isDone: (await listEvents(tx, input.id)).some((event) => event.id === input.key),
  }),
  decide: decideRepair,
  async run(tx, actor, { submission, files, isDone }, input): Promise<{ result: SendOutcome; audit: AuditEntry[] }> {
    const { id, key, message } = input;
    if (isDone || submission?.state !== 'returned') return { result: { kind: 'again', id }, audit: [] };
    if (files.length === 0) return { result: { kind: 'incomplete', faults: ['files-missing'] }, audit: [] };
    await insertEvent(tx, actor, { id: key, submissionId: id, kind: 'sent', message });
    await sendPreparedFiles(tx, id, key);
    await changeState(tx, id, 'received', null);
    return { result: { kind: 'sent', id }, audit: [audited('send-repair', submission, sentFacts(submission, files))] };
  },
});

/** Takes a submission back as long as nobody took it up. `too-late`: somebody did meanwhile. */
export const withdrawSubmission = useCase({
  permission: 'submissions:withdraw',
  input: submissionInput,
  load: (tx, actor, input) => loadSubject(tx, actor, input.id),
  decide: (actor, { submission }) =>
    submission && submission.state !== 'draft' ? mayPrepare(actor, submission) : unknown,
  async run(tx, actor, { submission }, { id }): Promise<{ result: 'withdrawn' | 'too-late'; audit: AuditEntry[] }> {
    if (!submission || submission.state === 'withdrawn') return { result: 'withdrawn', audit: [] };
    if (!canBeWithdrawn(submission)) return { result: 'too-late', audit: [] };
    await insertEvent(tx, actor, { id: newId(), submissionId: id, kind: 'withdrawn' });
    await changeState(tx, id, 'withdrawn', null);
    return { result: 'withdrawn', audit: [audited('withdraw-submission', submission, { number: submission.number })] };
  },
});

async function loadSubject(db: Db, actor: Actor, id: string): Promise<Subject> {
  const submission = await findSubmission(db, id, await sentByActor(db, actor));
  const form = submission && (await listForms(db)).find((one) => one.id === submission.formId);
  const files = submission ? await listFiles(db, id) : [];
  return { submission, form, files: files.filter((file) => file.eventId === null) };
}

/** Who may send the form now; a theme that was taken away meanwhile is named. */
function decideSending(actor: Actor, { submission, form }: Subject): Verdict {
  if (!submission) return unknown;
  const verdict = mayPrepare(actor, submission);
  if (verdict.verdict !== 'allowed' || !form) return verdict;
  if (mayPrepareForm(actor, submission, form)) return verdict;
  const themes = form.levels.find((level) => level.levelId === submission.levelId)?.themeIds ?? [];
  return themes.length > 0 ? forbidden(anyOf(...themes.map(theme)), submission.institutionId) : allowed();
}

/** Only what was sent can be mended. */
function decideRepair(actor: Actor, subject: Subject): Verdict {
  return subject.submission?.state === 'draft' ? unknown : decideSending(actor, subject);
}

function sendFaults(
  actor: Actor,
  submission: Submission,
  form: Form | undefined,
  files: readonly SubmissionFile[],
): SendFault[] {
  const isOffered = offeredYears(schoolYearOf(actor.today), form).includes(submission.schoolYear);
  return [
    ...(form ? [] : ['form-missing' as const]),
    ...(form && !form.isActive ? ['form-closed' as const] : []),
    ...(isOffered ? [] : ['year-not-offered' as const]),
    ...(files.length === 0 ? ['files-missing' as const] : []),
  ];
}

const sentFacts = (submission: Submission, files: readonly SubmissionFile[]) => ({
  formId: submission.formId,
  schoolYear: submission.schoolYear,
  sha256: files.map((file) => file.sha256),
});

function audited(action: string, submission: Submission, after = {}): AuditEntry {
  return {
    action,
    subjectKind: 'submission',
    subjectId: submission.id,
    organisationId: submission.institutionId,
    before: { state: submission.state },
    after: { levelId: submission.levelId, ...after },
  };
}
