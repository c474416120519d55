import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { listPeopleWithGrants, type PageWithGrants } from '#apps/rights/queries/people-with-grants.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import { isId } from '#platform/ids.ts';

const personId = z.string().refine((text): boolean => isId(text));

const input = z.object({
  /** One of my institutions; all of them without it. */
  organisationId: z.number().int().positive().optional(),
  right: z.string().max(60).optional(),
  text: z.string().max(200),
  order: z.enum(['name', 'ending']),
  after: personId.optional(),
  before: personId.optional(),
});

export type MyPeopleQuestion = z.input<typeof input>;

export interface MyPeople extends PageWithGrants {
  /** The institutions that the list can be narrowed to. */
  organisations: readonly Organisation[];
  /** The rights that somebody can give, to narrow the list to their holders. */
  rights: readonly { id: string; name: string }[];
}

const pageSize = 50;

/** Toon alle personen (RI-7): everybody related to an institution I manage or holding a right there, and nobody else (R7). */
export const myPeople = view({
  permission: 'rights:list-my-people',
  input,
  load: async (_db, actor) => managedOrganisations(actor),
  decide: (_actor, managed, { organisationId }) =>
    organisationId === undefined || managed.includes(organisationId) ? allowed() : unknown,
  read: async (db, _actor, managed, asked): Promise<MyPeople> => {
    const { organisationId, ...search } = asked;
    const organisationIds = organisationId === undefined ? managed : [organisationId];
    const page = await listPeopleWithGrants(db, { ...search, organisationIds, circle: 'access', limit: pageSize });
    const { entitlements, delegations } = await readCatalogue(db);
    const given = new Set(delegations.map((delegation) => delegation.given));
    return {
      ...page,
      organisations: await listOrganisations(db, managed),
      rights: entitlements.filter(({ id }) => given.has(id)),
    };
  },
});
