import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { openDatabase } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { projectRoot } from '#platform/root.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { launchDatabase, type LaunchedDatabase } from '#tests/support/launch-database.ts';
import { aSite, origin, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser } from '#tests/world/people.ts';

/** A few each time; `npm run soak -- --kills 200` asks for more. */
const mostKills = Number(process.env.CRASH_KILLS ?? 4);
const atOnce = 8;
const victims = ['application', 'connection', 'application', 'database'] as const;

interface Running {
  child: ChildProcess;
  port: number;
}

// A database server of its own: the others must not die with it.
let launched: LaunchedDatabase;
let db: TestDatabase;
let site: Site;
let school: School;
let session: string;
let server: Running;

beforeAll(async () => {
  launched = await launchDatabase();
  // What is acknowledged must survive: the other tests do without.
  await asOwner('alter database schoolpoort set synchronous_commit = on');
  db = { ...launched, database: openDatabase(launched.appUrl, { poolSize: 4 }) };
  site = await aSite(db);
  school = await aSchool(db.database);
  session = await signIn(db.database, await aPortalUser(db.database, { of: school, themes: [3] }));
  server = await start();
});
afterAll(async () => {
  server.child.kill('SIGKILL');
  await db.database.close();
  await launched.stop();
});

/** A server in a process of its own, that can be killed. */
async function start(): Promise<Running> {
  const wall = join(projectRoot, 'tests/wall');
  const child = spawn(
    process.execPath,
    [join(wall, 'run-with-jsx.ts'), 'server-process.ts', launched.appUrl, site.services.config.dataDir],
    // What it complains about while its database dies is what is asked for.
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const lines = createInterface(child.stdout);
  const [port] = (await once(lines, 'line')) as [string];
  return { child, port: Number(port) };
}

async function asOwner<Row extends pg.QueryResultRow>(query: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: launched.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(query)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Kills one of the three, without a word before, and waits until everything answers again. */
async function killOne(victim: (typeof victims)[number]): Promise<void> {
  if (victim === 'application') {
    const gone = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    await gone;
    server = await start();
    return;
  }
  process.kill(await pidOf(victim), 'SIGKILL');
  for (let tries = 0; ; tries += 1)
    try {
      await asOwner('select 1');
      const response = await fetch(`http://127.0.0.1:${server.port}/readyz`);
      if (response.ok) return;
    } catch (error) {
      if (tries > 600) throw error;
    } finally {
      await wait(50);
    }
}

/** The server process of a connection that works, or the process above them all. */
async function pidOf(victim: 'connection' | 'database'): Promise<number> {
  if (victim === 'connection') {
    const [busy] = await asOwner<{ pid: number }>(`
      select pid from pg_stat_activity where usename = 'schoolpoort_app' order by (state = 'idle'), random() limit 1`);
    if (busy) return busy.pid;
  }
  const [row] = await asOwner<{ folder: string }>(
    `select setting as folder from pg_settings where name = 'data_directory'`,
  );
  return Number(readFileSync(join(row?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

const contents = new Map<string, string[]>();
const acknowledged = new Set<string>();
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** Sends a form with three files, every other one in pieces; believes only what the server acknowledged. */
async function send(key: string, inPieces: boolean): Promise<void> {
  const address = `http://127.0.0.1:${server.port}/basisonderwijs/document-versturen?instelling=${formatInstitutionNumber(school.id)}`;
  const headers = { cookie: `sessie=${session}`, origin };
  const body = new FormData();
  body.set('sleutel', key);
  body.set('formulier', 'lln');
  body.set('schooljaar', '2026');
  body.set('actie', 'door');
  for (const [n, content] of (contents.get(key) ?? []).entries()) {
    if (!inPieces) {
      body.append('bestanden', new Blob([content]), `${n}.txt`);
      continue;
    }
    const piece = { ...headers, 'content-type': 'application/octet-stream', 'x-sha256': hashOf(content) };
    const ask = async (more: RequestInit): Promise<number> => {
      const answer = await fetch(address, { method: 'POST', redirect: 'manual', ...more });
      return ((await answer.json()) as { received: number }).received;
    };
    for (let at = await ask({ headers: piece }); at < content.length;)
      at = await ask({ headers: { ...piece, 'x-offset': String(at) }, body: content.slice(at, at + 8_000) });
    body.append('bestanden-klaar', `${hashOf(content)}.${n}.txt`);
  }
  const answer = await fetch(address, { method: 'POST', body, redirect: 'manual', headers });
  const isSent = answer.status === 303 && answer.headers.get('location')?.endsWith('?verstuurd');
  if (!isSent) throw new Error(`answered ${answer.status}`);
  acknowledged.add(key);
}

interface Stored {
  id: string;
  state: string;
  hashes: (string | null)[];
  sendings: number;
}

const stored = async (): Promise<Stored[]> =>
  readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<Stored>`
      select s.id, s.state, array_agg(encode(f.sha256, 'hex')) as hashes,
        (select count(*) from submission_events e where e.submission_id = s.id) as sendings
      from submissions s left join submission_files f on f.submission_id = s.id and f.event_id is not null
      where s.state <> 'draft' group by s.id`.execute(tx);
    return rows;
  });

/** Everything that is stored is whole and once. */
async function expectWhole(rows: readonly Stored[]): Promise<void> {
  for (const { id, state, hashes, sendings } of rows) {
    expect([id, state, sendings]).toEqual([id, 'received', 1]);
    expect(hashes.toSorted()).toEqual((contents.get(id) ?? []).map(hashOf).toSorted());
  }
}

test(
  'O15, O16, O17 what was acknowledged survives kills of application and database whole and once; what was not can be sent again',
  { timeout: 60_000 + mostKills * 20_000 },
  async () => {
    for (let kills = 0; kills < mostKills; kills += 1) {
      const keys = Array.from({ length: atOnce }, () => newId<string>());
      for (const key of keys)
        contents.set(
          key,
          ['a', 'b', 'c'].map((part) => `${key} ${part} ${'leerling '.repeat(2_000)}`),
        );
      const known = acknowledged.size;
      const sending = keys.map((key, n) => send(key, n % 2 === 1).catch(() => undefined));
      // Sometimes after the first ones, sometimes before.
      if (kills % 3 === 0) await wait(200 * Math.random());
      else for (let tries = 0; acknowledged.size < known + 2 && tries < 1000; tries += 1) await wait(2);
      await killOne(victims[kills % victims.length] ?? 'application');
      await Promise.all(sending);
    }
    const before = await stored();
    await expectWhole(before);
    const ids = new Set(before.map((row) => row.id));
    expect(
      [...acknowledged].filter((key) => !ids.has(key)),
      'acknowledged and lost',
    ).toEqual([]);
    const unanswered = [...contents.keys()].filter((key) => !acknowledged.has(key));
    expect(unanswered.length, 'the kills came in the middle').toBeGreaterThan(0);

    const kept = acknowledged.size;
    for (const key of unanswered) await send(key, false);
    const after = await stored();
    expect(after.map((row) => row.id).toSorted()).toEqual([...contents.keys()].toSorted());
    await expectWhole(after);
    for (const content of [...contents.values()].flat())
      expect((await buffer(await site.services.files.open(hashOf(content)))).toString()).toBe(content);
    if (process.env.CRASH_KILLS)
      process.stdout.write(
        `${mostKills} kills: ${contents.size} sent, ${kept} acknowledged before and ${unanswered.length} after being sent again; 0 lost, 0 halves, 0 duplicates\n`,
      );
  },
);
