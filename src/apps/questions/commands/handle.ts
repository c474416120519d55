import type { Actor } from '#access/actor.ts';
import { useCase } from '#access/use-case.ts';
import { handlingInput } from '#apps/questions/inputs.ts';
import { handlingOf, type Handling, type State } from '#apps/questions/model.ts';
import { mayHandle } from '#apps/questions/policy.ts';
import { findQuestion, handledByActor, listEvents, listServices } from '#apps/questions/queries.ts';
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
    isDone: (await listEvents(tx, id)).some((event) => event.id === key),
    services: await listServices(tx),
  }),
  decide: (actor, { question }) => mayHandle(actor, question?.serviceId ?? null),
  async run(tx, actor, { question, isDone, services }, { id, key, handling, message, files, toService }) {
    const unchanged = (result: HandlingOutcome) => ({ result, audit: [] });
    if (isDone) return unchanged('again');
    const move = question && handlingOf(handling, question, actor.personId);
    if (!question || !move) return unchanged('changed');
    if (handling === 'answer' && message === '' && files.length === 0) return unchanged('words-missing');
    const isKnown = services.some((service) => service.id === toService && service.id !== question.serviceId);
    if (handling === 'hand-over' && !isKnown) return unchanged('service-missing');
    const toServiceId = handling === 'hand-over' ? toService : null;
    const event = { id: key, questionId: id, side: 'service', kind: move.event, message } as const;
    await insertEvent(tx, actor, { ...event, serviceId: question.serviceId, toServiceId }, files);
    await carryOut(tx, actor, { id, handling, to: move.to, toServiceId });
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

async function carryOut(tx: Tx, actor: Actor, { id, handling, to, toServiceId }: Deed): Promise<void> {
  if (toServiceId) return handOver(tx, id, toServiceId);
  if (handling === 'answer' || handling === 'close') await changeState(tx, id, to);
  await changeHandler(tx, id, handling === 'release' ? null : actor);
}
