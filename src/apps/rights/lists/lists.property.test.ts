import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { perform } from '#access/use-case.ts';
import { confirmList, makeList } from '#apps/rights/commands/apply-list.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { listShownRows } from '#apps/rights/lists/list-store.ts';
import { workOnNext } from '#apps/rights/lists/worker.ts';
import { sealer as makeSealer } from '#platform/crypto.ts';
import { newId } from '#platform/ids.ts';
import { formatDate } from '#ui/format.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
process.stdout.write(`lists: seed ${seed}\n`);

const sealer = makeSealer({ nationalNumber: Buffer.alloc(32, 1), nationalNumberLookup: Buffer.alloc(32, 2) });
const rights = ['portal-user', 'portal-admin', 'pupil-passport', 'edison-admin', 'kiosk-applicant'];

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

interface World {
  places: School[];
  people: Person[];
  manager: Person;
}

/** Two schools, one of which the manager manages, and the same kind of people in the same order every time. */
async function aWorld(managerRight: string): Promise<World> {
  const board = await aBoard(db.database);
  const places = [await aSchool(db.database, { board }), await aSchool(db.database, { board })];
  const [here, there] = places as [School, School];
  const manager = await aHolder(db.database, managerRight, { of: here });
  const people: Person[] = [manager];
  const relations: [School, string][] = [
    [here, fromDays(-100, 3000)],
    [here, fromDays(-10, 60)],
    [here, fromDays(30, 3000)],
    [board, fromDays(-10, 3000)],
    [there, fromDays(-10, 3000)],
  ];
  for (const [place, period] of relations) {
    const person = await aPerson(db.database);
    await aWorkRelation(db.database, person, place, period);
    people.push(person);
  }
  const [, first] = people;
  if (first) await aGrant(db.database, first, 'portal-user', { of: here, period: fromDays(20, 40) });
  return { places, people, manager };
}

const row = fc.record({
  person: fc.nat(5),
  place: fc.nat(1),
  right: fc.constantFrom(...rights),
  contexts: fc.constantFrom('', 'Gebruiker', 'Operator,Gebruiker', 'Onbekend'),
  from: fc.constantFrom(-1, 0, 10, 30, 45),
  until: fc.constantFrom(5, 15, 40, 50, 100, 2000),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const contextsOf = (text: string): string[] => (text === '' ? [] : text.split(','));

async function bySingles({ places, people, manager }: World, rows: readonly Row[]): Promise<boolean[]> {
  const outcomes: boolean[] = [];
  for (const one of rows) {
    const input = {
      organisationId: places[one.place]?.id ?? 0,
      personId: people[one.person]?.id ?? '',
      entitlementId: one.right,
      contexts: contextsOf(one.contexts),
      from: daysFromToday(one.from),
      until: daysFromToday(one.until),
      key: newId(),
    };
    try {
      const outcome = await writingAs(db.database, manager, (as) => perform(grantRight, as, input));
      outcomes.push(outcome.kind === 'granted');
    } catch (error) {
      if (!(error instanceof Forbidden) && !(error instanceof NotFound)) throw error;
      outcomes.push(false);
    }
  }
  return outcomes;
}

async function byList({ places, people, manager }: World, rows: readonly Row[]) {
  const typed = rows.map((one, index) => ({
    line: index + 1,
    who: people[one.person]?.email ?? '',
    right: one.right,
    contexts: one.contexts,
    organisation: String(places[one.place]?.id),
    from: formatDate(daysFromToday(one.from)),
    until: formatDate(daysFromToday(one.until)),
    hasFormula: false,
  }));
  const listId = await writingAs(db.database, manager, (as) =>
    perform(makeList, as, { rows: typed, allOrNothing: false, key: newId(), sealer }),
  );
  await workOnNext(db.database);
  const shown = () =>
    readingAs(db.database, manager, ({ db: reader }) =>
      listShownRows(reader, listId, { onlyProblems: false, after: 0, limit: 100 }),
    );
  const predicted = (await shown()).map((one) => one.problem === null);
  await writingAs(db.database, manager, (as) => perform(confirmList, as, { listId }));
  await workOnNext(db.database);
  return { predicted, given: (await shown()).map((one) => one.given) };
}

/** What everybody holds afterwards, by place and person. */
async function holdings({ places, people }: World): Promise<string[]> {
  const rows = await readAsSystem(db.database, (reader) =>
    reader
      .selectFrom('grants')
      .selectAll()
      .where(
        'person_id',
        'in',
        people.map(({ id }) => id),
      )
      .execute(),
  );
  return rows
    .map((grant) => {
      const person = people.findIndex(({ id }) => id === grant.person_id);
      const place = places.findIndex(({ id }) => id === grant.organisation_id);
      return [person, place, grant.entitlement_id, grant.period, grant.contexts.join('+')].join(' ');
    })
    .toSorted();
}

test(
  'R26: a list gives exactly what its rows one by one would give, and its dry run says so before',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('head-local-admin', 'portal-admin'),
        fc.array(row, { minLength: 1, maxLength: 8 }),
        async (managerRight, rows) => {
          const [one, other] = [await aWorld(managerRight), await aWorld(managerRight)];
          const singles = await bySingles(one, rows);
          const { predicted, given } = await byList(other, rows);
          expect(given).toEqual(singles);
          expect(predicted).toEqual(singles);
          expect(await holdings(other)).toEqual(await holdings(one));
        },
      ),
      { seed, numRuns: 25 },
    );
  },
);
