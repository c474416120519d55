import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, forbidden, unknown, useCase } from '#access/use-case.ts';
import { holds } from '#access/rule.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { findReview } from '#apps/rights/reviews/queries.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { isId } from '#platform/ids.ts';

export type WithdrawOutcome = 'withdrawn' | 'closed' | 'reason-missing';

/** Stops a review: nothing ends because of it any more, what was decided stays. By who may start one. */
export const withdrawReview = useCase({
  permission: 'rights:withdraw-review',
  input: z.object({
    reviewId: z.string().refine((text): boolean => isId(text)),
    reason: z.string().trim().max(longestReason),
  }),
  load: (tx, _actor, { reviewId }) => findReview(tx, reviewId),
  decide: (_actor, review) => {
    if (!review) return unknown;
    return review.leads ? allowed() : forbidden(holds(headAdmin), review.organisationId);
  },
  run: async (tx, actor, review, { reason }): Promise<{ result: WithdrawOutcome; audit: AuditEntry[] }> => {
    if (!review || review.state !== 'running') return { result: 'closed', audit: [] };
    if (reason === '') return { result: 'reason-missing', audit: [] };
    await sql`
      update review_campaigns set state = 'withdrawn', closed_at = now(), closed_by = ${actor.personId}, closed_reason = ${reason}
      where id = ${review.id} and state = 'running'`.execute(tx);
    const entry: AuditEntry = {
      action: 'withdraw-review',
      subjectKind: 'review',
      subjectId: review.id,
      organisationId: review.organisationId,
      before: { state: 'running', until: review.endsOn },
      after: { state: 'withdrawn' },
      reason,
    };
    return { result: 'withdrawn', audit: [entry] };
  },
});
