import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import { overseeingGrant, type Proposal } from '#apps/themes/second-person/model.ts';
import { propose } from '#apps/themes/second-person/propose.ts';
import { findRule, listProposalsOf, type SecondPersonRule } from '#apps/themes/second-person/queries.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';

const input = z.object({ organisationId: z.number().int().positive() });

const load = (db: Db, _actor: Actor, { organisationId }: { organisationId: number }) => findRule(db, organisationId);

const overseerDecides = (actor: Actor, rule: SecondPersonRule | undefined): Verdict => {
  const grant = rule && overseeingGrant(actor, rule.organisationId, rule.boardId);
  return grant ? allowed(grant.id) : unknown;
};

/** The rule at one organisation, and what waits for a second person there. */
export const secondPersonRule = view({
  permission: 'themes.read-second-person',
  input,
  load,
  decide: overseerDecides,
  read: async (db, _actor, loaded): Promise<{ rule: SecondPersonRule; proposals: Proposal[] }> => {
    const rule = present(loaded);
    return { rule, proposals: await listProposalsOf(db, rule.organisationId) };
  },
});

/** From now on very confidential themes are ticked by two; what stands already stays. One person may be this careful alone. */
export const switchOn = useCase({
  permission: 'themes.switch-on-second-person',
  input,
  load,
  decide: overseerDecides,
  run: async (tx, actor, loaded): Promise<{ result: 'on' | 'nobody-else'; audit: AuditEntry[] }> => {
    const { isOn, others, organisationId } = present(loaded);
    if (isOn) return { result: 'on', audit: [] };
    if (others === 0) return { result: 'nobody-else', audit: [] };
    await tx
      .insertInto('second_person_rules')
      .values({ organisation_id: organisationId, switched_on_by: actor.personId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const subjectId = String(organisationId);
    const after = { state: 'on' };
    const entry = { action: 'switch-on-second-person', subjectKind: 'second-person', subjectId, organisationId, after };
    return { result: 'on', audit: [entry] };
  },
});

/** Less careful again needs the same two people. */
export const proposeSwitchOff = useCase({
  permission: 'themes.propose-switch-off',
  input,
  load,
  decide: overseerDecides,
  run: async (tx, actor, loaded): Promise<{ result: 'proposed' | 'off'; audit: AuditEntry[] }> => {
    const { isOn, organisationId, boardId } = present(loaded);
    if (!isOn) return { result: 'off', audit: [] };
    const restsOn = overseeingGrant(actor, organisationId, boardId)?.id ?? '';
    return { result: 'proposed', audit: await propose(tx, actor, { kind: 'switch-off', organisationId, restsOn }) };
  },
});

function present(rule: SecondPersonRule | undefined): SecondPersonRule {
  if (!rule) throw new Error('an unknown organisation was refused before');
  return rule;
}
