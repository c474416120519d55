import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fullName, type Actor } from '#access/actor.ts';
import { NotFound } from '#access/refusals.ts';
import type { EventKind, State } from '#apps/submissions/model.ts';
import { SomebodyWasFirst, type Tx } from '#platform/db.ts';
import type { KeptFile } from '#platform/files/keep-file.ts';
import { newId } from '#platform/ids.ts';

export interface NewDraft {
  id: string;
  institutionId: number;
  levelId: number;
  formId: number | null;
  schoolYear: number;
}

/** Begins a draft. A key that belongs to something out of sight answers like one that does not exist. */
export async function insertDraft(tx: Tx, actor: Actor, draft: NewDraft): Promise<void> {
  const { rows } = await sql`
    insert into submissions (id, institution_id, level_id, form_id, school_year, begun_by, begun_by_name)
    values (${draft.id}, ${draft.institutionId}, ${draft.levelId}, ${draft.formId}, ${draft.schoolYear},
      ${actor.personId}, ${fullName(actor)})
    on conflict (id) do nothing
    returning id`.execute(tx);
  if (rows.length === 0) throw new NotFound();
}

export async function changeDraft(
  tx: Tx,
  id: string,
  to: { formId: number | null; schoolYear: number },
): Promise<void> {
  await sql`
    update submissions set form_id = ${to.formId}, school_year = ${to.schoolYear}
    where id = ${id} and state = 'draft'`.execute(tx);
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await sql`delete from submissions where id = ${id} and state = 'draft'`.execute(tx);
}

/** Adds files to what is being prepared; the same file under the same name once. Answers how many were new. */
export async function insertPreparedFiles(
  tx: Tx,
  actor: Actor,
  submissionId: string,
  files: readonly KeptFile[],
): Promise<number> {
  let added = 0;
  for (const file of files) {
    const { rows } = await sql`
      insert into submission_files (id, submission_id, side, name, kind, bytes, sha256, checked, added_by)
      values (${newId()}, ${submissionId}, 'sender', ${file.name}, ${file.kind}, ${file.bytes},
        ${Buffer.from(file.sha256, 'hex')}, ${file.checked}, ${actor.personId})
      on conflict (submission_id, sha256, name) where event_id is null do nothing
      returning id`.execute(tx);
    added += rows.length;
  }
  return added;
}

export async function insertAnswerFiles(
  tx: Tx,
  actor: Actor,
  to: { submissionId: string; eventId: string },
  files: readonly KeptFile[],
): Promise<void> {
  for (const file of files)
    await sql`
      insert into submission_files (id, submission_id, event_id, side, name, kind, bytes, sha256, checked, added_by)
      values (${newId()}, ${to.submissionId}, ${to.eventId}, 'service', ${file.name}, ${file.kind}, ${file.bytes},
        ${Buffer.from(file.sha256, 'hex')}, ${file.checked}, ${actor.personId})`.execute(tx);
}

/** Takes a file out of what is being prepared; one that is gone already is no fault. */
export async function deletePreparedFile(tx: Tx, submissionId: string, fileId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from submission_files
    where id = ${fileId} and submission_id = ${submissionId} and event_id is null and side = 'sender'
    returning id`.execute(tx);
  return rows.length > 0;
}

export interface NewEvent {
  id: string;
  submissionId: string;
  kind: EventKind;
  message?: string | null;
}

export async function insertEvent(tx: Tx, actor: Actor, event: NewEvent): Promise<void> {
  await sql`
    insert into submission_events (id, submission_id, kind, person_id, person_name, message)
    values (${event.id}, ${event.submissionId}, ${event.kind}, ${actor.personId}, ${fullName(actor)},
      ${event.message || null})`.execute(tx);
}

/** The same files in any order have the same digest. */
export function digestOf(files: readonly { sha256: string }[]): Buffer {
  const hashes = files.map((file) => file.sha256).toSorted();
  return createHash('sha256').update(hashes.join('\n')).digest();
}

const uniqueViolation = '23505';

/** Makes a draft a submission with a number; the caller adds the event and gives it the files in the same transaction. */
export async function sendDraft(tx: Tx, id: string, digest: Buffer): Promise<void> {
  try {
    await sql`
      update submissions s set state = 'received', number = nextval('submission_numbers'), sent_at = now(),
        content_digest = ${digest}, receiving_service_id = l.receiving_service_id
      from form_levels l
      where s.id = ${id} and s.state = 'draft' and l.form_id = s.form_id and l.level_id = s.level_id`.execute(tx);
  } catch (error) {
    // The same documents were sent at this very moment: begun again, this transaction finds them.
    if ((error as { code?: string }).code === uniqueViolation) throw new SomebodyWasFirst('', { cause: error });
    throw error;
  }
}

/** What was sent before with the same files for the same form, institution and school year, unless it was withdrawn. */
export async function findSameSent(tx: Tx, draftId: string, digest: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select s.id from submissions d
    join submissions s on s.institution_id = d.institution_id and s.level_id = d.level_id and s.form_id = d.form_id
      and s.school_year = d.school_year
    where d.id = ${draftId} and s.content_digest = ${digest} and s.state not in ('draft', 'withdrawn')`.execute(tx);
  return rows[0]?.id;
}

/** Gives what is being prepared to the event of its sending. */
export async function sendPreparedFiles(tx: Tx, submissionId: string, eventId: string): Promise<void> {
  await sql`
    update submission_files set event_id = ${eventId}
    where submission_id = ${submissionId} and event_id is null and side = 'sender'`.execute(tx);
}

/** Moves a submission on. Only `in-progress`, `returned` and `finished` have a handler. */
export async function changeState(
  tx: Tx,
  id: string,
  to: State,
  handler: { id: string; name: string } | null,
): Promise<void> {
  await sql`
    update submissions set state = ${to}, handler_id = ${handler?.id ?? null}, handler_name = ${handler?.name ?? null},
      taken_up_at = case when ${to} = 'in-progress' then coalesce(taken_up_at, now()) else taken_up_at end
    where id = ${id}`.execute(tx);
}
