import { sql, type RawBuilder } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ParameterRefused } from '#apps/submissions/parameters.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Database, Db, Tx } from '#platform/db.ts';

/** How long files and messages are kept after a submission was finished or withdrawn, from a school year on. */
export interface Term {
  fromSchoolYear: number;
  years: number;
  /** Somebody verified it: no source says how long. */
  verified: boolean;
}

export async function listTerms(db: Db): Promise<Term[]> {
  const { rows } = await sql<Term>`
    select from_school_year as "fromSchoolYear", years, status = 'found' as verified
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
  const before = (await listTerms(tx)).find((term) => term.fromSchoolYear === fromSchoolYear);
  await sql`
    insert into submission_terms (from_school_year, years, status, source) values (${fromSchoolYear}, ${years}, 'found', 'operator')
    on conflict (from_school_year) do update set years = excluded.years, status = 'found', source = 'operator'`.execute(
    tx,
  );
  await recordAudit(tx, {
    actorLabel: 'form',
    action: 'set-submission-term',
    subjectKind: 'submission-term',
    subjectId: String(fromSchoolYear),
    before,
    after: { years },
  });
}

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
