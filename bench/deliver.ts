import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asSystem } from '#access/context.ts';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { openDatabase } from '#platform/db.ts';
import { migrate } from '#platform/migrate.ts';
import { projectRoot } from '#platform/root.ts';
import { makeDeliveryFolder } from './deliver-files.ts';

/** The bar of DO-10: memory of the command and of the process that reads files, together. */
export const memoryBarMegabytes = 300;
const institutions = Array.from({ length: 200 }, (_, index) => 30_001 + index);

export interface DeliveryMeasurement {
  documents: number;
  seconds: number;
  documentsPerSecond: number;
  /** Peak of resident memory in MB: the command, its reading processes, and both at one moment. */
  peak: { command: number; readers: number; together: number };
  exitCode: number;
}

/** Delivers made documents with the built command to an embedded database on disk, and watches memory (DO-10). */
export async function measureDelivery(documents: number): Promise<DeliveryMeasurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'schoolpoort-bench-deliver-'));
  const dataDir = join(folder, 'data');
  try {
    process.stdout.write(`Making ${documents} files of 100 KB …\n`);
    await makeDeliveryFolder({ folder: join(folder, 'in'), documents, institutions, seed: 1 });
    const server = await startEmbeddedServer({ dataDir });
    try {
      await prepare(server);
      const runs = [];
      for (const what of ['new', 'the same again']) {
        runs.push(await deliver(folder, dataDir, documents));
        process.stdout.write(`${what}: ${JSON.stringify(runs.at(-1))}\n`);
      }
      return runs;
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<void> {
  await migrate(ownerUrl);
  const database = openDatabase(appUrl);
  await asSystem(database, async (tx) => {
    const schools = institutions.map((id) => ({ id, kind: 'institution', name: `School ${id}`, source: 'bench' }));
    await tx.insertInto('organisations').values(schools).execute();
    const levels = institutions.map((organisation_id) => ({ organisation_id, level_id: 1 }));
    await tx.insertInto('organisation_levels').values(levels).execute();
    await tx.insertInto('delivery_services').values({ slug: 'bench', name: 'Meting' }).execute();
  });
  await database.close();
}

async function deliver(folder: string, dataDir: string, documents: number): Promise<DeliveryMeasurement> {
  const startedAt = performance.now();
  const command = spawn(
    process.execPath,
    [join(projectRoot, 'dist', 'cli.js'), 'deliver', join(folder, 'in'), '--service', 'bench'],
    { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, MODE: 'demo', DATA_DIR: dataDir } },
  );
  const watched = watchMemory(command);
  const [exitCode] = (await once(command, 'exit')) as [number];
  const seconds = (performance.now() - startedAt) / 1000;
  return { documents, seconds, documentsPerSecond: documents / seconds, peak: watched(), exitCode };
}

/** The peak of resident memory of a process and its children, from now until it is asked for. */
export function watchMemory(command: ChildProcess): () => DeliveryMeasurement['peak'] {
  const peak = { command: 0, readers: 0, together: 0 };
  const timer = setInterval(() => {
    const parent = residentMegabytes(command.pid ?? 0);
    const readers = childrenOf(command.pid ?? 0).reduce((sum, pid) => sum + residentMegabytes(pid), 0);
    peak.command = Math.max(peak.command, parent);
    peak.readers = Math.max(peak.readers, readers);
    peak.together = Math.max(peak.together, parent + readers);
  }, 100);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function childrenOf(pid: number): number[] {
  return readIfThere(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

function residentMegabytes(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readIfThere(`/proc/${pid}/status`))?.[1] ?? 0) / 1024);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
