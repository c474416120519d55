import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { chooseRhythm, dropRhythm, saveAlerts, tellDue } from '#apps/alerts/index.ts';
import type { OwnRhythm } from '#apps/alerts/model.ts';
import { loadConfig } from '#platform/config.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { sealer, type Sealer } from '#platform/crypto.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { writingAs } from '#tests/world/acting.ts';
import { switchAlerts, toldTo } from '#tests/world/alerts.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, anAdministrationReader, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let school: School;
let keys: Sealer;
beforeAll(async () => {
  db = await testDatabase();
  const { session } = loadConfig({ DATA_DIR: '/tmp/schoolpoort-alerts-test' }).keys;
  keys = sealer({ nationalNumber: session, nationalNumberLookup: session });
});
beforeEach(async () => {
  at('2026-10-14T10:00:00Z');
  school = await aSchool(db.database);
});
afterEach(async () => {
  resetClock();
  await asSystem(db.database, async (tx) => {
    await sql`delete from mails`.execute(tx);
    await sql`delete from alert_rhythms`.execute(tx);
    await sql`update alerts set is_on = false`.execute(tx);
  });
});

const at = (moment: string): void => setClock(new Date(moment));
const tell = () => tellDue({ database: db.database, sessionSealer: keys });
const aNew = async (moment: string, wish: { theme?: number; of?: School } = {}): Promise<string> =>
  (
    await aDocument(db.database, {
      institutionId: (wish.of ?? school).id,
      theme: wish.theme ?? 1,
      availableAt: new Date(moment),
    })
  ).id;
const choose = (person: Person, rhythm: OwnRhythm, themeId = 1) =>
  writingAs(db.database, person, (as) => perform(chooseRhythm, as, { institutionId: school.id, themeId, rhythm }));
const drop = (person: Person, themeId = 1) =>
  writingAs(db.database, person, (as) => perform(dropRhythm, as, { institutionId: school.id, themeId }));
/** Of these documents those that somebody was told of, who reads those of other tests too. */
const toldOf = async (person: Person, documents: readonly string[]): Promise<string[]> =>
  (await toldTo(db.database, person)).filter((id) => documents.includes(id)).toSorted();
const rowsOf = (person: Person) =>
  readAsSystem(db.database, async (read) => {
    const { rows } = await sql`select 1 from alert_rhythms where person_id = ${person.id}`.execute(read);
    return rows;
  });

test('NO-1: a theme of an institution has its own rhythm: at once, daily, weekly or never', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1, 3, 6] });
  await switchAlerts(db.database, an, { rhythm: 'weekly' });
  expect(await choose(an, 'at-once', 1)).toEqual({ kind: 'saved' });
  expect(await choose(an, 'never', 3)).toEqual({ kind: 'saved' });
  expect(await choose(an, 'daily', 7)).toEqual({ kind: 'not-held' });
  const soon = await aNew('2026-10-14T10:01:00Z', { theme: 1 });
  await aNew('2026-10-14T10:01:00Z', { theme: 3 });
  const later = await aNew('2026-10-14T10:01:00Z', { theme: 6 });
  at('2026-10-14T10:05:00Z');
  expect(await tell()).toEqual({ people: 1, digests: 1 });
  expect(await toldTo(db.database, an)).toEqual([soon]);
  at('2026-10-14T10:10:00Z');
  expect(await tell()).toMatchObject({ digests: 0 });
  at('2026-10-19T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toEqual([soon, later]);
  at('2026-10-26T04:30:00Z');
  expect(await tell()).toMatchObject({ digests: 0 });
});

test('NO-1: without attendering there is no rhythm to choose, and what one may not see has none', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  expect(await choose(an, 'daily')).toEqual({ kind: 'off' });
  await switchAlerts(db.database, an);
  const elsewhere = await aSchool(db.database);
  const there = writingAs(db.database, an, (as) =>
    perform(chooseRhythm, as, { institutionId: elsewhere.id, themeId: 1, rhythm: 'daily' }),
  );
  expect(await there).toEqual({ kind: 'not-held' });
});

