import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { Conflict } from '#access/refusals.ts';
import { allowed, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import { mailProposer } from '#apps/themes/second-person/mails.ts';
import { isSecond, overseeingGrant, type Proposal } from '#apps/themes/second-person/model.ts';
import { findProposal, listConfirmers } from '#apps/themes/second-person/queries.ts';
import { auditOfTick } from '#apps/themes/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

const input = z.object({ proposalId: z.string().refine((text): boolean => isId(text)) });
export const longestReason = 500;
const refusal = input.extend({ reason: z.string().trim().max(longestReason) });

/** `closed`: somebody was first, or it ran out; what became of it stays. */
export type DecideOutcome = {
  kind: 'confirmed' | 'refused' | 'withdrawn' | 'closed' | 'reason-missing';
  proposal: Proposal;
};

const load = (db: Db, _actor: Actor, { proposalId }: { proposalId: string }) => findProposal(db, proposalId);

/** One proposal with who could confirm it, for its proposer and for everybody who oversees the organisation. */
export const proposalTask = view({
  permission: 'themes.read-proposal',
  input,
  load,
  decide: (actor, proposal) => (grantOf(actor, proposal) ? allowed() : unknown),
  read: async (db, actor, loaded) => {
    const proposal = present(loaded);
    return { proposal, confirmers: await listConfirmers(db, proposal), isSecond: isSecond(actor, proposal) };
  },
});

/** The second person says yes: only now the theme is ticked, or the rule switched off. */
export const confirmProposal = useCase({
  permission: 'themes.confirm-proposal',
  input,
  load,
  decide: secondDecides,
  run: async (tx, actor, loaded): Promise<{ result: DecideOutcome; audit: AuditEntry[] }> => {
    const proposal = present(loaded);
    const { rows } = await sql<{ done: boolean }>`select app.confirm_proposal(${proposal.id}) as done`.execute(tx);
    if (!rows[0]?.done) return { result: { kind: 'closed', proposal }, audit: [] };
    await mailProposer(tx, proposal);
    const restsOnGrant = grantOf(actor, proposal)?.id ?? null;
    const entries = [decided('confirm-proposal', proposal, 'confirmed', null), done(proposal)];
    return { result: { kind: 'confirmed', proposal }, audit: entries.map((entry) => ({ ...entry, restsOnGrant })) };
  },
});

/** The second person says no, with a reason that the proposer reads. */
export const refuseProposal = useCase({
  permission: 'themes.refuse-proposal',
  input: refusal,
  load,
  decide: secondDecides,
  run: async (tx, actor, loaded, { reason }): Promise<{ result: DecideOutcome; audit: AuditEntry[] }> => {
    const proposal = present(loaded);
    if (proposal.state !== 'open') return { result: { kind: 'closed', proposal }, audit: [] };
    if (reason === '') return { result: { kind: 'reason-missing', proposal }, audit: [] };
    await close(tx, proposal, { state: 'refused', by: actor.personId, reason });
    await mailProposer(tx, proposal);
    return { result: { kind: 'refused', proposal }, audit: [decided('refuse-proposal', proposal, 'refused', reason)] };
  },
});

/** Who proposed takes it back while nobody has decided. */
export const withdrawProposal = useCase({
  permission: 'themes.withdraw-proposal',
  input,
  load,
  decide: (actor, proposal) =>
    proposal?.proposedBy === actor.personId ? allowed(grantOf(actor, proposal)?.id) : unknown,
  run: async (tx, _actor, loaded): Promise<{ result: DecideOutcome; audit: AuditEntry[] }> => {
    const proposal = present(loaded);
    if (proposal.state !== 'open') return { result: { kind: 'closed', proposal }, audit: [] };
    await close(tx, proposal, { state: 'withdrawn', by: null, reason: null });
    const audit = [decided('withdraw-proposal', proposal, 'withdrawn', null)];
    return { result: { kind: 'withdrawn', proposal }, audit };
  },
});

function secondDecides(actor: Actor, proposal: Proposal | undefined): Verdict {
  const grant = grantOf(actor, proposal);
  return proposal && grant && isSecond(actor, proposal) ? allowed(grant.id) : unknown;
}

const grantOf = (actor: Actor, proposal: Proposal | undefined) =>
  proposal && overseeingGrant(actor, proposal.organisationId, proposal.boardId);

function present(proposal: Proposal | undefined): Proposal {
  if (!proposal) throw new Error('an unknown proposal was refused before');
  return proposal;
}

interface Closing {
  state: 'refused' | 'withdrawn';
  by: string | null;
  reason: string | null;
}

async function close(tx: Tx, proposal: Proposal, { state, by, reason }: Closing): Promise<void> {
  const { rows } = await sql`
    update theme_proposals set state = ${state}, decided_at = now(), decided_by = ${by}, decision_reason = ${reason}
    where id = ${proposal.id} and state = 'open'
    returning id`.execute(tx);
  if (rows.length === 0) throw new Conflict();
}

function decided(action: string, proposal: Proposal, state: string, reason: string | null): AuditEntry {
  const { id: subjectId, organisationId } = proposal;
  return {
    action,
    subjectKind: 'theme-proposal',
    subjectId,
    organisationId,
    before: { state: 'open' },
    after: { state },
    reason,
  };
}

// The tick as the log keeps every tick, so that replaying it rebuilds the same (R25).
function done({ organisationId, levelId, themeId, personId, grantId }: Proposal): AuditEntry {
  if (levelId === null || themeId === null || personId === null)
    return {
      action: 'switch-off-second-person',
      subjectKind: 'second-person',
      subjectId: String(organisationId),
      organisationId,
      after: { state: 'off' },
    };
  return auditOfTick({ institutionId: organisationId, levelId, themeId, personId }, true, grantId);
}
