import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { planRelations, type Wished } from '#apps/scim/plan.ts';
import type { UserRelation } from '#apps/scim/user.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';
import { aScimClient, aScimUser, codeOf, core, extension, type Asked } from '#tests/world/scim.ts';

let db: TestDatabase;
let site: Site;
let schools: School[];
let head: Person;
let ask: Asked;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  schools = [await aSchool(db.database), await aSchool(db.database)];
  head = await aHolder(db.database, 'head-local-admin', { of: schools[0] as School });
  await aGrant(db.database, head, 'head-local-admin', { of: schools[1] as School });
  ask = await aScimClient(db.database, site, { by: head, of: schools, mayGrant: true });
});

const day = fc.constantFrom(undefined, null, -5, 0, 20, 40).map((days) => (days == null ? days : daysFromToday(days)));
const relation = (school: School) =>
  fc.option(
    fc.record({ organisation: fc.constant(codeOf(school)), end: day, category: fc.constantFrom(undefined, 'Extern') }),
    { nil: undefined },
  );
const right = (school: School) =>
  fc.option(
    fc.record({
      right: fc.constantFrom('portal-user', 'local-admin'),
      organisation: fc.constant(codeOf(school)),
      end: fc.constantFrom(10, 30).map(daysFromToday),
    }),
    { nil: undefined },
  );

test('R24 replaying any sequence of PUTs yields the same state', { timeout: 300_000 }, async () => {
  const [one, other] = schools as [School, School];
  const put = fc.record(
    {
      active: fc.constantFrom(undefined, true, false),
      relations: fc.option(fc.tuple(relation(one), relation(other)), { nil: undefined }),
      rights: fc.option(fc.tuple(right(one), right(other)), { nil: undefined }),
    },
    { noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(put, { minLength: 1, maxLength: 5 }), async (puts) => {
      const { body: user } = await ask('POST', '/Users', aScimUser(schools));
      const play = async () => {
        const statuses: number[] = [];
        for (const { active, relations, rights } of puts) {
          const more = {
            ...(relations && { workRelations: relations.filter((wish) => wish !== undefined) }),
            ...(rights && { rights: rights.filter((wish) => wish !== undefined) }),
          };
          const wish = {
            schemas: [core],
            userName: user.userName,
            ...(active !== undefined && { active }),
            [extension]: more,
          };
          const answer = await ask('PUT', `/Users/${user.id}`, wish);
          statuses.push(answer.status);
          expect(answer.status).not.toBe(500);
          // The same once more, at once, says and changes nothing else.
          if (answer.status === 200)
            expect((await ask('PUT', `/Users/${user.id}`, wish)).body.meta.version).toBe(answer.body.meta.version);
        }
        return (await ask('GET', `/Users/${user.id}`)).body;
      };
      const state = ({ meta: _, ...said }: Record<string, unknown>) => said;
      expect(state(await play())).toEqual(state(await play()));
    }),
    { numRuns: 25 },
  );
});

test('R24 a plan that was carried out needs nothing more', () => {
  const today = daysFromToday(0);
  const wished = fc.record({
    organisationId: fc.constantFrom(1, 2),
    organisation: fc.constant('1'),
    end: day,
  }) as fc.Arbitrary<Wished>;
  const held = fc.record({
    id: fc.uuid(),
    organisationId: fc.constantFrom(1, 2),
    organisation: fc.constant('1'),
    category: fc.constant('Medewerker'),
    begin: fc.constantFrom(null, daysFromToday(-9), daysFromToday(0), daysFromToday(9)),
    end: fc.constantFrom(null, daysFromToday(9), daysFromToday(50)),
  }) as fc.Arbitrary<UserRelation>;
  const unique = { selector: (one: { organisationId: number }) => one.organisationId, maxLength: 2 };
  fc.assert(
    fc.property(
      fc.uniqueArray(held, unique),
      fc.option(fc.uniqueArray(wished, unique), { nil: undefined }),
      fc.constantFrom(undefined, true, false),
      (relations, wishes, said) => {
        const wish = { active: said, relations: wishes?.filter(({ end }) => end == null || end >= today) };
        const plan = planRelations({ relations }, wish, today);
        const after = relations.map((one): UserRelation => {
          const ended = plan.toEnd.find(({ relationId }) => relationId === one.id);
          const prolonged = plan.toProlong.find(({ relationId }) => relationId === one.id);
          return { ...one, end: ended ? ended.day : prolonged ? prolonged.until : one.end };
        });
        for (const { organisationId, from, until } of plan.toAdd)
          after.push({ id: 'new', organisationId, organisation: '1', category: 'Medewerker', begin: from, end: until });
        expect(planRelations({ relations: after }, wish, today)).toEqual({
          toEnd: [],
          toProlong: [],
          toAdd: [],
        });
      },
    ),
    { examples: [] },
  );
});
