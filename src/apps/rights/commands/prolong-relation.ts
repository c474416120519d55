import { allowed, unknown, useCase } from '#access/use-case.ts';
import { prolongRelationInput } from '#apps/rights/inputs.ts';
import { loadRelations, type ChosenRelation } from '#apps/rights/queries/chosen-relations.ts';
import { changeRelationEnd } from '#apps/rights/relation-store.ts';
import { prolongRelationObstacle, type ProlongRelationObstacle } from '#apps/rights/relations-policy.ts';
import type { AuditEntry } from '#platform/audit.ts';

export type ProlongRelationOutcome =
  { kind: 'prolonged'; relation: ChosenRelation } | { kind: 'obstacle'; obstacle: ProlongRelationObstacle };

/** Lets a relation end later or stay open. No right becomes longer by it: those are prolonged by themselves (R13, R14). */
export const prolongRelation = useCase({
  permission: 'rights:prolong-relation',
  input: prolongRelationInput,
  load: async (tx, actor, { relationId }) => (await loadRelations(tx, actor, [relationId]))?.relations[0] ?? null,
  decide: (_actor, relation) => (relation ? allowed() : unknown),
  run: async (tx, actor, relation, { until }): Promise<{ result: ProlongRelationOutcome; audit: AuditEntry[] }> => {
    if (!relation) throw new Error('an unknown relation was refused before');
    const obstacle = prolongRelationObstacle(actor.today, relation, until);
    if (obstacle) return { result: { kind: 'obstacle', obstacle }, audit: [] };
    await changeRelationEnd(tx, relation.id, until);
    const entry: AuditEntry = {
      action: 'prolong-work-relation',
      subjectKind: 'work-relation',
      subjectId: relation.id,
      organisationId: relation.organisationId,
      before: { person: relation.personId, until: relation.until },
      after: { until },
    };
    return { result: { kind: 'prolonged', relation }, audit: [entry] };
  },
});
