import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { recordSuccessor, sayProblem, type SuccessorToRecord } from '#apps/rights/mergers/record.ts';
import { parseDay } from '#apps/rights/period.ts';
import { csvRows, type CsvRow } from '#directory/import/csv-records.ts';
import { emptyTally, ImportRefused, type ImportReport } from '#directory/import/report.ts';
import { parseInstitutionNumber } from '#directory/institution-number.ts';
import type { Tx } from '#platform/db.ts';

const columns = ['instellingsnummer', 'gaat_verder_als', 'vanaf', 'reden'] as const;

interface MergerRow extends SuccessorToRecord {
  file: string;
  at: string;
}

export interface MergerDelivery {
  rows: readonly MergerRow[];
  report: ImportReport;
}

/** Reads lists of institutions that continue as another: one row each, with the first day and the decision that says so. */
export async function readMergerFiles(
  paths: readonly string[],
  options: { situationDate: string; dryRun: boolean },
): Promise<MergerDelivery> {
  const report: ImportReport = {
    source: paths.map((path) => basename(path)).join(', '),
    ...options,
    tallies: { mergers: emptyTally() },
    rejections: [],
    notes: [],
  };
  const rows: MergerRow[] = [];
  for (const path of paths) {
    let missing: readonly string[] | undefined;
    for await (const row of csvRows(createReadStream(path))) {
      const file = basename(path);
      // Of the first row: a later one may be cut short, which is its own fault.
      missing ??= columns.filter((column) => !(column in row.cells));
      if (missing.length > 0) throw new ImportRefused(`${file} lacks the column ${missing.join(', ')}`);
      const at = `line ${row.line}`;
      const read = readRow(row);
      if (typeof read === 'string') report.rejections.push({ file, at, reason: read });
      else rows.push({ ...read, file, at });
    }
  }
  return { rows, report };
}

/** The row, or why it cannot be taken and how to mend it. */
function readRow({ cells }: CsvRow): SuccessorToRecord | string {
  const [organisationId, successorId] = (['instellingsnummer', 'gaat_verder_als'] as const).map((column) =>
    parseInstitutionNumber(cells[column] ?? ''),
  );
  const wrong = !organisationId ? 'instellingsnummer' : !successorId ? 'gaat_verder_als' : undefined;
  if (!organisationId || !successorId)
    return `${wrong} "${cells[wrong ?? ''] ?? ''}" is not a number of at most six digits`;
  const written = cells['vanaf'] ?? '';
  const from = parseDay(written.split('-').toReversed().join('-')) ?? parseDay(written);
  if (!from) return `vanaf "${written}" is no day; write it as 2026-09-01 or 1/9/2026`;
  return { organisationId, successorId, from, reason: cells['reden'] ?? '' };
}

/**
 * Records a list as the system, by the rules of a single one: all of it or nothing. What was recorded before stays as it is, and what the
 * list does not mention too.
 */
export async function applyMergers(tx: Tx, { rows, report }: MergerDelivery): Promise<ImportReport> {
  const done: ImportReport = structuredClone(report);
  const tally = emptyTally();
  await sql`savepoint mergers`.execute(tx);
  for (const { file, at, ...wanted } of rows) {
    const outcome = await recordSuccessor(tx, wanted);
    const reason = sayProblem(outcome);
    if (reason) done.rejections.push({ file, at, reason });
    else tally[outcome === 'same' ? 'unchanged' : 'added'] += 1;
  }
  tally.read = rows.length + report.rejections.length;
  tally.rejected = done.rejections.length;
  if (tally.rejected > 0) {
    await sql`rollback to savepoint mergers`.execute(tx);
    done.notes.push(
      'Nothing was recorded, the good rows neither: mend what was rejected and import the whole list again',
    );
    tally.unchanged += tally.added;
    tally.added = 0;
  }
  await sql`release savepoint mergers`.execute(tx);
  return { ...done, tallies: { mergers: tally } };
}
