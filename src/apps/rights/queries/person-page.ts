import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import {
  findPersonInScope,
  listRelationsOf,
  listStoriesOf,
  type GrantWithStory,
  type PersonInScope,
  type RelationOfPerson,
} from '#apps/rights/queries/person.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { isId } from '#platform/ids.ts';

export interface PersonPage {
  person: PersonInScope;
  relations: readonly RelationOfPerson[];
  grants: readonly GrantWithStory[];
  managed: readonly number[];
  delegations: readonly Delegation[];
}

/** One person as the manager of some of his rights sees him; anybody else is as good as unknown (R7). */
export const personPage = view({
  permission: 'rights:read-person',
  input: z.object({ personId: z.string().refine((text): boolean => isId(text)) }),
  load: async (db, actor, { personId }) => {
    const managed = managedOrganisations(actor);
    return { managed, person: await findPersonInScope(db, personId, managed) };
  },
  decide: (_actor, { person }) => (person ? allowed() : unknown),
  read: async (db, _actor, { managed, person }): Promise<PersonPage> => {
    if (!person) throw new Error('an unknown person was refused before');
    return {
      person,
      managed,
      relations: await listRelationsOf(db, person.id),
      grants: await listStoriesOf(db, person.id, managed),
      delegations: await listDelegations(db),
    };
  },
});
