import { beforeAll, expect, test } from 'vitest';
import { holds, theme } from '#access/rule.ts';
import { messages } from '#i18n/index.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aTick,
  aWorkRelation,
  setPeriod,
  withdraw,
  type Person,
} from '#tests/world/people.ts';
import { endedYesterday, startsTomorrow } from '#tests/world/periods.ts';
import { explainMissing } from '#web/why/explain.ts';
import { readNearMisses } from '#web/why/near-misses.ts';

let db: TestDatabase;
let school: School;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
});

const missesOf = (person: Person) => readingAs(db.database, person, (as) => readNearMisses(as.db, as.actor, school.id));
const stateOf = async (person: Person) => (await missesOf(person)).rights.map(({ state }) => state);

async function related(): Promise<Person> {
  const person = await aPerson(db.database);
  await aWorkRelation(db.database, person, school);
  return person;
}

test('a right that ended, begins later or was withdrawn is told as such (PO-6)', async () => {
  const ended = await related();
  await aGrant(db.database, ended, 'portal-user', { of: school, period: endedYesterday() });
  expect(await stateOf(ended)).toEqual(['ended']);
  const begins = await related();
  await aGrant(db.database, begins, 'portal-user', { of: school, period: startsTomorrow() });
  expect(await stateOf(begins)).toEqual(['begins']);
  const withdrawn = await related();
  await withdraw(db.database, (await aGrant(db.database, withdrawn, 'portal-user', { of: school })).grantId);
  expect(await stateOf(withdrawn)).toEqual(['withdrawn']);
});

test('a right that counts for another capacity than the one acted for is told as such', async () => {
  const person = await aPortalUser(db.database, { of: school });
  const other = await aWorkRelation(db.database, person, await aSchool(db.database));
  const acting = { ...person, onBehalfOf: { ...person.onBehalfOf, workRelationId: other } };
  expect(await stateOf(acting)).toEqual(['elsewhere']);
  expect(await stateOf(person)).toEqual([]);
});

test('a theme that is ticked under a right that ended is told, one that counts is not (PO-6, R13)', async () => {
  const person = await aPortalUser(db.database, { of: school });
  await aTick(db.database, person, { of: school, level: 1, theme: 3 });
  expect((await missesOf(person)).ticks).toEqual([]);
  await setPeriod(db.database, person.grantId, endedYesterday());
  expect((await missesOf(person)).ticks).toEqual([{ levelId: 1, themeId: 3 }]);
});

test('an explanation names right, institution and giver to whoever has a bond with it, and no name to anybody else (TH-6)', async () => {
  const head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali', email: 'karim@school.example' });
  const explain = (person: Person, institution = school.id) =>
    readingAs(db.database, person, (as) =>
      explainMissing(as.db, as.actor, { missing: holds('portal-user'), institution }, messages.nl),
    );
  const explained = await explain(await related());
  expect(explained.reasons[0]).toContain('het recht Mijn Onderwijs Gebruiker');
  expect(explained.reasons[0]).toContain(school.name);
  expect(explained.givers).toContainEqual(
    expect.objectContaining({ name: 'Karim Benali', email: 'karim@school.example' }),
  );
  const stranger = await aPerson(db.database);
  await aWorkRelation(db.database, stranger, await aSchool(db.database));
  expect((await explain(stranger)).givers).toEqual([]);
  const forTheme = await readingAs(db.database, head, (as) =>
    explainMissing(as.db, as.actor, { missing: theme(3), institution: school.id }, messages.nl),
  );
  expect(forTheme.reasons[0]).toContain('Leerlingen (vertrouwelijk)');
});
