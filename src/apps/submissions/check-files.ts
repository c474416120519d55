import { sql } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { recordAudit } from '#platform/audit.ts';
import { FileMissing } from '#platform/files/file-store.ts';
import type { FileCheck } from '#platform/files/malware.ts';
import { log } from '#platform/log.ts';
import type { Services } from '#platform/services.ts';

const mostAtOnce = 200;

/**
 * Checks files that came while the scanner did not answer, oldest first. A refused file stays known by name and hash, and
 * nobody can download it any more. Answers how many were judged.
 */
export async function checkWaitingFiles({
  database,
  files,
  malware,
}: Pick<Services, 'database' | 'files' | 'malware'>): Promise<number> {
  const waiting = await readAsSystem(database, async (db) => {
    const { rows } = await sql<{ sha256: string }>`
      select encode(sha256, 'hex') as sha256 from submission_files where checked = 'unchecked' and removed_at is null
      group by sha256 order by min(added_at) limit ${mostAtOnce}`.execute(db);
    return rows;
  });
  let judged = 0;
  for (const { sha256 } of waiting) {
    const verdict = await judge(files, malware, sha256);
    // Without an answer the rest would not get one either.
    if (verdict === 'unchecked') break;
    if (verdict !== 'missing') await remember(database, sha256, verdict);
    judged += 1;
  }
  return judged;
}

async function judge(
  files: Services['files'],
  malware: Services['malware'],
  sha256: string,
): Promise<FileCheck | 'missing'> {
  try {
    return await malware(await files.open(sha256));
  } catch (error) {
    if (!(error instanceof FileMissing)) throw error;
    log.error('file-missing', { sha256 });
    return 'missing';
  }
}

async function remember(database: Services['database'], sha256: string, verdict: FileCheck): Promise<void> {
  await asSystem(database, async (tx) => {
    const { rows } = await sql<{ id: string; submissionId: string; institutionId: number }>`
      update submission_files f set checked = ${verdict}
      from submissions s
      where f.sha256 = ${Buffer.from(sha256, 'hex')} and f.checked = 'unchecked' and s.id = f.submission_id
      returning f.id, f.submission_id as "submissionId", s.institution_id as "institutionId"`.execute(tx);
    if (verdict !== 'refused') return;
    for (const row of rows)
      await recordAudit(tx, {
        actorLabel: 'submissions.check-files',
        action: 'refuse-submission-file',
        subjectKind: 'submission',
        subjectId: row.submissionId,
        organisationId: row.institutionId,
        after: { file: row.id, sha256 },
      });
  });
}
