import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ask, perform } from '#access/use-case.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { endRelations } from '#apps/rights/commands/end-relations.ts';
import { giveAccess } from '#apps/rights/commands/give-access.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { grantToMany } from '#apps/rights/commands/grant-to-many.ts';
import { importRight } from '#apps/rights/commands/import-right.ts';
import { prolongGrants } from '#apps/rights/commands/prolong-grants.ts';
import { prolongRelation } from '#apps/rights/commands/prolong-relation.ts';
import { registerHead } from '#apps/rights/commands/register-head.ts';
import { synchroniseHeadGrants } from '#apps/rights/commands/synchronise-head-grants.ts';
import { handOver, previewHandover } from '#apps/rights/handover/hand-over.ts';
import { migrateRights, mergerOf } from '#apps/rights/mergers/migrate.ts';
import { keyOf } from '#apps/rights/mergers/model.ts';
import { listDifferences } from '#apps/rights/queries/rebuilt.ts';
import { decideReview } from '#apps/rights/reviews/decide-review.ts';
import { followReviews } from '#apps/rights/reviews/follow-reviews.ts';
import { tickTheme, untickTheme } from '#apps/themes/index.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aMerger } from '#tests/world/mergers.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, type Person } from '#tests/world/people.ts';
import { aReview } from '#tests/world/reviews.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let head: Person;
let secretary: Person;
let teacher: Person;
let secretarysRight: string;

const differences = () => readAsSystem(db.database, listDifferences);
const until = (days: number): string => daysFromToday(days);
const place = (person: Person) => ({ institutionId: school.id, levelId: 1, personId: person.id });

async function imported(person: Person, entitlementId: string, of: School = school): Promise<string> {
  const right = { personId: person.id, entitlementId, organisationId: of.id, contexts: [] };
  const period = { from: until(0), until: until(300) };
  const outcome = await asSystem(db.database, (tx) => importRight(tx, { ...right, ...period, reason: 'start' }));
  if (outcome.kind !== 'imported') throw new Error(outcome.kind);
  return outcome.grantId;
}

async function aHeadWithEvents(of: School): Promise<Person> {
  const leader = await aPerson(db.database, { name: 'Rita Claes' });
  await imported(leader, 'head-local-admin', of);
  return leader;
}

async function rightsOf(person: Person): Promise<string[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ id: string }>`
      select id from grants where person_id = ${person.id} and withdrawn_at is null order by given_at, id`.execute(
      reader,
    );
    return rows.map(({ id }) => id);
  });
}

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  head = await aPerson(db.database, { name: 'Karim Benali' });
  secretary = await aPerson(db.database, { name: 'An Peeters' });
  teacher = await aPerson(db.database, { name: 'Bart Wouters' });
});

