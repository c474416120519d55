import { sql } from 'kysely';
import { addDays, addMonths, earliest } from '#apps/rights/period.ts';
import { changeLastDay, grantFacts, insertGrant, withdrawGrants } from '#apps/rights/store.ts';
import { recordAudit, type AuditEntry } from '#platform/audit.ts';
import { brusselsToday } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';

export interface HeadGrantsReport {
  created: number;
  adjusted: number;
  ended: number;
  /** Heads without a running work relation: no right can hang on them. */
  withoutRelation: number;
}

interface HeadRight {
  personId: string;
  institutionId: number;
  workRelationId: string | null;
  entitlementId: string;
  maxMonths: number | null;
  endOffsetDays: number;
  assignmentUntil: string | null;
  /** The automatic right that runs today. */
  grantId: string | null;
  grantFrom: string | null;
  grantUntil: string | null;
  /** Another right of the same kind that runs today: nothing automatic is needed beside it. */
  covered: boolean;
  /** First day of the next right of the same kind: two never overlap. */
  nextFrom: string | null;
}

/** One right, that somebody just switched on or off; the log names him. */
interface Switched {
  entitlementId: string;
  by: Partial<AuditEntry>;
}

/**
 * Makes the automatic rights of heads follow their assignments (R16): they are there while the assignment runs and the institution
 * did not switch them off, end with it, and leave rights given by hand alone. Running it twice changes nothing. As the system, for
 * one institution or for all.
 */
export async function synchroniseHeadGrants(
  tx: Tx,
  institutionId?: number,
  switched?: Switched,
): Promise<HeadGrantsReport> {
  const report: HeadGrantsReport = { created: 0, adjusted: 0, ended: 0, withoutRelation: 0 };
  report.ended = await endWithoutCause(tx, institutionId, switched);
  for (const right of await listHeadRights(tx, institutionId, switched)) {
    if (right.grantId !== null) report.adjusted += await adjust(tx, right, right.grantId, switched);
    else if (right.covered) continue;
    else if (right.workRelationId === null) report.withoutRelation += 1;
    else report.created += await create(tx, right, right.workRelationId, switched);
  }
  return report;
}

async function endWithoutCause(tx: Tx, institutionId?: number, switched?: Switched): Promise<number> {
  const { rows } = await sql<{ id: string; institutionId: number; by: string | null; reason: string | null }>`
    select g.id, g.organisation_id as "institutionId", s.switched_off_by as by, s.reason
    from grants g
    left join switched_off_rights s
      on s.organisation_id = g.organisation_id and s.entitlement_id = g.entitlement_id and s.ended_at is null
    where g.cause = 'automatic' and g.withdrawn_at is null and upper(g.period) > app.today()
      and ${only(sql`g.organisation_id`, institutionId)} and ${only(sql`g.entitlement_id`, switched?.entitlementId)}
      and (s.id is not null or not exists (
        select 1 from head_assignments h
        where h.person_id = g.person_id and h.institution_id = g.organisation_id and h.period @> app.today()))
    order by g.id`.execute(tx);
  for (const { id, institutionId: organisationId, by, reason } of rows) {
    await withdrawGrants(tx, [id], by, reason ?? 'head assignment ended');
    const after = { withdrawn: true };
    await audit(tx, { action: 'end-automatic-grant', subjectId: id, organisationId, after, reason }, switched);
  }
  return rows.length;
}

