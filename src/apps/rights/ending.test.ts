import { beforeAll, describe, expect, test } from 'vitest';
import { NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import { endingGrants, endingIds, warningDays } from '#apps/rights/queries/ending.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, withdraw, type Person } from '#tests/world/people.ts';
import { endedYesterday, fromDays, startsTomorrow } from '#tests/world/periods.ts';

let db: TestDatabase;
let one: School;
let two: School;
let head: Person;
beforeAll(async () => {
  db = await testDatabase();
  one = await aSchool(db.database);
  two = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: one, period: fromDays(-9, 900) });
  await aPortalAdmin(db.database, { of: two, to: head, period: fromDays(-9, 900) });
});

const listing = (by: Person, asked: { organisationId?: number; after?: string } = {}) =>
  readingAs(db.database, by, (as) => ask(endingGrants, as, asked));
const until = (days: number, of = one) => aPortalUser(db.database, { of, period: fromDays(-9, days) });

describe('Loopt af', () => {
  test('lists what ends within sixty days at my institutions, what ends first on top (rights 6, RI-7)', async () => {
    const later = await until(warningDays, two);
    const sooner = await until(3);
    const today = await until(0);
    await until(warningDays + 1);
    await aPortalUser(db.database, { of: one, period: endedYesterday() });
    await aPortalUser(db.database, { of: one, period: startsTomorrow() });
    await withdraw(db.database, (await until(5)).grantId);
    await until(5, await aSchool(db.database));
    const found = await listing(head);
    expect(found.grants.map(({ id }) => id)).toEqual([today.grantId, sooner.grantId, later.grantId]);
    expect(found.total).toBe(3);
    expect((await listing(head, { organisationId: two.id })).grants.map(({ id }) => id)).toEqual([later.grantId]);
  });

  test('pages by key through all of them, each once; all at once are only those the actor may prolong (RI-7)', async () => {
    const large = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: large, period: fromDays(-9, 900) });
    for (let n = 0; n < 60; n += 1) await until(n, large);
    const edison = await aHolder(db.database, 'edison-admin', { of: large, period: fromDays(-9, 5) });
    const first = await listing(admin);
    const second = await listing(admin, { after: first.next ?? '' });
    const ids = [...first.grants, ...second.grants].map(({ id }) => id);
    expect([first.grants.length, second.grants.length, second.next]).toEqual([50, 11, undefined]);
    expect(new Set(ids).size).toBe(61);
    const chosen = await readingAs(db.database, admin, (as) => ask(endingIds, as, {}));
    expect(chosen).toHaveLength(60);
    expect(chosen).not.toContain(edison.grantId);
  });

  test('says nothing about an institution that is not mine (R7)', async () => {
    const foreign = await aSchool(db.database);
    await expect(listing(head, { organisationId: foreign.id })).rejects.toThrow(NotFound);
    const user = await until(5);
    expect((await listing(user)).grants).toEqual([]);
  });
});
