import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { discardDraft } from '#apps/submissions/commands/prepare-draft.ts';
import { clearOrphans, TooManyOrphans } from '#platform/files/clear-orphans.ts';
import { findPointedTo, PointerHidden } from '#platform/files/pointers.ts';
import { projectRoot } from '#platform/root.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, type Site } from '#tests/wall/site.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';
import { aDraft, aHandler, aKeptFile, aSubmission, handle } from '#tests/world/submissions.ts';

const day = 24 * 60 * 60 * 1000;
/** A few each time; `npm run soak` asks for hundreds. */
const mostKills = Number(process.env.CRASH_KILLS ?? 8);

let db: TestDatabase;
let site: Site;
let school: School;
let an: Person;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  an = await aPortalUser(db.database, { of: school, themes: [3] });
});

const filesFolder = () => join(site.services.config.dataDir, 'files');
const clear = (quietMs = day) =>
  clearOrphans({
    files: site.services.files,
    pointedTo: (hashes) => readAsSystem(db.database, (tx) => findPointedTo(tx, hashes)),
    quietMs,
  });

/** A draft with one file that lies in the store. */
async function aStoredDraft(content: string): Promise<{ id: string; sha256: string }> {
  const file = aKeptFile(content);
  await site.services.files.put(Buffer.from(content), { maxBytes: 1e6 });
  return { id: await aDraft(db.database, an, { of: school, files: [file] }), sha256: file.sha256 };
}

const discard = (id: string) => writingAs(db.database, an, (as) => perform(discardDraft, as, { id }));

/** As if so much time went by since it was stored or set aside. */
function age(sha256: string, where: '' | 'aside', days: number): void {
  const at = new Date(Date.now() - days * day);
  utimesSync(join(filesFolder(), where, sha256.slice(0, 2), sha256), at, at);
}

test('DV-1 the file of a draft that was thrown away is set aside one night and gone the next; others stay', async () => {
  const [gone, kept, fresh] = await Promise.all(['weg', 'blijft', 'pas geplaatst'].map((text) => aStoredDraft(text)));
  if (!gone || !kept || !fresh) throw new Error('unreachable');
  await discard(gone.id);
  await discard(fresh.id);
  for (const { sha256 } of [gone, kept]) age(sha256, '', 2);
  expect(await clear()).toEqual({ setAside: 1, restored: 0, removed: 0 });
  expect(await clear()).toEqual({ setAside: 0, restored: 0, removed: 0 });
  age(gone.sha256, 'aside', 2);
  expect(await clear()).toEqual({ setAside: 0, restored: 0, removed: 1 });
  const { files } = site.services;
  expect([await files.has(gone.sha256), await files.has(kept.sha256), await files.has(fresh.sha256)]).toEqual([
    false,
    true,
    true,
  ]);
});

test('O17 a file that somebody sends anew while it is being cleared is found all the while', async () => {
  const first = await aStoredDraft('wordt opnieuw gestuurd');
  await discard(first.id);
  age(first.sha256, '', 2);
  await clear();
  // The row of an upload that put its file before the clearing looked.
  await aDraft(db.database, an, { of: school, files: [aKeptFile('wordt opnieuw gestuurd')] });
  const read = async () => (await buffer(await site.services.files.open(first.sha256))).toString();
  expect(await read()).toBe('wordt opnieuw gestuurd');
  age(first.sha256, 'aside', 2);
  expect(await clear()).toMatchObject({ restored: 1, removed: 0 });
  expect(await read()).toBe('wordt opnieuw gestuurd');
});

