import { allowed, forbidden, unknown, useCase } from '#access/use-case.ts';
import { reactionInput } from '#apps/questions/inputs.ts';
import { tellService } from '#apps/questions/mail.ts';
import { reactionOf } from '#apps/questions/model.ts';
import { mayTakePart } from '#apps/questions/policy.ts';
import { askedInSight, findQuestion, listEvents } from '#apps/questions/queries.ts';
import { changeState, insertEvent } from '#apps/questions/store.ts';
import { audited, dueDay, isAsked } from '#apps/questions/views.ts';

/** `changed`: it is not in that state any more. `words-missing`: neither a text nor a file. */
export type ReactionOutcome = 'written' | 'reopened' | 'closed' | 'again' | 'words-missing' | 'changed';

/** What the asker or a colleague adds, or that the answer will do; a form that is sent twice does it once (DO-6). */
export const reactToQuestion = useCase({
  permission: 'questions:react',
  input: reactionInput,
  load: async (tx, actor, { id, key }) => ({
    question: await findQuestion(tx, id, askedInSight(actor)),
    isDone: (await listEvents(tx, id)).some((event) => event.id === key),
  }),
  decide(actor, { question }) {
    if (!isAsked(question)) return unknown;
    return mayTakePart(actor, question) ? allowed() : forbidden(undefined, question.institutionId);
  },
  async run(tx, actor, { question, isDone }, { id, key, reaction, message, files }) {
    const unchanged = (result: ReactionOutcome) => ({ result, audit: [] });
    if (isDone) return unchanged('again');
    const move = question && reactionOf(reaction, question.state);
    if (!question || !move) return unchanged('changed');
    if (reaction === 'write' && message === '' && files.length === 0) return unchanged('words-missing');
    const isReopened = move.event === 'reopened';
    const dueOn = isReopened ? (await dueDay(tx, actor.today)).dueOn : null;
    await insertEvent(tx, actor, { id: key, questionId: id, side: 'asker', kind: move.event, message }, files);
    await changeState(tx, id, move.to, dueOn);
    if (reaction === 'write') await tellService(tx, { eventId: key, questionId: id });
    const action = reaction === 'close' ? 'close-question' : isReopened ? 'reopen-question' : 'add-to-question';
    const after = { state: move.to, sha256: files.map((file) => file.sha256) };
    const result: ReactionOutcome = reaction === 'close' ? 'closed' : isReopened ? 'reopened' : 'written';
    return { result, audit: [audited(action, question, after)] };
  },
});
