import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { listPeople } from '#apps/rights/queries/people.ts';
import { findScoped } from '#apps/rights/queries/scope.ts';

const mostAtOnce = 5000;

/** Everybody related to an institution or its board, or of them whom a search finds: to pick them all at once (RI-4). */
export const relatedIds = view({
  permission: 'rights:list-related-ids',
  input: z.object({ organisationId: z.number().int().positive(), text: z.string().max(200) }),
  load: async (db, actor, { organisationId }) => findScoped(db, actor, organisationId, await listDelegations(db)),
  decide: (_actor, scoped) => (scoped ? allowed() : unknown),
  read: async (db, _actor, _scoped, { organisationId, text }): Promise<string[]> => {
    const organisationIds = [organisationId];
    const page = await listPeople(db, { organisationIds, circle: 'related', text, order: 'name', limit: mostAtOnce });
    return page.people.map((person) => person.personId);
  },
});
