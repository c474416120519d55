import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { actAsPerson, actAsSystem, adminEntitlements } from '#access/context.ts';
import { byActor, useCase } from '#access/use-case.ts';
import { mailSwitched } from '#apps/rights/automatic/mails.ts';
import { loses, type SwitchObstacle } from '#apps/rights/automatic/model.ts';
import { switchingGrant } from '#apps/rights/automatic/policy.ts';
import {
  automaticRightInput,
  loadAutomaticRight,
  obstacleOf,
  present,
  verdictOnSwitch,
  type AutomaticRight,
} from '#apps/rights/automatic/queries.ts';
import { synchroniseHeadGrants } from '#apps/rights/commands/synchronise-head-grants.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { SomebodyWasFirst, type Tx } from '#platform/db.ts';

const input = automaticRightInput.extend({
  to: z.enum(['off', 'on']),
  reason: z.string().trim().max(longestReason),
  key: z.uuid(),
});
type SwitchInput = z.output<typeof input>;

export type SwitchOutcome =
  /** Whether the actor still manages the institution: somebody may lose his own right by it. */
  | { kind: 'switched'; stillManages: boolean }
  /** The same form was sent before. */
  | { kind: 'again' }
  /** It is so already. */
  | { kind: 'already' }
  | { kind: 'reason-missing' }
  | { kind: 'obstacle'; obstacle: SwitchObstacle };

/** Heads of an institution get a right by themselves, or not; what they have of it ends or begins at once (R16). */
export const switchAutomaticRight = useCase({
  permission: 'rights:switch-automatic-right',
  input,
  load: loadAutomaticRight,
  decide: verdictOnSwitch,
  run: async (tx, actor, loaded, asked): Promise<{ result: SwitchOutcome; audit: AuditEntry[] }> => {
    const right = present(loaded);
    const without = (result: SwitchOutcome) => ({ result, audit: [] });
    if (await findFormOutcome(tx, asked.key, actor.personId)) return without({ kind: 'again' });
    if ((asked.to === 'off') === (right.off !== undefined)) return without({ kind: 'already' });
    const obstacle = obstacleOf(actor, right, asked.to);
    if (obstacle) return without({ kind: 'obstacle', obstacle });
    if (asked.reason === '') return without({ kind: 'reason-missing' });
    const id = right.off ? await end(tx, actor, right.off.id, asked) : await begin(tx, actor, asked);
    await follow(tx, actor, right);
    await mailSwitched(tx, actor, right, { ...asked, id });
    await rememberFormOutcome(tx, asked.key, actor.personId, id);
    return { result: { kind: 'switched', stillManages: stillManages(actor, right) }, audit: [switched(id, asked)] };
  },
});

async function begin(tx: Tx, actor: Actor, { organisationId, entitlementId, reason }: SwitchInput): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into switched_off_rights (organisation_id, entitlement_id, switched_off_by, reason)
    values (${organisationId}, ${entitlementId}, ${actor.personId}, ${reason})
    on conflict do nothing returning id`.execute(tx);
  return onlyOf(rows);
}

async function end(tx: Tx, actor: Actor, id: string, { reason }: SwitchInput): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    update switched_off_rights set ended_at = now(), ended_by = ${actor.personId}, ended_reason = ${reason}
    where id = ${id} and ended_at is null returning id`.execute(tx);
  return onlyOf(rows);
}

function onlyOf([row]: readonly { id: string }[]): string {
  if (!row) throw new SomebodyWasFirst('');
  return row.id;
}

/** The assignments of heads are in sight of the system only, and what follows from them is its to give; the log names who switched. */
async function follow(tx: Tx, actor: Actor, { organisation, entitlement, delegations }: AutomaticRight): Promise<void> {
  const what = { organisationId: organisation.id, entitlementId: entitlement.id };
  const by = byActor(actor, { restsOn: switchingGrant(actor, what, delegations)?.id });
  await actAsSystem(tx);
  await synchroniseHeadGrants(tx, organisation.id, { entitlementId: entitlement.id, by });
  await actAsPerson(tx, actor);
}

function stillManages(actor: Actor, { off, organisation, entitlement, holders }: AutomaticRight): boolean {
  const gone = !off && holders.some((holder) => holder.personId === actor.personId && loses(holder));
  return actor.grants.some(
    (grant) =>
      grant.organisationId === organisation.id &&
      (adminEntitlements as readonly string[]).includes(grant.entitlement) &&
      !(gone && grant.entitlement === entitlement.id),
  );
}

const switched = (id: string, { to, organisationId, entitlementId, reason }: SwitchInput): AuditEntry => ({
  action: `switch-${to}-automatic-right`,
  subjectKind: 'automatic-right',
  subjectId: id,
  organisationId,
  after: { entitlement: entitlementId, automatic: to === 'on' },
  reason,
});
