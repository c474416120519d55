import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db.ts';

export type EventKind = 'right.given' | 'right.changed' | 'right.ended';

/** An event that this process may hand over now, with all that it says. */
export interface ClaimedEvent {
  id: string;
  applicationId: string;
  kind: EventKind;
  /** null: the application does not want to be told any more. */
  url: string | null;
  roles: Readonly<Record<string, string>>;
  personId: string;
  /** As which subjects of our identity provider the person is known. */
  subjects: string[];
  targetGroup: string;
  entitlementId: string;
  organisationId: number;
  contexts: string[];
  firstDay: string;
  lastDay: string;
  queuedAt: Date;
  attempts: number;
  /** Whether the right counts now, as the application was or will be told. */
  counts: boolean;
  secrets: Buffer[];
}

/** How long a claimed event is this process's own. After that another one takes it over, under the same id. */
export const leaseSeconds = 60;

/** Takes events that are due, of each right the oldest only: an application learns of one right in order. */
export async function claimEvents(tx: Tx, issuer: string, most: number): Promise<ClaimedEvent[]> {
  const { rows } = await sql<ClaimedEvent>`
    with mine as (
      update application_events e set due_at = now() + make_interval(secs => ${leaseSeconds})
      where e.id = any (array(
        select d.id from application_events d
        where d.state = 'waiting' and d.due_at <= now() and not exists (
          select 1 from application_events before
          where before.application_id = d.application_id and before.grant_id = d.grant_id and before.state = 'waiting'
            and before.id < d.id)
        order by d.due_at, d.id limit ${most} for update skip locked))
      returning e.*
    )
    select m.id, m.application_id as "applicationId", m.kind, l.webhook_url as url, l.roles, g.person_id as "personId",
      array(select i.subject from identities i where i.person_id = g.person_id and i.issuer = ${issuer} order by 1) as subjects,
      r.target_group as "targetGroup", g.entitlement_id as "entitlementId", g.organisation_id as "organisationId", m.contexts,
      lower(g.period) as "firstDay", m.last_day as "lastDay", m.queued_at as "queuedAt", m.attempts,
      exists (select 1 from application_rights t where t.application_id = m.application_id and t.grant_id = m.grant_id) as counts,
      array(select s.secret_sealed from application_secrets s
        where s.application_id = m.application_id and (s.expires_at is null or s.expires_at > now())
        order by s.made_at desc, s.id desc) as secrets
    from mine m
    join linked_applications l on l.id = m.application_id
    join grants g on g.id = m.grant_id
    join work_relations r on r.id = g.work_relation_id
    order by m.id`.execute(tx);
  return rows;
}

export type Conclusion =
  | { kind: 'sent'; status: number }
  /** What happened since says something else. */
  | { kind: 'superseded' }
  | { kind: 'later' | 'given-up'; status: number | null; problem: string; seconds: number };

export async function concludeEvent(tx: Tx, id: string, conclusion: Conclusion): Promise<void> {
  switch (conclusion.kind) {
    case 'superseded':
      await sql`
        update application_events set state = 'superseded', concluded_at = now()
        where id = ${id} and state = 'waiting'`.execute(tx);
      return;
    case 'sent':
      await sql`
        update application_events
        set state = 'sent', concluded_at = now(), status = ${conclusion.status}, problem = null, attempts = attempts + 1
        where id = ${id} and state = 'waiting'`.execute(tx);
      return;
    case 'given-up':
      await sql`
        update application_events
        set state = 'given-up', concluded_at = now(), status = ${conclusion.status}, problem = ${conclusion.problem}, attempts = attempts + 1
        where id = ${id} and state = 'waiting'`.execute(tx);
      return;
    case 'later':
      await sql`
        update application_events
        set due_at = now() + make_interval(secs => ${conclusion.seconds}), status = ${conclusion.status},
          problem = ${conclusion.problem}, attempts = attempts + 1
        where id = ${id} and state = 'waiting'`.execute(tx);
  }
}

/** Queues what days brought: rights that began or ended without anybody acting (RI-5). Answers how many. */
export async function tellOfDays(tx: Tx): Promise<number> {
  const { rows } = await sql<{ queued: number }>`select app.tell_applications(null) as queued`.execute(tx);
  return rows[0]?.queued ?? 0;
}

/** What is forgotten of events after this; the log keeps the changes themselves. */
const keptDays = 30;

export async function forgetOldEvents(tx: Tx): Promise<void> {
  await sql`delete from application_events where concluded_at < now() - make_interval(days => ${keptDays})`.execute(tx);
  await sql`delete from application_secrets where expires_at < now() - make_interval(days => ${keptDays})`.execute(tx);
}

/** One event as an operator sees it. */
export interface EventState {
  id: string;
  kind: EventKind;
  state: 'waiting' | 'sent' | 'superseded' | 'given-up';
  queuedAt: Date;
  dueAt: Date;
  attempts: number;
  status: number | null;
  problem: string | null;
}

/** The last events of an application, the newest first. */
export async function listEvents(db: Db, applicationId: string, most: number): Promise<EventState[]> {
  const { rows } = await sql<EventState>`
    select id, kind, state, queued_at as "queuedAt", due_at as "dueAt", attempts, status, problem
    from application_events where application_id = ${applicationId} order by id desc limit ${most}`.execute(db);
  return rows;
}
