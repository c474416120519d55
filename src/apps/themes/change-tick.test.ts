import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { tickTheme, untickTheme, type TickOutcome } from '#apps/themes/index.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, writingAs } from '#tests/world/acting.ts';
import { aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';
import {
  aPerson,
  aGrant,
  aPortalAdmin,
  aPortalUser,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { endedYesterday, startsTomorrow } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let other: School;
let head: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  other = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
});

interface Wish {
  at?: School;
  level?: number;
  theme?: number;
  seen?: number;
}

function change(by: Person, ticked: boolean, who: Person, wish: Wish = {}): Promise<TickOutcome> {
  const { at = school, level = 1, theme = 3, seen } = wish;
  const cell = { institutionId: at.id, levelId: level, personId: who.id, themeId: theme };
  return writingAs(db.database, by, (as) =>
    perform(ticked ? tickTheme : untickTheme, as, { ...cell, ...(seen !== undefined && { seen }) }),
  );
}

async function themesOf(person: Person): Promise<number[]> {
  return (await actorOf(db.database, person)).ticks.map((tick) => tick.themeId);
}

async function history(person: Person) {
  return readAsSystem(db.database, async (reader) => ({
    ticks: await reader
      .selectFrom('theme_ticks')
      .select(['theme_id', 'ticked_by', 'unticked_by', 'unticked_at'])
      .where('person_id', '=', person.id)
      .orderBy('ticked_at')
      .execute(),
    audit: await reader
      .selectFrom('audit_events')
      .select(['action', 'actor_person_id', 'rests_on_grant', 'organisation_id', 'after'])
      .where('subject_id', '=', person.id)
      .orderBy('at')
      .execute(),
  }));
}

test('TH-4: a tick works on the very next request of that person, and an untick too', async () => {
  const user = await aPortalUser(db.database, { of: school });
  expect(await themesOf(user)).toEqual([]);
  expect(await change(head, true, user)).toEqual({ kind: 'done', version: 1 });
  expect(await themesOf(user)).toEqual([3]);
  expect(await change(head, false, user)).toEqual({ kind: 'done', version: 2 });
  expect(await themesOf(user)).toEqual([]);
});

test('P15: ticking and unticking restores the earlier state, keeps the history and leaves one entry per change', async () => {
  const user = await aPortalUser(db.database, { of: school, themes: [1] });
  const before = await actorOf(db.database, user);
  await change(head, true, user);
  await change(head, false, user);
  const after = await actorOf(db.database, user);
  expect(after.ticks).toEqual(before.ticks);
  expect(after.reach).toEqual(before.reach);
  const { ticks, audit } = await history(user);
  expect(ticks.find((tick) => tick.theme_id === 3)).toMatchObject({ ticked_by: head.id, unticked_by: head.id });
  expect(audit).toEqual([
    {
      action: 'tick-theme',
      actor_person_id: head.id,
      rests_on_grant: head.grantId,
      organisation_id: school.id,
      after: { levelId: 1, themeId: 3, ticked: true, grant: user.grantId },
    },
    expect.objectContaining({ action: 'untick-theme', after: { levelId: 1, themeId: 3, ticked: false } }),
  ]);
});

test('TH-3: ticking what is ticked changes nothing and writes nothing', async () => {
  const user = await aPortalUser(db.database, { of: school, themes: [3] });
  expect(await change(head, true, user, { seen: 0 })).toEqual({ kind: 'same', version: 1 });
  expect((await history(user)).audit).toEqual([]);
});

test('TH-7: nobody but the portal administrator of that institution changes its grid', async () => {
  const user = await aPortalUser(db.database, { of: school });
  const colleague = await aPortalUser(db.database, { of: school, themes: [1, 3] });
  const neighbour = await aPortalAdmin(db.database, { of: other });
  const former = await aPortalAdmin(db.database, { of: school, period: endedYesterday() });
  const next = await aPortalAdmin(db.database, { of: school, period: startsTomorrow() });
  for (const stranger of [user, colleague, neighbour, former, next, await aPerson(db.database)]) {
    await expect(change(stranger, true, user)).rejects.toBeInstanceOf(Forbidden);
  }
  expect(await history(user)).toEqual({ ticks: [], audit: [] });
});

