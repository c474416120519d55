import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase, view } from '#access/use-case.ts';
import { endRelationsInput, endRelationsPreviewInput } from '#apps/rights/inputs.ts';
import { loadRelations, type ChosenRelation, type ChosenRelations } from '#apps/rights/queries/chosen-relations.ts';
import { closeRequestsOfLeavers } from '#apps/rights/request-store.ts';
import { endRelation, type EndedRight } from '#apps/rights/relation-store.ts';
import {
  endRelationObstacle,
  rightsThatEnd,
  type EndOfRelation,
  type EndRelationObstacle,
  type RightOnRelation,
} from '#apps/rights/relations-policy.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';

/** A relation with everything that would end with it, or what stands in the way. */
export interface EndableRelation {
  relation: ChosenRelation;
  ending: readonly RightOnRelation[];
  obstacle: EndRelationObstacle | undefined;
}

/** All or nothing (R26). `again`: the same form was sent before. */
export type EndRelationsOutcome =
  | { kind: 'ended'; relations: readonly ChosenRelation[] }
  | { kind: 'again' | 'reason-missing' }
  | { kind: 'obstacles'; rows: readonly EndableRelation[] };

/** What would end, per person; changes nothing. */
export const previewEndRelations = view({
  permission: 'rights:preview-end-relations',
  input: endRelationsPreviewInput,
  load: (db, actor, { relationIds }) => loadRelations(db, actor, relationIds),
  decide: (_actor, chosen) => (chosen ? allowed() : unknown),
  read: async (_db, actor, chosen, { end }) => ({
    rows: judged(actor, present(chosen), end),
    names: present(chosen).names,
  }),
});

/** Ends relations with all rights and themes that hang on them; nothing is deleted, and nothing comes back (RI-7, R13, R8). */
export const endRelations = useCase({
  permission: 'rights:end-relations',
  input: endRelationsInput,
  load: (tx, actor, { relationIds }) => loadRelations(tx, actor, relationIds),
  decide: (_actor, chosen) => (chosen ? allowed() : unknown),
  run: async (tx, actor, chosen, input): Promise<{ result: EndRelationsOutcome; audit: AuditEntry[] }> => {
    const { relations } = present(chosen);
    if (await findFormOutcome(tx, input.key, actor.personId)) return { result: { kind: 'again' }, audit: [] };
    const rows = judged(actor, present(chosen), input.end);
    if (rows.some((row) => row.obstacle)) return { result: { kind: 'obstacles', rows }, audit: [] };
    if (input.reason === '') return { result: { kind: 'reason-missing' }, audit: [] };
    const audit: AuditEntry[] = [];
    for (const relation of relations) {
      const rights = await endRelation(tx, relation.id, input.end, input.reason);
      audit.push(relationEnded(relation, input), ...rights.map((right) => rightEnded(relation, right, input.reason)));
    }
    for (const personId of new Set(relations.map((relation) => relation.personId)))
      audit.push(...(await closeRequestsOfLeavers(tx, personId)));
    await rememberFormOutcome(tx, input.key, actor.personId, 'ended');
    return { result: { kind: 'ended', relations }, audit };
  },
});

function judged(
  actor: Actor,
  { relations, rights, delegations }: ChosenRelations,
  end: EndOfRelation,
): EndableRelation[] {
  return relations.map((relation) => {
    const own = rights.get(relation.id) ?? [];
    const obstacle = endRelationObstacle(actor, { relation, rights: own, end }, delegations);
    return { relation, ending: rightsThatEnd(own, end), obstacle };
  });
}

function present(chosen: ChosenRelations | null): ChosenRelations {
  if (!chosen) throw new Error('an unknown relation was refused before');
  return chosen;
}

function relationEnded(relation: ChosenRelation, input: { end: EndOfRelation; reason: string }): AuditEntry {
  return {
    action: 'end-work-relation',
    subjectKind: 'work-relation',
    subjectId: relation.id,
    organisationId: relation.organisationId,
    before: { person: relation.personId, until: relation.until },
    after: { until: input.end.day },
    reason: input.reason,
  };
}

function rightEnded(relation: ChosenRelation, right: EndedRight, reason: string): AuditEntry {
  return {
    action: right.until === null ? 'withdraw-grant' : 'end-grant',
    subjectKind: 'grant',
    subjectId: right.grantId,
    organisationId: right.organisationId,
    before: { person: relation.personId, until: right.wasUntil },
    after: right.until === null ? { withdrawn: true } : { until: right.until },
    reason,
  };
}
