import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase } from '#access/use-case.ts';
import { handlingInput } from '#apps/questions/inputs.ts';
import { tellAsker, tellService } from '#apps/questions/mail.ts';
import { handlingOf, type Handling, type State } from '#apps/questions/model.ts';
import { mayHandle } from '#apps/questions/policy.ts';
import { findQuestion, handledByActor, invitedToAnswer, listEvents, listServices } from '#apps/questions/queries.ts';
import { changeHandler, changeState, handOver, insertEvent } from '#apps/questions/store.ts';
import { audited } from '#apps/questions/views.ts';
import type { Tx } from '#platform/db.ts';

/** `changed`: it is not in that state any more, or a colleague has it. */
export type HandlingOutcome = 'done' | 'again' | 'words-missing' | 'service-missing' | 'changed';

/** What somebody who answers for the service does with a question; a form that is sent twice does it once (DO-6). */
export const handleQuestion = useCase({
  permission: 'questions:handle',
  input: handlingInput,
  load: async (tx, actor, { id, key }) => ({
    question: await findQuestion(tx, id, handledByActor(actor)),
    invited: await findQuestion(tx, id, invitedToAnswer()),
    isDone: (await listEvents(tx, id)).some((event) => event.id === key),
    services: await listServices(tx),
  }),
  decide(actor, { question, invited }, { handling }) {
    if (question) return mayHandle(actor, question.serviceId);
    // Who was invited answers, and does nothing else.
    return invited && handling === 'answer' ? allowed() : unknown;
  },
  async run(tx, actor, { question: own, invited, isDone, services }, { id, key, handling, message, files, toService }) {
    const unchanged = (result: HandlingOutcome) => ({ result, audit: [] });
    if (isDone) return unchanged('again');
    // Those who were invited share a mailbox: none of them has it alone.
    const question = own ?? (invited && { ...invited, handlerId: null });
    const move = question && handlingOf(handling, question, actor.personId);
    if (!question || !move) return unchanged('changed');
    if (handling === 'answer' && message === '' && files.length === 0) return unchanged('words-missing');
    const isKnown = services.some((service) => service.id === toService && service.id !== question.serviceId);
    if (handling === 'hand-over' && !isKnown) return unchanged('service-missing');
    const toServiceId = handling === 'hand-over' ? toService : null;
    const event = { id: key, questionId: id, side: 'service', kind: move.event, message } as const;
    await insertEvent(tx, actor, { ...event, serviceId: question.serviceId, toServiceId }, files);
    await carryOut(tx, own ? actor : null, { id, handling, to: move.to, toServiceId });
    await tell(tx, { ...question, handling, eventId: key });
    const audit = audited(`${handling}-question`, question, {
      state: move.to,
      ...(toServiceId && { serviceId: toServiceId }),
      sha256: files.map((file) => file.sha256),
    });
    return { result: 'done' as HandlingOutcome, audit: [audit] };
  },
});

interface Deed {
  id: string;
  handling: Handling;
  to: State;
  toServiceId: string | null;
}

/** Without a handler the question stays everybody's. */
async function carryOut(tx: Tx, handler: Actor | null, { id, handling, to, toServiceId }: Deed): Promise<void> {
  if (toServiceId) return handOver(tx, id, toServiceId);
  if (handling === 'answer' || handling === 'close') await changeState(tx, id, to);
  await changeHandler(tx, id, handling === 'release' ? null : handler);
}

interface News {
  id: string;
  eventId: string;
  handling: Handling;
  askedBy: string;
  number: number | null;
}

async function tell(tx: Tx, { id, eventId, handling, askedBy, number }: News): Promise<void> {
  const told = { eventId, questionId: id };
  if (handling === 'hand-over') await tellService(tx, told);
  if (handling === 'answer' || handling === 'close') await tellAsker(tx, { ...told, askedBy, number: number ?? 0 });
}
