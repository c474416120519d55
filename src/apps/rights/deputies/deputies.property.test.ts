import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { loadHoldings } from '#access/load-reaches.ts';
import { perform } from '#access/use-case.ts';
import { endDeputyship } from '#apps/rights/deputies/end-deputyship.ts';
import { brusselsToday } from '#platform/clock.ts';
import { listAccessOn } from '#web/who/access-on.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aDeputyship } from '#tests/world/deputies.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aPortalAdmin, aPortalUser, aTick, type Person } from '#tests/world/people.ts';
import { aWorkRelation } from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

const seed = Number(process.env.WALL_SEED ?? Math.floor(Math.random() * 2 ** 31));

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const themes = [1, 3, 4] as const;

const step = fc.oneof(
  fc.record({ kind: fc.constant('tick' as const), theme: fc.constantFrom(...themes) }),
  fc.record({ kind: fc.constant('untick' as const), theme: fc.constantFrom(...themes) }),
  fc.record({ kind: fc.constant('withdraw' as const), right: fc.nat(2) }),
  fc.record({ kind: fc.constant('period' as const), right: fc.nat(2), ends: fc.integer({ min: -2, max: 2 }) }),
  fc.record({ kind: fc.constant('relation' as const), ends: fc.integer({ min: -1, max: 30 }) }),
  fc.record({ kind: fc.constant('block' as const), blocked: fc.boolean() }),
  fc.record({ kind: fc.constant('end' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function aCast(named: { rights: readonly boolean[]; themes: readonly number[] }) {
  const school = await aSchool(db.database);
  const head = await aHolder(db.database, 'head-local-admin', { of: school });
  await aGrant(db.database, head, 'portal-admin', { of: school });
  const absent = await aPortalUser(db.database, { of: school, themes });
  const edison = await aGrant(db.database, absent, 'edison-staff-admin', { of: school });
  const passport = await aGrant(db.database, absent, 'pupil-passport', { of: school, contexts: ['Operator'] });
  const rights = [absent.grantId, edison.grantId, passport.grantId];
  const deputy = await aPerson(db.database);
  await aWorkRelation(db.database, deputy, school);
  const deputyshipId = await aDeputyship(db.database, head, {
    at: school,
    absent,
    deputy,
    grantIds: rights.filter((_, index) => named.rights[index]),
    themeIds: [...named.themes],
  });
  return { school, head, absent, deputy, rights, deputyshipId };
}
type Cast = Awaited<ReturnType<typeof aCast>>;

async function take(cast: Cast, one: Step): Promise<void> {
  const { absent, rights } = cast;
  if (one.kind === 'end') {
    await writingAs(db.database, cast.head, (as) => perform(endDeputyship, as, { deputyshipId: cast.deputyshipId }));
    return;
  }
  if (one.kind === 'tick') {
    const has = await readAsSystem(db.database, (reader) =>
      sql`select 1 from theme_ticks where person_id = ${absent.id} and theme_id = ${one.theme} and unticked_at is null`.execute(
        reader,
      ),
    );
    const alive = await readAsSystem(db.database, (reader) =>
      sql`select 1 from grants where id = ${absent.grantId} and withdrawn_at is null`.execute(reader),
    );
    if (has.rows.length === 0 && alive.rows.length > 0)
      await aTick(db.database, absent, { of: cast.school, level: 1, theme: one.theme });
    return;
  }
  await asSystem(db.database, async (tx) => {
    if (one.kind === 'untick')
      await sql`update theme_ticks set unticked_at = now() where person_id = ${absent.id} and theme_id = ${one.theme} and unticked_at is null`.execute(
        tx,
      );
    if (one.kind === 'withdraw')
      await sql`update grants set withdrawn_at = now() where id = ${rights[one.right]}`.execute(tx);
    if (one.kind === 'period')
      await sql`update grants set period = ${fromDays(-100, one.ends)} where id = ${rights[one.right]}`.execute(tx);
    if (one.kind === 'relation')
      await sql`update work_relations set period = ${fromDays(-100, one.ends)} where id = ${absent.relationId}`.execute(
        tx,
      );
    if (one.kind === 'block')
      await sql`update persons set blocked = ${one.blocked} where id = ${absent.id}`.execute(tx);
  });
}

/** What somebody holds, in words; nothing for who is blocked. */
async function words(person: Person): Promise<string[]> {
  const actor = await actorOf(db.database, person).catch(() => null);
  if (!actor) return [];
  return [
    ...actor.grants.map(({ entitlement, contexts }) => `${entitlement}(${contexts.join()})`),
    ...actor.ticks.map(({ themeId }) => `theme ${themeId}`),
  ].toSorted();
}

const sum = { held: 0, nothing: 0 };

test(
  `never more than the absent one at that moment, whatever happens to him; door, mails and "Wie kan" agree (WALL_SEED=${seed})`,
  { timeout: 300_000 },
  async () => {
    const rights = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()).filter((chosen) => chosen.includes(true));
    const property = fc.asyncProperty(
      rights,
      fc.subarray([...themes], { minLength: 1 }),
      fc.array(step, { minLength: 1, maxLength: 6 }),
      async (chosen, chosenThemes, steps) => {
        const cast = await aCast({ rights: chosen, themes: chosenThemes });
        const admin = await aPortalAdmin(db.database, { of: cast.school });
        const named = ['portal-user()', 'edison-staff-admin()', 'pupil-passport(Operator)'].filter((_, i) => chosen[i]);
        const reads = chosenThemes.map((theme) => `theme ${theme}`);
        let running = true;
        for (const one of [null, ...steps]) {
          if (one) await take(cast, one);
          if (one?.kind === 'end') running = false;
          const of = await words(cast.absent);
          const expected = of.filter((word) => named.includes(word) || (reads.includes(word) && chosen[0]));
          const found = await words(cast.deputy);
          expect([one, found]).toEqual([one, running ? expected : []]);
          const holdings = await readAsSystem(db.database, (reader) => loadHoldings(reader, [cast.deputy.id]));
          const told = await readingAs(db.database, admin, (as) =>
            listAccessOn(as.db, { institutionIds: [cast.school.id], day: brusselsToday(), personId: cast.deputy.id }),
          );
          const count = [holdings.get(cast.deputy.id), told[0]].map(
            (held) => (held?.grants.length ?? 0) + (held?.ticks.length ?? 0),
          );
          expect(count).toEqual([found.length, found.length]);
          sum[found.length > 0 ? 'held' : 'nothing'] += 1;
        }
      },
    );
    await fc.assert(property, { seed, numRuns: 25, endOnFailure: true });
    expect(sum.held).toBeGreaterThan(25);
  },
);
