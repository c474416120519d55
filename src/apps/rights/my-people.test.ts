import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { myPeople, type MyPeopleQuestion } from '#apps/rights/queries/my-people.ts';
import { personPage } from '#apps/rights/queries/person-page.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aWorkRelation,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, endedYesterday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let one: School;
let two: School;
let foreign: School;
let head: Person & GivenRight;
let stranger: Person;
beforeAll(async () => {
  db = await testDatabase();
  const board = await aBoard(db.database);
  one = await aSchool(db.database, { name: 'Basisschool Aan Zee', board });
  two = await aSchool(db.database, { name: 'Basisschool Ter Linde', board });
  foreign = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: one, employedBy: board, name: 'Rita Maesschalckx' });
  await aPortalAdmin(db.database, { of: two, to: head, employedBy: board });
  stranger = await aPortalUser(db.database, { of: foreign, name: 'Vreemde Vogel' });
});

const listing = (by: Person, more: Partial<MyPeopleQuestion> = {}) =>
  readingAs(db.database, by, (as) => ask(myPeople, as, { text: '', order: 'name', ...more }));
const pageOf = (by: Person, who: Person) =>
  readingAs(db.database, by, (as) => ask(personPage, as, { personId: who.id }));
const namesOf = (found: { people: readonly { givenName: string }[] }) =>
  found.people.map(({ givenName }) => givenName).toSorted();

async function colleague(name: string, at: School): Promise<Person> {
  const person = await aPerson(db.database, { name });
  await aWorkRelation(db.database, person, at);
  return person;
}

describe('Toon alle personen', () => {
  test('lists everybody of my institutions once, nobody of another (RI-7, R7)', async () => {
    const both = await colleague('Bea Beide', one);
    await aWorkRelation(db.database, both, two);
    const found = await listing(head, { text: '' });
    expect(found.people.filter(({ personId }) => personId === both.id)).toHaveLength(1);
    expect(found.people.find(({ personId }) => personId === both.id)?.relations.map((r) => r.organisationId)).toEqual([
      one.id,
      two.id,
    ]);
    expect(found.people.some(({ personId }) => personId === stranger.id)).toBe(false);
    expect(found.organisations.map(({ id }) => id)).toEqual([one.id, two.id]);
  });

  test('is narrowed to one institution of mine; one that is not mine is unknown (RI-7, R7)', async () => {
    await colleague('Ada Alleen-Een', one);
    expect(namesOf(await listing(head, { text: 'alleen', organisationId: one.id }))).toEqual(['Ada']);
    expect(namesOf(await listing(head, { text: 'alleen', organisationId: two.id }))).toEqual([]);
    await expect(listing(head, { organisationId: foreign.id })).rejects.toThrow(NotFound);
  });

  test('is narrowed to the holders of a right at my institutions, or to who holds none (RI-7)', async () => {
    const plain = await colleague('Paula Filter', one);
    const user = await aPortalUser(db.database, { of: one, name: 'Ursula Filter' });
    await aGrant(db.database, plain, 'portal-user', { of: foreign });
    await aPortalUser(db.database, { of: one, name: 'Ellen Filter', period: endedYesterday() });
    expect(namesOf(await listing(head, { text: 'filter', right: 'portal-user' }))).toEqual([user.givenName]);
    expect(namesOf(await listing(head, { text: 'filter', right: 'geen' }))).toEqual(['Ellen', 'Paula']);
  });

  test('sorts by what ends first (RI-7)', async () => {
    await aPortalUser(db.database, { of: one, name: 'Zoë Sorteer', period: fromDays(-9, 20) });
    await aPortalUser(db.database, { of: two, name: 'An Sorteer', period: fromDays(-9, 200) });
    const found = await listing(head, { text: 'sorteer', order: 'ending' });
    expect(found.people.map(({ givenName }) => givenName)).toEqual(['Zoë', 'An']);
  });

  test('whoever manages nothing finds nobody (R7)', async () => {
    const user = await aPortalUser(db.database, { of: one });
    expect((await listing(user)).people).toEqual([]);
  });
});

describe('the page of a person', () => {
  test('tells relations and every right at my institutions with who gave it, ended ones too (RI-7)', async () => {
    const an = await colleague('An Peeters', one);
    await aGrant(db.database, an, 'portal-user', { of: two, period: endedYesterday() });
    await aGrant(db.database, an, 'portal-user', { of: foreign });
    await writingAs(db.database, head, (as) =>
      perform(grantRight, as, {
        organisationId: one.id,
        personId: an.id,
        entitlementId: 'portal-user',
        contexts: [],
        from: daysFromToday(0),
        until: daysFromToday(100),
        key: newId(),
      }),
    );
    const found = await pageOf(head, an);
    expect(found.grants).toMatchObject([
      { organisationId: one.id, state: 'active', givenBy: 'Rita Maesschalckx', cause: 'manual' },
      { organisationId: two.id, state: 'ended', givenBy: null, cause: 'imported' },
    ]);
    expect(found.relations.map(({ organisationId }) => organisationId)).toContain(one.id);
  });

  test('a right whose relation has ended gives nothing today, and says so (R10)', async () => {
    const left = await aHolder(db.database, 'portal-user', { of: one, relationPeriod: endedYesterday() });
    expect((await pageOf(head, left)).grants).toMatchObject([{ state: 'idle', active: false }]);
  });

  test('of somebody outside my institutions is as good as none, also after he moved away (R7)', async () => {
    await expect(pageOf(head, stranger)).rejects.toThrow(NotFound);
    const an = await aPortalUser(db.database, { of: one });
    await expect(pageOf(stranger, an)).rejects.toThrow(NotFound);
    const other = await aPortalAdmin(db.database, { of: foreign });
    await expect(pageOf(other, an)).rejects.toThrow(NotFound);
  });

  test('a blocked person has rights that give nothing (R10)', async () => {
    const blocked = await aPortalUser(db.database, { of: one });
    await asSystem(db.database, (tx) =>
      tx.updateTable('persons').set({ blocked: true }).where('id', '=', blocked.id).execute(),
    );
    expect((await pageOf(head, blocked)).grants).toMatchObject([{ state: 'idle' }]);
  });
});
