import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { answeringServicesOf, type Actor } from '#access/actor.ts';
import { readByRight } from '#apps/library/index.ts';
import type { EventKind, Side, State } from '#apps/questions/model.ts';
import type { Db } from '#platform/db.ts';
import type { FileCheck } from '#platform/files/malware.ts';
import type { FileKind } from '#platform/text/file-kinds.ts';

/** A question with the names that belong to it. What only an asked one has is null for a draft. */
export interface Question {
  id: string;
  documentId: string;
  documentTitle: string;
  institutionId: number;
  institutionName: string;
  levelId: number;
  themeId: number;
  themeName: string;
  schoolYear: number;
  confidentiality: 'open' | 'confidential' | 'very-confidential';
  state: State;
  draftText: string | null;
  askedBy: string;
  askedByName: string;
  changedAt: Date;
  number: number | null;
  askedAt: Date | null;
  contactName: string | null;
  /** null: the mailbox of the contact answers by invitation. */
  serviceId: string | null;
  serviceName: string | null;
  /** Since when the service owes an answer. */
  waitingSince: Date | null;
  dueOn: string | null;
  handlerId: string | null;
  handlerName: string | null;
}

export type AskedQuestion = Question & { number: number; askedAt: Date; contactName: string; serviceName: string };

/** A question as a list tells it apart from others. */
export type QuestionInList = AskedQuestion & {
  /** Where it begins; null about confidential documents, for opening those is noted. */
  excerpt: string | null;
};

export interface QuestionFile {
  id: string;
  eventId: string | null;
  side: Side;
  name: string;
  kind: FileKind;
  bytes: number;
  sha256: string;
  checked: FileCheck;
  addedAt: Date;
}

export interface QuestionEvent {
  id: string;
  at: Date;
  side: Side;
  kind: EventKind;
  personId: string;
  personName: string;
  message: string | null;
  serviceName: string | null;
  toServiceName: string | null;
}

export const questionColumns = sql`
  q.id, q.document_id as "documentId", q.document_title as "documentTitle", q.institution_id as "institutionId",
  o.name as "institutionName", q.level_id as "levelId", q.theme_id as "themeId", t.name as "themeName",
  q.school_year as "schoolYear", q.confidentiality, q.state, q.draft_text as "draftText", q.asked_by as "askedBy",
  q.asked_by_name as "askedByName", q.changed_at as "changedAt", q.number, q.asked_at as "askedAt",
  q.contact_name as "contactName", q.service_id as "serviceId", coalesce(r.name, q.contact_name) as "serviceName", q.waiting_since as "waitingSince",
  q.due_on as "dueOn", q.handler_id as "handlerId", q.handler_name as "handlerName"`;

export const mostExcerpt = 120;

export const excerpt = sql`
  case when q.confidentiality = 'open' then (
    select left(e.message, ${mostExcerpt}) from question_events e where e.question_id = q.id and e.kind = 'asked') end as excerpt`;

export const questionsWithNames = sql`
  questions q
  join organisations o on o.id = q.institution_id
  join themes t on t.id = q.theme_id
  left join receiving_services r on r.id = q.service_id`;

/**
 * What the actor reads on the asker's side (P10): threads about documents that he reads by a right of his own at the
 * institution for which was asked, and his own as long as he sees the document, which row-level security judges.
 */
export function askedInSight(actor: Actor): RawBuilder<SqlBool> {
  const { institutions, scopes, themes } = actor.reach;
  // Whoever reads whole themes reads them of every institution; for the others this leads the index. Not `exists`: of that the
  // planner makes a table of all documents.
  const own = [...institutions, ...scopes.map((scope) => Math.floor(scope / 1024))];
  const near = themes.length > 0 ? sql`true` : sql`q.institution_id = any (${[...new Set(own)]}::int[])`;
  return sql<SqlBool>`(
    (${near} and (
      select true from documents d
      where d.id = q.document_id and d.institution_id = q.institution_id and ${readByRight(actor.reach)}))
    or (q.asked_by = ${actor.personId} and exists (select 1 from documents d where d.id = q.document_id)))`;
}

/** What the services for which the actor answers have to answer, or answered. */
export function handledByActor(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(q.service_id = any (${answeringServicesOf(actor)}::text[]) and q.state <> 'draft')`;
}

/** The same with what these services handed over: they still read it. */
export function readByService(actor: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${handledByActor(actor)}
    or (q.former_services && ${answeringServicesOf(actor)}::text[] and q.state <> 'draft'))`;
}

/** What the actor was invited to answer; row-level security judges by the same function. */
export const invitedToAnswer = (): RawBuilder<SqlBool> =>
  sql<SqlBool>`(q.state <> 'draft' and app.is_guest(q.id, q.service_id))`;