test('DV-4 the file of what is past its term points to nothing; the same content elsewhere stays', async () => {
  const worker = await aHandler(db.database);
  const contents = ['van een oude verzending', 'in twee verzendingen'];
  for (const content of contents) await site.services.files.put(Buffer.from(content), { maxBytes: 1e6 });
  const old = await aSubmission(db.database, an, { of: school, files: contents.map((content) => aKeptFile(content)) });
  await aDraft(db.database, an, { of: school, files: [aKeptFile(contents[1])] });
  await handle(db.database, worker, old, { handling: 'take-up' });
  await handle(db.database, worker, old, { handling: 'finish' });
  const hashes = contents.map((content) => createHash('sha256').update(content).digest('hex'));
  const pointed = () => readAsSystem(db.database, (tx) => findPointedTo(tx, hashes));
  expect(await pointed()).toEqual(new Set(hashes));
  await asSystem(db.database, (tx) =>
    sql`update submission_files set removed_at = now() where submission_id = ${old}`.execute(tx),
  );
  expect(await pointed()).toEqual(new Set(hashes.slice(1)));
});

test('a table that points to files and hides rows from the system stops the clearing', async () => {
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const pointed = () => readAsSystem(db.database, (tx) => findPointedTo(tx, ['0'.repeat(64)]));
  try {
    await owner.query('create table later_made (proof_sha256 bytea); alter table later_made enable row level security');
    await expect(pointed()).rejects.toThrow(PointerHidden);
    await owner.query('grant select on later_made to schoolpoort_app');
    await expect(pointed()).rejects.toThrow('later_made');
    await owner.query('create policy system_only on later_made using ((select app.is_system()))');
    expect(await pointed()).toEqual(new Set());
    await owner.query(`insert into later_made values (decode(repeat('0', 64), 'hex'))`);
    expect((await pointed()).size).toBe(1);
  } finally {
    await owner.query('drop table later_made');
    await owner.end();
  }
});

test('files of another database are not cleared', async () => {
  async function* many() {
    for (let at = 0; at < 3000; at += 1)
      yield { sha256: createHash('sha256').update(String(at)).digest('hex'), bytes: 1, storedAt: new Date(0) };
  }
  const strange = { ...site.services.files, list: many, listAside: async function* () {} };
  await expect(clearOrphans({ files: strange, pointedTo: async () => new Set() })).rejects.toThrow(TooManyOrphans);
});

test(
  'O17 kills of the clearing while files are sent and thrown away: every row has its file, and nothing stays behind',
  { timeout: 60_000 + mostKills * 5_000 },
  async () => {
    const quietMs = 1200;
    const contents = Array.from({ length: 6 }, (_, n) => `gedeeld bestand ${n} ${'x'.repeat(2000)}`);
    const start = async (): Promise<ChildProcess> => {
      const child = spawn(
        process.execPath,
        [join(projectRoot, 'tests/support/clearing-process.ts'), db.appUrl, filesFolder(), String(quietMs)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const died = once(child, 'exit').then(() => Promise.reject(new Error('the clearing ended by itself')));
      died.catch(() => undefined);
      await Promise.race([once(child.stdout ?? child, 'data'), died]);
      return child;
    };
    let done = false;
    const killing = (async () => {
      for (let kills = 0; kills < mostKills; kills += 1) {
        const child = await start();
        await wait(20 + 300 * Math.random());
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
      done = true;
    })();
    const drafts = new Map<string, string>();
    killing.catch(() => (done = true));
    while (!done) {
      const content = contents[Math.floor(Math.random() * contents.length)] ?? '';
      const { id, sha256 } = await aStoredDraft(content);
      drafts.set(id, sha256);
      for (const [known, hash] of drafts) {
        expect((await buffer(await site.services.files.open(hash))).length).toBeGreaterThan(2000);
        // Long enough without a row for the clearing to think that nobody needs it.
        if (Math.random() < 0.5) {
          drafts.delete(known);
          await discard(known);
        }
      }
      await wait(Math.random() < 0.1 ? 1.5 * quietMs : 10);
    }
    await killing;
    for (const sha256 of drafts.values()) await buffer(await site.services.files.open(sha256));
    for (const id of drafts.keys()) await discard(id);
    await wait(quietMs + 100);
    await clear(quietMs);
    await wait(quietMs + 100);
    await clear(quietMs);
    for (const content of contents)
      expect(await site.services.files.has(createHash('sha256').update(content).digest('hex'))).toBe(false);
  },
);
