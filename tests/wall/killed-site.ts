import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '#platform/db.ts';
import { projectRoot } from '#platform/root.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { launchDatabase, type LaunchedDatabase } from '#tests/support/launch-database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import type { Person } from '#tests/world/people.ts';

/** A few each time; `npm run soak -- --kills 200` asks for more. */
export const mostKills = Number(process.env.CRASH_KILLS ?? 4);
const victims = ['application', 'connection', 'application', 'database'] as const;

interface Running {
  child: ChildProcess;
  port: number;
}

/** A website in a process of its own on a database server of its own, either of which can be killed. */
export interface KilledSite {
  db: TestDatabase;
  /** In this process, on the same database and files: to make a world with and to look afterwards. */
  site: Site;
  /** Where the website answers now. */
  address: () => string;
  /** Kills one of them without a word before, in turn, and waits until everything answers again. */
  kill: (turn: number) => Promise<void>;
  /** A session that is as fresh as this: hundreds of kills take longer than one lasts. A database that is recovering is waited for. */
  signIn: (person: Person) => Promise<string>;
  /** Asks the database something as its owner, behind every wall. */
  asOwner: <Row extends pg.QueryResultRow>(query: string) => Promise<Row[]>;
  stop: () => Promise<void>;
}

/** With a mail server the killed process also sends digests and mail. */
export async function aKilledSite(smtpUrl = ''): Promise<KilledSite> {
  // A database server of its own: the others must not die with it.
  const launched = await launchDatabase();
  // What is acknowledged must survive: the other tests do without.
  await asOwner(launched, 'alter database schoolpoort set synchronous_commit = on');
  const db = { ...launched, database: openDatabase(launched.appUrl, { poolSize: 4 }) };
  const site = await aSite(db);
  const { dataDir } = site.services.config;
  const started = () => start([launched.appUrl, dataDir, smtpUrl]);
  let server = await started();
  return {
    db,
    site,
    address: () => `http://127.0.0.1:${server.port}`,
    asOwner: (query) => asOwner(launched, query),
    signIn: (person) => patiently(() => signIn(db.database, person)),
    async kill(turn) {
      const victim = victims[turn % victims.length] ?? 'application';
      if (victim !== 'application') return killInDatabase(launched, victim, server.port);
      const gone = once(server.child, 'exit');
      server.child.kill('SIGKILL');
      await gone;
      server = await started();
    },
    async stop() {
      server.child.kill('SIGKILL');
      await db.database.close();
      await launched.stop();
    },
  };
}

async function start(settings: readonly string[]): Promise<Running> {
  const wall = join(projectRoot, 'tests/wall');
  const child = spawn(
    process.execPath,
    [join(wall, 'run-with-jsx.ts'), 'server-process.ts', ...settings],
    // What it complains about while its database dies is what is asked for.
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, port: Number(port) };
}

async function asOwner<Row extends pg.QueryResultRow>({ ownerUrl }: LaunchedDatabase, query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1)
    try {
      return await work();
    } catch (error) {
      if (tries > 600) throw error;
      await wait(50);
    }
}

async function killInDatabase(launched: LaunchedDatabase, victim: 'connection' | 'database', port: number) {
  process.kill(await pidOf(launched, victim), 'SIGKILL');
  await patiently(async () => {
    await asOwner(launched, 'select 1');
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    if (!response.ok) throw new Error('not ready');
  });
}

/** The server process of a connection that works, or the process above them all. */
async function pidOf(launched: LaunchedDatabase, victim: 'connection' | 'database'): Promise<number> {
  if (victim === 'connection') {
    const [busy] = await asOwner<{ pid: number }>(
      launched,
      `select pid from pg_stat_activity where usename = 'schoolpoort_app' order by (state = 'idle'), random() limit 1`,
    );
    if (busy) return busy.pid;
  }
  const [row] = await asOwner<{ folder: string }>(
    launched,
    `select setting as folder from pg_settings where name = 'data_directory'`,
  );
  return Number(readFileSync(join(row?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
