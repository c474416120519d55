import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { sealWaiting } from '#access/seal-waiting.ts';
import { recordAudit } from '#platform/audit.ts';
import { sealEvents, SealsDisagree } from '#platform/audit-seals/seal-events.ts';
import type { Seal } from '#platform/audit-seals/seal-files.ts';
import { verifySeals, type Deviation } from '#platform/audit-seals/verify-seals.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

let db: TestDatabase;
let folder: string;
let owner: pg.Client;

beforeEach(async () => {
  db = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'schoolpoort-seals-'));
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await seal();
});
afterEach(async () => {
  await owner.end();
  rmSync(folder, { recursive: true });
});

const happen = (...actions: string[]): Promise<string[]> =>
  asSystem(db.database, async (tx) => {
    for (const action of actions)
      await recordAudit(tx, {
        action,
        subjectKind: 'grant',
        subjectId: newId(),
        after: { b: [1, { d: 2, c: 'é' }], a: null },
      });
    const { rows } = await sql<{ id: string }>`
      select id from audit_events where action = any (${actions}::text[]) order by id`.execute(tx);
    return rows.map(({ id }) => id);
  });

/** Seals everything that waits; the seals that were made. */
async function seal(): Promise<Seal[]> {
  const seals: Seal[] = [];
  const config = { auditSealsDir: folder } as Parameters<typeof sealWaiting>[0]['config'];
  await sealWaiting({ config, database: db.database }, (one) => seals.push(one));
  return seals;
}

const verify = () => readAsSystem(db.database, (reader) => verifySeals(reader, folder));
const firstDeviation = async (): Promise<Deviation | undefined> => (await verify()).deviations[0];
const fileOf = (number: number): string => join(folder, `${String(number).padStart(10, '0')}.json`);

