import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { seeOther, type ActorVisit, type FormVisit } from '#access/visit.ts';
import { pick } from '#apps/rights/commands/pick.ts';
import { base, endAddress, prolongAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { askedPage, chosenSoFar } from '#apps/rights/pages/chosen/kept.tsx';
import { cameFrom, withChoice, withDone, withoutChoice } from '#apps/rights/pages/chosen/way-back.ts';
import { textsOf } from '#apps/rights/pages/give/wish.ts';
import { findSelection } from '#apps/rights/queries/chosen-grants.ts';
import { endingIds } from '#apps/rights/queries/ending.ts';
import { parseOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';

/** The rights that an address speaks of: one by its id, several by the selection that was kept. */
export async function chosenIds(visit: ActorVisit): Promise<string[]> {
  const query = visit.url.searchParams;
  const one = query.get('recht') ?? '';
  const selection = query.get('keuze') ?? '';
  if (isId(one)) return [one];
  const ids = isId(selection) ? await findSelection(visit.db, selection, visit.actor.personId) : [];
  if (ids.length === 0) throw new NotFound();
  return ids;
}

/** What was ticked goes on to be prolonged or ended; nothing ticked goes back to the list, which says so. */
export async function sendChoice(visit: FormVisit): Promise<Response> {
  const form = textsOf(visit.form);
  const items =
    form.get('wat') === 'alles-verlengen' ? await allEnding(visit, form) : await chosenSoFar(visit, form, 'recht');
  const from = cameFrom(form.get('terug')) ?? base;
  const other = askedPage(form);
  if (items.length === 0) return seeOther(other ? withoutChoice(other) : withDone(from, { gedaan: 'niets-gekozen' }));
  const keuze = await perform(pick, visit, { items });
  if (other) return seeOther(withChoice(other, keuze));
  const address = form.get('wat') === 'beeindigen' ? endAddress : prolongAddress;
  return seeOther(withQuery(address, { keuze, terug: withChoice(from, keuze) }));
}

/** Everything that ends soon, also what stands on the next pages of that list. */
function allEnding(visit: FormVisit, form: URLSearchParams): Promise<string[]> {
  const organisationId = parseOrganisationCode(form.get('instelling') ?? '');
  return ask(endingIds, visit, organisationId === undefined ? {} : { organisationId });
}

/** What an address chose and where from, for the next address. */
export function keptChoice(visit: ActorVisit): [string, string][] {
  return ['recht', 'keuze', 'terug'].flatMap((name): [string, string][] => {
    const value = visit.url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
}
