import { perform, useCase } from '#access/use-case.ts';
import { NotFound } from '#access/refusals.ts';
import { decided, loadSubject, present, verdictOf } from '#apps/rights/commands/decide-request.ts';
import { nameDeputy, nameInput, type NameOutcome } from '#apps/rights/deputies/name-deputy.ts';
import { requestInput } from '#apps/rights/inputs.ts';
import { listGrantsOf } from '#apps/rights/queries/grants.ts';
import { closeRequest } from '#apps/rights/request-store.ts';
import type { AuditEntry } from '#platform/audit.ts';

/** `decided`: somebody was first; what he decided stays (R28). */
export type ApproveDeputyOutcome = NameOutcome | { kind: 'decided' | 'more-than-asked' };

/** Names the deputy who was asked for, in what was asked or less: by the very use case that names one, so by all its rules (R28). */
export const approveDeputy = useCase({
  permission: 'rights:approve-deputy',
  input: nameInput.and(requestInput),
  load: loadSubject,
  decide: verdictOf,
  run: async (tx, actor, loaded, wish): Promise<{ result: ApproveDeputyOutcome; audit: AuditEntry[] }> => {
    const { request } = present(loaded);
    const { deputy } = request;
    if (!deputy || wish.absentId !== request.personId || wish.organisationId !== request.organisationId)
      throw new NotFound();
    const without = (result: ApproveDeputyOutcome) => ({ result, audit: [] });
    if (request.state !== 'open') return without({ kind: 'decided' });
    const held = (await listGrantsOf(tx, [request.organisationId], [request.personId])).get(request.personId) ?? [];
    const chosen = held.filter(({ id }) => wish.grantIds.includes(id));
    const isMore =
      wish.from < deputy.from ||
      wish.until > request.until ||
      chosen.some(({ entitlementId }) => !deputy.entitlementIds.includes(entitlementId));
    if (isMore) return without({ kind: 'more-than-asked' });
    const outcome = await perform(nameDeputy, { tx, actor }, wish);
    if (outcome.kind !== 'named') return without(outcome);
    const given = { until: wish.until, contexts: [] };
    await closeRequest(tx, request.id, { state: 'granted', decidedBy: actor.personId, reason: null, ...given });
    const entry = decided('approve-request', request, { state: 'granted', until: wish.until }, null);
    return { result: outcome, audit: [entry] };
  },
});
