import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, unknown, useCase } from '#access/use-case.ts';
import { endObstacle, type StartObstacle } from '#apps/rights/reviews/rules.ts';
import { listReviewable, type Reviewable } from '#apps/rights/reviews/queries.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export type StartOutcome =
  | { kind: 'started'; reviewIds: readonly string[]; running: readonly Reviewable[] }
  | { kind: 'again' }
  | { kind: 'obstacle'; obstacle: StartObstacle };

const input = z.object({
  organisationIds: z.array(z.number().int().positive()).min(1).max(500),
  endsOn: z.iso.date(),
  key: z.uuid(),
});

/** Starts the yearly review of one institution, or of several of a board: by a head local administrator of it or of its board. */
export const startReview = useCase({
  permission: 'rights:start-review',
  input,
  load: async (tx, actor, { organisationIds }) => {
    const chosen = new Set(organisationIds);
    const led = (await listReviewable(tx, actor)).filter(({ id }) => chosen.has(id));
    return led.length === chosen.size ? led : null;
  },
  // An institution that the actor does not lead answers like one that does not exist (R7).
  decide: (_actor, led) => (led ? allowed() : unknown),
  run: async (tx, actor, led, { endsOn, key }): Promise<{ result: StartOutcome; audit: AuditEntry[] }> => {
    const without = (result: StartOutcome) => ({ result, audit: [] });
    if (await findFormOutcome(tx, key, actor.personId)) return without({ kind: 'again' });
    const free = (led ?? []).filter(({ isRunning }) => !isRunning);
    const obstacle = endObstacle(actor.today, endsOn);
    if (obstacle) return without({ kind: 'obstacle', obstacle });
    if (free.length === 0) return without({ kind: 'obstacle', obstacle: { kind: 'running-already' } });
    const started: { id: string; organisationId: number; rights: number }[] = [];
    for (const { id: organisationId } of free)
      started.push({ organisationId, ...(await begin(tx, { organisationId, startedBy: actor.personId, endsOn })) });
    await rememberFormOutcome(tx, key, actor.personId, 'started');
    return {
      result: {
        kind: 'started',
        reviewIds: started.map(({ id }) => id),
        running: (led ?? []).filter(({ isRunning }) => isRunning),
      },
      audit: started.map(({ id, organisationId, rights }) => ({
        action: 'start-review',
        subjectKind: 'review',
        subjectId: id,
        organisationId,
        after: { until: endsOn, rights },
      })),
    };
  },
});

async function begin(
  tx: Tx,
  review: { organisationId: number; startedBy: string; endsOn: string },
): Promise<{ id: string; rights: number }> {
  const { id } = await tx
    .insertInto('review_campaigns')
    .values({ organisation_id: review.organisationId, started_by: review.startedBy, ends_on: review.endsOn })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { rows } = await sql<{ n: number }>`select app.fill_review(${id}) as n`.execute(tx);
  await sql`select app.mail_reviewers(${id})`.execute(tx);
  return { id, rights: rows[0]?.n ?? 0 };
}
