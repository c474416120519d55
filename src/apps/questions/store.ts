import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fullName, type Actor } from '#access/actor.ts';
import { NotFound } from '#access/refusals.ts';
import type { DocumentDetails } from '#apps/library/index.ts';
import type { EventKind, Side, State } from '#apps/questions/model.ts';
import type { Answering } from '#apps/questions/queries.ts';
import { SomebodyWasFirst, type Tx } from '#platform/db.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import { newId } from '#platform/ids.ts';

/** Begins a draft. A key that belongs to something out of sight answers like one that does not exist. */
export async function insertDraft(
  tx: Tx,
  actor: Actor,
  draft: { id: string; document: DocumentDetails; text: string },
): Promise<void> {
  const { id, document: d, text } = draft;
  const { rows } = await sql`
    insert into questions (id, document_id, institution_id, level_id, theme_id, school_year, confidentiality, document_title,
      draft_text, asked_by, asked_by_name)
    values (${id}, ${d.id}, ${d.institutionId}, ${d.levelId}, ${d.themeId}, ${d.schoolYear}, ${d.confidentiality}, ${d.title},
      ${text}, ${actor.personId}, ${fullName(actor)})
    on conflict (id) do nothing
    returning id`.execute(tx);
  if (rows.length === 0) throw new NotFound();
}

export async function changeDraft(tx: Tx, id: string, text: string): Promise<void> {
  await sql`
    update questions set draft_text = ${text}, changed_at = now() where id = ${id} and state = 'draft'`.execute(tx);
}

/** Throws a draft away, with its files. */
export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await sql`delete from questions where id = ${id} and state = 'draft'`.execute(tx);
}

/** Adds files to a draft; the same file under the same name once. */
export async function insertPreparedFiles(
  tx: Tx,
  actor: Actor,
  questionId: string,
  files: readonly KeptFile[],
): Promise<void> {
  for (const file of files)
    await sql`
      insert into question_files (id, question_id, side, name, kind, bytes, sha256, checked, added_by)
      values (${newId()}, ${questionId}, 'asker', ${file.name}, ${file.kind}, ${file.bytes},
        ${Buffer.from(file.sha256, 'hex')}, ${file.checked}, ${actor.personId})
      on conflict (question_id, sha256, name) where event_id is null do nothing`.execute(tx);
}

/** Takes a file out of a draft; one that is gone already is no fault. */
export async function deletePreparedFile(tx: Tx, questionId: string, fileId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from question_files where id = ${fileId} and question_id = ${questionId} and event_id is null
    returning id`.execute(tx);
  return rows.length > 0;
}

/** The same text with the same files in any order has the same digest. */
export function digestOf(text: string, files: readonly { sha256: string }[]): Buffer {
  const hashes = files.map((file) => file.sha256).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([text, hashes]))
    .digest();
}

const uniqueViolation = '23505';

export interface Asking {
  id: string;
  document: DocumentDetails;
  answering: Answering;
  dueOn: string;
  digest: Buffer;
}

/** Makes a draft a question with a number, about the document as it is now. */
export async function askDraft(tx: Tx, { id, document: d, answering, dueOn, digest }: Asking): Promise<void> {
  try {
    await sql`
      update questions set state = 'open', draft_text = null, number = nextval('question_numbers'), asked_at = now(),
        changed_at = now(), waiting_since = now(), due_on = ${dueOn}, content_digest = ${digest}, service_id = ${answering.serviceId},
        contact_address = ${answering.address},
        contact_name = ${d.contactName}, document_title = ${d.title}, institution_id = ${d.institutionId}, level_id = ${d.levelId},
        theme_id = ${d.themeId}, school_year = ${d.schoolYear}, confidentiality = ${d.confidentiality}
      where id = ${id} and state = 'draft'`.execute(tx);
  } catch (error) {
    // The same was asked at this very moment: begun again, this transaction finds it.
    if ((error as { code?: string }).code === uniqueViolation) throw new SomebodyWasFirst('', { cause: error });
    throw error;
  }
}

/** What the actor asked before about the document with the same text and files. */
export async function findSameAsked(
  tx: Tx,
  actor: Actor,
  documentId: string,
  digest: Buffer,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from questions
    where document_id = ${documentId} and asked_by = ${actor.personId} and content_digest = ${digest} and state <> 'draft'`.execute(
    tx,
  );
  return rows[0]?.id;
}

/** Gives the files of a draft to the event of its asking. */
export async function sendPreparedFiles(tx: Tx, questionId: string, eventId: string): Promise<void> {
  await sql`
    update question_files set event_id = ${eventId} where question_id = ${questionId} and event_id is null`.execute(tx);
}

export interface NewEvent {
  id: string;
  questionId: string;
  side: Side;
  kind: EventKind;
  message: string;
  /** The service that acts. */
  serviceId?: string | null;
  toServiceId?: string | null;
}

/** Writes down what happened, with the files that go along. */
export async function insertEvent(
  tx: Tx,
  actor: Actor,
  event: NewEvent,
  files: readonly KeptFile[] = [],
): Promise<void> {
  const { rows } = await sql`
    insert into question_events (id, question_id, side, kind, person_id, person_name, message, service_id, to_service_id)
    values (${event.id}, ${event.questionId}, ${event.side}, ${event.kind}, ${actor.personId}, ${fullName(actor)},
      ${event.message || null}, ${event.serviceId ?? null}, ${event.toServiceId ?? null})
    on conflict (id) do nothing
    returning id`.execute(tx);
  // A key of another question; the same form at the same moment makes this transaction begin again.
  if (rows.length === 0) throw new NotFound();
  for (const file of files)
    await sql`
      insert into question_files (id, question_id, event_id, side, name, kind, bytes, sha256, checked, added_by)
      values (${newId()}, ${event.questionId}, ${event.id}, ${event.side}, ${file.name}, ${file.kind}, ${file.bytes},
        ${Buffer.from(file.sha256, 'hex')}, ${file.checked}, ${actor.personId})`.execute(tx);
}

/** Moves a question on; `dueOn` is set when it begins to wait again. */
export async function changeState(tx: Tx, id: string, to: State, dueOn: string | null = null): Promise<void> {
  await sql`
    update questions set state = ${to}, changed_at = now(),
      waiting_since = case when ${to} = 'reopened' and state <> 'reopened' then now() when ${to} in ('open', 'reopened') then waiting_since end,
      due_on = case when ${to} = 'reopened' and state <> 'reopened' then ${dueOn}::date when ${to} in ('open', 'reopened') then due_on end
    where id = ${id}`.execute(tx);
}

export async function changeHandler(tx: Tx, id: string, handler: Actor | null): Promise<void> {
  await sql`
    update questions set handler_id = ${handler?.personId ?? null}, handler_name = ${handler && fullName(handler)}
    where id = ${id}`.execute(tx);
}

/** Gives a question to another service; the one that had it goes on reading it. */
export async function handOver(tx: Tx, id: string, toServiceId: string): Promise<void> {
  await sql`
    update questions set former_services = array_append(array_remove(former_services, service_id), service_id),
      service_id = ${toServiceId}, handler_id = null, handler_name = null, changed_at = now()
    where id = ${id}`.execute(tx);
}

/** Notes that somebody opened a thread. */
export async function noteSeen(tx: Tx, actor: Actor, questionId: string): Promise<void> {
  await sql`
    insert into question_readings (question_id, person_id) values (${questionId}, ${actor.personId})
    on conflict (question_id, person_id) do update set seen_at = now()`.execute(tx);
}
