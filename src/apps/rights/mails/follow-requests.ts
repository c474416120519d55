import { sql } from 'kysely';
import { adminEntitlements } from '#access/context.ts';
import { mailDeciders, requestComposer } from '#apps/rights/mails/request-mails.ts';
import { closeRequestsOfLeavers } from '#apps/rights/request-store.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';
import { queueMail } from '#platform/mail/queue.ts';

/** Working days after which those who can decide are reminded, and after which the board above is told (RE). */
export const remindAfter = 3;
export const escalateAfter = 5;

/** Closes what nobody can be given any more, reminds and escalates, each once per request and person; run it as the system. */
export async function followRequests(tx: Tx): Promise<{ reminded: number; escalated: number }> {
  await recordAudit(tx, ...(await closeRequestsOfLeavers(tx, null)));
  const { rows } = await sql<{ id: string; organisationId: number; days: number }>`
    select q.id, q.organisation_id as "organisationId",
      app.working_days((q.asked_at at time zone 'Europe/Brussels')::date, app.today()) as days
    from access_requests q
    where q.state = 'open'
    order by q.asked_at`.execute(tx);
  let [reminded, escalated] = [0, 0];
  for (const request of rows) {
    if (request.days >= remindAfter) reminded += await mailDeciders(tx, request.id, 'reminder');
    if (request.days >= escalateAfter) escalated += await mailBoard(tx, request);
  }
  return { reminded, escalated };
}

/** The administrators of the board above; where it has none, the helpdesk. */
async function mailBoard(tx: Tx, request: { id: string; organisationId: number }): Promise<number> {
  let queued = 0;
  for (const personId of await listAbove(tx, request.organisationId)) {
    const isNew = await queueMail(tx, {
      key: `access-request:escalated:${request.id}:${personId}`,
      to: { personId },
      content: { composer: requestComposer, payload: { request: request.id, about: 'escalated' } },
    });
    if (isNew) queued += 1;
  }
  return queued;
}

/** Who is told when an institution does not answer: the administrators of its board; where it has none, the helpdesk. */
export async function listAbove(tx: Tx, organisationId: number): Promise<string[]> {
  const { rows } = await sql<{ personId: string; isBoard: boolean }>`
    select distinct g.person_id as "personId", g.entitlement_id <> 'helpdesk' as "isBoard"
    from active_grants g
    where g.entitlement_id = 'helpdesk' or (
      g.entitlement_id = any (${[...adminEntitlements]}::text[]) and g.organisation_id in (
        select b.related_id from organisation_relations b
        where b.organisation_id = ${organisationId} and b.kind = 'board' and b.period @> app.today()))
    order by 2 desc, 1`.execute(tx);
  const board = rows.filter((one) => one.isBoard);
  return (board.length > 0 ? board : rows).map(({ personId }) => personId);
}
