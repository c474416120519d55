import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { institutionOfScope, levelOfScope, themeOfScope } from '#access/actor.ts';
import { readAsSystem } from '#access/context.ts';
import { loadHoldings, type Held } from '#access/load-reaches.ts';
import { ask, perform } from '#access/use-case.ts';
import { migrateRights, mergerOf, previewMigration } from '#apps/rights/mergers/migrate.ts';
import { countFates, keyOf, type JudgedRow } from '#apps/rights/mergers/model.ts';
import { listDifferences } from '#apps/rights/queries/rebuilt.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aMerger } from '#tests/world/mergers.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aTick, aWorkRelation, type Person } from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
process.stdout.write(`mergers: seed ${seed}\n`);

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const right = fc.record({
  entitlement: fc.constantFrom(
    'portal-user',
    'portal-admin',
    'head-local-admin',
    'edison-admin',
    'edison-staff-admin',
    'pupil-passport',
  ),
  at: fc.constantFrom('old', 'old', 'next'),
  cause: fc.constantFrom('imported', 'imported', 'automatic'),
  first: fc.constantFrom(-20, 5),
  days: fc.constantFrom(3, 40, 300),
});
const somebody = fc.record({
  employer: fc.constantFrom('old', 'old', 'board', 'next', 'both'),
  rights: fc.uniqueArray(right, { selector: ({ entitlement, at }) => `${entitlement} ${at}`, maxLength: 4 }),
  themes: fc.subarray([1, 2, 3, 4, 5, 6, 7, 8]),
  chosen: fc.boolean(),
});
const world = fc.record({
  oldLevels: fc.constantFrom([1] as const, [1, 2] as const),
  newLevels: fc.constantFrom([1] as const, [1, 2] as const, [2] as const),
  sameBoard: fc.boolean(),
  administers: fc.boolean(),
  twoPeople: fc.boolean(),
  headUntil: fc.constantFrom(10, 200),
  people: fc.array(somebody, { minLength: 3, maxLength: 6 }),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;
type Somebody = World['people'][number];

/** Always there, whatever else is made up: who goes along, who has it already, who is left out and who reads everything. */
const plain: Somebody = {
  employer: 'old',
  rights: [{ entitlement: 'portal-user', at: 'old', cause: 'imported', first: -20, days: 300 }],
  themes: [3, 4],
  chosen: true,
};
const always: readonly Somebody[] = [
  plain,
  { ...plain, employer: 'both', rights: plain.rights.flatMap((one) => [one, { ...one, at: 'next' }]) },
  { ...plain, chosen: false },
  { ...plain, rights: plain.rights.map((one) => ({ ...one, entitlement: 'portal-admin' })) },
];

interface Cast {
  old: School;
  next: School;
  head: Person;
  people: Person[];
  chosen: Set<string>;
}

async function build(made: World): Promise<Cast> {
  const board = await aBoard(db.database);
  const old = await aSchool(db.database, { levels: made.oldLevels, board });
  const next = await aSchool(db.database, { levels: made.newLevels, ...(made.sameBoard && { board }) });
  const period = fromDays(-100, made.headUntil);
  const head = await aHolder(db.database, 'head-local-admin', { of: next, period });
  const second = await aHolder(db.database, 'portal-admin', { of: next });
  if (made.administers) await aGrant(db.database, head, 'portal-admin', { of: next, period });
  if (made.twoPeople) await writingAs(db.database, head, (as) => perform(switchOn, as, { organisationId: next.id }));
  await aMerger(db.database, old, next);
  const people: Person[] = [head, second];
  const chosen = new Set<string>();
  for (const one of [...always, ...made.people]) {
    const person = await aPerson(db.database);
    people.push(person);
    if (one.chosen) chosen.add(person.id);
    const employers = one.employer === 'both' ? [old, next] : [{ old, next, board }[one.employer]];
    for (const employer of employers) await aWorkRelation(db.database, person, employer, fromDays(-100, 400));
    for (const { entitlement, at, cause, first, days } of one.rights)
      await aGrant(db.database, person, entitlement, {
        of: { old, next }[at],
        employedBy: employers[0] ?? old,
        relationPeriod: fromDays(-100, 400),
        period: fromDays(first, first + days),
        ...(cause === 'automatic' && { cause }),
        ...(entitlement === 'pupil-passport' && { contexts: ['Operator'] }),
      });
    if (
      one.rights.some(
        ({ entitlement, at, first, days }) =>
          entitlement === 'portal-user' && at === 'old' && first < 0 && first + days > 0,
      )
    )
      for (const theme of one.themes) await aTick(db.database, person, { of: old, level: 1, theme });
  }
  return { old, next, head, people, chosen };
}

/** What counts today, and every level and theme of an institution that opens by it. */
interface Standing {
  rights: Map<string, string[]>;
  opens: Map<string, string[]>;
}

async function standingOf({ people }: Cast, at: School): Promise<Standing> {
  return readAsSystem(db.database, async (reader) => {
    const held = await loadHoldings(
      reader,
      people.map(({ id }) => id),
    );
    const { rows: places } = await sql<{ levelId: number; themeId: number }>`
      select level_id as "levelId", theme_id as "themeId" from theme_levels
      where level_id = any (${[...at.levels]}::smallint[])`.execute(reader);
    const opens = ({ reach }: Held): string[] =>
      reach.institutions.includes(at.id)
        ? places.map(({ levelId, themeId }) => `${levelId} ${themeId}`)
        : reach.scopes
            .filter((scope) => institutionOfScope(scope) === at.id)
            .map((scope) => `${levelOfScope(scope)} ${themeOfScope(scope)}`);
    const rights = ({ grants }: Held): string[] =>
      grants.filter(({ organisationId }) => organisationId === at.id).map(({ entitlement }) => entitlement);
    const of = (read: (one: Held) => string[]) =>
      new Map(people.map(({ id }) => [id, held.has(id) ? read(held.get(id)!).toSorted() : []]));
    return { rights: of(rights), opens: of(opens) };
  });
}

/** What runs or will run at an institution, counted without the code of mergers. */
async function everything(at: School): Promise<string[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ key: string }>`
      select 'relation:' || w.id as key from work_relations w where w.organisation_id = ${at.id} and upper(w.period) > app.today()
      union all
      select 'grant:' || g.id from grants g join work_relations w on w.id = g.work_relation_id
      where g.organisation_id = ${at.id} and g.withdrawn_at is null and upper(g.period) > app.today() and upper(w.period) > app.today()
      union all
      select 'theme:' || t.id from theme_ticks t join active_grants g on g.id = t.grant_id
      where t.institution_id = ${at.id} and t.unticked_at is null
      order by 1`.execute(reader);
    return rows.map(({ key }) => key);
  });
}

