import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { listGrantsOf, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { listPeople, type ListedPerson } from '#apps/rights/queries/people.ts';
import { findScoped } from '#apps/rights/queries/scope.ts';
import type { Organisation } from '#directory/organisations.ts';
import { isId } from '#platform/ids.ts';

const personId = z.string().refine((text): boolean => isId(text));

const input = z.object({
  organisationId: z.number().int().positive(),
  circle: z.enum(['access', 'related']),
  text: z.string().max(200),
  order: z.enum(['name', 'ending']),
  after: personId.optional(),
  before: personId.optional(),
});

export type PeopleQuestion = z.input<typeof input>;

export interface PersonWithGrants extends ListedPerson {
  grants: readonly ListedGrant[];
}

export interface PeopleOfInstitution {
  organisation: Organisation;
  people: readonly PersonWithGrants[];
  hasNext: boolean;
  hasPrevious: boolean;
  total: number;
}

const pageSize = 50;

/** The people of an institution with their rights there, for whoever manages rights of it and nobody else (R7). */
export const peopleOfInstitution = view({
  permission: 'rights:list-people',
  input,
  load: async (db, actor, asked) => findScoped(db, actor, asked.organisationId, await listDelegations(db)),
  decide: (_actor, scoped) => (scoped ? allowed() : unknown),
  read: async (db, _actor, scoped, asked): Promise<PeopleOfInstitution> => {
    if (!scoped) throw new Error('an unknown institution was refused before');
    const page = await listPeople(db, { ...asked, limit: pageSize });
    const grants = await listGrantsOf(
      db,
      asked.organisationId,
      page.people.map((person) => person.personId),
    );
    return {
      ...page,
      organisation: scoped.organisation,
      people: page.people.map((person) => ({ ...person, grants: grants.get(person.personId) ?? [] })),
    };
  },
});
