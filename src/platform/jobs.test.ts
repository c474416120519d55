import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { defineJob, onJob, startJobs, type JobQueue } from '#platform/jobs.ts';
import { configureLog } from '#platform/log.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

const greet = defineJob<{ name: string }>({ name: 'test.greet', concurrency: 4, retries: 2 });

let world: TestDatabase;
let queue: JobQueue | undefined;

beforeAll(async () => {
  configureLog({ write: () => undefined });
  world = await testDatabase();
  const owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  await owner.query('create table greetings (name text not null)');
  await owner.query('grant select, insert on greetings to schoolpoort_app');
  await owner.end();
});
afterEach(async () => {
  await queue?.stop();
  queue = undefined;
});

async function greetings(name: string): Promise<number> {
  const { rows } = await world.database.read((db) =>
    sql<{ n: number }>`select count(*) as n from greetings where name = ${name}`.execute(db),
  );
  return rows[0]?.n ?? 0;
}

const insertGreeting = (name: string) => sql`insert into greetings values (${name})`;

test('a job runs soon after the transaction that sent it, and not when that was rolled back', async () => {
  const seen: string[] = [];
  queue = await startJobs(world.appUrl, [onJob(greet, async ({ name }) => void seen.push(name))]);
  await world.database.write((tx) => queue!.send(tx, greet, { name: 'An' }));
  const refused = world.database.write(async (tx) => {
    await queue!.send(tx, greet, { name: 'Bart' });
    throw new Error('changed my mind');
  });
  await expect(refused).rejects.toThrow('changed my mind');
  await world.database.write((tx) => queue!.send(tx, greet, { name: 'Chadia' }));
  await vi.waitFor(() => expect(seen.toSorted()).toEqual(['An', 'Chadia']), { timeout: 4000 });
});

test('a run that fails is repeated; its effects and its completion happen together, once', async () => {
  let attempts = 0;
  queue = await startJobs(world.appUrl, [
    onJob(greet, async ({ name }, { complete }) => {
      attempts += 1;
      await world.database.write(async (tx) => {
        await insertGreeting(name).execute(tx);
        if (attempts === 1) throw new Error('the first time goes wrong');
        await complete(tx);
      });
    }),
  ]);
  await world.database.write((tx) => queue!.send(tx, greet, { name: 'Dirk' }));
  await vi.waitFor(async () => expect(await greetings('Dirk')).toBe(1), { timeout: 15_000, interval: 100 });
  expect(attempts).toBe(2);
  const { rows } = await world.database.read((db) =>
    sql<{ state: string }>`select state::text from jobs.job where data->>'name' = 'Dirk'`.execute(db),
  );
  expect(rows).toEqual([{ state: 'completed' }]);
});

test('a schedule that no job asks for any longer is taken away', async () => {
  const nightly = defineJob({ name: 'test.nightly', schedule: '0 3 * * *' });
  const schedules = async (): Promise<unknown[]> =>
    (await world.database.read((db) => sql`select name, cron, timezone from jobs.schedule`.execute(db))).rows;
  queue = await startJobs(world.appUrl, [onJob(nightly, async () => undefined)]);
  expect(await schedules()).toEqual([{ name: 'test.nightly', cron: '0 3 * * *', timezone: 'Europe/Brussels' }]);
  await queue.stop();
  queue = await startJobs(world.appUrl, []);
  expect(await schedules()).toEqual([]);
});
