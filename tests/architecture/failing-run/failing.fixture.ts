import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';

test('this test uses the database and fails', async () => {
  const { database } = await testDatabase();
  const { rows } = await database.read((db) => sql<{ n: number }>`select 1 as n`.execute(db));
  expect(rows[0]?.n).toBe(2);
});
