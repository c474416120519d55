import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { isOverloaded, openDatabase, prepared } from '#platform/db.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

let world: TestDatabase;

beforeAll(async () => {
  world = await testDatabase();
  const owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  await owner.query('create table places (id integer primary key, free integer not null check (free >= 0))');
  await owner.query('create table bookings (place integer not null, who text not null)');
  await owner.query('grant select, insert, update on places, bookings to schoolpoort_app');
  await owner.query('insert into places values (1, 3)');
  await owner.end();
});

test('a date stays the day it is, counts are numbers, a moment is a Date', async () => {
  const { rows } = await world.database.read((db) =>
    sql<Record<string, unknown>>`
      select date '2026-01-01' as day, count(*) as count, 9.5::numeric as amount, now() as moment,
        daterange('2026-01-01', '2026-02-01') as period, array[date '2026-01-01', null] as days, array[1::int8, null] as counts
    `.execute(db),
  );
  expect(rows[0]).toMatchObject({
    day: '2026-01-01',
    count: 1,
    amount: 9.5,
    period: '[2026-01-01,2026-02-01)',
    days: ['2026-01-01', null],
    counts: [1, null],
  });
  expect(rows[0]?.['moment']).toBeInstanceOf(Date);
});

test('a number too large to be exact is a fault, not a rounding', async () => {
  const read = world.database.read((db) => sql`select 9007199254740993::int8 as n`.execute(db));
  await expect(read).rejects.toThrow(RangeError);
});

test('a read sees one snapshot and cannot write', async () => {
  const write = (): Promise<unknown> =>
    world.database.write((tx) => sql`insert into bookings values (2, 'later')`.execute(tx));
  const count = sql<{ n: number }>`select count(*) as n from bookings where place = 2`;
  const seen = await world.database.read(async (db) => {
    const before = await count.execute(db);
    await write();
    const after = await count.execute(db);
    return [before.rows[0]?.n, after.rows[0]?.n];
  });
  expect(seen).toEqual([0, 0]);
  const attempt = world.database.read((db) => sql`insert into bookings values (2, 'never')`.execute(db));
  await expect(attempt).rejects.toThrow(/read-only/);
});

test('ten people and three free places: three get one, whoever reads first', async () => {
  const book = (who: string): Promise<boolean> =>
    world.database.write(async (tx) => {
      const { rows } = await sql<{ free: number }>`select free from places where id = 1`.execute(tx);
      if ((rows[0]?.free ?? 0) === 0) return false;
      await sql`update places set free = free - 1 where id = 1`.execute(tx);
      await sql`insert into bookings values (1, ${who})`.execute(tx);
      return true;
    });
  const names = ['An', 'Bart', 'Chadia', 'Dirk', 'Els', 'Fatima', 'Geert', 'Hilde', 'Ines', 'Jan'];
  const outcomes = await Promise.allSettled(names.map(book));
  const booked = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value);
  const { rows } = await world.database.read((db) =>
    sql<{ n: number; free: number }>`
      select count(*) as n, (select free from places where id = 1) as free from bookings where place = 1
    `.execute(db),
  );
  expect(rows[0]).toEqual({ n: booked.length, free: 3 - booked.length });
  expect(booked.length).toBeGreaterThan(0);
});

test('a failed transaction leaves nothing behind and is not repeated', async () => {
  let runs = 0;
  const attempt = world.database.write(async (tx) => {
    runs += 1;
    await sql`insert into bookings values (9, 'half')`.execute(tx);
    throw new Error('stop');
  });
  await expect(attempt).rejects.toThrow('stop');
  expect(runs).toBe(1);
  const { rows } = await world.database.read((db) =>
    sql<{ n: number }>`select count(*) as n from bookings where place = 9`.execute(db),
  );
  expect(rows[0]?.n).toBe(0);
});

test('a write that collides is repeated from the start', async () => {
  let runs = 0;
  await world.database.write(async (tx) => {
    runs += 1;
    await sql`select free from places`.execute(tx);
    if (runs === 1) throw Object.assign(new Error('could not serialize access'), { code: '40001' });
  });
  expect(runs).toBe(2);
});

