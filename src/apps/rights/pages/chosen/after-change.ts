import { institutionAddress, peopleAddress, personAddress, withQuery } from '#apps/rights/pages/addresses.ts';
import type { ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';

/** Where a change of rights leads: the person, else the institution, else everybody; that page says what was done. */
export function afterChange(
  grants: readonly ChosenGrant[],
  done: 'vandaag' | 'ingekort' | 'ingetrokken' | 'verlengd',
): string {
  const query = { gedaan: done, aantal: String(grants.length) };
  const [first] = grants;
  if (first && grants.every((grant) => grant.personId === first.personId)) return personAddress(first.personId, query);
  if (first && grants.every((grant) => grant.organisationId === first.organisationId))
    return institutionAddress(first.organisationId, query);
  return withQuery(peopleAddress, query);
}
