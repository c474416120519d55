import { beforeAll, expect, test } from 'vitest';
import { ask, perform } from '#access/use-case.ts';
import { profileOf, type Profile } from '#apps/profile/index.ts';
import { listThemesForLevel, tickTheme } from '#apps/themes/index.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  anAdministrationReader,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aWorkRelation,
  withdraw,
  type Person,
} from '#tests/world/people.ts';
import { endedYesterday, startsTomorrow } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
});

const profileFor = (person: Person): Promise<Profile> => readingAs(db.database, person, (as) => ask(profileOf, as, {}));

const themesIn = (profile: Profile, at: School): number[] =>
  profile.grids.flatMap((grid) =>
    grid.rows.filter((row) => row.institution.id === at.id).flatMap((row) => [...row.themeIds]),
  );

test('TH-6, P13: the grid of a portal user shows exactly the themes that count', async () => {
  const user = await aPortalUser(db.database, { of: school, themes: [1, 3] });
  const secondary = await aSecondarySchool(db.database);
  const former = await aPortalUser(db.database, { of: secondary, to: user, themes: [9] });
  await withdraw(db.database, former.grantId);
  const profile = await profileFor(user);
  expect(themesIn(profile, school)).toEqual([1, 3]);
  expect(profile.grids).toHaveLength(1);
  expect(profile.grids[0]?.rows[0]?.administers).toBe(false);
});

test('TH-2, P13: a portal administrator has every theme of the level, Salarisoverzichten included', async () => {
  const head = await aPortalAdmin(db.database, { of: school });
  const all = await db.database.read((reader) => listThemesForLevel(reader, 1));
  expect(themesIn(await profileFor(head), school)).toEqual(all.map((theme) => theme.id));
  expect(all.map((theme) => theme.id)).toContain(12);
});

test('TH-6: somebody of a board with sixty schools has a row for each', async () => {
  const board = await aBoard(db.database);
  const person = await aPerson(db.database);
  for (let n = 0; n < 60; n += 1) {
    const of = await aSchool(db.database, { board, levels: n % 2 === 0 ? [1] : [2] });
    await aPortalAdmin(db.database, { of, to: person, employedBy: board });
  }
  const profile = await profileFor(person);
  expect(profile.grids.map((grid) => [grid.levelId, grid.rows.length])).toEqual([
    [1, 30],
    [2, 30],
  ]);
  expect(profile.rights.map((right) => right.organisations.length)).toEqual([60]);
});

test('TH-6, P13: the question mark lists exactly the people whose change would succeed, with their address', async () => {
  const own = await aSchool(db.database);
  const user = await aPortalUser(db.database, { of: own });
  const active = await aPortalAdmin(db.database, { of: own, name: 'Karim Benali', email: 'directie@school.example' });
  const silent = await aPortalAdmin(db.database, { of: own, name: 'Rita Claes', email: null });
  const others = [
    await aPortalAdmin(db.database, { of: own, period: endedYesterday() }),
    await aPortalAdmin(db.database, { of: own, period: startsTomorrow() }),
    await aPortalAdmin(db.database, { of: school }),
    await aPortalUser(db.database, { of: own }),
  ];
  const managers = (await profileFor(user)).grids[0]?.rows[0]?.managers ?? [];
  expect(managers.map(({ givenName, familyName, email }) => [givenName, familyName, email])).toEqual([
    ['Karim', 'Benali', 'directie@school.example'],
    ['Rita', 'Claes', null],
  ]);
  const cell = { institutionId: own.id, levelId: 1, personId: user.id, themeId: 3 };
  for (const manager of [active, silent]) {
    await expect(writingAs(db.database, manager, (as) => perform(tickTheme, as, cell))).resolves.toBeDefined();
  }
  for (const other of others) {
    await expect(writingAs(db.database, other, (as) => perform(tickTheme, as, cell))).rejects.toThrow();
  }
});

test('TH-6, RI-5: all my rights are listed, those that ended or begin later marked as such', async () => {
  const user = await aPortalUser(db.database, { of: school });
  await aGrant(db.database, user, 'portal-admin', { of: school, period: endedYesterday() });
  await aGrant(db.database, user, 'edison-admin', { of: school, period: startsTomorrow() });
  const gone = await aGrant(db.database, user, 'pupil-passport', { of: school, contexts: ['Operator'] });
  await withdraw(db.database, gone.grantId);
  const { rights } = await profileFor(user);
  expect(rights.map((right) => [right.entitlement, right.state])).toEqual([
    ['portal-user', 'active'],
    ['edison-admin', 'later'],
    ['portal-admin', 'ended'],
    ['pupil-passport', 'withdrawn'],
  ]);
  expect(rights[3]?.contexts).toEqual(['Operator']);
});

test('SI-3: who works on behalf of one organisation sees the rights of the others as not counting now', async () => {
  const other = await aSchool(db.database);
  const user = await aPortalUser(db.database, { of: school, themes: [1] });
  const there = await aPortalUser(db.database, { of: other, to: user, themes: [3] });
  const acting = { ...user, onBehalfOf: { ...user.onBehalfOf, workRelationId: there.relationId } };
  const profile = await profileFor(acting);
  expect(profile.rights.map((right) => [right.organisations[0]?.id, right.state])).toEqual([
    [other.id, 'active'],
    [school.id, 'elsewhere'],
  ]);
  expect([themesIn(profile, school), themesIn(profile, other)]).toEqual([[], [3]]);
});

test('PO-6: somebody without any right has a profile too', async () => {
  const person = await aPerson(db.database);
  await aWorkRelation(db.database, person, school);
  expect(await profileFor(person)).toEqual({ rights: [], grids: [], wholeThemes: [] });
});

test('DO-1: a reader of the administration sees the whole themes that count', async () => {
  const reader = await anAdministrationReader(db.database, { themes: ['verificatie-vertrouwelijk'] });
  const profile = await profileFor(reader);
  expect(profile.wholeThemes.map((theme) => theme.id)).toEqual([5]);
  expect(profile.grids).toEqual([]);
});
