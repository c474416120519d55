import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { listDifferences } from '#apps/rights/queries/rebuilt.ts';
import { brusselsToday, resetClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  coalitionAgainst,
  nothingBeyondReach,
  nothingFromNowhere,
  type Wanted,
} from '#tests/wall/rights-walk/closure.ts';
import { readCatalogue, readFacts, type Catalogue } from '#tests/wall/rights-walk/facts.ts';
import { paths, pathsOfOneDay, unseen, walk, type Tally } from '#tests/wall/rights-walk/walk.ts';
import { aWorld } from '#tests/wall/rights-walk/world.ts';

const seed = Number(process.env.WALL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const walks = Number(process.env.WALKS ?? 3);
/** Walks that go on until everything was seen go on no longer than this. */
const mostWalks = walks + 7;
const steps = 200;

let db: TestDatabase;
let owner: pg.Client;
let catalogue: Catalogue;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  catalogue = await readCatalogue(owner);
});
afterEach(resetClock);
afterAll(() => owner.end());

test(
  `R1–R14, R16, R18, R21, R24, R25, R26, R28: no walk of ${steps} steps breaks a law (WALL_SEED=${seed})`,
  async () => {
    const tally: Tally = new Map();
    const aWalk = async (round: number): Promise<void> => {
      const [path = []] = fc.sample(paths(steps, tally), { seed: seed + round, numRuns: 1 });
      resetClock();
      const walkers = await aWorld(db.database, owner, catalogue.veryConfidential);
      const first = await readFacts(owner);

      const last = await walk(walkers, path, { tally, catalogue });
      nothingFromNowhere(first, last);
      expect(await readAsSystem(db.database, listDifferences), 'R25: the log rebuilds what there is').toEqual([]);
    };
    let round = 0;
    for (; round < walks || (round < mostWalks && unseen(tally).length > 0); round += 1) await aWalk(round);
    process.stdout.write(`rights walked ${round} times: ${JSON.stringify(Object.fromEntries(tally))}\n`);
    expect(unseen(tally), 'walks on which this was not seen prove little').toEqual([]);
  },
  mostWalks * 180_000,
);

test.each<[string, (one: number, other: number) => Wanted]>([
  ['anything at all', () => 'anything'],
  ['the head local administrator of a school', (one) => ({ entitlement: 'head-local-admin', organisation: one })],
  ['the portal administrator of a school', (_one, other) => ({ entitlement: 'portal-admin', organisation: other })],
  ['WebEdison rights of a school', (one) => ({ entitlement: 'edison-admin', organisation: one })],
])(
  `R9: on no walk of ${steps} steps do those who cannot give it come to hold %s (WALL_SEED=${seed})`,
  async (what, wantedOf) => {
    const walkers = await aWorld(db.database, owner, catalogue.veryConfidential);
    const [one, other] = walkers.places;
    const wanted = wantedOf(one?.id ?? 0, other?.id ?? 0);
    const first = await readFacts(owner);
    const day = brusselsToday();
    const coalition = coalitionAgainst(first, walkers.people, wanted, day);
    expect(coalition.size).toBeGreaterThan(2);
    const [path = []] = fc.sample(pathsOfOneDay(steps), { seed: seed + what.length, numRuns: 1 });
    const tally: Tally = new Map();
    const last = await walk({ ...walkers, actors: new Set(coalition) }, path, { tally, catalogue });
    nothingBeyondReach({ first, last, day }, coalition, wanted);
  },
  180_000,
);
