import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { grantRight, previewGrant, type GrantOutcome } from '#apps/rights/commands/grant-right.ts';
import { peopleOfInstitution } from '#apps/rights/queries/people-of-institution.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, anAdministration, aSchool, type School } from '#tests/world/organisations.ts';
import {
  aHolder,
  aPerson,
  aPortalAdmin,
  aWorkRelation,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, endedYesterday } from '#tests/world/periods.ts';

let db: TestDatabase;
let board: School;
let school: School;
let other: School;
let head: Person & GivenRight;
let secondHead: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  board = await aBoard(db.database);
  school = await aSchool(db.database, { board });
  other = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
  secondHead = await aPortalAdmin(db.database, { of: school, name: 'Greet Maes' });
});

interface Wish {
  right?: string;
  at?: School;
  until?: string;
  from?: string;
  key?: string;
  contexts?: string[];
}

function inputOf(to: Person, wish: Wish) {
  return {
    organisationId: (wish.at ?? school).id,
    personId: to.id,
    entitlementId: wish.right ?? 'portal-user',
    contexts: wish.contexts ?? [],
    from: wish.from ?? daysFromToday(0),
    until: wish.until ?? daysFromToday(200),
  };
}

function give(by: Person, to: Person, wish: Wish = {}): Promise<GrantOutcome> {
  const input = { ...inputOf(to, wish), key: wish.key ?? newId() };
  return writingAs(db.database, by, (as) => perform(grantRight, as, input));
}

async function colleague(name = 'An Peeters', at = school): Promise<Person> {
  const person = await aPerson(db.database, { name });
  await aWorkRelation(db.database, person, at);
  return person;
}

async function grantsOf(person: Person) {
  return readAsSystem(db.database, (reader) =>
    reader.selectFrom('grants').selectAll().where('person_id', '=', person.id).execute(),
  );
}

describe('granting one right to one person', () => {
  test('holds on the next request, rests on the right of the giver, and is audited once (RI-3, R1, R25)', async () => {
    const an = await colleague();
    const outcome = await give(head, an);
    expect(outcome.kind).toBe('granted');
    expect((await actorOf(db.database, an)).grants).toMatchObject([
      { entitlement: 'portal-user', organisationId: school.id, until: daysFromToday(200) },
    ]);
    const [grant] = await grantsOf(an);
    expect(grant).toMatchObject({ cause: 'manual', given_by: head.id, given_on_grant: head.grantId });
    const audit = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('audit_events')
        .selectAll()
        .where('subject_id', '=', grant?.id ?? '')
        .execute(),
    );
    expect(audit).toMatchObject([
      { action: 'grant-right', actor_person_id: head.id, rests_on_grant: head.grantId, organisation_id: school.id },
    ]);
  });

  test('the same form sent ten times gives one right (RI-3)', async () => {
    const an = await colleague();
    const key = newId();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => give(head, an, { key })));
    expect(outcomes.filter((outcome) => outcome.kind === 'granted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'again')).toHaveLength(9);
    expect(await grantsOf(an)).toHaveLength(1);
  });

  test('of two administrators who give the same right at once one wins, the other sees what is there', async () => {
    for (let round = 0; round < 5; round += 1) {
      const an = await colleague();
      const outcomes = await Promise.all([give(head, an), give(secondHead, an)]);
      expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['exists', 'granted']);
      const loser = outcomes.find((outcome) => outcome.kind === 'exists');
      expect(loser).toMatchObject({ grant: { from: daysFromToday(0), until: daysFromToday(200) } });
      expect(await grantsOf(an)).toHaveLength(1);
    }
  });

  test('the same right may follow the earlier one without overlap (R14)', async () => {
    const an = await colleague();
    await give(head, an, { until: daysFromToday(50) });
    expect((await give(head, an, { from: daysFromToday(50) })).kind).toBe('exists');
    expect((await give(head, an, { from: daysFromToday(51) })).kind).toBe('granted');
  });

  test('somebody of the board can be given a right for a school of the board', async () => {
    const rita = await colleague('Rita Claes', board);
    expect((await give(head, rita)).kind).toBe('granted');
  });

  test('a preview predicts the outcome exactly and changes nothing (R26)', async () => {
    const an = await colleague();
    const preview = () => readingAs(db.database, head, (as) => ask(previewGrant, as, inputOf(an, {})));
    expect((await preview()).kind).toBe('ready');
    expect(await grantsOf(an)).toEqual([]);
    await give(head, an);
    expect((await preview()).kind).toBe('exists');
    const tooLong = readingAs(db.database, head, (as) =>
      ask(previewGrant, as, inputOf(an, { until: daysFromToday(266) })),
    );
    expect(await tooLong).toMatchObject({
      kind: 'obstacles',
      obstacles: [{ kind: 'ends-too-late', because: 'giver' }],
    });
  });
});

