import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { stopPath } from '#apps/alerts/stop-token.ts';
import { findSettings } from '#apps/alerts/settings.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, type Site } from '#tests/wall/site.ts';
import { switchAlerts } from '#tests/world/alerts.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let site: Site;
let school: School;
beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
});

async function aReceiver(): Promise<Person> {
  const person = await aPortalUser(db.database, { of: school });
  await switchAlerts(db.database, person);
  return person;
}
const isOn = async (person: Person): Promise<boolean> =>
  (await readAsSystem(db.database, (read) => findSettings(read, person.id))).isOn;
/** What a mail program does: no cookie, no origin. */
const oneClick = (path: string) =>
  site.ask(path, {
    method: 'POST',
    withoutOrigin: true,
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });

test('NO-1, RFC 8058: one click in a mail program ends the digests of its receiver, of nobody else, without signing in', async () => {
  const [an, bart] = [await aReceiver(), await aReceiver()];
  const path = stopPath(site.services.sessionSealer, an.id);
  expect((await oneClick(path)).status).toBe(200);
  expect([await isOn(an), await isOn(bart)]).toEqual([false, true]);
  expect((await oneClick(path)).status).toBe(200);
  const entries = await readAsSystem(db.database, (read) =>
    sql<{ label: string }>`
      select actor_label as label from audit_events where subject_id = ${an.id} and action = 'stop-alerts'`.execute(
      read,
    ),
  );
  expect(entries.rows).toEqual([{ label: 'one-click unsubscribe' }]);
});

test('NO-1: a proof that we did not write ends nothing', async () => {
  const [an, bart] = [await aReceiver(), await aReceiver()];
  const proof = stopPath(site.services.sessionSealer, an.id).split('.')[1] ?? '';
  for (const path of [
    `/attendering/stop/${bart.id}.${proof}`,
    `/attendering/stop/${an.id}.`,
    `/attendering/stop/${an.id}.${'A'.repeat(24)}`,
    `/attendering/stop/${an.id}`,
    '/attendering/stop/x',
  ]) {
    expect([path, (await oneClick(path)).status]).toEqual([path, 404]);
    expect([path, (await site.ask(path)).status]).toEqual([path, 404]);
  }
  expect([await isOn(an), await isOn(bart)]).toEqual([true, true]);
});

test('NO-1: looking at the link ends nothing; its button does', async () => {
  const an = await aReceiver();
  const path = stopPath(site.services.sessionSealer, an.id);
  const page = await site.ask(path);
  expect(page.status).toBe(200);
  expect(await isOn(an)).toBe(true);
  const proof = path.slice('/attendering/stop/'.length);
  expect(await page.text()).toContain(`value="${proof}"`);
  const answer = await site.ask('/attendering/stop', { method: 'POST', body: new URLSearchParams({ bewijs: proof }) });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/attendering/stop?gedaan']);
  expect(await isOn(an)).toBe(false);
});
