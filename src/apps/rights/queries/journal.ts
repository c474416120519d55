import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { allowed, deputyLabel, unknown, view } from '#access/use-case.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import { listOrganisations, type Organisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

/** One event of the audit log, with the names that its reader may see. */
export interface JournalEvent {
  id: string;
  /** YYYY-MM-DD HH:MM:SS in Brussels. */
  at: string;
  actorKind: 'person' | 'service' | 'system' | 'door';
  actorLabel: string;
  actor: string | null;
  /** Whom the actor replaced, where he acted as a deputy. */
  deputyFor: string | null;
  actingFor: string | null;
  action: string;
  /** Who took over, in an event that names two people. */
  successor: string | null;
  subjectKind: string;
  /** The person whom it is about, where there is one and he is in sight. */
  subject: string | null;
  subjectPersonId: string | null;
  /** The right that changed, by name. */
  right: string | null;
  /** Where it is about a document that the reader may open. */
  documentId: string | null;
  documentTitle: string | null;
  organisationId: number;
  organisationName: string;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  reason: string | null;
  restsOn: string | null;
}

// What two people decide together is told to whoever manages the rights, as each step of it is (R9, R25).
const ofTwoPeople = sql`e.subject_kind in ('theme-proposal', 'second-person')`;

/** Which events belong together for a reader. `other` is everything that no kind names. */
export const journalKinds = {
  rights: sql`(e.subject_kind in ('grant', 'work-relation', 'head-assignment', 'automatic-right', 'invitation', 'review', 'handover',
    'deputyship', 'merger', 'rescue', 'held-endings') or e.action = 'register-person')`,
  themes: sql`(e.action in ('tick-theme', 'untick-theme') or ${ofTwoPeople})`,
  requests: sql`e.subject_kind = 'access-request'`,
  readings: sql`e.action in ('open-document', 'download-document')`,
  sending: sql`e.subject_kind = 'submission'`,
  deliveries: sql`e.action in ('deliver-document', 'move-document-away')`,
} as const;

export type JournalKind = keyof typeof journalKinds | 'other';

const day = z.iso.date();
const input = z.object({
  organisationId: z.number().int().positive().optional(),
  personId: z
    .string()
    .refine((text): boolean => isId(text))
    .optional(),
  kind: z.enum(['rights', 'themes', 'requests', 'readings', 'sending', 'deliveries', 'other']).optional(),
  from: day.optional(),
  until: day.optional(),
  /** The event after which the page starts. */
  after: z
    .string()
    .refine((text): boolean => isId(text))
    .optional(),
  limit: z.number().int().positive().max(20_000),
});

export type JournalQuestion = z.input<typeof input>;

export interface Journal {
  organisations: readonly Organisation[];
  events: readonly JournalEvent[];
  hasMore: boolean;
}

/**
 * Logboek: what happened at the institutions an actor manages, the newest first (R25). Ticks, readings and what was sent are told
 * to portal administrators alone (TH-7).
 */
export const journal = view({
  permission: 'rights:read-journal',
  input,
  load: async (_db, actor) => managedOrganisations(actor),
  decide: (_actor, managed, { organisationId }) =>
    organisationId === undefined || managed.includes(organisationId) ? allowed() : unknown,
  read: async (db, actor, managed, asked): Promise<Journal> => {
    const organisationIds = asked.organisationId === undefined ? managed : [asked.organisationId];
    const events = await listEvents(db, { organisationIds, administered: actor.reach.institutions }, asked);
    return {
      organisations: await listOrganisations(db, managed),
      events: events.slice(0, asked.limit),
      hasMore: events.length > asked.limit,
    };
  },
});

type Asked = z.output<typeof input>;

/**
 * Each institution's newest are read from the index apart: one of sixty with little would make the others wait. Names are looked up for the
 * page alone, by ids that were read out before: behind the wall, an index answers no condition that still has a text to read.
 */
