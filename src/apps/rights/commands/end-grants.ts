import type { Actor } from '#access/actor.ts';
import { useCase, view } from '#access/use-case.ts';
import { chosenInput, endInput } from '#apps/rights/inputs.ts';
import type { EndMode, EndObstacle } from '#apps/rights/model.ts';
import { managingGrant, mayEnd } from '#apps/rights/policy.ts';
import {
  listHeadsBeside,
  loadChosen,
  verdictOnChosen,
  type ChosenGrant,
  type ChosenGrants,
} from '#apps/rights/queries/chosen-grants.ts';
import { changeLastDay, findFormOutcome, rememberFormOutcome, withdrawGrants } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db } from '#platform/db.ts';

interface EndSubject extends ChosenGrants {
  /** Last days of the heads that stay, per organisation. */
  heads: ReadonlyMap<number, readonly string[]>;
}

/** A right, and what stands in the way of ending it in each of the two ways. */
export interface EndableGrant {
  grant: ChosenGrant;
  today: EndObstacle | undefined;
  atOnce: EndObstacle | undefined;
}

/** All or nothing: what one of them cannot, none does (R26). `again`: the same form was sent before. */
export type EndOutcome =
  | { kind: 'ended'; grants: readonly ChosenGrant[] }
  | { kind: 'again' | 'reason-missing' }
  | { kind: 'obstacles'; rows: readonly { grant: ChosenGrant; obstacle: EndObstacle }[] };

/** What would end, and what stands in the way; for the page that asks to confirm. Changes nothing. */
export const previewEnd = view({
  permission: 'rights:preview-end',
  input: chosenInput,
  load: (db, actor, input) => loadSubject(db, actor, input.grantIds),
  decide: verdictOnChosen,
  read: async (_db, actor, subject): Promise<EndableGrant[]> => {
    const known = present(subject);
    return known.grants.map((grant) => ({
      grant,
      today: obstacleOf(actor, known, grant, { mode: 'today' }),
      atOnce: obstacleOf(actor, known, grant, { mode: 'at-once' }),
    }));
  },
});

/** Ends rights today, or withdraws them at once, with a reason; never deletes them (RI-7, rights 6, R8). */
export const endGrants = useCase({
  permission: 'rights:end-grants',
  input: endInput,
  load: (tx, actor, input) => loadSubject(tx, actor, input.grantIds),
  decide: verdictOnChosen,
  run: async (tx, actor, loaded, input): Promise<{ result: EndOutcome; audit: AuditEntry[] }> => {
    const subject = present(loaded);
    if (await findFormOutcome(tx, input.key, actor.personId)) return { result: { kind: 'again' }, audit: [] };
    const rows = subject.grants.flatMap((grant) => {
      const obstacle = obstacleOf(actor, subject, grant, input);
      return obstacle ? [{ grant, obstacle }] : [];
    });
    if (rows.length > 0) return { result: { kind: 'obstacles', rows }, audit: [] };
    if (input.reason === '') return { result: { kind: 'reason-missing' }, audit: [] };
    const { grants } = subject;
    const ids = grants.map((grant) => grant.id);
    const lastDay = lastDayOf(actor, input);
    if (lastDay !== null) await changeLastDay(tx, ids, lastDay);
    else await withdrawGrants(tx, ids, actor.personId, input.reason);
    await rememberFormOutcome(tx, input.key, actor.personId, 'ended');
    return { result: { kind: 'ended', grants }, audit: grants.map((grant) => ended(actor, subject, grant, input)) };
  },
});

async function loadSubject(db: Db, actor: Actor, grantIds: readonly string[]): Promise<EndSubject | null> {
  const chosen = await loadChosen(db, actor, grantIds);
  return chosen && { ...chosen, heads: await listHeadsBeside(db, chosen.grants) };
}

/** When rights end: the day is meant for `later` only. */
interface End {
  mode: EndMode;
  day?: string | undefined;
}

/** The last day that rights keep; null where they end at once. */
function lastDayOf(actor: Actor, { mode, day }: End): string | null {
  if (mode === 'at-once') return null;
  return mode === 'later' ? (day ?? actor.today) : actor.today;
}

function obstacleOf(actor: Actor, subject: EndSubject, grant: ChosenGrant, end: End): EndObstacle | undefined {
  const facts = { ...grant, otherHeadsUntil: subject.heads.get(grant.organisationId) ?? [] };
  const decision = mayEnd(actor, { grant, ...end }, subject.delegations, facts);
  return decision.decision === 'obstacle' ? decision.obstacle : undefined;
}

function present(subject: EndSubject | null): EndSubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}

function ended(
  actor: Actor,
  { delegations }: EndSubject,
  grant: ChosenGrant,
  input: End & { reason: string },
): AuditEntry {
  const until = lastDayOf(actor, input);
  return {
    action: until === null ? 'withdraw-grant' : 'end-grant',
    subjectKind: 'grant',
    subjectId: grant.id,
    organisationId: grant.organisationId,
    restsOnGrant: managingGrant(actor, grant, delegations)?.id ?? null,
    before: { person: grant.personId, entitlement: grant.entitlementId, from: grant.from, until: grant.until },
    after: until === null ? { withdrawn: true } : { until },
    reason: input.reason,
  };
}
