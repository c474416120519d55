import { sql } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { recordAudit } from '#platform/audit.ts';
import { FileMissing } from '#platform/files/file-store.ts';
import type { FileCheck } from '#platform/files/malware.ts';
import { log } from '#platform/log.ts';
import type { Services } from '#platform/services.ts';

const mostAtOnce = 200;

/** A table of files that people sent, and the table of the things they were sent with. */
export interface FileShelf {
  files: string;
  things: string;
  /** The column that leads from a file to its thing. */
  key: string;
  /** What audit entries call a thing. */
  kind: string;
  /** Rows without a file, such as those past their term, are not waited for. */
  removable: boolean;
}

type Needed = Pick<Services, 'database' | 'files' | 'malware'>;

/**
 * Checks files that came while the scanner did not answer, oldest first. A refused file stays known by name and hash, and
 * nobody can download it any more. Answers how many were judged.
 */
export async function checkWaitingFiles({ database, files, malware }: Needed, shelf: FileShelf): Promise<number> {
  const waiting = await readAsSystem(database, async (db) => {
    const { rows } = await sql<{ sha256: string }>`
      select encode(sha256, 'hex') as sha256 from ${sql.table(shelf.files)} where checked = 'unchecked'
        and ${shelf.removable ? sql`removed_at is null` : sql`true`}
      group by sha256 order by min(added_at) limit ${mostAtOnce}`.execute(db);
    return rows;
  });
  let judged = 0;
  for (const { sha256 } of waiting) {
    const verdict = await judge(files, malware, sha256);
    // Without an answer the rest would not get one either.
    if (verdict === 'unchecked') break;
    if (verdict !== 'missing') await remember(database, shelf, sha256, verdict);
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

async function remember(
  database: Services['database'],
  shelf: FileShelf,
  sha256: string,
  verdict: FileCheck,
): Promise<void> {
  await asSystem(database, async (tx) => {
    const { rows } = await sql<{ id: string; thingId: string; institutionId: number }>`
      update ${sql.table(shelf.files)} f set checked = ${verdict}
      from ${sql.table(shelf.things)} s
      where f.sha256 = ${Buffer.from(sha256, 'hex')} and f.checked = 'unchecked' and s.id = ${sql.ref(`f.${shelf.key}`)}
      returning f.id, s.id as "thingId", s.institution_id as "institutionId"`.execute(tx);
    if (verdict !== 'refused') return;
    for (const row of rows)
      await recordAudit(tx, {
        actorLabel: `${shelf.things}.check-files`,
        action: `refuse-${shelf.kind}-file`,
        subjectKind: shelf.kind,
        subjectId: row.thingId,
        organisationId: row.institutionId,
        after: { file: row.id, sha256 },
      });
  });
}
