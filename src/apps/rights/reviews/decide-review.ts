import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { ask, perform, unknown, useCase } from '#access/use-case.ts';
import { endGrants, previewEnd } from '#apps/rights/commands/end-grants.ts';
import { chosenInput, longestReason } from '#apps/rights/inputs.ts';
import type { EndMode, EndObstacle } from '#apps/rights/model.ts';
import {
  loadChosen,
  verdictOnChosen,
  type ChosenGrant,
  type ChosenGrants,
} from '#apps/rights/queries/chosen-grants.ts';
import { awaits } from '#apps/rights/reviews/rules.ts';
import { reviewPage, type ReviewItem, type ReviewSeen } from '#apps/rights/reviews/queries.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';
import { isId, newId } from '#platform/ids.ts';

/** `taken`: somebody else was first; what he decided stays. `obstacles`: nothing was done. */
export type DecideOutcome =
  | { kind: 'decided'; count: number; taken: readonly ReviewItem[] }
  | { kind: 'again' | 'reason-missing' | 'closed' | 'own-admin-right' }
  | { kind: 'obstacles'; rows: readonly { grant: ChosenGrant; obstacle: EndObstacle }[] };

const input = chosenInput.extend({
  reviewId: z.string().refine((text): boolean => isId(text)),
  verdict: z.enum(['confirmed', 'ended']),
  reason: z.string().trim().max(longestReason),
  key: z.uuid(),
});

interface DecideSubject {
  chosen: ChosenGrants;
  seen: ReviewSeen;
  items: readonly ReviewItem[];
}

/** Confirms rights, or ends them by the very command that ends rights elsewhere: by whoever manages them, never one's own administrator right (R3). */
export const decideReview = useCase({
  permission: 'rights:decide-review',
  input,
  load: async (tx, actor, { reviewId, grantIds }): Promise<DecideSubject | null> => {
    const chosen = await loadChosen(tx, actor, grantIds);
    if (!chosen) return null;
    const seen = await ask(reviewPage, { db: tx, actor }, { reviewId });
    const ids = new Set(grantIds);
    const items = seen.items.filter(({ id }) => ids.has(id));
    return items.length === ids.size ? { chosen, seen, items } : null;
  },
  decide: (actor, subject) => (subject ? verdictOnChosen(actor, subject.chosen) : unknown),
  run: async (tx, actor, subject, asked): Promise<{ result: DecideOutcome; audit: AuditEntry[] }> => {
    if (!subject) throw new Error('an unknown subject was refused before');
    const without = (result: DecideOutcome) => ({ result, audit: [] });
    if (await findFormOutcome(tx, asked.key, actor.personId)) return without({ kind: 'again' });
    const { items, seen, chosen } = subject;
    if (items.some((item) => item.isAdmin && item.personId === actor.personId))
      return without({ kind: 'own-admin-right' });
    const open = items.filter((item) => awaits(item, actor));
    if (seen.review.state !== 'running' && open.some(({ verdict }) => verdict === 'open'))
      return without({ kind: 'closed' });
    if (asked.verdict === 'ended' && asked.reason === '') return without({ kind: 'reason-missing' });
    const rights = chosen.grants.filter(({ id }) => open.some((item) => item.id === id));
    const obstacles = asked.verdict === 'ended' ? await end(tx, actor, rights, asked.reason) : [];
    if (obstacles.length > 0) return without({ kind: 'obstacles', rows: obstacles });
    await judge(tx, actor, { ...asked, grantIds: rights.map(({ id }) => id) });
    await rememberFormOutcome(tx, asked.key, actor.personId, 'decided');
    return {
      result: {
        kind: 'decided',
        count: rights.length,
        taken: items.filter((item) => item.verdict !== 'open' && item.verdict !== 'kept'),
      },
      audit:
        asked.verdict === 'confirmed'
          ? rights.map(confirmed)
          : rights.filter(({ until }) => until <= actor.today).map(letEnd(asked.reason)),
    };
  },
});

/** Rights that have begun end today, others never begin; what ends today already needs nothing. */
async function end(
  tx: Tx,
  actor: Actor,
  rights: readonly ChosenGrant[],
  reason: string,
): Promise<{ grant: ChosenGrant; obstacle: EndObstacle }[]> {
  const byMode = Map.groupBy(
    rights.filter(({ until }) => until > actor.today),
    ({ from }): EndMode => (from <= actor.today ? 'today' : 'at-once'),
  );
  const ids = rights.map(({ id }) => id);
  if (ids.length === 0) return [];
  // Judged together: of two heads that go in one stroke neither counts as the one that stays (R8).
  const preview = await ask(previewEnd, { db: tx, actor }, { grantIds: ids });
  const hindered = preview.flatMap(({ grant, today, atOnce }) => {
    const obstacle = grant.from <= actor.today && grant.until > actor.today ? today : atOnce;
    return obstacle && grant.until > actor.today ? [{ grant, obstacle }] : [];
  });
  if (hindered.length > 0) return hindered;
  for (const [mode, grants] of byMode)
    await perform(endGrants, { tx, actor }, { grantIds: grants.map(({ id }) => id), mode, reason, key: newId() });
  return [];
}

async function judge(
  tx: Tx,
  actor: Actor,
  { reviewId, grantIds, verdict }: { reviewId: string; grantIds: readonly string[]; verdict: string },
): Promise<void> {
  const { rows } = await sql`
    update review_items set verdict = ${verdict}, decided_at = now(), decided_by = ${actor.personId}
    where campaign_id = ${reviewId} and grant_id = any (${[...grantIds]}::uuid[]) and verdict in ('open', 'kept')
    returning grant_id`.execute(tx);
  if (rows.length !== grantIds.length) throw new Error('every right that awaits a verdict gets one');
}

const confirmed = (grant: ChosenGrant): AuditEntry => ({
  ...aboutGrant(grant),
  action: 'confirm-grant',
  after: { reviewed: true },
});

/** It ends today by itself: nothing had to be done, but somebody said so (R25). */
const letEnd =
  (reason: string) =>
  (grant: ChosenGrant): AuditEntry => ({
    ...aboutGrant(grant),
    action: 'end-grant',
    after: { until: grant.until },
    reason,
  });

const aboutGrant = ({ id, personId, organisationId, entitlementId, from, until }: ChosenGrant) => ({
  subjectKind: 'grant',
  subjectId: id,
  organisationId,
  before: { person: personId, entitlement: entitlementId, from, until },
});