test('P4, P15: an administrator ticks nobody at an institution, level or theme that is not his', async () => {
  const here = await aPortalUser(db.database, { of: school });
  const there = await aPortalUser(db.database, { of: other });
  await expect(change(head, true, there, { at: other })).rejects.toBeInstanceOf(Forbidden);
  await expect(change(head, true, there)).rejects.toBeInstanceOf(NotFound);
  await expect(change(head, true, here, { level: 2 })).rejects.toBeInstanceOf(NotFound);
  await expect(change(head, true, here, { theme: 14 })).rejects.toBeInstanceOf(NotFound);
  expect(await history(here)).toEqual({ ticks: [], audit: [] });
  expect(await history(there)).toEqual({ ticks: [], audit: [] });
});

test('TH-2: only an active portal user is ticked; an administrator has every theme already', async () => {
  const ended = await aPortalUser(db.database, { of: school, period: endedYesterday() });
  const later = await aPortalUser(db.database, { of: school, period: startsTomorrow() });
  const both = await aPortalUser(db.database, { of: school });
  await aGrant(db.database, both, 'portal-admin', { of: school });
  for (const person of [ended, later, both, head, await aPerson(db.database)]) {
    await expect(change(head, true, person)).rejects.toBeInstanceOf(NotFound);
  }
});

test('TH-3: a cell that somebody else changed since it was seen is reported with its state and by whom', async () => {
  const user = await aPortalUser(db.database, { of: school, themes: [3] });
  const second = await aPortalAdmin(db.database, { of: school, name: 'Rita Claes' });
  await change(second, false, user, { seen: 1 });
  await change(second, true, user, { seen: 2 });
  expect(await change(head, false, user, { seen: 1 })).toEqual({
    kind: 'changed',
    version: 3,
    ticked: true,
    by: 'Rita Claes',
  });
  expect(await themesOf(user)).toEqual([3]);
});

test('TH-3: of administrators who race for one cell, one makes the change and the others find it made', async () => {
  const user = await aPortalUser(db.database, { of: school });
  const second = await aPortalAdmin(db.database, { of: school });
  const racers = [head, second, head, second];
  const outcomes = await Promise.all(racers.map((racer) => change(racer, true, user, { seen: 0 })));
  expect(outcomes.map((outcome) => outcome.kind).sort()).toEqual(['done', 'same', 'same', 'same']);
  const { ticks, audit } = await history(user);
  expect([ticks.length, audit.length]).toEqual([1, 1]);
});

test('R13: after a right that ended, the theme has to be ticked anew, and that works', async () => {
  const user = await aPortalUser(db.database, { of: school });
  await change(head, true, user);
  await withdraw(db.database, user.grantId);
  await expect(change(head, false, user)).rejects.toBeInstanceOf(NotFound);
  await aGrant(db.database, user, 'portal-user', { of: school });
  expect(await themesOf(user)).toEqual([]);
  expect(await change(head, true, user, { seen: 2 })).toEqual({ kind: 'done', version: 3 });
  expect(await themesOf(user)).toEqual([3]);
});

test('P4: a theme on one institution gives nothing on another, nor with the other confidentiality', async () => {
  const secondary = await aSecondarySchool(db.database);
  const user = await aPortalUser(db.database, { of: school });
  await aGrant(db.database, user, 'portal-user', { of: secondary });
  await change(head, true, user, { theme: 2 });
  expect((await actorOf(db.database, user)).ticks).toEqual([{ institutionId: school.id, levelId: 1, themeId: 2 }]);
});
