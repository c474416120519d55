import type { FormVisit } from '#access/visit.ts';
import { institutionAddress, peopleAddress, personAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import { cameFrom, withDone } from '#apps/rights/pages/chosen/way-back.ts';
import type { ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';

/** Where a change of rights leads: the list it began from, else the person, the institution or everybody; that page says what was done. */
export function afterChange(
  visit: FormVisit,
  grants: readonly ChosenGrant[],
  done: 'vandaag' | 'ingekort' | 'ingetrokken' | 'verlengd',
): string {
  const query = { gedaan: done, aantal: String(grants.length) };
  const from = cameFrom(visit.url.searchParams.get('terug'));
  if (from !== undefined) return withDone(from, query);
  const [first] = grants;
  if (first && grants.every((grant) => grant.personId === first.personId)) return personAddress(first.personId, query);
  if (first && grants.every((grant) => grant.organisationId === first.organisationId))
    return institutionAddress(first.organisationId, query);
  return withQuery(peopleAddress, query);
}

/** Where a form leads that came twice: the first one did it. */
export function afterAgain(visit: FormVisit): string {
  return withDone(cameFrom(visit.url.searchParams.get('terug')) ?? peopleAddress, { gedaan: 'al-gebeurd' });
}
