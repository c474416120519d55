import type { Actor, EntitlementId } from '#access/actor.ts';
import { anyOf, holds } from '#access/rule.ts';
import { allowed, forbidden, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import { endInput } from '#apps/rights/inputs.ts';
import type { Delegation, EndMode, EndObstacle } from '#apps/rights/model.ts';
import { mayEnd, type EndDecision, type EndFacts } from '#apps/rights/policy.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { findGrant, listOtherHeadsUntil, type FoundGrant } from '#apps/rights/queries/grants.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { changeLastDay, withdrawGrant } from '#apps/rights/store.ts';
import { findOrganisation, type Organisation } from '#directory/organisations.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';

/** A right that may be ended, with everything that decides about it. */
export interface EndSubject {
  grant: FoundGrant;
  organisation: Organisation;
  delegations: readonly Delegation[];
  facts: EndFacts;
}

export type EndOutcome =
  | { kind: 'ended'; grant: FoundGrant }
  | { kind: 'reason-missing'; subject: EndSubject }
  | { kind: 'obstacle'; subject: EndSubject; obstacle: EndObstacle };

/** The right and what stands in the way of ending it in each of the two ways; for the page that asks to confirm. */
export const previewEnd = view({
  permission: 'rights:preview-end',
  input: endInput.pick({ grantId: true }),
  load: (db, actor, input) => loadSubject(db, actor, input.grantId),
  decide: (actor, subject) => verdictOf(subject, subject && judge(actor, subject, 'at-once')),
  read: async (_db, actor, subject) => {
    const known = present(subject);
    return { subject: known, today: obstacleOf(actor, known, 'today'), atOnce: obstacleOf(actor, known, 'at-once') };
  },
});

/** Ends a right today, or withdraws it at once, with a reason; never deletes it (rights 6, R8). */
export const endGrant = useCase({
  permission: 'rights:end-grant',
  input: endInput,
  load: (tx, actor, input) => loadSubject(tx, actor, input.grantId),
  decide: (actor, subject, input) => verdictOf(subject, subject && judge(actor, subject, input.mode)),
  run: async (tx, actor, loaded, input): Promise<{ result: EndOutcome; audit: AuditEntry[] }> => {
    const subject = present(loaded);
    const obstacle = obstacleOf(actor, subject, input.mode);
    if (obstacle) return { result: { kind: 'obstacle', subject, obstacle }, audit: [] };
    if (input.reason === '') return { result: { kind: 'reason-missing', subject }, audit: [] };
    const { grant } = subject;
    if (input.mode === 'today') await changeLastDay(tx, grant.id, actor.today);
    else await withdrawGrant(tx, grant.id, actor.personId, input.reason);
    return { result: { kind: 'ended', grant }, audit: [ended(grant, input, actor.today)] };
  },
});

async function loadSubject(db: Db, actor: Actor, grantId: string): Promise<EndSubject | null> {
  const grant = await findGrant(db, grantId, managedOrganisations(actor));
  const organisation = grant && (await findOrganisation(db, grant.organisationId));
  if (!organisation) return null;
  const facts: EndFacts = {
    organisationIsOpen: organisation.isOpen,
    withdrawn: grant.withdrawn,
    otherHeadsUntil: await listOtherHeadsUntil(db, grant),
  };
  return { grant, organisation, delegations: await listDelegations(db), facts };
}

function judge(actor: Actor, subject: EndSubject, mode: EndMode): EndDecision {
  return mayEnd(actor, { grant: subject.grant, mode }, subject.delegations, subject.facts);
}

function verdictOf(subject: EndSubject | null, decision: EndDecision | null): Verdict {
  if (!subject || !decision) return unknown;
  if (decision.decision === 'ended') return allowed(decision.restsOn.id);
  if (decision.decision === 'obstacle') return allowed();
  const givers = subject.delegations.filter(
    ({ given, onlyWithoutHeadAdmin }) => given === subject.grant.entitlementId && !onlyWithoutHeadAdmin,
  );
  return forbidden(anyOf(...givers.map(({ giver }) => holds(giver as EntitlementId))), subject.organisation.id);
}

function obstacleOf(actor: Actor, subject: EndSubject, mode: EndMode): EndObstacle | undefined {
  const decision = judge(actor, subject, mode);
  return decision.decision === 'obstacle' ? decision.obstacle : undefined;
}

function present(subject: EndSubject | null): EndSubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}

function ended(grant: FoundGrant, input: { mode: EndMode; reason: string }, today: string): AuditEntry {
  return {
    action: input.mode === 'today' ? 'end-grant' : 'withdraw-grant',
    subjectKind: 'grant',
    subjectId: grant.id,
    organisationId: grant.organisationId,
    before: { person: grant.personId, entitlement: grant.entitlementId, from: grant.from, until: grant.until },
    after: input.mode === 'today' ? { until: today } : { withdrawn: true },
    reason: input.reason,
  };
}
