import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase } from '#access/use-case.ts';
import { openDocument, type DocumentDetails } from '#apps/library/index.ts';
import { questionInput } from '#apps/questions/inputs.ts';
import { tellService } from '#apps/questions/mail.ts';
import {
  askedInSight,
  findAnswering,
  findQuestion,
  listFiles,
  type Answering,
  type Question,
} from '#apps/questions/queries.ts';
import {
  askDraft,
  deleteDraft,
  digestOf,
  findSameAsked,
  insertEvent,
  sendPreparedFiles,
} from '#apps/questions/store.ts';
import { audited, dueDay } from '#apps/questions/views.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

export type AskFault = 'text-missing' | 'email-missing' | 'nobody-answers';

/** `again`: it was asked before, by this or another press of the button. `same`: another question says the same. */
export type AskOutcome =
  { kind: 'asked' | 'again' | 'same'; id: string } | { kind: 'incomplete'; faults: readonly AskFault[] };

interface Subject {
  question: Question | undefined;
  document: DocumentDetails | null;
  answering: Answering | undefined;
}

/** Asks what a draft says, once however often it is asked: it goes to the current contact of the document (P10). */
export const askQuestion = useCase({
  permission: 'questions:ask',
  input: questionInput,
  load: (tx, actor, { id }) => loadSubject(tx, actor, id),
  decide: (actor, { question, document }) => (question?.askedBy === actor.personId && document ? allowed() : unknown),
  async run(
    tx,
    actor,
    { question, document, answering },
    { id },
  ): Promise<{ result: AskOutcome; audit: AuditEntry[] }> {
    if (question?.state !== 'draft' || !document) return { result: { kind: 'again', id }, audit: [] };
    const text = question.draftText ?? '';
    const faults = faultsOf(actor, text, answering);
    if (faults.length > 0 || !answering) return { result: { kind: 'incomplete', faults }, audit: [] };
    const files = await listFiles(tx, id);
    const digest = digestOf(text, files);
    const same = await findSameAsked(tx, actor, document.id, digest);
    if (same) {
      await deleteDraft(tx, id);
      return { result: { kind: 'same', id: same }, audit: [audited('discard-question-draft', question)] };
    }
    const { dueOn } = await dueDay(tx, actor.today);
    const event = { id: newId(), questionId: id, side: 'asker', kind: 'asked', message: text } as const;
    await askDraft(tx, { id, document, answering, dueOn, digest });
    await insertEvent(tx, actor, event);
    await sendPreparedFiles(tx, id, event.id);
    await tellService(tx, { eventId: event.id, questionId: id });
    const after = {
      documentId: document.id,
      serviceId: answering.serviceId,
      dueOn,
      sha256: files.map((file) => file.sha256),
    };
    return { result: { kind: 'asked', id }, audit: [audited('ask-question', question, after)] };
  },
});

async function loadSubject(db: Db, actor: Actor, id: string): Promise<Subject> {
  const question = await findQuestion(db, id, askedInSight(actor));
  if (!question) return { question, document: null, answering: undefined };
  const document = await openDocument.load(db, actor, { id: question.documentId });
  return { question, document, answering: await findAnswering(db, question.documentId) };
}

function faultsOf(actor: Actor, text: string, answering: unknown): AskFault[] {
  return [
    ...(text === '' ? ['text-missing' as const] : []),
    ...(answering ? [] : ['nobody-answers' as const]),
    ...(actor.email === null ? ['email-missing' as const] : []),
  ];
}
