import { z } from 'zod';
import { allowed, unknown, view } from '#access/use-case.ts';
import { loadRelations, type ChosenRelation } from '#apps/rights/queries/chosen-relations.ts';
import { prolongRelationObstacle, type ProlongRelationObstacle } from '#apps/rights/relations-policy.ts';
import { isId } from '#platform/ids.ts';

/** One relation with an institution of the actor, and why it cannot end later, whatever day is chosen. */
export const readRelation = view({
  permission: 'rights:read-relation',
  input: z.object({ relationId: z.string().refine((text): boolean => isId(text)) }),
  load: async (db, actor, { relationId }) => (await loadRelations(db, actor, [relationId]))?.relations[0],
  decide: (_actor, relation) => (relation ? allowed() : unknown),
  read: async (
    _db,
    actor,
    relation,
  ): Promise<{ relation: ChosenRelation; obstacle: ProlongRelationObstacle | undefined }> => {
    if (!relation) throw new Error('an unknown relation was refused before');
    const obstacle = prolongRelationObstacle(actor.today, relation, null);
    return { relation, obstacle: obstacle?.kind === 'next-relation' ? undefined : obstacle };
  },
});
