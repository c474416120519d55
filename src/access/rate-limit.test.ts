import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { actAsDoor } from '#access/context.ts';
import { countAttempts, isOverLimit, isPersonOverLimit } from '#access/rate-limit.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import type { Services } from '#platform/services.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let services: Services;
let person: Person;
let colleague: Person;
let address = 0;
beforeAll(async () => {
  db = await testDatabase();
  services = { database: db.database, config: { keys: { session: Buffer.alloc(32, 7) } } } as unknown as Services;
  const school = await aSchool(db.database);
  person = await aPortalUser(db.database, { of: school });
  colleague = await aPortalUser(db.database, { of: school });
});
beforeEach(() => {
  address += 1;
  setClock(new Date('2026-10-05T08:00:00.000Z'));
});
afterEach(resetClock);

const from = (last = address): string => `192.0.2.${last}`;
const attempt = (most: number, name = 'sign-in', at = from()) => isOverLimit(services, name, at, most);
const keys = () =>
  db.database.read(async (tx) => {
    await actAsDoor(tx);
    const { rows } = await sql<{ key: Buffer; at: Date }>`select key, window_start as at from rate_limits`.execute(tx);
    return rows;
  });

test('SI-1: so many attempts are let through, the next one is too many', async () => {
  expect([await attempt(2), await attempt(2), await attempt(2)]).toEqual([false, false, true]);
});

test('attempts are counted apart for each address and each thing that is tried', async () => {
  await attempt(1);
  expect(await attempt(1, 'sign-in', from(200))).toBe(false);
  expect(await attempt(1, 'agenda-feed')).toBe(false);
  expect(await attempt(1)).toBe(true);
});

test('attempts count for the five minutes in which they were made', async () => {
  await attempt(1);
  setClock(new Date('2026-10-05T08:04:59.999Z'));
  expect(await attempt(1)).toBe(true);
  setClock(new Date('2026-10-05T08:05:00.000Z'));
  expect(await attempt(1)).toBe(false);
  const kept = await keys();
  expect(kept.map(({ at }) => at.toISOString())).toContain('2026-10-05T08:05:00.000Z');
});

test('what weighs more counts more, and the sum comes back', async () => {
  expect(await countAttempts(services, 'sign-in', from(), 3)).toBe(3);
  expect(await countAttempts(services, 'sign-in', from(), 1)).toBe(4);
});

test('many at once are all counted', async () => {
  const counts = await Promise.all(Array.from({ length: 8 }, () => countAttempts(services, 'sign-in', from(), 1)));
  expect(counts.toSorted((one, two) => one - two)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('an address is kept as a keyed hash only', async () => {
  await attempt(1);
  const before = (await keys()).length;
  const elsewhere = { ...services, config: { keys: { session: Buffer.alloc(32, 8) } } } as unknown as Services;
  expect(await isOverLimit(elsewhere, 'sign-in', from(), 1)).toBe(false);
  const kept = await keys();
  expect(kept).toHaveLength(before + 1);
  expect(kept.every(({ key }) => key.length === 32 && !key.includes(from()))).toBe(true);
});

test('what a person does in a form counts for that person, and the form goes on as that person', async () => {
  const send = (who: Person, most = 1) =>
    writingAs(db.database, who, async ({ tx, actor }) => {
      const over = await isPersonOverLimit({ services, tx, actor }, 'share-receiver', most);
      const { rows } = await sql<{ kind: string; id: string }>`
        select current_setting('app.actor_kind') as kind, current_setting('app.person_id') as id`.execute(tx);
      expect(rows).toEqual([{ kind: 'person', id: who.id }]);
      return over;
    });
  expect([await send(person), await send(person), await send(colleague)]).toEqual([false, true, false]);
  expect(await send(person, 3)).toBe(false);
});
