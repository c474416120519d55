import { sql, type RawBuilder } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ParameterRefused } from '#apps/submissions/parameters.ts';
import { draftEndsOn } from '#apps/submissions/queries.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Database, Db, Tx } from '#platform/db.ts';

/** How long files and messages are kept after a submission was finished or withdrawn, from a school year on. */
export interface Term {
  fromSchoolYear: number;
  years: number;
  /** Somebody verified it: no source says how long. */
  verified: boolean;
  /** So many days a draft is kept to which nothing is added. */
  draftDays: number;
  draftVerified: boolean;
}

export async function listTerms(db: Db): Promise<Term[]> {
  const { rows } = await sql<Term>`
    select from_school_year as "fromSchoolYear", years, status = 'found' as verified, draft_days as "draftDays",
      draft_status = 'found' as "draftVerified"
    from submission_terms order by from_school_year`.execute(db);
  return rows;
}

/** The term of what is about a school year. */
export async function findTerm(db: Db, schoolYear: number): Promise<Term | undefined> {
  return (await listTerms(db)).findLast((term) => term.fromSchoolYear <= schoolYear);
}

/** Sets the term from a school year on, and marks it as verified. */
export async function setTerm(tx: Tx, fromSchoolYear: number, years: number): Promise<void> {
  if (!Number.isInteger(years) || years < 1 || years > 50)
    throw new ParameterRefused('A term is a whole number of years, 1 to 50');
  const before = await ownTerm(tx, fromSchoolYear);
  await sql`
    update submission_terms set years = ${years}, status = 'found', source = 'operator'
    where from_school_year = ${fromSchoolYear}`.execute(tx);
  await noteTerm(tx, fromSchoolYear, { years: before.years }, { years });
}

/** Sets how long drafts are kept from a school year on, and marks it as verified. */
export async function setDraftTerm(tx: Tx, fromSchoolYear: number, draftDays: number): Promise<void> {
  if (!Number.isInteger(draftDays) || draftDays < 1 || draftDays > 1000)
    throw new ParameterRefused('Drafts are kept a whole number of days, 1 to 1000');
  const before = await ownTerm(tx, fromSchoolYear);
  await sql`
    update submission_terms set draft_days = ${draftDays}, draft_status = 'found'
    where from_school_year = ${fromSchoolYear}`.execute(tx);
  await noteTerm(tx, fromSchoolYear, { draftDays: before.draftDays }, { draftDays });
}

/** The row of exactly this school year; a new one begins as what holds there. */
async function ownTerm(tx: Tx, fromSchoolYear: number): Promise<Term> {
  await sql`
    insert into submission_terms (from_school_year, years, status, source, draft_days, draft_status)
    select ${fromSchoolYear}, years, status, source, draft_days, draft_status from submission_terms
    where from_school_year <= ${fromSchoolYear} order by from_school_year desc limit 1
    on conflict (from_school_year) do nothing`.execute(tx);
  const term = await findTerm(tx, fromSchoolYear);
  if (term?.fromSchoolYear !== fromSchoolYear) throw new ParameterRefused('There are no terms for so long ago');
  return term;
}

const noteTerm = (tx: Tx, fromSchoolYear: number, before: object, after: object): Promise<void> =>
  recordAudit(tx, {
    actorLabel: 'form',
    action: 'set-submission-term',
    subjectKind: 'submission-term',
    subjectId: String(fromSchoolYear),
    before,
    after,
  });

/** What is done and past its term, its last event counted. */
const expired: RawBuilder<unknown> = sql`
  select s.id from submissions s
  where s.state in ('finished', 'withdrawn') and s.content_removed_at is null
    and (select max(e.at) from submission_events e where e.submission_id = s.id)
      < app.today() - make_interval(years => (
        select t.years from submission_terms t where t.from_school_year <= s.school_year
        order by t.from_school_year desc limit 1))
  order by s.school_year, s.id`;

const atOnce = 200;

/** The same of what was never sent: as if it had been thrown away. */
export const removeOldDrafts = (database: Database): Promise<number> =>
  asSystem(database, async (tx) => {
    const { rows } = await sql<{ id: string; institutionId: number }>`
      delete from submissions s where s.state = 'draft' and ${draftEndsOn} <= app.today()
      returning s.id, s.institution_id as "institutionId"`.execute(tx);
    for (const { id, institutionId } of rows)
      await recordAudit(tx, {
        actorLabel: 'submissions.remove-expired',
        action: 'remove-old-submission-draft',
        subjectKind: 'submission',
        subjectId: id,
        organisationId: institutionId,
      });
    return rows.length;
  });

/**
 * Removes files and messages of what is past its term, and answers of how many submissions. Number, moments, people, names of
 * files and their SHA-256 stay, as on the receipt, and so does the journal. The bytes themselves go once nothing points to them.
 */
export async function removeExpired(database: Database): Promise<number> {
  for (let removed = 0; ;) {
    const ids = await readAsSystem(database, async (db) => {
      const { rows } = await sql<{ id: string }>`${expired} limit ${atOnce}`.execute(db);
      return rows.map((row) => row.id);
    });
    if (ids.length === 0) return removed;
    await asSystem(database, (tx) => removeContent(tx, ids));
    removed += ids.length;
  }
}

/** What is past its term, sent or not. */
export async function removeWhatIsOver(database: Database): Promise<void> {
  await removeExpired(database);
  await removeOldDrafts(database);
}

async function removeContent(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`
    update submission_files set removed_at = now() where submission_id = any (${ids}::uuid[]) and removed_at is null`.execute(
    tx,
  );
  await sql`
    update submission_events set message = null, message_removed_at = now()
    where submission_id = any (${ids}::uuid[]) and message is not null`.execute(tx);
  const { rows } = await sql<{ id: string; institutionId: number; number: number }>`
    update submissions set content_removed_at = now()
    where id = any (${ids}::uuid[]) and content_removed_at is null
    returning id, institution_id as "institutionId", number`.execute(tx);
  for (const { id, institutionId, number } of rows)
    await recordAudit(tx, {
      actorLabel: 'submissions.remove-expired',
      action: 'remove-submission-content',
      subjectKind: 'submission',
      subjectId: id,
      organisationId: institutionId,
      after: { number },
    });
}
