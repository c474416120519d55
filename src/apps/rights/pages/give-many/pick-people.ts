import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type FormVisit } from '#access/visit.ts';
import { pick } from '#apps/rights/commands/pick.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { manyParameters, readManyWish } from '#apps/rights/pages/give-many/wish.ts';
import { pickedMark } from '#apps/rights/pages/give-many/step-1.tsx';
import { manyAddress } from '#apps/rights/pages/addresses.ts';
import { findSelection } from '#apps/rights/queries/chosen-grants.ts';
import { relatedIds } from '#apps/rights/queries/related-ids.ts';
import { isId } from '#platform/ids.ts';

/**
 * A plus, a minus, or everybody of the list. Every change is a selection of its own, so that the back button goes back to
 * who was picked before.
 */
export async function sendPicked(visit: FormVisit): Promise<Response> {
  const form = textsOf(visit.form);
  const wish = readManyWish(form);
  const { organisationId } = wish;
  if (organisationId === undefined) throw new NotFound();
  const before = wish.selection ? await findSelection(visit.db, wish.selection, visit.actor.personId) : [];
  const everybody = form.has('alle')
    ? await ask(relatedIds, visit, { organisationId, text: (form.get('q') ?? '').slice(0, 200) })
    : [];
  const removed = new Set(form.getAll('min'));
  const items = [...before, ...form.getAll('plus'), ...everybody].filter((id) => !removed.has(id));
  const selection = await perform(pick, visit, { items });
  const query = new URLSearchParams(manyParameters({ ...wish, selection }, wish.choosesRight ? 2 : 1));
  for (const name of ['q', 'na', 'voor']) if (form.get(name)) query.set(name, form.get(name) ?? '');
  return seeOther(`${manyAddress}?${query.toString()}${wish.choosesRight ? '' : placeOf(form)}`);
}

/** Where on the page somebody goes on: behind the plus that was pressed, or at the list that shrank or grew. */
function placeOf(form: URLSearchParams): string {
  const plus = form.get('plus') ?? '';
  if (isId(plus)) return `#${pickedMark(plus)}`;
  return form.has('min') ? '#gekozen' : '#personen';
}
