import type { Actor } from '#access/actor.ts';
import { NotFound } from '#access/refusals.ts';
import { allowed, ask, perform, unknown, useCase, view, type Verdict } from '#access/use-case.ts';
import { grantRight, previewGrant } from '#apps/rights/commands/grant-right.ts';
import { mailAsker } from '#apps/rights/mails/request-mails.ts';
import { approveInput, refuseInput, requestInput } from '#apps/rights/inputs.ts';
import { portalUser, type Delegation, type GrantObstacle } from '#apps/rights/model.ts';
import { earliest } from '#apps/rights/period.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { findRequest, type AccessRequest } from '#apps/rights/queries/requests.ts';
import { haveHeadAdmin } from '#apps/rights/queries/scope.ts';
import { closeRequest } from '#apps/rights/request-store.ts';
import { decidingGrant } from '#apps/rights/requests.ts';
import { tickTheme } from '#apps/themes/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { sql } from 'kysely';

interface DecideSubject {
  request: AccessRequest;
  delegations: readonly Delegation[];
  hasHeadAdmin: boolean;
  /** Last day of the right that a theme would hang on, where the asker holds it. */
  rightUntil: string | null;
}

/** `decided`: somebody was first; what he decided stays (R28). */
export type ApproveOutcome =
  /** `waits`: a second person still confirms the theme. */
  | { kind: 'approved'; request: AccessRequest; waits: boolean }
  | { kind: 'decided' | 'more-than-asked' | 'exists'; request: AccessRequest }
  | { kind: 'obstacles'; request: AccessRequest; obstacles: readonly GrantObstacle[] };

export type RefuseOutcome = { kind: 'refused' | 'decided' | 'reason-missing'; request: AccessRequest };

/** One request for somebody who may decide about it; also when it has been decided meanwhile. */
export const task = view({
  permission: 'rights:read-task',
  input: requestInput,
  load: loadSubject,
  decide: verdictOf,
  read: async (_db, _actor, subject) => present(subject),
});

/** Gives what was asked, or less: by the very use cases that give a right and tick a theme, so by all their rules (R28). */
export const approveRequest = useCase({
  permission: 'rights:approve-request',
  input: approveInput,
  load: loadSubject,
  decide: verdictOf,
  run: async (tx, actor, loaded, input): Promise<{ result: ApproveOutcome; audit: AuditEntry[] }> => {
    const subject = present(loaded);
    const { request } = subject;
    const without = (result: ApproveOutcome) => ({ result, audit: [] });
    if (request.deputy !== null) throw new NotFound();
    if (request.state !== 'open') return without({ kind: 'decided', request });
    const isMore = input.until > request.until || input.contexts.some((one) => !request.contexts.includes(one));
    if (isMore) return without({ kind: 'more-than-asked', request });
    const wish = needsRight(subject) ? { ...request, ...input, from: actor.today } : null;
    const preview = wish && (await ask(previewGrant, { db: tx, actor }, wish));
    if (preview?.kind === 'exists') return without({ kind: 'exists', request });
    if (preview?.kind === 'obstacles') return without({ kind: 'obstacles', request, obstacles: preview.obstacles });
    // Closed first: the helpdesk that gives an institution its head local administrator sees nothing of it any more.
    const until = wish ? input.until : (earliest([input.until, subject.rightUntil ?? input.until]) ?? input.until);
    const given = { until, contexts: input.contexts };
    await closeRequest(tx, request.id, { state: 'granted', decidedBy: actor.personId, reason: null, ...given });
    await mailAsker(tx, request);
    if (wish) await perform(grantRight, { tx, actor }, { ...wish, key: newId() });
    const waits = await tick({ tx, actor }, request);
    const entry = decided('approve-request', request, { state: 'granted', ...given }, null);
    return { result: { kind: 'approved', request, waits }, audit: [entry] };
  },
});

/** Refuses with a reason, which the asker reads. */
export const refuseRequest = useCase({
  permission: 'rights:refuse-request',
  input: refuseInput,
  load: loadSubject,
  decide: verdictOf,
  run: async (tx, actor, loaded, { reason }): Promise<{ result: RefuseOutcome; audit: AuditEntry[] }> => {
    const { request } = present(loaded);
    if (request.state !== 'open') return { result: { kind: 'decided', request }, audit: [] };
    if (reason === '') return { result: { kind: 'reason-missing', request }, audit: [] };
    const nothing = { until: null, contexts: null };
    await closeRequest(tx, request.id, { state: 'refused', decidedBy: actor.personId, reason, ...nothing });
    await mailAsker(tx, request);
    const entry = decided('refuse-request', request, { state: 'refused' }, reason);
    return { result: { kind: 'refused', request }, audit: [entry] };
  },
});

/** The asker takes the request back while nobody has decided. */
export const withdrawRequest = useCase({
  permission: 'rights:withdraw-request',
  input: requestInput,
  load: (tx, _actor, { requestId }) => findRequest(tx, requestId),
  decide: (actor, request) => (request?.personId === actor.personId ? allowed() : unknown),
  run: async (tx, _actor, request): Promise<{ result: 'withdrawn' | 'decided'; audit: AuditEntry[] }> => {
    if (!request || request.state !== 'open') return { result: 'decided', audit: [] };
    const nothing = { decidedBy: null, reason: null, until: null, contexts: null };
    await closeRequest(tx, request.id, { state: 'withdrawn', ...nothing });
    return { result: 'withdrawn', audit: [decided('withdraw-request', request, { state: 'withdrawn' }, null)] };
  },
});

/** For a theme the right of portal user is given too, where the asker lacks it: the theme hangs on it. */
const needsRight = ({ request, rightUntil }: DecideSubject): boolean => request.themeId === null || rightUntil === null;

/** Answers whether the theme waits for a second person. */
async function tick(as: { tx: Tx; actor: Actor }, request: AccessRequest): Promise<boolean> {
  const { themeId, levelId, personId, organisationId } = request;
  if (themeId === null || levelId === null) return false;
  const outcome = await perform(tickTheme, as, { institutionId: organisationId, levelId, personId, themeId });
  return outcome.kind === 'proposed';
}

export async function loadSubject(db: Db, _actor: Actor, input: { requestId: string }): Promise<DecideSubject | null> {
  const request = await findRequest(db, input.requestId);
  if (!request) return null;
  const heads = await haveHeadAdmin(db, [request.organisationId]);
  const { rows } = await sql<{ until: string }>`
    select upper(period) - 1 as until from active_grants
    where person_id = ${request.personId} and organisation_id = ${request.organisationId} and entitlement_id = ${portalUser}`.execute(
    db,
  );
  const delegations = await listDelegations(db);
  return { request, delegations, hasHeadAdmin: heads.length > 0, rightUntil: rows[0]?.until ?? null };
}

// Who may not decide must not know that somebody asks (R7).
export function verdictOf(actor: Actor, subject: DecideSubject | null): Verdict {
  const restsOn = subject && decidingGrant(actor, subject.request, subject.delegations, subject.hasHeadAdmin);
  return restsOn ? allowed(restsOn.id) : unknown;
}

export function present(subject: DecideSubject | null): DecideSubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}

export function decided(action: string, request: AccessRequest, after: unknown, reason: string | null): AuditEntry {
  return {
    action,
    subjectKind: 'access-request',
    subjectId: request.id,
    organisationId: request.organisationId,
    before: { state: 'open' },
    after,
    reason,
  };
}