async function listHeadRights(tx: Tx, institutionId?: number, switched?: Switched): Promise<HeadRight[]> {
  const { rows } = await sql<HeadRight>`
    select h.person_id as "personId", h.institution_id as "institutionId", r.id as "workRelationId",
      e.id as "entitlementId", e.max_months as "maxMonths", e.end_offset_days as "endOffsetDays",
      case when upper_inf(h.period) then null else upper(h.period) - 1 end as "assignmentUntil",
      own.id as "grantId", lower(own.period) as "grantFrom", upper(own.period) - 1 as "grantUntil",
      coalesce(running.id <> own.id, running.id is not null) as covered,
      (select min(lower(g.period)) from grants g
        where g.person_id = h.person_id and g.organisation_id = h.institution_id and g.entitlement_id = e.id
          and g.withdrawn_at is null and g.deputises is null and lower(g.period) > app.today()) as "nextFrom"
    from head_assignments h
    join organisations o on o.id = h.institution_id and o.valid @> app.today()
    cross join entitlements e
    left join grants running on running.person_id = h.person_id and running.organisation_id = h.institution_id
      and running.entitlement_id = e.id and running.withdrawn_at is null and running.deputises is null
      and running.period @> app.today()
    left join grants own on own.id = running.id and own.cause = 'automatic'
    left join lateral (
      select w.id from work_relations w
      where w.person_id = h.person_id and w.period @> app.today() and w.target_group = any (e.target_groups)
        and (w.organisation_id = h.institution_id or w.organisation_id in (
          select b.related_id from organisation_relations b
          where b.organisation_id = h.institution_id and b.kind = 'board' and b.period @> app.today()))
      order by w.organisation_id = h.institution_id desc, upper(w.period) desc limit 1
    ) r on true
    where h.period @> app.today() and e.automatic_for_head
      and e.valid_from <= app.today() and (e.valid_until is null or e.valid_until >= app.today())
      and ${only(sql`h.institution_id`, institutionId)} and ${only(sql`e.id`, switched?.entitlementId)}
      and not exists (
        select 1 from switched_off_rights s
        where s.organisation_id = h.institution_id and s.entitlement_id = e.id and s.ended_at is null)
    order by h.institution_id, h.person_id, e.id`.execute(tx);
  return rows;
}

async function create(tx: Tx, right: HeadRight, workRelationId: string, switched?: Switched): Promise<number> {
  const from = brusselsToday();
  const until = lastDay(right, from);
  const grant = { ...right, workRelationId, organisationId: right.institutionId, from, until, contexts: [] };
  const id = await insertGrant(tx, {
    ...grant,
    cause: 'automatic',
    givenBy: null,
    givenOnGrant: null,
    reason: 'head assignment',
  });
  const { organisationId } = grant;
  await audit(
    tx,
    { action: 'create-automatic-grant', subjectId: id, organisationId, after: grantFacts(grant) },
    switched,
  );
  return 1;
}

async function adjust(tx: Tx, right: HeadRight, grantId: string, switched?: Switched): Promise<number> {
  const until = lastDay(right, right.grantFrom ?? brusselsToday());
  // A right that lies beyond its longest period was stored so by an import; it ends by itself.
  if (until === right.grantUntil || until < brusselsToday()) return 0;
  await changeLastDay(tx, [grantId], until);
  const after = { before: right.grantUntil, until };
  const entry = { action: 'adjust-automatic-grant', subjectId: grantId, organisationId: right.institutionId, after };
  await audit(tx, entry, switched);
  return 1;
}

function lastDay(right: HeadRight, from: string): string {
  const limits = [
    ...(right.assignmentUntil === null ? [] : [right.assignmentUntil]),
    ...(right.nextFrom === null ? [] : [addDays(right.nextFrom, -1)]),
    ...(right.maxMonths === null ? [] : [addDays(addMonths(from, right.maxMonths), -right.endOffsetDays)]),
  ];
  return earliest(limits) ?? addMonths(from, yearsWithoutLimit * 12);
}

// The schema wants an end for every right; one without a limit of its own is renewed by the next run after this long.
const yearsWithoutLimit = 10;

function only(column: ReturnType<typeof sql>, value: number | string | undefined) {
  return value === undefined ? sql`true` : sql`${column} = ${value}`;
}

async function audit(tx: Tx, entry: Omit<AuditEntry, 'subjectKind'>, switched?: Switched): Promise<void> {
  await recordAudit(tx, { actorLabel: 'head-assignments', ...entry, subjectKind: 'grant', ...switched?.by });
}
