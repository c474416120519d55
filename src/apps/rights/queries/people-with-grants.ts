import { listGrantsOf, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { listPeople, type ListedPerson, type PeoplePage, type PeopleSearch } from '#apps/rights/queries/people.ts';
import type { Db } from '#platform/db.ts';

export interface PersonWithGrants extends ListedPerson {
  grants: readonly ListedGrant[];
}

export interface PageWithGrants extends Omit<PeoplePage, 'people'> {
  people: readonly PersonWithGrants[];
}

/** A page of people, each with the rights that run or will run at the organisations of the list. */
export async function listPeopleWithGrants(db: Db, search: PeopleSearch): Promise<PageWithGrants> {
  const page = await listPeople(db, search);
  const grants = await listGrantsOf(
    db,
    search.organisationIds,
    page.people.map((person) => person.personId),
  );
  return { ...page, people: page.people.map((person) => ({ ...person, grants: grants.get(person.personId) ?? [] })) };
}
