import { allowed, useCase } from '#access/use-case.ts';
import { selectionInput } from '#apps/rights/inputs.ts';
import { keepSelection } from '#apps/rights/store.ts';

/** Keeps what somebody ticked for the page that follows. Nothing is judged yet: whoever uses it is judged then. */
export const pick = useCase({
  permission: 'rights:pick',
  input: selectionInput,
  load: async () => null,
  decide: () => allowed(),
  run: async (tx, actor, _subject, { items }) => ({
    result: await keepSelection(tx, actor.personId, [...new Set(items)]),
    audit: [],
  }),
});
