import { sql } from 'kysely';
import { Conflict } from '#access/refusals.ts';
import type { AskInput } from '#apps/rights/inputs.ts';
import { mailAsker } from '#apps/rights/mails/request-mails.ts';
import type { RequestState } from '#apps/rights/model.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export async function insertRequest(tx: Tx, personId: string, input: AskInput): Promise<string> {
  const { id } = await tx
    .insertInto('access_requests')
    .values({
      person_id: personId,
      organisation_id: input.organisationId,
      entitlement_id: input.entitlementId,
      theme_id: input.theme?.themeId ?? null,
      level_id: input.theme?.levelId ?? null,
      contexts: input.contexts,
      until: input.until,
      reason: input.reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Why requests close by themselves, as the log keeps it. */
const relationEnded = 'the relation ended';

/** Closes the open requests that no relation carries any more, tells who asked, and answers what is to be noted (R13). */
export async function closeRequestsOfLeavers(tx: Tx, personId: string | null): Promise<AuditEntry[]> {
  const { rows } = await sql<{ id: string; personId: string; organisationId: number }>`
    select request_id as id, person_id as "personId", organisation_id as "organisationId"
    from app.close_requests_of_leavers(${personId}, ${relationEnded})
    order by 1`.execute(tx);
  for (const request of rows) await mailAsker(tx, request);
  return rows.map(({ id, organisationId }) => ({
    actorLabel: 'follow-requests',
    action: 'close-request',
    subjectKind: 'access-request',
    subjectId: id,
    organisationId,
    before: { state: 'open' },
    after: { state: 'closed' },
    reason: relationEnded,
  }));
}

export interface Closing {
  state: Exclude<RequestState, 'open'>;
  decidedBy: string | null;
  reason: string | null;
  until: string | null;
  contexts: readonly string[] | null;
}

/** Closes an open request; what somebody closed before stays as it is (R28). */
export async function closeRequest(tx: Tx, requestId: string, closing: Closing): Promise<void> {
  const { rows } = await sql`
    update access_requests set state = ${closing.state}, decided_at = now(), decided_by = ${closing.decidedBy},
      decision_reason = ${closing.reason}, given_until = ${closing.until},
      given_contexts = ${closing.contexts === null ? null : [...closing.contexts]}::text[]
    where id = ${requestId} and state = 'open'
    returning id`.execute(tx);
  if (rows.length === 0) throw new Conflict();
}