test('R21 each thing of the old institution goes along once or is listed as staying, and nobody holds or opens at the new one what neither gave him', async () => {
  const fates = { moves: 0, held: 0, stays: 0 };
  await fc.assert(
    fc.asyncProperty(world, async (made) => {
      const cast = await build(made);
      const before = { old: await standingOf(cast, cast.old), next: await standingOf(cast, cast.next) };
      const kept = { old: await everything(cast.old), next: await everything(cast.next) };
      const unexplained = await readAsSystem(db.database, listDifferences);
      const rows = await migrate(cast);
      const counts = countFates(rows.map(({ fate }) => fate));
      for (const fate of ['moves', 'held', 'stays'] as const) fates[fate] += counts[fate];

      expect(rows.map(({ row }) => keyOf(row)).toSorted()).toEqual(kept.old.toSorted());
      const now = await everything(cast.next);
      expect(now.length - kept.next.length).toBe(counts.moves);
      expect(kept.next.filter((key) => !now.includes(key))).toEqual([]);
      expect(await everything(cast.old)).toEqual(kept.old);
      expect(await standingOf(cast, cast.old)).toEqual(before.old);

      const after = await standingOf(cast, cast.next);
      for (const { id } of cast.people)
        for (const side of ['rights', 'opens'] as const) {
          const had = [...(before.next[side].get(id) ?? []), ...(before.old[side].get(id) ?? [])];
          expect([side, (after[side].get(id) ?? []).filter((one) => !had.includes(one))]).toEqual([side, []]);
          const lost = (before.next[side].get(id) ?? []).filter((one) => !after[side].get(id)?.includes(one));
          expect([side, lost]).toEqual([side, []]);
        }
      // Nothing ends later than it did at the old institution, and the log rebuilds all of it (R25).
      expect(await endingLater(cast)).toEqual([]);
      expect(await readAsSystem(db.database, listDifferences)).toEqual(unexplained);
    }),
    { seed, numRuns: 15 },
  );
  expect(Math.min(...Object.values(fates)), 'every fate was seen').toBeGreaterThan(0);
});

async function migrate({ old, head, chosen }: Cast): Promise<readonly JudgedRow[]> {
  const which = { organisationId: old.id };
  const keys = await readingAs(db.database, head, async (as) => {
    const state = await ask(mergerOf, as, which);
    if (state.kind !== 'open') throw new Error(state.kind);
    return state.proposal.rows.filter(({ row }) => chosen.has(row.personId)).map(({ row }) => keyOf(row));
  });
  return writingAs(db.database, head, async (as) => {
    const state = await ask(previewMigration, as, { ...which, chosen: keys });
    if (state.kind !== 'open') throw new Error(state.kind);
    const { rows, fingerprint: seen } = state.proposal;
    const outcome = await perform(migrateRights, as, { ...which, chosen: keys, seen, key: newId() });
    expect(outcome).toEqual({ kind: 'migrated', counts: countFates(rows.map(({ fate }) => fate)) });
    return rows;
  });
}

/** Rights that a head of the new institution gave, and that end after every right of that kind at the old one. */
async function endingLater({ old, next, head }: Cast): Promise<string[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ id: string }>`
      select g.id from grants g
      where g.organisation_id = ${next.id} and g.given_by = ${head.id} and not exists (
        select 1 from grants b where b.organisation_id = ${old.id} and b.person_id = g.person_id
          and b.entitlement_id = g.entitlement_id and b.contexts = g.contexts and upper(g.period) <= upper(b.period))`.execute(
      reader,
    );
    return rows.map(({ id }) => id);
  });
}
