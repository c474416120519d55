import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, perform, unknown, useCase, view } from '#access/use-case.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { prolongGrants } from '#apps/rights/commands/prolong-grants.ts';
import {
  listChoices,
  loadAccess,
  planAccess,
  type AccessPlan,
  type AccessSubject,
  type PlannedRight,
} from '#apps/rights/plan-access.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import { tickTheme } from '#apps/themes/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';
import { isId, newId } from '#platform/ids.ts';

const input = z.object({
  organisationId: z.number().int().positive(),
  personId: z.string().refine((text): boolean => isId(text)),
  wishIds: z.array(z.string().regex(/^[a-z-]{1,40}$/)).max(50),
  from: z.iso.date(),
  until: z.iso.date(),
});
export type AccessInput = z.infer<typeof input>;

/** All or nothing (R26). `again`: the same form was sent before. `problems`: something cannot be given, or nothing is left to give. */
export type AccessOutcome =
  { kind: 'given'; plan: AccessPlan } | { kind: 'again' } | { kind: 'problems'; plan: AccessPlan };

/** What follows from the wishes, what is there already and what the actor may not give. Changes nothing. */
export const previewAccess = view({
  permission: 'rights:preview-access',
  input,
  load: loadAccess,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: (db, actor, subject, wish) => planAccess(db, actor, present(subject), wish),
});

/**
 * Gives what somebody needs to do her work: rights and themes together, by the very use cases of single rights and ticks, so by
 * all their rules and with their events; all or nothing (RI-3, R26).
 */
export const giveAccess = useCase({
  permission: 'rights:give-access',
  input: input.extend({ key: z.uuid() }),
  load: loadAccess,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  run: async (tx, actor, loaded, wish): Promise<{ result: AccessOutcome; audit: AuditEntry[] }> => {
    if (await findFormOutcome(tx, wish.key, actor.personId)) return { result: { kind: 'again' }, audit: [] };
    const plan = await planAccess(tx, actor, present(loaded), wish);
    if (plan.hasProblems || plan.isEmpty) return { result: { kind: 'problems', plan }, audit: [] };
    for (const right of plan.rights) await giveRight({ tx, actor }, right, wish);
    for (const theme of plan.themes.filter(({ has }) => !has)) {
      const { themeId, levelId } = theme;
      await perform(
        tickTheme,
        { tx, actor },
        { institutionId: wish.organisationId, personId: wish.personId, themeId, levelId },
      );
    }
    await rememberFormOutcome(tx, wish.key, actor.personId, 'given');
    return { result: { kind: 'given', plan }, audit: [] };
  },
});

async function giveRight(as: { tx: Tx; actor: Actor }, right: PlannedRight, wish: AccessInput): Promise<void> {
  const { step } = right;
  if (step.kind === 'has') return;
  const outcome =
    step.kind === 'prolong'
      ? await perform(prolongGrants, as, { grantIds: [step.grant.id], until: wish.until, key: newId() })
      : await perform(grantRight, as, {
          ...wish,
          entitlementId: right.entitlement.id,
          contexts: [...right.contexts],
          key: newId(),
        });
  if (outcome.kind !== 'granted' && outcome.kind !== 'prolonged')
    throw new Error(`a right that was judged possible came back as ${outcome.kind}`);
}

/** The wishes to choose from: what somebody has already, and who can give what the actor may not. */
export const accessChoices = view({
  permission: 'rights:list-wishes',
  input: input.pick({ organisationId: true, personId: true }),
  load: loadAccess,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: async (db, actor, subject) => ({
    ...present(subject),
    choices: await listChoices(db, actor, present(subject)),
  }),
});

function present(subject: AccessSubject | null): AccessSubject {
  if (!subject) throw new Error('an unknown person was refused before');
  return subject;
}
