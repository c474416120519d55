import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { saveGrid, themeGrid, type SavedGrid } from '#apps/themes/index.ts';
import { cellKey, encodeSeen, isTicked, type Grid } from '#apps/themes/model.ts';
import { listHolders } from '#apps/themes/queries.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, aPortalUser, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let school: School;
let head: Person;
let second: Person;
let an: Person & GivenRight;
let bart: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
});

async function aStaffedSchool(): Promise<void> {
  school = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
  second = await aPortalAdmin(db.database, { of: school, name: 'Rita Claes' });
  an = await aPortalUser(db.database, { of: school, name: 'An Aerts', themes: [1] });
  bart = await aPortalUser(db.database, { of: school, name: 'Bart Bral' });
}

const shownTo = (person: Person): Promise<Grid> =>
  readingAs(db.database, person, (as) => ask(themeGrid, as, { institutionId: school.id, levelId: 1 }));

/** The form as it is sent when the person turns these boxes over. */
function sent(grid: Grid, turned: readonly string[], all: string | null = null) {
  const boxes = grid.users.flatMap((user) =>
    grid.themes.map((theme, column) => {
      const key = cellKey({ personId: user.id, themeId: theme.id });
      return { key, ticked: isTicked(user.versions[column] ?? 0) !== turned.includes(key) };
    }),
  );
  return {
    institutionId: grid.institution.id,
    levelId: 1,
    shown: grid.users.map((user) => user.id),
    seen: encodeSeen(grid.themes, grid.users),
    ticks: boxes.filter((box) => box.ticked).map((box) => box.key),
    all,
  };
}

const save = (person: Person, form: ReturnType<typeof sent>): Promise<SavedGrid> =>
  writingAs(db.database, person, (as) => perform(saveGrid, as, form));

async function themesOf(person: Person): Promise<number[]> {
  return (await actorOf(db.database, person)).ticks.map((tick) => tick.themeId).sort((one, two) => one - two);
}

test('TH-2, TH-3: the grid shows users with their ticks and administrators apart', async () => {
  await aStaffedSchool();
  const grid = await shownTo(head);
  expect(grid.users.map((user) => user.familyName)).toEqual(['Aerts', 'Bral']);
  expect(grid.users[0]?.versions.filter(isTicked)).toHaveLength(1);
  expect(grid.administrators.map((person) => person.familyName)).toEqual(['Benali', 'Claes']);
});

test('TH-3: one form saves every change with one entry each', async () => {
  await aStaffedSchool();
  const form = sent(await shownTo(head), [`${an.id}:1`, `${an.id}:3`, `${bart.id}:4`]);
  expect(await save(head, form)).toEqual({ saved: 3, proposed: 0, changedElsewhere: [], gone: 0 });
  expect(await themesOf(an)).toEqual([3]);
  expect(await themesOf(bart)).toEqual([4]);
  const entries = await readAsSystem(db.database, (reader) =>
    reader.selectFrom('audit_events').select('action').where('organisation_id', '=', school.id).execute(),
  );
  expect(entries.map((entry) => entry.action).sort()).toEqual(['tick-theme', 'tick-theme', 'untick-theme']);
});

test('TH-3: the same form sent twice changes nothing the second time', async () => {
  await aStaffedSchool();
  const form = sent(await shownTo(head), [`${an.id}:3`]);
  expect((await save(head, form)).saved).toBe(1);
  expect((await save(head, form)).saved).toBe(0);
  expect(await themesOf(an)).toEqual([1, 3]);
});

test('TH-3: two administrators with one grid keep each other’s changes', async () => {
  await aStaffedSchool();
  const [mine, theirs] = [await shownTo(head), await shownTo(second)];
  await save(second, sent(theirs, [`${an.id}:1`, `${bart.id}:3`]));
  const result = await save(head, sent(mine, [`${an.id}:4`]));
  expect(result.saved).toBe(1);
  expect(result.changedElsewhere).toEqual([
    { personId: an.id, themeId: 1, by: 'Rita Claes', unsaved: false },
    { personId: bart.id, themeId: 3, by: 'Rita Claes', unsaved: false },
  ]);
  expect(await themesOf(an)).toEqual([4]);
  expect(await themesOf(bart)).toEqual([3]);
});