describe('granting is refused', () => {
  test('for an organisation that the actor does not manage, like one that does not exist (R1, R7, RI-11)', async () => {
    const an = await colleague('An Peeters', other);
    await expect(give(head, an, { at: other })).rejects.toThrow(NotFound);
    await expect(give(head, an, { at: { id: 999_999, name: '', levels: [] } })).rejects.toThrow(NotFound);
  });

  test('to somebody who is not related to the organisation (R7)', async () => {
    await expect(give(head, await colleague('An Peeters', other))).rejects.toThrow(NotFound);
    const left = await aPerson(db.database, { name: 'Jan Vertrokken' });
    await aWorkRelation(db.database, left, school, endedYesterday());
    await expect(give(head, left)).rejects.toThrow(NotFound);
  });

  test('of a right that the actor may not give, with the rights that may (R4)', async () => {
    const an = await colleague();
    await expect(give(head, an, { right: 'pupil-transport' })).rejects.toThrow(Forbidden);
    expect(await grantsOf(an)).toEqual([]);
  });

  test('to oneself for an administrator right (R3)', async () => {
    const wish = { right: 'portal-admin', from: daysFromToday(1), until: daysFromToday(260) };
    expect(await give(head, head, wish)).toMatchObject({ kind: 'obstacles', obstacles: [{ kind: 'own-admin-right' }] });
  });

  test('from the request after the administrator lost his right (R6)', async () => {
    const leaver = await aPortalAdmin(db.database, { of: school, name: 'Wim Weg' });
    await withdraw(db.database, leaver.grantId);
    await expect(give(leaver, await colleague())).rejects.toThrow(NotFound);
  });

  test('to the helpdesk as soon as a head local administrator is there (R5)', async () => {
    const orphan = await aSchool(db.database);
    const body = await anAdministration(db.database);
    const tess = await aHolder(db.database, 'helpdesk', { of: body, targetGroup: 'GID', name: 'Tess Helpt' });
    const lieve = await colleague('Lieve Nieuw', orphan);
    const wish = { at: orphan, right: 'head-local-admin' };
    await expect(give(tess, lieve, { at: orphan })).rejects.toThrow(Forbidden);
    expect((await give(tess, lieve, wish)).kind).toBe('granted');
    const an = await colleague('An Peeters', orphan);
    await expect(give(tess, an, wish)).rejects.toThrow(NotFound);
  });

  test('by the database itself for an organisation outside the reach of the actor', async () => {
    const an = await colleague('An Peeters', other);
    const relation = await aWorkRelation(db.database, an, other);
    const insert = writingAs(db.database, head, ({ tx }) =>
      sql`
        insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, cause, given_by)
        values (${relation}, ${an.id}, 'portal-user', ${other.id}, daterange(${daysFromToday(0)}, ${daysFromToday(9)}), 'manual', ${head.id})
      `.execute(tx),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });
});

describe('people of an institution', () => {
  const listing = (by: Person, at: School, more: { after?: string; text?: string } = {}) =>
    readingAs(db.database, by, (as) =>
      ask(peopleOfInstitution, as, { organisationId: at.id, circle: 'access', text: '', order: 'name', ...more }),
    );

  test('includes whoever holds a right there though the relation is elsewhere (RI-8)', async () => {
    const rita = await aHolder(db.database, 'portal-user', { of: school, employedBy: board, name: 'Rita Claes-Board' });
    const found = await listing(head, school, { text: 'claes-board' });
    expect(found.people.map((person) => person.personId)).toEqual([rita.id]);
    expect(found.people[0]?.grants).toMatchObject([{ entitlementId: 'portal-user', active: true }]);
  });

  test('answers nothing to anybody without an administrator right of it (R7)', async () => {
    const user = await aHolder(db.database, 'portal-user', { of: school });
    await expect(listing(user, school)).rejects.toThrow(NotFound);
    await expect(listing(head, other)).rejects.toThrow(NotFound);
  });

  test('pages by key through two thousand people, each once, quickly', async () => {
    const large = await aSchool(db.database, { name: 'Campus De Grote Stad' });
    const admin = await aPortalAdmin(db.database, { of: large, name: 'Aziz Aanvoerder' });
    await fill(large, 2000);
    const seen: string[] = [];
    let after: string | undefined;
    const startedAt = performance.now();
    for (let pages = 0; pages < 100; pages += 1) {
      const page = await listing(admin, large, after ? { after } : {});
      seen.push(...page.people.map((person) => person.personId));
      after = page.people.at(-1)?.personId;
      if (!page.hasNext) break;
    }
    const perPage = (performance.now() - startedAt) / (seen.length / 50);
    expect(new Set(seen).size).toBe(2001);
    expect(seen).toHaveLength(2001);
    expect(perPage).toBeLessThan(500);
  });
});

async function fill(at: School, people: number): Promise<void> {
  await db.database.write(async (tx) => {
    await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
    await sql`
      with made as (
        insert into persons (given_name, family_name)
        select 'Voornaam' || i, 'Familie' || (i % 400) from generate_series(1, ${people}) as i returning id
      ), related as (
        insert into work_relations (person_id, organisation_id, target_group, category, period)
        select id, ${at.id}, 'OV', 'Medewerker', daterange(${daysFromToday(-9)}, null) from made returning id, person_id
      )
      insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, cause)
      select id, person_id, 'portal-user', ${at.id}, daterange(${daysFromToday(-9)}, ${daysFromToday(300)}), 'imported' from related
    `.execute(tx);
  });
}
