import { allowed, unknown, useCase } from '#access/use-case.ts';
import { openDocument } from '#apps/library/index.ts';
import { draftInput, fileInput, questionInput } from '#apps/questions/inputs.ts';
import { askedInSight, findQuestion, listEvents, listFiles, type Question } from '#apps/questions/queries.ts';
import {
  changeDraft,
  deleteDraft,
  deletePreparedFile,
  insertDraft,
  insertPreparedFiles,
} from '#apps/questions/store.ts';
import { audited } from '#apps/questions/views.ts';
import { mostFiles } from '#apps/submissions/index.ts';
import type { Db } from '#platform/db.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import { newId } from '#platform/ids.ts';

/**
 * `asked`: the draft of this form was asked already, with these words. `nothing`: there is nothing to keep yet. `kept` names the
 * draft, which is a new one when the form is that of a question that was asked with other words.
 */
export type DraftOutcome =
  { kind: 'asked' } | { kind: 'nothing' } | { kind: 'kept'; id: string; tooManyFiles: boolean };

/** Keeps what was typed and uploaded, for the person alone (DO-6). */
export const saveDraft = useCase({
  permission: 'questions:save-draft',
  input: draftInput,
  load: async (tx, actor, input) => ({
    document: await openDocument.load(tx, actor, { id: input.documentId }),
    known: await findQuestion(tx, input.id, askedInSight(actor)),
  }),
  decide(actor, { document, known }, input) {
    const isElsewhere = known && (known.documentId !== input.documentId || known.askedBy !== actor.personId);
    return document && !isElsewhere ? allowed() : unknown;
  },
  async run(tx, actor, { document, known }, { id: asked, text, files }) {
    const unchanged = (result: DraftOutcome) => ({ result, audit: [] });
    if (!document) throw new TypeError('decide let an unknown document through');
    const isAsked = known !== undefined && known.state !== 'draft';
    if (isAsked && (await saysTheSame(tx, known, text, files))) return unchanged({ kind: 'asked' });
    const id = isAsked ? newId() : asked;
    const isNew = isAsked || !known;
    if (isNew && text === '' && files.length === 0) return unchanged({ kind: 'nothing' });
    if (isNew) await insertDraft(tx, actor, { id, document, text });
    else await changeDraft(tx, id, text);
    const room = Math.max(0, mostFiles - (await listFiles(tx, id)).length);
    await insertPreparedFiles(tx, actor, id, files.slice(0, room));
    const result: DraftOutcome = { kind: 'kept', id, tooManyFiles: files.length > room };
    // What somebody types before asking is his own: that there is a draft is noted, not its words.
    const subject = { id, institutionId: document.institutionId, state: 'draft' } as const;
    const audit = audited(isNew ? 'begin-question-draft' : 'change-question-draft', subject, {
      documentId: document.id,
      files: Math.min(files.length, room),
    });
    return { result, audit: [audit] };
  },
});

/** Takes a file out of a draft. */
export const removePreparedFile = useCase({
  permission: 'questions:remove-prepared-file',
  input: fileInput,
  load: (tx, actor, { id }) => findQuestion(tx, id, askedInSight(actor)),
  decide: (actor, known) => (known?.askedBy === actor.personId ? allowed() : unknown),
  async run(tx, _actor, known, { id, fileId }) {
    const removed = await deletePreparedFile(tx, id, fileId);
    const audit = removed && known ? [audited('remove-prepared-question-file', known, { file: fileId })] : [];
    return { result: null, audit };
  },
});

/** Throws a draft away, with its files. Answers the question when it was asked meanwhile. */
export const discardDraft = useCase({
  permission: 'questions:discard-draft',
  input: questionInput,
  load: (tx, actor, { id }) => findQuestion(tx, id, askedInSight(actor)),
  // One that is gone already was thrown away by this very form.
  decide: (actor, known) => (!known || known.askedBy === actor.personId ? allowed() : unknown),
  async run(tx, _actor, known, { id }) {
    if (known?.state !== 'draft') return { result: known ?? null, audit: [] };
    await deleteDraft(tx, id);
    return { result: known, audit: [audited('discard-question-draft', known)] };
  },
});

/** Whether a form that was sent again says what was asked: a second press of the button, not another question. */
async function saysTheSame(db: Db, asked: Question, text: string, files: readonly KeptFile[]): Promise<boolean> {
  const first = (await listEvents(db, asked.id)).find((event) => event.kind === 'asked');
  const sent = new Set(
    (await listFiles(db, asked.id)).filter((file) => file.eventId === first?.id).map((f) => f.sha256),
  );
  return first?.message === text && files.every((file) => sent.has(file.sha256));
}