test('TH-3: a cell turned over and back by somebody else is reported, and the other changes are saved', async () => {
  await aStaffedSchool();
  const mine = await shownTo(head);
  await save(second, sent(await shownTo(second), [`${an.id}:1`]));
  await save(second, sent(await shownTo(second), [`${an.id}:1`]));
  const result = await save(head, sent(mine, [`${an.id}:1`, `${an.id}:3`]));
  expect(result.saved).toBe(1);
  expect(result.changedElsewhere).toEqual([{ personId: an.id, themeId: 1, by: 'Rita Claes', unsaved: true }]);
  expect(await themesOf(an)).toEqual([1, 3]);
});

test('TH-3: forms of two administrators that race are both kept', async () => {
  await aStaffedSchool();
  const [mine, theirs] = [await shownTo(head), await shownTo(second)];
  await Promise.all([
    save(head, sent(mine, [`${an.id}:3`, `${bart.id}:1`])),
    save(second, sent(theirs, [`${an.id}:1`, `${bart.id}:4`])),
  ]);
  expect(await themesOf(an)).toEqual([3]);
  expect(await themesOf(bart)).toEqual([1, 4]);
});

test('TH-3, P2: Alle gives one person every theme of the level except Salarisoverzichten', async () => {
  await aStaffedSchool();
  const grid = await shownTo(head);
  await save(head, sent(grid, [], bart.id));
  const expected = grid.themes.map((theme) => theme.id).filter((id) => id !== 12);
  expect(grid.themes.some((theme) => theme.id === 12)).toBe(true);
  expect(await themesOf(bart)).toEqual(expected);
  expect(await themesOf(an)).toEqual([1]);
});

test('TH-2: a person whose right ended meanwhile is reported and not ticked', async () => {
  await aStaffedSchool();
  const form = sent(await shownTo(head), [`${an.id}:3`, `${bart.id}:3`]);
  await withdraw(db.database, bart.grantId);
  expect(await save(head, form)).toEqual({ saved: 1, proposed: 0, changedElsewhere: [], gone: 1 });
});

test('TH-7: a form for another institution, by somebody else, or with another theme changes nothing', async () => {
  await aStaffedSchool();
  const form = sent(await shownTo(head), [`${an.id}:3`]);
  const neighbour = await aPortalAdmin(db.database, { of: await aSchool(db.database) });
  await expect(save(neighbour, form)).rejects.toBeInstanceOf(Forbidden);
  await expect(save(an, form)).rejects.toBeInstanceOf(Forbidden);
  await expect(save(head, { ...form, levelId: 2 })).rejects.toBeInstanceOf(NotFound);
  await expect(save(head, { ...form, seen: form.seen.replace(/^1\./, '14.') })).rejects.toBeInstanceOf(NotFound);
  expect(await themesOf(an)).toEqual([1]);
});

test('TH-7: nobody else sees the grid, nor learns who is in it', async () => {
  await aStaffedSchool();
  const neighbour = await aPortalAdmin(db.database, { of: await aSchool(db.database) });
  const holders = (person: Person) =>
    readingAs(db.database, person, ({ db: reader }) => listHolders(reader, school.id));
  for (const person of [an, neighbour]) {
    await expect(shownTo(person)).rejects.toBeInstanceOf(Forbidden);
    expect(await holders(person)).toEqual([]);
  }
  expect(await holders(head)).toHaveLength(4);
});

test('TH-3: a grid of 300 people is read in little time', async () => {
  await aStaffedSchool();
  await aCrowd(300);
  await shownTo(head);
  const start = performance.now();
  const grid = await shownTo(head);
  const read = performance.now() - start;
  expect(grid.users).toHaveLength(302);
  expect(read).toBeLessThan(500);
});

async function aCrowd(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await aPortalUser(db.database, { of: school, themes: n % 10 === 0 ? [1, 3, 4] : [] });
}