describe('R25 the audit log is sealed outside the database', () => {
  test('every event waits for one seal, and nothing deviates', async () => {
    const before = await verify();
    await happen('one', 'two', 'three');
    expect(await verify()).toMatchObject({ waiting: 3, events: before.events, deviations: [] });
    const [made] = await seal();
    expect(made?.events).toHaveLength(3);
    expect(await seal()).toEqual([]);
    const after = await verify();
    expect(after).toMatchObject({ waiting: 0, events: before.events + 3, seals: before.seals + 1, deviations: [] });
    expect(after.chain).toBe(made?.chain);
  });

  test('the root is the Merkle root of RFC 9162 over the events in the order of their ids', async () => {
    await happen('one', 'two', 'three');
    const [made] = await seal();
    const hash = (prefix: number, ...parts: (string | Buffer)[]): Buffer =>
      createHash('sha256')
        .update(Buffer.concat([Buffer.of(prefix), ...parts.map((part) => Buffer.from(part as string))]))
        .digest();
    const [a, b, c] = (made?.events ?? []).map(({ id, at, body }) => hash(0, id, at, body));
    if (!a || !b || !c) throw new Error('three events were sealed');
    expect(made?.root).toBe(hash(1, hash(1, a, b), c).toString('hex'));
    expect(made?.events.map(({ id }) => id)).toEqual(made?.events.map(({ id }) => id).toSorted());
  });

  test.each([
    ['altered', "update audit_events set reason = 'iets anders' where id = $1"],
    ['altered', `update audit_events set after = '{"a": null, "b": [1, {"c": "e", "d": 2}]}' where id = $1`],
    ['moved', "update audit_events set at = at - interval '1 microsecond' where id = $1"],
    ['removed', 'delete from audit_events where id = $1'],
  ] as const)('whoever changes an event behind our back is found: %s', async (kind, statement) => {
    const [, second] = await happen('one', 'two', 'three');
    const [made] = await seal();
    await happen('later');
    await seal();
    await owner.query(statement, [second]);
    expect(await firstDeviation()).toEqual({ kind, seal: made?.number, position: 2, eventId: second });
  });

  test('an event that was slipped in is found', async () => {
    await happen('one');
    await seal();
    const { rows } = await owner.query<{ id: string }>(
      "insert into audit_events (actor_kind, actor_label, action, subject_kind, subject_id) values ('system', 'x', 'x', 'x', 'x') returning id",
    );
    await owner.query('delete from audit_waiting');
    expect(await firstDeviation()).toEqual({ kind: 'added', eventId: rows[0]?.id });
  });

  test('the first of several is named first', async () => {
    const [one] = await happen('one');
    const [early] = await seal();
    const [two] = await happen('two');
    await seal();
    await owner.query("update audit_events set action = 'x' where id = any ($1)", [[one, two]]);
    const { deviations } = await verify();
    expect(deviations).toHaveLength(2);
    expect(deviations[0]).toEqual({ kind: 'altered', seal: early?.number, position: 1, eventId: one });
  });

  test('a file that is gone or altered is named, and so is a seal that the database lost', async () => {
    await happen('one');
    const [one] = await seal();
    await happen('two');
    const [two] = await seal();
    const number = two?.number ?? 0;
    const text = readFileSync(fileOf(number), 'utf8');
    writeFileSync(fileOf(number), text.replace(two?.events[0]?.body ?? '', '0'.repeat(64)));
    expect(await firstDeviation()).toEqual({ kind: 'file-altered', seal: number });
    rmSync(fileOf(number));
    expect(await firstDeviation()).toEqual({ kind: 'file-missing', seal: number });
    writeFileSync(fileOf(number), text);
    await owner.query('delete from audit_seals where number = $1', [number]);
    expect(await firstDeviation()).toEqual({ kind: 'seal-removed', seal: number });
    rmSync(fileOf(one?.number ?? 0));
    expect(await firstDeviation()).toEqual({ kind: 'file-missing', seal: one?.number });
  });

  test('whoever rewrites an event, its seal and the file breaks the chain for every later seal', async () => {
    const [id] = await happen('one');
    const [made] = await seal();
    await happen('two');
    await seal();
    await owner.query("update audit_events set action = 'x' where id = $1", [id]);
    await owner.query('delete from audit_seals where number = $1', [made?.number]);
    await owner.query('insert into audit_waiting values ($1)', [id]);
    const others = (
      await owner.query<{ number: number }>('delete from audit_seals where number > $1 returning *', [made?.number])
    ).rows;
    rmSync(fileOf(made?.number ?? 0));
    await asSystem(db.database, (tx) => sealEvents(tx, folder));
    for (const row of others)
      await owner.query('insert into audit_seals values ($1, $2, $3, $4, $5)', Object.values(row));
    expect(await firstDeviation()).toEqual({ kind: 'chain-broken', seal: (made?.number ?? 0) + 1 });
  });

  test('a program that is killed between file and database goes on with the file', async () => {
    await happen('one');
    const killed = asSystem(db.database, async (tx) => {
      await sealEvents(tx, folder);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    await happen('two');
    expect((await verify()).deviations).toEqual([]);
    const made = await seal();
    expect(made.map(({ events }) => events.length)).toEqual([1, 1]);
    expect((await verify()).deviations).toEqual([]);
  });

  test('a file that the database contradicts stops the sealing and is never written over', async () => {
    const [id] = await happen('one');
    const [made] = await seal();
    await owner.query('delete from audit_seals where number = $1', [made?.number]);
    const text = readFileSync(fileOf(made?.number ?? 0), 'utf8');
    await happen('two');
    await expect(seal()).rejects.toThrow(SealsDisagree);
    await owner.query('insert into audit_waiting values ($1)', [id]);
    await owner.query("update audit_events set action = 'x' where id = $1", [id]);
    await expect(seal()).rejects.toThrow(SealsDisagree);
    expect(readFileSync(fileOf(made?.number ?? 0), 'utf8')).toBe(text);
  });

  test('two programs at once give every event one seal', async () => {
    await happen(...Array.from({ length: 40 }, (_, n) => `event-${n}`));
    const before = await verify();
    const seals = (await Promise.all([seal(), seal(), seal()])).flat();
    expect(seals.flatMap(({ events }) => events)).toHaveLength(40);
    expect(await verify()).toMatchObject({ waiting: 0, events: before.events + 40, deviations: [] });
    expect(readdirSync(folder).filter((name) => name.endsWith('.draft'))).toEqual([]);
  });

  test('without room outside the database nothing is sealed and nothing is lost', async () => {
    await happen('one');
    await seal();
    await happen('two');
    const config = { auditSealsDir: join(fileOf(1), 'below-a-file') } as Parameters<typeof sealWaiting>[0]['config'];
    await expect(sealWaiting({ config, database: db.database })).rejects.toThrow();
    expect(await verify()).toMatchObject({ waiting: 1, deviations: [] });
  });
});
