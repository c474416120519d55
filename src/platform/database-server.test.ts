import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { isAlive } from '#platform/database-users.ts';
import { configureLog } from '#platform/log.ts';

let dataDir = '';

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'schoolpoort-server-'));
  chmodSync(dataDir, 0o711);
});
afterEach(async () => {
  const server = await startEmbeddedServer({ dataDir }).catch(() => undefined);
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const serverPid = (): number => Number.parseInt(readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8'), 10);

// Its last act is to remove this file; whether the system has cleared the process away by then is not ours to say.
const isRunning = (): boolean => existsSync(join(dataDir, 'database', 'postmaster.pid'));

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Another process that uses the server until it is killed. */
async function otherProcess(): Promise<ChildProcess> {
  const program = `
    const { startEmbeddedServer } = await import(${JSON.stringify(join(import.meta.dirname, 'database-server.ts'))});
    await startEmbeddedServer({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('the server listens on a private socket only, keeps what was written, and stops', async () => {
  const first = await startEmbeddedServer({ dataDir });
  expect(await ask(first.ownerUrl, 'show listen_addresses')).toBe('');
  expect(await ask(first.ownerUrl, "select datlocale from pg_database where datname = 'schoolpoort'")).toBe('C.UTF-8');
  expect(statSync(join(dataDir, 'socket')).mode & 0o777).toBe(0o700);
  expect(statSync(join(dataDir, 'database')).mode & 0o777).toBe(0o700);
  await ask(first.ownerUrl, 'create table kept (id integer)');
  await first.stop();
  expect(isRunning()).toBe(false);

  const second = await startEmbeddedServer({ dataDir });
  expect(await ask(second.ownerUrl, 'select count(*)::integer from kept')).toBe(0);
  await second.stop();
});

test('after kill -9 of the program the next start takes over its server', async () => {
  const killed = await otherProcess();
  const pid = serverPid();
  await kill(killed);
  expect(isAlive(pid)).toBe(true);
  const server = await startEmbeddedServer({ dataDir });
  expect(serverPid()).toBe(pid);
  await server.stop();
  expect(isRunning()).toBe(false);
});

test('after kill -9 of the server the next start waits for its orphans and recovers', async () => {
  const killed = await otherProcess();
  process.kill(serverPid(), 'SIGKILL');
  await kill(killed);
  const server = await startEmbeddedServer({ dataDir });
  expect(await ask(server.ownerUrl, 'select 1')).toBe(1);
  await server.stop();
});

test('a server that dies while the program runs is started again', async () => {
  configureLog({ level: 'error' });
  const server = await startEmbeddedServer({ dataDir });
  const pid = serverPid();
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await ask(server.ownerUrl, 'select 1')).toBe(1), {
    timeout: 15_000,
    interval: 200,
  });
  expect(serverPid()).not.toBe(pid);
  await server.stop();
  configureLog({ level: 'info' });
});

test('a command beside the website joins its server and leaves it running', async () => {
  const website = await otherProcess();
  const command = await startEmbeddedServer({ dataDir });
  await command.stop();
  expect(isAlive(serverPid())).toBe(true);
  await kill(website);
});

test('what is left of an interrupted installation or an unclean stop does not stand in the way', async () => {
  const server = await startEmbeddedServer({ dataDir });
  await server.stop();
  // A stale note whose process number now belongs to somebody else: this test.
  const stale = [process.pid, join(dataDir, 'database'), '0', '5432', join(dataDir, 'socket'), '', '0 0', 'ready'];
  writeFileSync(join(dataDir, 'database', 'postmaster.pid'), `${stale.join('\n')}\n`);
  expect(existsSync(join(dataDir, 'socket', '.s.PGSQL.5432'))).toBe(false);
  const again = await startEmbeddedServer({ dataDir });
  expect(await ask(again.ownerUrl, 'select 1')).toBe(1);
  await again.stop();
});
