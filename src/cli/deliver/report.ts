import type { DeliveryForecast, DeliveryOutcome, Reason } from '#apps/library/index.ts';
import type { ManifestEntry } from '#cli/deliver/manifest.ts';

export interface RefusedLine {
  line: number;
  reference: string;
  file: string;
  reasons: readonly Reason[];
}

/** What a run did, as it is printed and as it is written for `--report`. */
export interface DeliveryReport {
  service: string;
  manifest: string;
  dryRun: boolean;
  startedAt: string;
  seconds: number;
  /** The run was stopped; run it again to go on. */
  interrupted: boolean;
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  /** Delivered, but the content could not be read, by reason. */
  notSearchable: Record<string, number>;
  refusals: RefusedLine[];
  /** Refused lines beyond those that are listed. */
  refusalsLeftOut: number;
}

const mostListed = 10_000;
const mostPrinted = 20;

export function emptyReport(about: Pick<DeliveryReport, 'service' | 'manifest' | 'dryRun'>): DeliveryReport {
  return {
    ...about,
    startedAt: new Date().toISOString(),
    seconds: 0,
    interrupted: false,
    read: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    notSearchable: {},
    refusals: [],
    refusalsLeftOut: 0,
  };
}

export function count(report: DeliveryReport, entry: ManifestEntry, outcome: DeliveryOutcome | DeliveryForecast): void {
  report.read += 1;
  report[outcome.outcome] += 1;
  if (outcome.outcome === 'refused') list(report, entry, outcome.reasons);
  else if ('unsearchable' in outcome && outcome.unsearchable !== null)
    report.notSearchable[outcome.unsearchable] = (report.notSearchable[outcome.unsearchable] ?? 0) + 1;
}

function list(report: DeliveryReport, entry: ManifestEntry, reasons: readonly Reason[]): void {
  if (report.refusals.length >= mostListed) {
    report.refusalsLeftOut += 1;
    return;
  }
  const reference = String(entry.metadata['reference'] ?? '');
  report.refusals.push({ line: entry.line, reference, file: entry.fileName, reasons });
}

export function printReport(report: DeliveryReport): string {
  const { read, added, changed, unchanged, refused, seconds } = report;
  const head = report.dryRun ? 'Would deliver' : report.interrupted ? 'Stopped; run it again to go on' : 'Delivered';
  const lines = [
    `${head}: ${read} read, ${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused`,
    `${seconds.toFixed(1)} s, ${(read / Math.max(seconds, 0.001)).toFixed(1)} documents/s`,
  ];
  const unreadable = Object.entries(report.notSearchable).map(([why, n]) => `${why} ${n}`);
  if (unreadable.length > 0) lines.push(`Not searchable by content: ${unreadable.join(', ')}`);
  for (const refusal of report.refusals.toSorted((one, other) => one.line - other.line).slice(0, mostPrinted))
    lines.push(`line ${refusal.line} (${refusal.reference || 'no reference'}):`, ...refusal.reasons.map(told));
  const left = refused - Math.min(refused, mostPrinted);
  if (left > 0) lines.push(`… and ${left} refused lines more: --report FILE lists them`);
  return `${lines.join('\n')}\n`;
}

function told({ code, message }: Reason): string {
  return `  ${code}: ${message}`;
}
