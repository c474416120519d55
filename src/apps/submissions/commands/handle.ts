import { fullName } from '#access/actor.ts';
import { unknown, allowed, useCase } from '#access/use-case.ts';
import { handlingInput } from '#apps/submissions/inputs.ts';
import { moveOf } from '#apps/submissions/model.ts';
import { findSubmission, listEvents, receivedByActor } from '#apps/submissions/queries.ts';
import { changeState, insertAnswerFiles, insertEvent } from '#apps/submissions/store.ts';

/** `changed`: it is not in that state any more, or a colleague has it. */
export type HandlingOutcome = 'done' | 'again' | 'message-missing' | 'answer-missing' | 'changed';

/** What a worker of the receiving service does with a submission (DV-4); a form that is sent twice does it once. */
export const handleSubmission = useCase({
  permission: 'submissions:handle',
  input: handlingInput,
  load: async (tx, actor, input) => ({
    submission: await findSubmission(tx, input.id, receivedByActor(actor)),
    isDone: (await listEvents(tx, input.id)).some((event) => event.id === input.key),
  }),
  decide(actor, { submission }) {
    const right = actor.grants.find(
      (grant) => grant.entitlement === 'submission-handler' && grant.contexts.includes(submission?.serviceId ?? ''),
    );
    return submission && right ? allowed(right.id) : unknown;
  },
  async run(tx, actor, { submission, isDone }, input) {
    const { id, key, handling, message, files } = input;
    const unchanged = (result: HandlingOutcome) => ({ result, audit: [] });
    if (isDone) return unchanged('again');
    const move = submission && moveOf(handling, submission, actor.personId);
    if (!submission || !move) return unchanged('changed');
    if (handling === 'return' && message === '') return unchanged('message-missing');
    if (handling === 'answer' && message === '' && files.length === 0) return unchanged('answer-missing');
    await insertEvent(tx, actor, { id: key, submissionId: id, kind: move.event, message });
    await insertAnswerFiles(tx, actor, { submissionId: id, eventId: key }, files);
    await changeState(tx, id, move.to, move.to === 'received' ? null : { id: actor.personId, name: fullName(actor) });
    const audit = {
      action: `${handling}-submission`,
      subjectKind: 'submission',
      subjectId: id,
      organisationId: submission.institutionId,
      before: { state: submission.state },
      after: { state: move.to, sha256: files.map((file) => file.sha256) },
    };
    return { result: 'done' as HandlingOutcome, audit: [audit] };
  },
});