test('NO-3, P7: a rhythm of its own that is given and taken away loses nothing and repeats nothing', async () => {
  const an = await aPortalUser(db.database, { of: school, themes: [1] });
  await switchAlerts(db.database, an, { rhythm: 'weekly' });
  const told = [await aNew('2026-10-14T15:00:00Z')];
  at('2026-10-14T16:00:00Z');
  await choose(an, 'daily');
  at('2026-10-15T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toEqual(told);
  told.push(await aNew('2026-10-15T15:00:00Z'));
  at('2026-10-15T17:00:00Z');
  await drop(an);
  at('2026-10-16T03:30:00Z');
  expect(await tell()).toMatchObject({ digests: 0 });
  at('2026-10-19T03:30:00Z');
  await tell();
  expect(await toldTo(db.database, an)).toEqual(told);
  expect(await rowsOf(an)).toHaveLength(1);
});

test('NO-1: a reader of the administration gives a theme of all institutions a rhythm of its own', async () => {
  const reader = await anAdministrationReader(db.database, {
    themes: ['verificatie-vertrouwelijk', 'leerlingen-vertrouwelijk'],
  });
  const everywhere = { institutionId: null };
  const choice = (wish: { themeId: number; rhythm: OwnRhythm; institutionId?: number }) =>
    writingAs(db.database, reader, (as) => perform(chooseRhythm, as, { ...everywhere, ...wish }));
  await switchAlerts(db.database, reader, { rhythm: 'weekly' });
  expect(await choice({ themeId: 5, rhythm: 'at-once' })).toEqual({ kind: 'saved' });
  expect(await choice({ themeId: 6, rhythm: 'daily' })).toEqual({ kind: 'not-held' });
  expect(await choice({ themeId: 5, rhythm: 'daily', institutionId: school.id })).toEqual({ kind: 'not-held' });
  const soon = await aNew('2026-10-14T10:01:00Z', { theme: 5 });
  const later = await aNew('2026-10-14T10:01:00Z', { theme: 3 });
  at('2026-10-14T10:05:00Z');
  await tell();
  expect(await toldOf(reader, [soon, later])).toEqual([soon]);
  const elsewhere = await aNew('2026-10-14T10:06:00Z', { theme: 5, of: await aSchool(db.database) });
  await writingAs(db.database, reader, (as) => perform(dropRhythm, as, { ...everywhere, themeId: 5 }));
  at('2026-10-14T10:10:00Z');
  await tell();
  expect(await toldOf(reader, [elsewhere])).toEqual([]);
  at('2026-10-19T03:30:00Z');
  await tell();
  const all = [soon, later, elsewhere].toSorted();
  expect(await toldOf(reader, all)).toEqual(all);
  expect(await rowsOf(reader)).toHaveLength(1);
});

test('NO-3, P7: a theme of one institution, of all and the rest change their rhythms; nothing is lost and nothing repeated', async () => {
  const reader = await anAdministrationReader(db.database, { themes: ['verificatie-vertrouwelijk'] });
  await aPortalUser(db.database, { of: school, themes: [5], to: reader });
  const elsewhere = await aSchool(db.database);
  await switchAlerts(db.database, reader);
  const wishes: OwnRhythm[] = ['at-once', 'daily', 'weekly'];
  const made: string[] = [];
  const random = fc.sample(fc.record({ step: fc.nat(4), rhythm: fc.constantFrom(...wishes) }), 60);
  for (const [turn, { step, rhythm }] of random.entries()) {
    const moment = new Date(Date.UTC(2026, 9, 14, 10 + turn * 5, 1));
    made.push(await aNew(moment.toISOString(), { theme: 5, of: turn % 2 === 0 ? school : elsewhere }));
    setClock(new Date(moment.getTime() + 60_000));
    const pair = { institutionId: step < 2 ? null : school.id, themeId: 5 };
    await writingAs(db.database, reader, (as): Promise<unknown> =>
      step === 4
        ? perform(saveAlerts, as, { isOn: true, rhythm: rhythm === 'weekly' ? 'weekly' : 'daily', lang: 'nl' })
        : step % 2 === 0
          ? perform(chooseRhythm, as, { ...pair, rhythm })
          : perform(dropRhythm, as, pair),
    );
    setClock(new Date(moment.getTime() + 3_600_000));
    await tell();
  }
  for (const { institutionId } of [{ institutionId: null }, { institutionId: school.id }])
    await writingAs(db.database, reader, (as) => perform(dropRhythm, as, { institutionId, themeId: 5 }));
  for (const day of [40, 47, 54]) {
    setClock(new Date(Date.UTC(2026, 9, day, 20)));
    await tell();
  }
  expect(await toldOf(reader, made), JSON.stringify(random)).toEqual(made.toSorted());
  expect(await rowsOf(reader)).toHaveLength(1);
});
