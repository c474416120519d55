import type { Origin } from '#directory/import/records.ts';

/** What happened to the rows of one kind: `read` is the sum of the four others. */
export interface Tally {
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  /** Known before, no longer delivered: they got an end date. */
  ended: number;
}

export interface Rejection extends Origin {
  /** What is wrong and how to mend it. */
  reason: string;
}

export interface ImportReport {
  source: string;
  situationDate: string;
  dryRun: boolean;
  tallies: Record<string, Tally>;
  rejections: Rejection[];
  /** What was taken, but needs a look. */
  notes: string[];
}

/** The import as a whole cannot go on; nothing was written. The message says how to mend it. */
export class ImportRefused extends Error {}

export function emptyTally(): Tally {
  return { read: 0, added: 0, changed: 0, unchanged: 0, rejected: 0, ended: 0 };
}

const shown = 40;

/** The report for a person at a terminal. */
export function printReport(report: ImportReport): string {
  const lines = [
    `Import from ${report.source}, situation on ${report.situationDate}${report.dryRun ? ' – trial run, nothing was written' : ''}`,
    '',
    row(['', 'read', 'added', 'changed', 'unchanged', 'rejected', 'ended']),
    ...Object.entries(report.tallies).map(([name, tally]) =>
      row([name, tally.read, tally.added, tally.changed, tally.unchanged, tally.rejected, tally.ended]),
    ),
    ...section(
      'Rejected',
      report.rejections.map(({ file, at, reason }) => `${file}, ${at}: ${reason}`),
    ),
    ...section('Please look at', report.notes),
  ];
  return `${lines.join('\n')}\n`;
}

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell, index) => (index === 0 ? String(cell).padEnd(16) : String(cell).padStart(10))).join('');
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - shown;
  return [
    '',
    `${title}:`,
    ...lines.slice(0, shown).map((line) => `  ${line}`),
    ...(rest > 0 ? [`  … and ${rest} more (see --json)`] : []),
  ];
}
