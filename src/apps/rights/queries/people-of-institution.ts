import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { listPeopleWithGrants, type PageWithGrants } from '#apps/rights/queries/people-with-grants.ts';
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

export interface PeopleOfInstitution extends PageWithGrants {
  organisation: Organisation;
  delegations: readonly Delegation[];
}

const pageSize = 50;

/** The people of an institution with their rights there, for whoever manages rights of it and nobody else (R7). */
export const peopleOfInstitution = view({
  permission: 'rights:list-people',
  input,
  load: async (db, actor, asked) => {
    const delegations = await listDelegations(db);
    return { delegations, scoped: await findScoped(db, actor, asked.organisationId, delegations) };
  },
  decide: (_actor, { scoped }) => (scoped ? allowed() : unknown),
  read: async (db, _actor, { delegations, scoped }, asked): Promise<PeopleOfInstitution> => {
    if (!scoped) throw new Error('an unknown institution was refused before');
    const page = await listPeopleWithGrants(db, { ...asked, organisationIds: [asked.organisationId], limit: pageSize });
    return { ...page, delegations, organisation: scoped.organisation };
  },
});