describe('R25 replaying the audit log rebuilds the present rights exactly', () => {
  test('after what an operator brings in and what follows from the assignment of a head', async () => {
    await asSystem(db.database, (tx) =>
      registerHead(tx, { personId: head.id, institutionId: school.id, from: until(-10), until: null, reason: 'start' }),
    );
    secretarysRight = await imported(secretary, 'portal-user');
    await imported(teacher, 'edison-staff-admin');
    expect((await rightsOf(head)).length).toBeGreaterThan(3);
    expect(await differences()).toEqual([]);
  });

  test('after giving a right to one and to several', async () => {
    const wish = { entitlementId: 'edison-staff-admin', organisationId: school.id, contexts: [], from: until(0) };
    await writingAs(db.database, head, (as) =>
      perform(grantRight, as, { ...wish, personId: secretary.id, until: until(30), key: newId() }),
    );
    await writingAs(db.database, head, (as) =>
      perform(grantToMany, as, {
        ...wish,
        entitlementId: 'edison-institution-pupil-admin',
        personIds: [secretary.id, teacher.id],
        until: until(30),
        key: newId(),
      }),
    );
    expect(await rightsOf(teacher)).toHaveLength(2);
    expect(await rightsOf(secretary)).toHaveLength(3);
    expect(await differences()).toEqual([]);
  });

  test('after one wish gave a right and its themes together, and prolonged it', async () => {
    const colleague = await aPerson(db.database, { name: 'Els Maes' });
    await imported(colleague, 'edison-staff-admin');
    const wish = { organisationId: school.id, personId: colleague.id, from: until(0) };
    for (const [wishIds, day] of [
      [['read-pupils'], 30],
      [['read-pupils', 'read-general', 'transmit-pupils'], 60],
    ] as const) {
      const outcome = await writingAs(db.database, head, (as) =>
        perform(giveAccess, as, { ...wish, wishIds: [...wishIds], until: until(day), key: newId() }),
      );
      expect(outcome.kind).toBe('given');
    }
    expect(await rightsOf(colleague)).toHaveLength(3);
    expect(await differences()).toEqual([]);
  });

  test('after prolonging, ending and withdrawing', async () => {
    const [, second = '', third = ''] = await rightsOf(secretary);
    const change = { key: newId(), reason: 'taken veranderen' };
    await writingAs(db.database, head, (as) =>
      perform(prolongGrants, as, { grantIds: [second], until: until(60), key: newId() }),
    );
    await writingAs(db.database, head, (as) => perform(endGrants, as, { grantIds: [third], mode: 'today', ...change }));
    const [first = ''] = await rightsOf(teacher);
    await writingAs(db.database, head, (as) =>
      perform(endGrants, as, { grantIds: [first], mode: 'at-once', ...change, key: newId() }),
    );
    expect(await rightsOf(teacher)).toHaveLength(1);
    expect(await differences()).toEqual([]);
  });

  test('after a review that confirmed one right, ended another and let the rest end', async () => {
    const under = await aSchool(db.database);
    const leader = await aHeadWithEvents(under);
    const rights = [];
    for (const entitlementId of ['portal-user', 'edison-staff-admin', 'edison-institution-pupil-admin'])
      rights.push(await imported(teacher, entitlementId, under));
    const reviewId = await aReview(db.database, leader, under);
    const [one = '', other = '', rest = ''] = rights;
    for (const [verdict, grantId] of [
      ['confirmed', one],
      ['ended', other],
    ] as const)
      await writingAs(db.database, leader, (as) =>
        perform(decideReview, as, { reviewId, verdict, grantIds: [grantId], reason: 'weg', key: newId() }),
      );
    setClock(new Date(`${until(42)}T04:35:00Z`));
    await asSystem(db.database, followReviews).finally(resetClock);
    const lastDays = await readAsSystem(db.database, (reader) =>
      sql<{ day: string }>`select upper(period) - 1 as day from grants where id = ${rest}`.execute(reader),
    );
    expect(lastDays.rows[0]?.day).toBe(until(42));
    expect(await differences()).toEqual([]);
  });

  test('after ticking and unticking themes, also under a right that was given anew', async () => {
    const tick = (themeId: number, on: boolean) =>
      writingAs(db.database, head, (as) => perform(on ? tickTheme : untickTheme, as, { ...place(secretary), themeId }));
    await tick(1, true);
    await tick(3, true);
    await tick(1, false);
    expect(await differences()).toEqual([]);
    await writingAs(db.database, head, (as) =>
      perform(endGrants, as, { grantIds: [secretarysRight], mode: 'at-once', reason: 'weg', key: newId() }),
    );
    secretarysRight = await imported(secretary, 'portal-user');
    await tick(3, true);
    expect(await differences()).toEqual([]);
  });

  test('after a relation was shortened, prolonged and ended, with all that hung on it', async () => {
    const found = await readAsSystem(db.database, async (reader) =>
      reader.selectFrom('work_relations').select('id').where('person_id', '=', secretary.id).executeTakeFirstOrThrow(),
    );
    await writingAs(db.database, head, (as) =>
      perform(endRelations, as, {
        relationIds: [found.id],
        end: { day: until(30), atOnce: false },
        reason: 'verhuist',
        key: newId(),
      }),
    );
    expect(await differences()).toEqual([]);
    await writingAs(db.database, head, (as) =>
      perform(prolongRelation, as, { relationId: found.id, until: until(60) }),
    );
    expect(await differences()).toEqual([]);
    await writingAs(db.database, head, (as) =>
      perform(endRelations, as, {
        relationIds: [found.id],
        end: { day: until(0), atOnce: true },
        reason: 'uit dienst',
        key: newId(),
      }),
    );
    expect(await rightsOf(secretary)).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  test('after a handover at two institutions, in which themes went otherwise than their right', async () => {
    const [one, other] = [await aSchool(db.database), await aSchool(db.database)];
    const [leader, leaver, successor] = [
      await aHeadWithEvents(one),
      await aPerson(db.database),
      await aPerson(db.database),
    ];
    const grantIds = [];
    for (const of of [one, other]) {
      await imported(leader, 'portal-admin', of);
      grantIds.push(await imported(leaver, 'portal-user', of));
      await imported(successor, 'edison-staff-admin', of);
      for (const themeId of [1, 3])
        await writingAs(db.database, leader, (as) =>
          perform(tickTheme, as, { institutionId: of.id, levelId: 1, personId: leaver.id, themeId }),
        );
    }
    await imported(successor, 'portal-user', other);
    const [goes = '', stays = ''] = grantIds;
    const theme = { levelId: 1, themeId: 3 };
    const choices = [
      { grantId: goes, fate: 'move' as const, until: until(30), themes: [{ ...theme, fate: 'end' as const }] },
      { grantId: stays, fate: 'keep' as const, themes: [{ ...theme, fate: 'move' as const }] },
    ];
    const between = { organisationId: one.id, fromId: leaver.id, toId: successor.id, choices, lastDay: until(5) };
    await writingAs(db.database, leader, async (as) => {
      const { seen } = await ask(previewHandover, as, between);
      const outcome = await perform(handOver, as, { ...between, seen, reason: 'pensioen', key: newId() });
      expect(outcome).toEqual({ kind: 'handed-over', moved: 1, ended: 0, themes: 2 });
    });
    expect(await rightsOf(successor)).toHaveLength(4);
    expect(await differences()).toEqual([]);
  });

  test('after a merger carried over relations, rights and themes', async () => {
    const [old, next] = [await aSchool(db.database), await aSchool(db.database)];
    const leader = await aHeadWithEvents(next);
    await imported(leader, 'portal-admin', next);
    const colleague = await aPerson(db.database, { name: 'Els Maes' });
    await imported(colleague, 'portal-user', old);
    await imported(leader, 'portal-admin', old);
    const theme = { institutionId: old.id, levelId: 1, themeId: 3, personId: colleague.id };
    await writingAs(db.database, leader, (as) => perform(tickTheme, as, theme));
    await aMerger(db.database, old, next);
    await writingAs(db.database, leader, async (as) => {
      const state = await ask(mergerOf, as, { organisationId: old.id });
      if (state.kind !== 'open') throw new Error(state.kind);
      const { rows, fingerprint: seen } = state.proposal;
      const chosen = rows.map(({ row }) => keyOf(row));
      const outcome = await perform(migrateRights, as, { organisationId: old.id, chosen, seen, key: newId() });
      expect(outcome).toEqual({ kind: 'migrated', counts: { moves: 3, held: 2, stays: 0 } });
    });
    expect(await rightsOf(colleague)).toHaveLength(2);
    expect(await differences()).toEqual([]);
  });

  test('after an assignment ended, with the rights that hung on it', async () => {
    await asSystem(db.database, async (tx) => {
      await sql`update head_assignments set period = daterange(lower(period), app.today())`.execute(tx);
      expect((await synchroniseHeadGrants(tx)).ended).toBeGreaterThan(3);
    });
    expect(await rightsOf(head)).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  test('and names what somebody changed past the log', async () => {
    const owner = new pg.Client({ connectionString: db.ownerUrl });
    await owner.connect();
    const [kept] = await rightsOf(teacher);
    await owner.query('update grants set period = daterange(lower(period), upper(period) + 1) where id = $1', [kept]);
    expect(await differences()).toEqual([{ kind: 'grants', key: kept, difference: 'other' }]);
    await owner.query('delete from audit_waiting using audit_events where id = event_id and subject_id = $1', [kept]);
    await owner.query('delete from audit_events where subject_id = $1', [kept]);
    expect(await differences()).toEqual([{ kind: 'grants', key: kept, difference: 'only-table' }]);
    await owner.end();
  });
});
