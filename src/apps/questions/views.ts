import type { Actor } from '#access/actor.ts';
import { allowed, unknown, view } from '#access/use-case.ts';
import { openDocument, type DocumentDetails } from '#apps/library/index.ts';
import { documentInput, questionInput } from '#apps/questions/inputs.ts';
import { mayTakePart } from '#apps/questions/policy.ts';
import {
  askedInSight,
  findAnswering,
  findDraft,
  findQuestion,
  handledByActor,
  invitedToAnswer,
  listAskedAbout,
  listEvents,
  listFiles,
  listServices,
  readByService,
  readTerm,
  type AskedQuestion,
  type Question,
  type QuestionEvent,
  type QuestionFile,
} from '#apps/questions/queries.ts';
import { listTemplates } from '#apps/questions/templates.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import { addWorkingDays } from '#directory/working-days.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';

/** By when an answer is due to what is asked today, and whether somebody verified the term. */
export async function dueDay(
  db: Db,
  today: string,
): Promise<{ dueOn: string; workingDays: number; verified: boolean }> {
  const term = await readTerm(db, schoolYearOf(today));
  return { ...term, dueOn: addWorkingDays(today, term.workingDays) };
}

/** What somebody needs to ask about a document: who answers, a draft to go on with, and what was asked before (P10). */
export const askingDesk = view({
  permission: 'questions:prepare',
  input: documentInput,
  load: (db, actor, input) => openDocument.load(db, actor, { id: input.documentId }),
  decide: (_actor, document) => (document ? allowed() : unknown),
  async read(db, actor, document, { documentId }) {
    const draft = await findDraft(db, actor, documentId);
    return {
      document: document as DocumentDetails,
      answering: await findAnswering(db, documentId),
      draft,
      files: draft ? await listFiles(db, draft.id) : [],
      earlier: await listAskedAbout(db, actor, documentId),
      term: await dueDay(db, actor.today),
    };
  },
});

/** A question with everything that happened to it. */
export interface OpenedQuestion {
  question: AskedQuestion;
  events: readonly QuestionEvent[];
  files: readonly QuestionFile[];
}

/** For the asker and for whoever reads the document by a right of his own (P10). */
export const openAsked = view({
  permission: 'questions:open',
  input: questionInput,
  load: (db, actor, input) => findQuestion(db, input.id, askedInSight(actor)),
  decide: (_actor, question) => (isAsked(question) ? allowed() : unknown),
  read: async (db, actor, question) => ({
    ...(await opened(db, question)),
    takesPart: question !== undefined && mayTakePart(actor, question),
  }),
});

/** For those who answer for its service; whoever handed it over still reads it. */
export const openReceived = view({
  permission: 'questions:open-received',
  input: questionInput,
  load: (db, actor, input) => findQuestion(db, input.id, readByService(actor)),
  decide: (_actor, question) => (isAsked(question) ? allowed() : unknown),
  async read(db, actor, question) {
    const thread = await opened(db, question);
    return {
      ...thread,
      handles: (await findQuestion(db, thread.question.id, handledByActor(actor))) !== undefined,
      services: (await listServices(db)).filter((service) => service.id !== thread.question.serviceId),
      templates: (await listTemplates(db, actor)).filter((one) => one.serviceId === thread.question.serviceId),
      seesDocument: await seesDocument(db, actor, thread.question),
    };
  },
});

/** For who was invited by mail to answer: the thread and nothing else of the service. */
export const openInvited = view({
  permission: 'questions:open-invited',
  input: questionInput,
  load: (db, _actor, input) => findQuestion(db, input.id, invitedToAnswer()),
  decide: (_actor, question) => (isAsked(question) ? allowed() : unknown),
  read: (db, _actor, question) => opened(db, question),
});

export const isAsked = (question: Question | undefined): question is AskedQuestion =>
  question !== undefined && question.state !== 'draft';

async function opened(db: Db, question: Question | undefined): Promise<OpenedQuestion> {
  if (!isAsked(question)) throw new TypeError('decide let an unknown question through');
  return {
    question,
    events: await listEvents(db, question.id),
    files: (await listFiles(db, question.id)).filter((file) => file.eventId !== null),
  };
}

async function seesDocument(db: Db, actor: Actor, { documentId }: AskedQuestion): Promise<boolean> {
  return Boolean(await openDocument.load(db, actor, { id: documentId }));
}

/** What is noted of a change of a question: never its words. */
export function audited(
  action: string,
  question: Pick<Question, 'id' | 'institutionId' | 'state'>,
  after = {},
): AuditEntry {
  return {
    action,
    subjectKind: 'question',
    subjectId: question.id,
    organisationId: question.institutionId,
    before: { state: question.state },
    after,
  };
}
