import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { actAsDoor, asSystem, readAsSystem } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { importRight, makeRelation } from '#apps/rights/commands/import-right.ts';
import { registerHead } from '#apps/rights/commands/register-head.ts';
import { listDifferences } from '#apps/rights/queries/rebuilt.ts';
import { brusselsToday, now, resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
  activeGrants,
  administers,
  readFacts,
  readLongest,
  type Facts,
  type Longest,
} from '#tests/wall/rights-walk/facts.ts';
import { checkLaws } from '#tests/wall/rights-walk/laws.ts';
import { isOfSystem, sceneOf, step, take, type Step, type Walkers } from '#tests/wall/rights-walk/steps.ts';
import { anAdministration, aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const seed = Number(process.env.WALL_SEED ?? Math.floor(Math.random() * 2 ** 31));
const walks = Number(process.env.WALKS ?? 3);
const steps = 200;
/** What goes through on walks that are worth their name. */
const walked = new Set(
  ['give granted', 'give-many granted', 'link linked', 'prolong prolonged', 'end ended', 'end-relation ended'].concat(
    ['prolong-relation prolonged', 'tick done', 'ask asked', 'decide approved', 'decide refused'],
    'take-back withdrawn',
  ),
);

let db: TestDatabase;
let owner: pg.Client;
let longest: ReadonlyMap<string, Longest>;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  longest = await readLongest(owner);
});
afterEach(resetClock);
afterAll(() => owner.end());

test(
  `R1–R14, R16, R25, R26, R28: no walk of ${steps} steps breaks a law (WALL_SEED=${seed})`,
  async () => {
    const tally = new Map<string, number>();
    const walk = fc.asyncProperty(fc.array(step, { minLength: steps, maxLength: steps }), async (path) => {
      resetClock();
      const walkers = await aWorld();
      const first = await readFacts(owner);
      for (const [at, one] of path.entries()) {
        const outcome = await goOn(walkers, one).catch((error: unknown) => {
          throw new Error(`step ${at}: ${JSON.stringify(one)}`, { cause: error });
        });
        tally.set(`${one.kind} ${outcome}`, (tally.get(`${one.kind} ${outcome}`) ?? 0) + 1);
      }
      nothingFromNowhere(first, await readFacts(owner));
      expect(await readAsSystem(db.database, listDifferences), 'R25: the log rebuilds what there is').toEqual([]);
    });
    const { failed, errorInstance } = await fc.check(walk, { seed, numRuns: walks, endOnFailure: true });
    process.stdout.write(`rights walked: ${JSON.stringify(Object.fromEntries(tally))}\n`);
    if (failed) throw errorInstance;
    const wentThrough = [...tally.keys()].filter((kind) => walked.has(kind));
    expect(wentThrough.length, 'walks on which little went through prove little').toBeGreaterThanOrEqual(6);
  },
  walks * 180_000,
);

/** Takes a step and holds the laws against what it did; a refusal has done nothing. */
async function goOn(walkers: Walkers, one: Step): Promise<string> {
  if (one.kind === 'days-pass') {
    const later = new Date(now().getTime() + one.passed * 86_400_000);
    setClock(() => later);
    return 'passed';
  }
  const before = await readFacts(owner);
  const day = brusselsToday();
  const scene = sceneOf(walkers, before, one);
  const actor = isOfSystem(one) ? null : scene.by;
  let outcome: string;
  try {
    const trace = await take(walkers, before, scene, one);
    if (trace === null) return 'nothing';
    if (trace.foretold !== undefined)
      expect(trace.outcome, 'R26: it does what its rehearsal foretold').toBe(trace.foretold);
    ({ outcome } = trace);
  } catch (refusal) {
    if (!(refusal instanceof Error) || !['NotFound', 'Forbidden'].includes(refusal.name)) throw refusal;
    outcome = refusal.name;
  }
  const after = await readFacts(owner);
  if (['NotFound', 'Forbidden', 'obstacles', 'hindered', 'exists', 'faults'].includes(outcome))
    expect(after, `${outcome} changes nothing`).toEqual(before);
  checkLaws({ before, after, actor: actor?.id ?? null, day, longest });
  if (one.kind === 'assignments') {
    await take(walkers, after, scene, one);
    expect(await readFacts(owner), 'R16: making rights follow their cause twice changes nothing').toEqual(after);
  }
  if (actor) knowsNothingOfOthers(before, one, actor, outcome);
  await doorAgrees(walkers, after, day);
  return outcome;
}

