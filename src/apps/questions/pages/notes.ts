import { byActor } from '#access/use-case.ts';
import type { ActorVisit } from '#access/visit.ts';
import type { AskedQuestion } from '#apps/questions/queries.ts';
import { noteSeen } from '#apps/questions/store.ts';
import { recordAudit } from '#platform/audit.ts';

/** What is written once a thread was read on the asker's side: that it was seen, and for confidential ones by whom. */
export function noteOpening(visit: ActorVisit, question: AskedQuestion): void {
  if (visit.request.method !== 'GET') return;
  visit.afterwards.push((tx) => noteSeen(tx, visit.actor, question.id));
  noteConfidentialOpening(visit, question);
}

/** Threads about confidential documents may speak of people: who opens one is noted, as for the document itself. */
export function noteConfidentialOpening(visit: ActorVisit, question: AskedQuestion): void {
  if (question.confidentiality === 'open' || visit.request.method !== 'GET') return;
  visit.afterwards.push((tx) => recordAudit(tx, { ...byQuestioner(visit, question), action: 'open-question' }));
}

export function noteDownload(visit: ActorVisit, question: AskedQuestion, fileId: string): void {
  visit.afterwards.push((tx) =>
    recordAudit(tx, {
      ...byQuestioner(visit, question),
      action: 'download-question-file',
      after: { file: fileId },
    }),
  );
}

const byQuestioner = (visit: ActorVisit, question: AskedQuestion) => ({
  ...byActor(visit.actor, subjectOf(question)),
  ...subjectOf(question),
});

const subjectOf = ({ id, institutionId }: AskedQuestion) => ({
  subjectKind: 'question',
  subjectId: id,
  organisationId: institutionId,
});
