import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync, closeSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  makePrivate,
  prepareServerFiles,
  runAs,
  serverEnvironment,
  type ServerFiles,
} from '#platform/database-files.ts';
import { serverSettings } from '#platform/database-settings.ts';
import { isAlive, serverUsers } from '#platform/database-users.ts';
import { log } from '#platform/log.ts';

const majorVersion = '18';
const databaseName = 'schoolpoort';
// Recovery after a crash may read a lot of journal; orphan workers of a killed server need about two seconds.
const patienceMs = 120_000;
const largestLogBytes = 5 * 1024 ** 2;

export interface EmbeddedServerOptions {
  dataDir: string;
  /** Server settings on top of ours, for tests and measurements. */
  settings?: Record<string, string>;
}

export interface EmbeddedServer {
  ownerUrl: string;
  appUrl: string;
  /** Leaves the server, and stops it when no other process of ours uses it. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL under `dataDir`, or joins the one that already runs there. */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const files = prepareServerFiles(options.dataDir);
  const users = serverUsers(files.notes);
  users.enter();
  try {
    await initialise(files);
    const started = await startOrJoin(files, options.settings ?? {});
    if (started) users.clear();
    await createDatabase(files);
  } catch (error) {
    users.leave();
    throw error;
  }
  const unwatch = supervise(files, options.settings ?? {});
  return {
    ownerUrl: socketUrl(files, 'postgres', databaseName),
    appUrl: socketUrl(files, 'schoolpoort_app', databaseName),
    async stop() {
      await unwatch();
      users.leave();
      if (!users.others()) await stopServer(files);
    },
  };
}

/** Starts the server again when it dies under us, whoever started it; the returned function ends that. */
function supervise(files: ServerFiles, settings: Record<string, string>): () => Promise<void> {
  let restart: Promise<unknown> | undefined;
  const watch = setInterval(() => {
    if (restart || isAlive(serverPid(files))) return;
    log.warn('database-server-died', { message: lastLines(files) });
    restart = startOrJoin(files, settings)
      .then(() => log.info('database-server-restarted'))
      .catch((error: unknown) => log.error('database-server', { error }))
      .finally(() => (restart = undefined));
  }, 1000);
  watch.unref();
  return async () => {
    clearInterval(watch);
    await restart;
  };
}

function socketUrl(files: ServerFiles, role: string, database: string): string {
  return `postgresql://${role}@localhost/${database}?host=${encodeURIComponent(files.sockets)}`;
}

async function initialise(files: ServerFiles): Promise<void> {
  const versionFile = join(files.cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const version = readFileSync(versionFile, 'utf8').trim();
    if (version === majorVersion) return;
    throw new Error(
      `${files.cluster} was made by PostgreSQL ${version}; this is ${majorVersion}: see docs/operations.md, upgrades`,
    );
  }
  // Made aside and renamed: a cluster exists whole or not at all, also when this process is killed halfway.
  const draft = `${files.cluster}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  makePrivate(draft, files.user);
  const answer = runAs(files.user, join(files.programs, 'bin', 'initdb'), [
    `--pgdata=${draft}`,
    '--username=postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
  ]);
  if (answer.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`The embedded database could not be made: ${answer.stderr || answer.error?.message}`);
  }
  try {
    renameSync(draft, files.cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(versionFile)) throw error;
  }
}

/** Returns true when this process started the server, false when it joined a running one. */
async function startOrJoin(files: ServerFiles, settings: Record<string, string>): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  let pauseMs = 100;
  for (;;) {
    if (await answers(files)) return false;
    const child = spawnServer(files, settings);
    const outcome = await settled(child, files, deadline);
    if (outcome === 'ready') return true;
    // Another process of ours was first, or orphans of a killed server still hold its memory: both pass.
    if (Date.now() > deadline) throw new Error(`The embedded database does not start: ${lastLines(files)}`);
    if (!isPassing(lastLines(files))) throw new Error(`The embedded database does not start: ${lastLines(files)}`);
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, 1000);
  }
}

function isPassing(message: string): boolean {
  return /postmaster\.pid|shared memory|still in use|lock file|is another/i.test(message);
}

function spawnServer(files: ServerFiles, settings: Record<string, string>): ChildProcess {
  const path = logPath(files);
  const tooLong = existsSync(path) && statSync(path).size > largestLogBytes;
  if (tooLong) renameSync(path, `${path}.1`);
  const output = openSync(path, 'a', 0o600);
  const all = { ...serverSettings(files.sockets), ...settings };
  const args = ['-D', files.cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  // Detached: Ctrl-C in a terminal reaches this process only, which finishes its work before it stops the server.
  const child = spawn(join(files.programs, 'bin', 'postgres'), args, {
    ...files.user,
    cwd: '/',
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.on('error', (error) => log.error('database-server', { error }));
  child.unref();
  return child;
}

async function settled(child: ChildProcess, files: ServerFiles, deadline: number): Promise<'ready' | 'ended'> {
  let ended = false;
  child.once('exit', () => (ended = true));
  child.once('error', () => (ended = true));
  while (!ended) {
    if (serverPid(files) === child.pid && (await connects(files))) return 'ready';
    if (Date.now() > deadline) throw new Error(`The embedded database takes too long to start: ${lastLines(files)}`);
    await sleep(15);
  }
  return 'ended';
}

/** Whether a server of this cluster runs and, after some patience, answers. */
async function answers(files: ServerFiles): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (isAlive(serverPid(files)) && existsSync(join(files.sockets, '.s.PGSQL.5432'))) {
    if (await connects(files)) return true;
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return false;
}

/** True: it answers. False: nobody listens, or it is still starting or already stopping. */
async function connects(files: ServerFiles): Promise<boolean> {
  const client = ownerClient(files);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === files.cluster;
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    // 57P03: starting up or shutting down.
    if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03', '57P01'].includes(code)) return false;
    if (/terminated unexpectedly/.test(String(error))) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function ownerClient(files: ServerFiles): pg.Client {
  const client = new pg.Client({
    connectionString: socketUrl(files, 'postgres', 'postgres'),
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  return client;
}

async function createDatabase(files: ServerFiles): Promise<void> {
  const client = ownerClient(files);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } catch (error) {
    // Two processes that start at once both see that it is missing.
    if (!['42P04', '23505'].includes(String((error as { code?: unknown }).code))) throw error;
  } finally {
    await client.end();
  }
}

async function stopServer(files: ServerFiles): Promise<void> {
  const pid = serverPid(files);
  if (!isAlive(pid)) return;
  // SIGINT asks for a fast shutdown: sessions end, a checkpoint is written, no recovery is needed next time.
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + 60_000;
  while (isAlive(pid) && serverPid(files) === pid) {
    if (Date.now() > deadline) {
      log.warn('database-server-slow-stop', { pid });
      process.kill(pid, 'SIGQUIT');
      return;
    }
    await sleep(15);
  }
}

function serverPid(files: ServerFiles): number {
  try {
    return Number.parseInt(readFileSync(join(files.cluster, 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
}

function logPath(files: ServerFiles): string {
  return join(files.notes, 'server.log');
}

function lastLines(files: ServerFiles): string {
  try {
    return readFileSync(logPath(files), 'utf8').trim().split('\n').slice(-4).join('\n');
  } catch {
    return 'it left no message';
  }
}