test('eight people who read everything and write at once all get through', async () => {
  const note = (who: string): Promise<unknown> =>
    world.database.write(async (tx) => {
      await sql`select count(*) from bookings`.execute(tx);
      // As long as a form of an administrator of many schools takes.
      await sql`select pg_sleep(0.2)`.execute(tx);
      await sql`insert into bookings values (8, ${who})`.execute(tx);
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => note(`somebody ${at}`)));
  expect(outcomes.map(({ status }) => status)).toEqual(Array(8).fill('fulfilled'));
});

test('nobody is left behind by those who keep coming, in other processes too', async () => {
  const elsewhere = openDatabase(world.appUrl);
  const note = (at: number, who: string): Promise<unknown> =>
    (at % 2 === 0 ? world.database : elsewhere).write(async (tx) => {
      await sql`select count(*) from bookings`.execute(tx);
      await sql`select pg_sleep(0.03)`.execute(tx);
      await sql`insert into bookings values (9, ${who})`.execute(tx);
    });
  const keepsComing = async (at: number): Promise<void> => {
    for (let time = 0; time < 6; time += 1) await note(at, `somebody ${at} ${time}`);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => keepsComing(at)));
  expect(outcomes.map(({ status }) => status)).toEqual(Array(8).fill('fulfilled'));
  await elsewhere.close();
});

test('who wants to go alone does not wait until a long one before him is done', async () => {
  const elsewhere = openDatabase(world.appUrl);
  let runs = 0;
  await elsewhere.write(async (long) => {
    await sql`select 1`.execute(long);
    await world.database.write(async (tx) => {
      runs += 1;
      await sql`select free from places`.execute(tx);
      if (runs <= 2) throw Object.assign(new Error('could not serialize access'), { code: '40001' });
    });
  });
  expect(runs).toBe(3);
  await elsewhere.close();
});

test('a write inside one that is repeated again and again does not wait for itself', async () => {
  let runs = 0;
  const seen: number[] = [];
  await world.database.write(async (tx) => {
    runs += 1;
    await sql`select free from places`.execute(tx);
    await world.database.write(async (beside) => void (await sql`select 1`.execute(beside)));
    seen.push(runs);
    if (runs < 4) throw Object.assign(new Error('could not serialize access'), { code: '40001' });
  });
  expect(seen).toEqual([1, 2, 3, 4]);
});

test('a statement that takes too long and a pool without a free connection are told apart from faults', async () => {
  const hurried = openDatabase(world.appUrl, { poolSize: 1, statementTimeoutMs: 200, connectTimeoutMs: 100 });
  const wait = (seconds: number): Promise<unknown> =>
    hurried.read((db) => sql`select pg_sleep(${seconds}::float8)`.execute(db)).catch((error: unknown) => error);
  const [slow, unserved] = await Promise.all([wait(5), wait(0)]);
  const full = Object.assign(new Error('out of shared memory'), { code: '53200' });
  expect([isOverloaded(slow), isOverloaded(unserved), isOverloaded(full)]).toEqual([true, true, true]);
  expect(isOverloaded(await hurried.read((db) => sql`select 1 / 0`.execute(db)).catch((error: unknown) => error))).toBe(
    false,
  );
  await hurried.close();
});

test('O17 a connection that is lost between two statements fails that transaction and nothing else', async () => {
  const owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  const broken = world.database.read(async (db) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
    await owner.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return sql`select 1`.execute(db);
  });
  await expect(broken).rejects.toThrow();
  const { rows } = await world.database.read((db) => sql<{ one: number }>`select 1 as one`.execute(db));
  expect(rows).toEqual([{ one: 1 }]);
  await owner.end();
});

test('a marked statement is planned once per connection and sees each time other values', async () => {
  const one = openDatabase(world.appUrl, { poolSize: 1 });
  const answer = (n: number): Promise<number | undefined> =>
    one.read(
      async (db) =>
        (await sql<{ n: number }>`select ${prepared('twice')} ${n}::integer * 2 as n`.execute(db)).rows[0]?.n,
    );
  expect([await answer(1), await answer(21)]).toEqual([2, 42]);
  const { rows } = await one.read((db) => sql<{ name: string }>`select name from pg_prepared_statements`.execute(db));
  expect(rows).toEqual([{ name: 'twice' }]);
  await one.close();
});