/** R7: whoever administers nothing is told nothing about anybody else. */
function knowsNothingOfOthers(before: Facts, one: Step, actor: Person, outcome: string): void {
  const aboutOthers = [
    'give',
    'give-many',
    'end',
    'prolong',
    'link',
    'end-relation',
    'prolong-relation',
    'tick',
    'decide',
  ];
  if (aboutOthers.includes(one.kind) && !administers(before, actor.id, brusselsToday()))
    expect(['NotFound', 'Forbidden'], `R7: ${one.kind} by somebody without any administrator right`).toContain(outcome);
}

/** R10, R12: the next request of everybody finds exactly what the tables say counts today. */
async function doorAgrees({ people }: Walkers, facts: Facts, day: string): Promise<void> {
  const active = activeGrants(facts, day);
  for (const person of people) {
    const found = await db.database.read(async (reader) => {
      await actAsDoor(reader);
      return loadActor(reader, person.onBehalfOf);
    });
    const { targetGroup } = person.onBehalfOf;
    const told = active
      .filter((one) => one.person === person.id && facts.relations.get(one.relation)?.targetGroup === targetGroup)
      .map(({ id }) => id);
    expect(found?.grants.map(({ id }) => String(id)).toSorted() ?? [], `R10, R12: ${person.givenName}`).toEqual(
      told.toSorted(),
    );
  }
}

/** R9: whatever anybody holds at the end, somebody could give at the start; for the own institution, and not longer. */
function nothingFromNowhere(first: Facts, last: Facts): void {
  const atStart = [...first.grants.values()];
  const institutions = new Set(
    atStart.filter(({ entitlement }) => entitlement !== 'helpdesk').map(({ organisation }) => organisation),
  );
  for (const grant of last.grants.values()) {
    if (first.grants.has(grant.id) || grant.cause === 'automatic') continue;
    expect(institutions.has(grant.organisation), 'R9: only where somebody administered').toBe(true);
    const roots = atStart.filter((one) => one.organisation === grant.organisation || one.entitlement === 'helpdesk');
    expect(
      roots.some((one) => one.until >= grant.until) || roots.length === 0,
      'R9: not longer than any right at the start',
    ).toBe(true);
  }
}

/** Two schools with their administrators, the helpdesk, somebody of both and somebody of one; all of it told to the log. */
async function aWorld(): Promise<Walkers> {
  const { database } = db;
  await owner.query('truncate persons, head_assignments, audit_waiting, audit_events cascade');
  const one = await aSchool(database);
  const other = await aSchool(database);
  const names = ['Hilde Hoofd', 'Karim Benali', 'Wim Edison', 'An Peeters', 'Bart Wouters', 'Niels Nieuw'];
  const people: Person[] = [];
  for (const name of names) people.push(await aPerson(database, { name }));
  const [hilde, karim, wim, an, bart, niels] = people as [Person, Person, Person, Person, Person, Person];
  const helper = await aPerson(database, { name: 'Hella Helpdesk', targetGroup: 'GID' });
  const begin = { from: daysFromToday(0), reason: 'begin' };
  await asSystem(database, async (tx) => {
    const give = async (person: Person, entitlementId: string, of: School, days: number): Promise<void> => {
      const right = { personId: person.id, entitlementId, organisationId: of.id, contexts: [] };
      const { kind } = await importRight(tx, { ...right, ...begin, until: daysFromToday(days) });
      expect(kind).toBe('imported');
    };
    await give(hilde, 'head-local-admin', one, 700);
    await give(karim, 'portal-admin', one, 400);
    await give(wim, 'edison-admin', one, 60);
    await give(an, 'portal-user', one, 300);
    await give(bart, 'head-local-admin', other, 600);
    await give(wim, 'head-local-admin', other, 3);
    await give(karim, 'head-local-admin', one, 200);
    await makeRelation(tx, { ...begin, personId: an.id, organisationId: other.id }, 'OV');
    const assigned = { personId: niels.id, institutionId: other.id, ...begin };
    await registerHead(tx, { ...assigned, from: daysFromToday(5), until: daysFromToday(200) });
  });
  const administration = await anAdministration(database);
  await asSystem(database, async (tx) => {
    const right = { personId: helper.id, entitlementId: 'helpdesk', organisationId: administration.id, contexts: [] };
    expect((await importRight(tx, { ...right, ...begin, until: daysFromToday(360) })).kind).toBe('imported');
  });
  return { database, people: [...people, helper], schools: [one, other] };
}
