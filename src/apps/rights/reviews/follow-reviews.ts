import { sql } from 'kysely';
import { leavesNoHead } from '#apps/rights/policy.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { listAbove } from '#apps/rights/mails/follow-requests.ts';
import { noticeDays } from '#apps/rights/reviews/rules.ts';
import { queueReviewMail, type ReviewMail } from '#apps/rights/reviews/review-mails.ts';
import { changeLastDay, withdrawGrants } from '#apps/rights/store.ts';
import { recordAudit } from '#platform/audit.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';

interface Running {
  id: string;
  organisationId: number;
  organisationIsOpen: boolean;
  endsOn: string;
  total: number;
  reviewed: number;
}

const reason = 'yearly review: not confirmed';

/** Tells holders and reviewers in time, ends what nobody confirmed, and closes what is done; run it as the system every day. */
export async function followReviews(tx: Tx): Promise<{ told: number; lapsed: number; kept: number; finished: number }> {
  const { rows } = await sql<Running>`
    select c.id, c.organisation_id as "organisationId", o.valid @> app.today() as "organisationIsOpen", c.ends_on as "endsOn",
      x.total, x.reviewed
    from review_campaigns c join organisations o on o.id = c.organisation_id cross join lateral app.review_progress(c.id) x
    where c.state = 'running'
    order by c.started_at`.execute(tx);
  const today = brusselsToday();
  const report = { told: 0, lapsed: 0, kept: 0, finished: 0 };
  for (const review of rows) {
    const isDue = review.endsOn <= today;
    if (!isDue && review.reviewed < review.total) {
      report.told += await notify(tx, review, today);
      continue;
    }
    const { lapsed, kept } = await lapse(tx, review, today);
    await finish(tx, review);
    report.lapsed += lapsed;
    report.kept += kept;
    report.finished += 1;
  }
  return report;
}

/** The nearest threshold that is reached, once: a job that did not run for a while tells of the last one only. */
async function notify(tx: Tx, { id, endsOn }: Running, today: string): Promise<number> {
  const threshold = noticeDays.findLast((days) => addDays(today, days) >= endsOn);
  if (threshold === undefined) return 0;
  const { rows } = await sql`
    insert into review_notices (campaign_id, threshold) values (${id}, ${threshold})
    on conflict do nothing returning threshold`.execute(tx);
  if (rows.length === 0) return 0;
  const reviewers = await listReviewers(tx, id);
  const holders = await listHolders(tx, id, 'open');
  await tell(tx, { campaign: id, about: 'reminder', once: `reminder-${threshold}` }, reviewers);
  await tell(tx, { campaign: id, about: 'holder', once: `holder-${threshold}` }, holders);
  return reviewers.length + holders.length;
}

/** Each mail goes once per person, review and `once`. */
interface Telling {
  campaign: string;
  about: ReviewMail;
  once: string;
}

async function tell(tx: Tx, telling: Telling, people: readonly string[]): Promise<void> {
  for (const personId of people) await queueReviewMail(tx, { ...telling, personId });
}

async function listReviewers(tx: Tx, campaign: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from app.reviewers_of(${campaign})`.execute(tx);
  return rows.map(({ id }) => id);
}

async function listHolders(tx: Tx, campaign: string, verdict: 'open' | 'lapsed'): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct g.person_id as id from review_items i join grants g on g.id = i.grant_id
    where i.campaign_id = ${campaign} and i.verdict = ${verdict} and g.withdrawn_at is null and upper(g.period) > app.today()
    order by 1`.execute(tx);
  return rows.map(({ id }) => id);
}

interface Unjudged {
  id: string;
  personId: string;
  organisationId: number;
  entitlementId: string;
  from: string;
  until: string;
  active: boolean;
}

