import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { scopeOf } from '#access/actor.ts';
import { addDays } from '#apps/rights/index.ts';
import { brusselsToday } from '#platform/clock.ts';
import { listAccessOn } from '#web/who/access-on.ts';
import { waysTo } from '#web/who/ways.ts';
import { ruleOfTheme } from '#web/why/survey.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aPerson, aPortalAdmin, aPortalUser } from '#tests/world/people.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { randomWorld, type RandomWorld } from '#tests/wall/random-worlds.ts';
import { canRead, type ModelDocument, type ModelWorld, type Period } from '#tests/wall/reference-model.ts';
import { aSite } from '#tests/wall/site.ts';
import { storeWorld } from '#tests/wall/store-world.ts';

const seed = Number(process.env.WALL_SEED ?? Math.floor(Math.random() * 2 ** 31));

let db: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());

/** The same world, seen from another day. On a day that is over, what was taken away or blocked today still counted. */
function seenFrom(world: RandomWorld, day: number): ModelWorld {
  const shifted = (period: Period): Period => ({ from: period.from - day, until: period.until - day });
  const past = day < 0;
  return {
    ...world,
    persons: world.persons.map((one) => ({ ...one, blocked: one.blocked && !past })),
    organisations: world.organisations.map((one) => ({ ...one, exists: shifted(one.exists) })),
    relations: world.relations.map((one) => ({ ...one, period: shifted(one.period) })),
    // Readers of the administration hold nothing at the institution: they are told by number.
    grants: world.grants
      .filter(({ entitlement }) => entitlement !== 'administration-reader')
      .map((one) => ({ ...one, period: shifted(one.period), withdrawn: one.withdrawn && !past })),
    // Shares are single documents, told beside this (see the journey).
    shares: [],
    ticks: world.ticks.map((one) => ({ ...one, unticked: one.unticked && !past })),
  };
}

const expectedReaders = (world: ModelWorld, document: ModelDocument): string[] =>
  world.persons
    .filter(({ id: person }) =>
      ['OV', 'GID'].some((targetGroup) => canRead(world, { person, targetGroup, relation: null }, document)),
    )
    .map(({ id }) => id)
    .toSorted();

test(
  `R10, R14, P1: who could open a document, on any day, is exactly whom the rule lets in (WALL_SEED=${seed})`,
  { timeout: 300_000 },
  async () => {
    const site = await aSite(db);
    let yes = 0;
    const property = fc.asyncProperty(randomWorld, async (make) => {
      const world = make();
      await storeWorld(db, owner, site.services.files, world);
      await owner.query("update grants set given_at = now() - interval '900 days'");
      await owner.query("update theme_ticks set ticked_at = now() - interval '900 days'");
      const institutionIds = world.organisations.map(({ id }) => id);
      for (const day of [-2, -1, 0, 1, 2]) {
        const model = seenFrom(world, day);
        const people = await readAsSystem(db.database, (reader) =>
          listAccessOn(reader, { institutionIds, day: addDays(brusselsToday(), day) }),
        );
        const cells = Map.groupBy(world.documents, (one) => scopeOf(one.institution, one.level, one.theme));
        for (const [document] of cells.values()) {
          if (!document) continue;
          const place = { institutionId: document.institution, levelId: document.level };
          const found = people.filter((person) => waysTo(ruleOfTheme(document.theme), person, place));
          const ids = found.map(({ personId }) => personId).toSorted();
          expect([day, document.id, ids]).toEqual([day, document.id, expectedReaders(model, document)]);
          yes += ids.length;
        }
      }
    });
    await fc.assert(property, { seed, numRuns: 12, endOnFailure: true });
    expect(yes).toBeGreaterThan(100);
  },
);

test('TH-7: nobody but its own portal administrator is told who can open what of an institution', async () => {
  const [school, other] = [await aSchool(db.database), await aSchool(db.database)];
  const admin = await aPortalAdmin(db.database, { of: school });
  const user = await aPortalUser(db.database, { of: school, themes: [1] });
  const stranger = await aPerson(db.database);
  const neighbour = await aPortalAdmin(db.database, { of: other });
  const seenBy = (who: typeof stranger) =>
    readingAs(db.database, who, ({ db: reader }) =>
      listAccessOn(reader, { institutionIds: [school.id], day: brusselsToday() }),
    );
  const told = await seenBy(admin);
  expect(told.map(({ personId }) => personId).toSorted()).toEqual([admin.id, user.id].toSorted());
  expect(told.find(({ personId }) => personId === user.id)?.ticks).toMatchObject([{ themeId: 1 }]);
  for (const who of [user, stranger, neighbour]) expect(await seenBy(who)).toEqual([]);
});

test('R14: what was given today was not there yesterday, and what was taken away today was', async () => {
  const school = await aSchool(db.database);
  const admin = await aPortalAdmin(db.database, { of: school });
  const user = await aPortalUser(db.database, { of: school, themes: [3] });
  const on = async (day: number): Promise<string[]> => {
    const people = await readingAs(db.database, admin, ({ db: reader }) =>
      listAccessOn(reader, { institutionIds: [school.id], day: addDays(brusselsToday(), day) }),
    );
    return people.map(({ personId }) => personId);
  };
  expect(await on(-1)).toEqual([]);
  await owner.query("update grants set given_at = now() - interval '9 days' where id = $1", [user.grantId]);
  await owner.query('update grants set withdrawn_at = now() where id = $1', [user.grantId]);
  expect(await on(-1)).toEqual([user.id]);
  expect(await on(0)).toEqual([admin.id]);
});
