import { sql } from 'kysely';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { migrateRights, mergerOf, previewMigration } from '#apps/rights/mergers/migrate.ts';
import { listMergerTasks } from '#apps/rights/mergers/queries.ts';
import { countTasks } from '#apps/rights/queries/requests.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aMerger } from '#tests/world/mergers.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aHolder, aPortalUser, type Person } from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(resetClock);

test('R7 until so many days before it begins, who heads the new school learns from when, and of nobody what he holds: not by asking, not past the rules', async () => {
  const [old, next] = [await aSchool(db.database), await aSchool(db.database)];
  const head = await aHolder(db.database, 'head-local-admin', { of: next, period: fromDays(-100, 300) });
  const notHead = await aHolder(db.database, 'portal-admin', { of: next });
  const headOfOld = await aHolder(db.database, 'head-local-admin', { of: old });
  await aPortalUser(db.database, { of: old, period: fromDays(-10, 200), name: 'Joke Geheim' });
  await aMerger(db.database, old, next, 80);
  const which = { organisationId: old.id };
  const sightOf = (by: Person) =>
    readingAs(db.database, by, async (as) => ({
      rows: (await sql`select 1 from app.rights_to_migrate(${old.id})`.execute(as.db)).rows.length,
      tasks: (await listMergerTasks(as.db, as.actor)).map(({ isInSight }) => isInSight),
      counted: await countTasks(as.db, as.actor),
      state: await ask(mergerOf, as, which),
      preview: await ask(previewMigration, as, { ...which, chosen: [] }),
    }));

  const early = await sightOf(head);
  const announced = { kind: 'announced' };
  expect(early).toMatchObject({ state: announced, preview: announced, rows: 0, tasks: [false], counted: 0 });
  expect(JSON.stringify(early)).not.toContain('Geheim');
  const outcome = await writingAs(db.database, head, (as) =>
    perform(migrateRights, as, { ...which, chosen: [], seen: '', key: newId() }),
  );
  expect(outcome).toEqual({ kind: 'not-begun' });
  for (const other of [notHead, headOfOld]) await expect(sightOf(other)).rejects.toThrow(NotFound);

  setClock(() => new Date(Date.now() + 5 * 86_400_000));
  const now = await sightOf(head);
  expect(now).toMatchObject({ state: { kind: 'open' }, preview: { kind: 'open' }, tasks: [true], counted: 1 });
  expect(JSON.stringify(now)).toContain('Geheim');
  for (const other of [notHead, headOfOld]) await expect(sightOf(other)).rejects.toThrow(NotFound);
});