/** One question that may be seen; for a draft only by who began it. */
export async function findQuestion(db: Db, id: string, visible: RawBuilder<SqlBool>): Promise<Question | undefined> {
  const { rows } = await sql<Question>`
    select ${questionColumns} from ${questionsWithNames} where q.id = ${id} and ${visible}`.execute(db);
  return rows[0];
}

/** The latest draft of the actor about a document. */
export async function findDraft(db: Db, actor: Actor, documentId: string): Promise<Question | undefined> {
  const { rows } = await sql<Question>`
    select ${questionColumns} from ${questionsWithNames}
    where q.document_id = ${documentId} and q.asked_by = ${actor.personId} and q.state = 'draft'
    order by q.changed_at desc, q.id desc limit 1`.execute(db);
  return rows[0];
}

/** The day on which a draft (as `q`) goes when nothing of it changes any more. */
export const draftEndsOn = sql`(
  (q.changed_at at time zone 'Europe/Brussels')::date
  + (select t.draft_days from question_terms t
     order by t.school_year <= q.school_year desc, abs(t.school_year - q.school_year) limit 1))`;

export interface Draft extends Question {
  endsOn: string;
}

/** Everything that the actor began and did not ask yet, newest first. */
export async function listDrafts(db: Db, actor: Actor): Promise<Draft[]> {
  const { rows } = await sql<Draft>`
    select ${questionColumns}, ${draftEndsOn} as "endsOn" from ${questionsWithNames}
    where q.asked_by = ${actor.personId} and q.state = 'draft' order by q.changed_at desc, q.id desc limit 50`.execute(
    db,
  );
  return rows;
}

/** What was asked about a document before, as far as the actor may read it. */
export async function listAskedAbout(db: Db, actor: Actor, documentId: string): Promise<QuestionInList[]> {
  const { rows } = await sql<QuestionInList>`
    select ${questionColumns}, ${excerpt} from ${questionsWithNames}
    where q.document_id = ${documentId} and q.state <> 'draft' and ${askedInSight(actor)}
    order by q.changed_at desc, q.id desc limit 20`.execute(db);
  return rows;
}

export async function listFiles(db: Db, questionId: string): Promise<QuestionFile[]> {
  const { rows } = await sql<QuestionFile>`
    select id, event_id as "eventId", side, name, kind, bytes, encode(sha256, 'hex') as sha256, checked, added_at as "addedAt"
    from question_files where question_id = ${questionId} order by id`.execute(db);
  return rows;
}

export async function listEvents(db: Db, questionId: string): Promise<QuestionEvent[]> {
  const { rows } = await sql<QuestionEvent>`
    select e.id, e.at, e.side, e.kind, e.person_id as "personId", e.person_name as "personName", e.message,
      r.name as "serviceName", n.name as "toServiceName"
    from question_events e
    left join receiving_services r on r.id = e.service_id
    left join receiving_services n on n.id = e.to_service_id
    where e.question_id = ${questionId} order by e.at, e.id`.execute(db);
  return rows;
}

/** Who answers for the contact of a document: a service, or the mailbox of the contact when nobody said which. */
export interface Answering {
  serviceId: string | null;
  name: string;
  address: string | null;
}

/** Who answers for the contact of a document today; undefined: nobody can be reached (P10). */
export async function findAnswering(db: Db, documentId: string): Promise<Answering | undefined> {
  const { rows } = await sql<Answering>`
    select r.id as "serviceId", coalesce(r.name, d.contact_name) as name, case when r.id is null then d.contact_email end as address
    from documents d
    left join lateral (
      select x.service_id from question_routes x
      where x.delivery_service_id = d.service_id and x.contact in ('', lower(coalesce(d.contact_email, '')))
      order by x.contact = '' limit 1) x on true
    left join receiving_services r on r.id = x.service_id
    where d.id = ${documentId} and (r.id is not null or d.contact_email like '%_@_%')`.execute(db);
  return rows[0];
}

/** Within how many working days an answer is due in a school year, and whether somebody verified that. */
export async function readTerm(db: Db, schoolYear: number): Promise<{ workingDays: number; verified: boolean }> {
  const { rows } = await sql<{ workingDays: number; verified: boolean }>`
    select working_days as "workingDays", status = 'found' as verified
    from question_terms
    order by school_year <= ${schoolYear} desc, abs(school_year - ${schoolYear}) limit 1`.execute(db);
  const [term] = rows;
  if (!term) throw new Error('no term for answers is known');
  return term;
}

/** The services to which a question can be handed over. */
export async function listServices(db: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from receiving_services order by name`.execute(db);
  return rows;
}

/** The files of an own draft; undefined when there is no such draft. */
export async function findDraftFiles(db: Db, actor: Actor, id: string): Promise<QuestionFile[] | undefined> {
  const draft = await findQuestion(db, id, sql<SqlBool>`(q.state = 'draft' and q.asked_by = ${actor.personId})`);
  return draft && listFiles(db, draft.id);
}
