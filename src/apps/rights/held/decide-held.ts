import { z } from 'zod';
import { allowed, perform, unknown, useCase, view } from '#access/use-case.ts';
import { endRelations, type EndableRelation } from '#apps/rights/commands/end-relations.ts';
import { decideHold } from '#apps/rights/held/held-store.ts';
import { findHeld, listHeldRelations, type HeldEndings, type HeldRelation } from '#apps/rights/held/queries.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { isId, newId } from '#platform/ids.ts';

const heldInput = z.object({ heldId: z.string().refine((text): boolean => isId(text)) });
const reasoned = heldInput.extend({ reason: z.string().trim().max(longestReason) });

export type DecideHeldOutcome =
  | { kind: 'decided-now' }
  /** Somebody decided before. */
  | { kind: 'decided' | 'reason-missing' }
  | { kind: 'obstacles'; rows: readonly EndableRelation[] };

/** What is held, with everybody it is about; only for who manages rights of the institution, never for a program. */
export const heldEndings = view({
  permission: 'rights:read-held-endings',
  input: heldInput,
  load: (db, actor, { heldId }) => findHeld(db, actor, heldId),
  decide: (actor, held) => (held && !actor.via ? allowed() : unknown),
  read: async (db, _actor, held): Promise<{ held: HeldEndings; relations: HeldRelation[] }> => {
    if (!held) throw new Error('what is unknown was refused before');
    return { held, relations: await listHeldRelations(db, held.id) };
  },
});

/** Lets everything that is held happen, by the hand and the rights of who decides; all or nothing (R26). */
export const releaseHeld = useCase({
  permission: 'rights:release-held-endings',
  input: reasoned,
  load: (tx, actor, { heldId }) => findHeld(tx, actor, heldId),
  decide: (actor, held) => (held && !actor.via ? allowed() : unknown),
  run: async (tx, actor, held, { reason }): Promise<{ result: DecideHeldOutcome; audit: AuditEntry[] }> => {
    if (!held) throw new Error('what is unknown was refused before');
    if (held.state !== 'open') return { result: { kind: 'decided' }, audit: [] };
    if (reason === '') return { result: { kind: 'reason-missing' }, audit: [] };
    const relationIds = (await listHeldRelations(tx, held.id)).filter(({ runs }) => runs).map(({ id }) => id);
    if (relationIds.length > 0) {
      const end = { day: actor.today, atOnce: true };
      const outcome = await perform(endRelations, { tx, actor }, { relationIds, end, reason, key: newId() });
      if (outcome.kind === 'obstacles') return { result: outcome, audit: [] };
      if (outcome.kind !== 'ended') throw new Error(`ending what was held came back as ${outcome.kind}`);
    }
    await decideHold(tx, held.id, { state: 'released', by: actor.personId, reason });
    return { result: { kind: 'decided-now' }, audit: [decided(held, 'release-held-endings', reason)] };
  },
});

/** Refuses it whole: nothing happens, and the program is told so for a day. */
export const rejectHeld = useCase({
  permission: 'rights:reject-held-endings',
  input: reasoned,
  load: (tx, actor, { heldId }) => findHeld(tx, actor, heldId),
  decide: (actor, held) => (held && !actor.via ? allowed() : unknown),
  run: async (tx, actor, held, { reason }): Promise<{ result: DecideHeldOutcome; audit: AuditEntry[] }> => {
    if (!held) throw new Error('what is unknown was refused before');
    if (held.state !== 'open') return { result: { kind: 'decided' }, audit: [] };
    if (reason === '') return { result: { kind: 'reason-missing' }, audit: [] };
    await decideHold(tx, held.id, { state: 'rejected', by: actor.personId, reason });
    return { result: { kind: 'decided-now' }, audit: [decided(held, 'reject-held-endings', reason)] };
  },
});

const decided = (held: HeldEndings, action: string, reason: string): AuditEntry => ({
  action,
  subjectKind: 'held-endings',
  subjectId: held.id,
  organisationId: held.organisationId,
  after: { program: held.program },
  reason,
});
