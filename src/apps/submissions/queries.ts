import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { receivingServicesOf, type Actor, type Place } from '#access/actor.ts';
import { listForms } from '#apps/submissions/catalogue.ts';
import type { EventKind, State } from '#apps/submissions/model.ts';
import { formScopesOf } from '#apps/submissions/policy.ts';
import type { Db } from '#platform/db.ts';
import type { FileCheck } from '#platform/files/malware.ts';
import type { FileKind } from '#platform/text/file-kinds.ts';

/** A submission with the names that belong to it. What only a sent one has is null for a draft. */
export interface Submission {
  id: string;
  institutionId: number;
  institutionName: string;
  levelId: number;
  formId: number | null;
  formSlug: string | null;
  formTitle: string | null;
  schoolYear: number;
  state: State;
  begunByName: string;
  begunAt: Date;
  number: number | null;
  sentAt: Date | null;
  serviceId: string | null;
  serviceName: string | null;
  takenUpAt: Date | null;
  handlerId: string | null;
  handlerName: string | null;
  /** Its term is over: files and messages are gone. */
  contentRemovedAt: Date | null;
}

export type SentSubmission = Submission & { number: number; sentAt: Date; formTitle: string; serviceName: string };

export interface SubmissionFile {
  id: string;
  eventId: string | null;
  side: 'sender' | 'service';
  name: string;
  kind: FileKind;
  bytes: number;
  sha256: string;
  checked: FileCheck;
  addedAt: Date;
  removedAt: Date | null;
}

/** Whether a file can be had: no virus was found in it, and its term is not over. */
export const canBeHad = (file: SubmissionFile): boolean => file.checked !== 'refused' && file.removedAt === null;

export interface SubmissionEvent {
  id: string;
  at: Date;
  kind: EventKind;
  personId: string;
  personName: string;
  message: string | null;
  messageRemovedAt: Date | null;
}

export const submissionColumns = sql`
  s.id, s.institution_id as "institutionId", o.name as "institutionName", s.level_id as "levelId", s.form_id as "formId",
  f.slug as "formSlug", f.title as "formTitle", s.school_year as "schoolYear", s.state, s.begun_by_name as "begunByName",
  s.begun_at as "begunAt", s.number, s.sent_at as "sentAt", s.receiving_service_id as "serviceId",
  r.name as "serviceName", s.taken_up_at as "takenUpAt", s.handler_id as "handlerId", s.handler_name as "handlerName",
  s.content_removed_at as "contentRemovedAt"`;

export const submissionsWithNames = sql`
  submissions s
  join organisations o on o.id = s.institution_id
  left join forms f on f.id = s.form_id
  left join receiving_services r on r.id = s.receiving_service_id`;

/** What the actor may read as a sender, at this instant (O14). Nothing held is no rows. */
export async function sentByActor(db: Db, actor: Actor): Promise<RawBuilder<SqlBool>> {
  const unnamed = sql<SqlBool>`s.form_id is null and s.begun_by = ${actor.personId}`;
  return sql<SqlBool>`(${await withFormByActor(db, actor)} or ${unnamed})`;
}

/** The same of what has a form, as everything that was sent: each half has its index. */
export async function withFormByActor(db: Db, actor: Actor): Promise<RawBuilder<SqlBool>> {
  const institutions = [...actor.reach.institutions];
  const scopes = formScopesOf(actor, await listForms(db));
  return sql<SqlBool>`(s.institution_id = any (${institutions}::int[]) or s.form_scope = any (${scopes}::int[]))`;
}

/** What the actor may read as a worker of a receiving service (O19). */
export function receivedByActor(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(s.receiving_service_id = any (${receivingServicesOf(actor)}::text[]) and s.state not in ('draft', 'withdrawn'))`;
}

export async function findSubmission(
  db: Db,
  id: string,
  visible: RawBuilder<SqlBool>,
): Promise<Submission | undefined> {
  const { rows } = await sql<Submission>`
    select ${submissionColumns} from ${submissionsWithNames} where s.id = ${id} and ${visible}`.execute(db);
  return rows[0];
}

/** The day on which a draft (as `s`) goes when nothing is added to it any more. */
export const draftEndsOn = sql`(
  (greatest(s.begun_at, (select max(x.added_at) from submission_files x where x.submission_id = s.id)) at time zone 'Europe/Brussels')::date
  + (select t.draft_days from submission_terms t where t.from_school_year <= s.school_year order by t.from_school_year desc limit 1))`;

export interface Draft extends Submission {
  files: number;
  endsOn: string;
}

/** Drafts of a place that the actor shares in, newest first. */
export async function listDrafts(db: Db, actor: Actor, place: Place): Promise<Draft[]> {
  const { rows } = await sql<Draft>`
    select ${submissionColumns}, (select count(*) from submission_files x where x.submission_id = s.id) as files, ${draftEndsOn} as "endsOn"
    from ${submissionsWithNames}
    where s.institution_id = ${place.institutionId} and s.level_id = ${place.levelId} and s.state = 'draft'
      and ${await sentByActor(db, actor)}
    order by s.begun_at desc, s.id desc
    limit 100`.execute(db);
  return rows;
}

export async function listFiles(db: Db, submissionId: string): Promise<SubmissionFile[]> {
  const { rows } = await sql<SubmissionFile>`
    select id, event_id as "eventId", side, name, kind, bytes, encode(sha256, 'hex') as sha256, checked, added_at as "addedAt",
      removed_at as "removedAt"
    from submission_files where submission_id = ${submissionId} order by id`.execute(db);
  return rows;
}

export async function listEvents(db: Db, submissionId: string): Promise<SubmissionEvent[]> {
  const { rows } = await sql<SubmissionEvent>`
    select id, at, kind, person_id as "personId", person_name as "personName", message,
      message_removed_at as "messageRemovedAt"
    from submission_events where submission_id = ${submissionId} order by at, id`.execute(db);
  return rows;
}