async function listEvents(
  db: Db,
  { organisationIds, administered }: { organisationIds: readonly number[]; administered: readonly number[] },
  asked: Asked,
): Promise<JournalEvent[]> {
  const most = asked.limit + 1;
  const events = sql`select e.id, e.at from audit_events e
    where (e.organisation_id = any (${[...administered]}::integer[])
        or ${journalKinds.rights} or ${journalKinds.requests} or ${ofTwoPeople})
      and ${conditionOf(asked)}`;
  const mine = sql`${[...organisationIds]}::integer[]`;
  const found =
    asked.personId === undefined
      ? sql`unnest(${mine}) as mine (id)
          cross join lateral (${events} and e.organisation_id = mine.id order by e.at desc, e.id desc limit ${most})`
      : sql`(${events} and e.organisation_id = any (${mine}) and ${tellsOf(asked.personId)})`;
  const { rows } = await sql<JournalEvent>`
    with newest_ids as materialized (
      select e.id from ${found} e order by e.at desc, e.id desc limit ${most}
    ), newest as materialized (
      select e.*, ${idIn(sql`e.subject_id`)} as subject_uuid,
        ${idIn(sql`e.person`)} as told_person_id, ${idIn(sql`e.successor`)} as successor_id,
        ${idIn(sql`substr(e.actor_label, ${deputyLabel.length + 1})`)} as replaced_id
      from audit_events e where e.id in (select n.id from newest_ids n)
    )
    select e.id, to_char(e.at at time zone 'Europe/Brussels', 'YYYY-MM-DD HH24:MI:SS') as at, e.actor_kind as "actorKind",
      e.actor_label as "actorLabel", actor.given_name || ' ' || actor.family_name as actor,
      replaced.given_name || ' ' || replaced.family_name as "deputyFor", acting.name as "actingFor",
      e.action, e.subject_kind as "subjectKind", 
      coalesce(subject.given_name || ' ' || subject.family_name, invited.given_name || ' ' || invited.family_name) as subject,
      subject.id as "subjectPersonId", successor.given_name || ' ' || successor.family_name as successor,
      coalesce(entitlement.name, told.name, wanted.name) as "right", d.id as "documentId", d.title as "documentTitle",
      e.organisation_id as "organisationId", o.name as "organisationName", e.before,
      -- Which themes went along is a tick like any other.
      case when e.organisation_id = any (${[...administered]}::integer[]) then e.after else e.after - 'themes' end as after, e.reason, resting.name as "restsOn"
    from newest e
    join organisations o on o.id = e.organisation_id
    left join persons actor on actor.id = e.actor_person_id
    left join organisations acting on acting.id = e.acting_for and acting.id <> e.organisation_id
    left join grants g on g.id = case when e.subject_kind = 'grant' then e.subject_uuid end
    left join entitlements entitlement on entitlement.id = g.entitlement_id
    left join entitlements told on told.id = e.after ->> 'entitlement'
    left join access_requests asked on asked.id = case when e.subject_kind = 'access-request' then e.subject_uuid end
    left join entitlements wanted on wanted.id = asked.entitlement_id
    left join invitations invited on invited.id = case when e.subject_kind = 'invitation' then e.subject_uuid end
    left join theme_proposals proposed on proposed.id = case when e.subject_kind = 'theme-proposal' then e.subject_uuid end
    left join persons subject on subject.id = case
      when e.subject_kind = 'grant' then g.person_id
      when e.subject_kind = 'access-request' then asked.person_id
      when e.subject_kind = 'theme-proposal' then proposed.person_id
      when e.subject_kind in ('person', 'head-assignment') then e.subject_uuid
      else e.told_person_id end
    left join persons replaced on replaced.id = e.replaced_id
    left join persons successor on successor.id = e.successor_id
    left join documents d on d.id = case when e.subject_kind = 'document' then e.subject_uuid end
    left join grants basis on basis.id = e.rests_on_grant
    left join entitlements resting on resting.id = basis.entitlement_id
    order by e.at desc, e.id desc`.execute(db);
  return rows;
}

/** An event tells ids as text; compared as ids, so that the indexes answer. */
const idIn = (text: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${text})::uuid end`;

function conditionOf({ kind, from, until, after }: Asked): RawBuilder<unknown> {
  const parts = [
    ...(kind === undefined ? [] : [kindOf(kind)]),
    ...(from === undefined ? [] : [sql`e.at >= ${from}::date::timestamp at time zone 'Europe/Brussels'`]),
    ...(until === undefined ? [] : [sql`e.at < (${until}::date + 1)::timestamp at time zone 'Europe/Brussels'`]),
    ...(after === undefined
      ? []
      : [sql`(e.at, e.id) < (select last.at, last.id from audit_events last where last.id = ${after})`]),
  ];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

/** What a person did, and what is told of him: each found by an index of its own. */
const tellsOf = (personId: string): RawBuilder<unknown> => sql`(
  e.actor_person_id = ${personId} or e.person = ${personId} or e.successor = ${personId}
  or e.subject_id = any (array(
    select ${personId}
    union all select g.id::text from grants g where g.person_id = ${personId}
    union all select q.id::text from access_requests q where q.person_id = ${personId}
    union all select p.id::text from theme_proposals p where p.person_id = ${personId})))`;

const kindOf = (kind: JournalKind): RawBuilder<unknown> =>
  kind === 'other' ? sql`not (${sql.join(Object.values(journalKinds), sql` or `)})` : sql`(${journalKinds[kind]})`;
