import { setFlagsFromString } from 'node:v8';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { InvalidArgumentError, type Command } from 'commander';
import { UnknownService } from '#apps/library/index.ts';
import { countEntries, findManifest, ManifestRefused } from '#cli/deliver/manifest.ts';
import { progressOf } from '#cli/deliver/progress.ts';
import { emptyReport, printReport, type DeliveryReport } from '#cli/deliver/report.ts';
import { deliverManifest } from '#cli/deliver/run.ts';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import { openInstallation } from '#platform/installation.ts';
import type { Installation } from '#platform/services.ts';
import { createExtractor } from '#platform/text/extractor.ts';

interface Flags {
  service: string;
  dryRun?: boolean;
  report?: string;
  concurrency: number;
}

export function register(program: Command): void {
  program
    .command('deliver <path>')
    .description('Deliver the documents of a manifest: a folder with manifest.csv or manifest.json, or such a file')
    .requiredOption('--service <slug>', 'the delivering service (see: schoolpoort service list)')
    .option('--dry-run', 'check every line and file, say what would happen, and store nothing')
    .option('--report <file>', 'write the whole report as JSON')
    .option('--concurrency <n>', 'documents under way at the same time', wholeNumber, 2 + availableParallelism())
    .action(run);
}

async function run(path: string, flags: Flags): Promise<void> {
  try {
    await deliver(path, flags);
  } catch (error) {
    if (!(error instanceof ManifestRefused || error instanceof UnknownService)) throw error;
    process.stderr.write(`${error.message}.\n`);
    process.exitCode = 1;
  }
}

async function deliver(path: string, flags: Flags): Promise<void> {
  keepHeapSmall();
  const manifest = await findManifest(path);
  const total = await countEntries(manifest);
  const report = emptyReport({ service: flags.service, manifest: manifest.path, dryRun: flags.dryRun ?? false });
  const installation = withOneReader(await openInstallation(loadConfig(readEnvironment())));
  const stop = stopOnSignal();
  try {
    const { concurrency } = flags;
    const progress = progressOf(total);
    await deliverManifest({ installation, manifest, report, progress, concurrency, signal: stop.signal });
  } finally {
    stop.end();
    await installation.close();
    process.stdout.write(printReport(report));
    if (flags.report) await writeFile(flags.report, `${JSON.stringify(report, null, 2)}\n`);
  }
  process.exitCode = exitCodeOf(report);
}

// Without this the heap fills with what is done with: on a machine with much memory 390 MB instead of 165, for the same documents.
function keepHeapSmall(): void {
  for (const flag of ['--heap-growing-percent=20', '--semi-space-growth-factor=1']) setFlagsFromString(flag);
}

/** One process that reads files keeps up with hashing, indexing and storing on two cores; each takes about 110 MB. */
function withOneReader(installation: Installation): Installation {
  const extractor = createExtractor({ workers: 1, maxSeconds: 20, maxMegabytes: 400 });
  return {
    ...installation,
    extractor,
    async close() {
      await extractor.close();
      await installation.close();
    },
  };
}

// 130 is what a shell expects of a command that was interrupted.
function exitCodeOf({ interrupted, refused }: DeliveryReport): number {
  if (interrupted) return 130;
  return refused > 0 ? 1 : 0;
}

/** The first Ctrl-C lets the documents in hand be finished; the second ends at once, which loses no more than those. */
function stopOnSignal(): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write('\nFinishing the documents in hand; again Ctrl-C ends at once.\n');
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    end() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 64)
    throw new InvalidArgumentError('Give a number from 1 to 64.');
  return number;
}
