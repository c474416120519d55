import { deliverDocument, forecastDelivery, type Delivery } from '#apps/library/index.ts';
import { readEntries, type Manifest, type ManifestEntry } from '#cli/deliver/manifest.ts';
import type { Progress } from '#cli/deliver/progress.ts';
import { count, type DeliveryReport } from '#cli/deliver/report.ts';

export interface Run {
  installation: Delivery['installation'];
  manifest: Manifest;
  report: DeliveryReport;
  progress: Progress;
  /** Documents under way at the same time: while one is hashed or stored, the next is read. */
  concurrency: number;
  /** Aborted: no further document is begun; those in hand are finished. */
  signal: AbortSignal;
}

/** Delivers what a manifest lists. A fault stops the run after what is in hand, and is thrown when that is done. */
export async function deliverManifest(run: Run): Promise<void> {
  const startedAt = performance.now();
  const entries = readEntries(run.manifest)[Symbol.asyncIterator]();
  const faults: unknown[] = [];
  const lane = async (): Promise<void> => {
    while (!run.signal.aborted && faults.length === 0) {
      const { done, value } = await entries.next();
      if (done) return;
      await deliverEntry(run, value).catch((error: unknown) => faults.push(error));
    }
  };
  await Promise.all(Array.from({ length: run.concurrency }, lane));
  run.report.interrupted = run.signal.aborted;
  run.report.seconds = (performance.now() - startedAt) / 1000;
  run.progress.end();
  if (faults.length > 0) throw faults[0];
}

async function deliverEntry({ installation, report, progress }: Run, entry: ManifestEntry): Promise<void> {
  const { metadata, file, fileName } = entry;
  const caller = { kind: 'system', serviceSlug: report.service } as const;
  const delivery = { installation, caller, metadata, file, fileName };
  count(report, entry, report.dryRun ? await forecastDelivery(delivery) : await deliverDocument(delivery));
  progress.show(report);
}