/** Ends what nobody confirmed and does not end with this day by itself; the last head local administrator stays, and that is told aloud (R8). */
async function lapse(tx: Tx, review: Running, today: string): Promise<{ lapsed: number; kept: number }> {
  const { rows } = await sql<Unjudged>`
    select g.id, g.person_id as "personId", g.organisation_id as "organisationId", g.entitlement_id as "entitlementId", lower(g.period) as "from",
      upper(g.period) - 1 as until, exists (select 1 from active_grants a where a.id = g.id) as active
    from review_items i join grants g on g.id = i.grant_id
    where i.campaign_id = ${review.id} and i.verdict = 'open' and g.withdrawn_at is null and upper(g.period) - 1 > app.today()
    order by g.id`.execute(tx);
  const facts = { ...review, otherHeadsUntil: await listOtherHeads(tx, review, rows) };
  const lastDay = today;
  const isLast = (grant: Unjudged): boolean => grant.active && leavesNoHead(grant, addDays(lastDay, 1), facts);
  const kept = rows.filter(isLast);
  const lapsed = rows.filter((grant) => !isLast(grant));
  await end(tx, lapsed, lastDay);
  await judge(tx, review.id, lapsed, 'lapsed');
  await judge(tx, review.id, kept, 'kept');
  const holders = await listHolders(tx, review.id, 'lapsed');
  await tell(tx, { campaign: review.id, about: 'lapsed', once: 'lapsed' }, holders);
  if (kept.length > 0) await raiseAlarm(tx, review, kept);
  return { lapsed: lapsed.length, kept: kept.length };
}

async function end(tx: Tx, grants: readonly Unjudged[], lastDay: string): Promise<void> {
  const shortened = grants.filter(({ from, until }) => from <= lastDay && until > lastDay);
  const neverBegun = grants.filter(({ from }) => from > lastDay);
  await changeLastDay(
    tx,
    shortened.map(({ id }) => id),
    lastDay,
  );
  await withdrawGrants(
    tx,
    neverBegun.map(({ id }) => id),
    null,
    reason,
  );
  for (const grant of shortened) await record(tx, grant, 'end-grant', { until: lastDay });
  for (const grant of neverBegun) await record(tx, grant, 'withdraw-grant', { withdrawn: true });
}

/** Last days of the active head local administrators that the review does not end. */
async function listOtherHeads(tx: Tx, review: Running, grants: readonly Unjudged[]): Promise<string[]> {
  const { rows } = await sql<{ until: string }>`
    select upper(a.period) - 1 as until from active_grants a
    where a.organisation_id = ${review.organisationId} and a.entitlement_id = ${headAdmin}
      and a.id <> all (${grants.map(({ id }) => id)}::uuid[])`.execute(tx);
  return rows.map(({ until }) => until);
}

async function judge(tx: Tx, campaign: string, grants: readonly Unjudged[], verdict: 'lapsed' | 'kept'): Promise<void> {
  await sql`
    update review_items set verdict = ${verdict}, decided_at = now()
    where campaign_id = ${campaign} and grant_id = any (${grants.map(({ id }) => id)}::uuid[]) and verdict = 'open'`.execute(
    tx,
  );
}

async function raiseAlarm(tx: Tx, review: Running, kept: readonly Unjudged[]): Promise<void> {
  for (const grant of kept) await record(tx, grant, 'keep-last-head-admin', { reviewed: false });
  const { rows } = await sql<{ id: string }>`
    select distinct a.person_id as id from active_grants a
    where a.organisation_id = ${review.organisationId} and a.entitlement_id = ${headAdmin}`.execute(tx);
  const people = new Set([...rows.map(({ id }) => id), ...(await listAbove(tx, review.organisationId))]);
  await tell(tx, { campaign: review.id, about: 'kept', once: 'kept' }, [...people]);
}

function record(tx: Tx, grant: Unjudged, action: string, after: unknown): Promise<void> {
  return recordAudit(tx, {
    actorLabel: 'review',
    action,
    subjectKind: 'grant',
    subjectId: grant.id,
    organisationId: grant.organisationId,
    before: { person: grant.personId, entitlement: grant.entitlementId, from: grant.from, until: grant.until },
    after,
    reason,
  });
}

async function finish(tx: Tx, review: Running): Promise<void> {
  await sql`update review_campaigns set state = 'finished', closed_at = now() where id = ${review.id}`.execute(tx);
  await recordAudit(tx, {
    actorLabel: 'review',
    action: 'finish-review',
    subjectKind: 'review',
    subjectId: review.id,
    organisationId: review.organisationId,
    before: { state: 'running' },
    after: { state: 'finished' },
  });
}
