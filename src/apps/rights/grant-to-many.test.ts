import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { grantToMany, previewMany, type ManyOutcome } from '#apps/rights/commands/grant-to-many.ts';
import { relatedIds } from '#apps/rights/queries/related-ids.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aPortalUser, aWorkRelation, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let head: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  const board = await aBoard(db.database);
  school = await aSchool(db.database, { board });
  head = await aHolder(db.database, 'head-local-admin', { of: school, name: 'Karim Benali' });
});

async function colleague(name = 'An Peeters', at = school): Promise<Person> {
  const person = await aPerson(db.database, { name });
  await aWorkRelation(db.database, person, at, fromDays(-100, 3000));
  return person;
}

const wishFor = (to: Person[], more: object = {}) => ({
  organisationId: school.id,
  personIds: to.map((person) => person.id),
  entitlementId: 'pupil-passport',
  contexts: ['Gebruiker'],
  from: daysFromToday(0),
  until: daysFromToday(200),
  ...more,
});

const give = (by: Person, to: Person[], more: object = {}): Promise<ManyOutcome> =>
  writingAs(db.database, by, (as) => perform(grantToMany, as, { ...wishFor(to, more), key: newId(), ...more }));
const preview = (by: Person, to: Person[], more: object = {}) =>
  readingAs(db.database, by, (as) => ask(previewMany, as, wishFor(to, more)));
const grantsOf = (people: Person[]) =>
  readAsSystem(db.database, (reader) =>
    reader
      .selectFrom('grants')
      .selectAll()
      .where(
        'person_id',
        'in',
        people.map((person) => person.id),
      )
      .execute(),
  );

describe('granting one right to several people', () => {
  test('gives each of them the same right and period, with the event of a single one (RI-4, R25, R26)', async () => {
    const people = [await colleague('An Een'), await colleague('Bo Twee'), await colleague('Cis Drie')];
    expect(await give(head, people)).toEqual({ kind: 'granted', count: 3 });
    for (const person of people)
      expect((await actorOf(db.database, person)).grants).toMatchObject([
        { entitlement: 'pupil-passport', contexts: ['Gebruiker'], until: daysFromToday(200) },
      ]);
    const grants = await grantsOf(people);
    expect(grants.every((grant) => grant.given_by === head.id && grant.given_on_grant === head.grantId)).toBe(true);
    const audit = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('audit_events')
        .selectAll()
        .where(
          'subject_id',
          'in',
          grants.map(({ id }) => id),
        )
        .execute(),
    );
    expect(audit).toHaveLength(3);
    expect(audit[0]).toMatchObject({ action: 'grant-right', rests_on_grant: head.grantId, organisation_id: school.id });
  });

  test('knows no limit of 25 (RI-4)', async () => {
    const people: Person[] = [];
    for (let n = 0; n < 60; n += 1) people.push(await colleague(`Persoon Nummer${n}`));
    expect(await give(head, people)).toEqual({ kind: 'granted', count: 60 });
    expect(await grantsOf(people)).toHaveLength(60);
  });

  test('gives nobody anything when one cannot have it, and the preview says who and why (R26)', async () => {
    const an = await colleague();
    const has = await colleague('Bea Al');
    await give(head, [has]);
    const leaves = await aPerson(db.database, { name: 'Cor Weg' });
    await aWorkRelation(db.database, leaves, school, fromDays(-10, 30));
    const people = [an, has, leaves];
    const said = await preview(head, people);
    const outcome = await give(head, people);
    expect(outcome).toEqual(said);
    expect(outcome).toMatchObject({
      kind: 'hindered',
      hindered: [
        { person: { personId: has.id }, obstacles: [], existing: { until: daysFromToday(200) } },
        { person: { personId: leaves.id }, obstacles: [{ kind: 'ends-too-late', because: 'relation' }] },
      ],
    });
    expect(await grantsOf([an, leaves])).toHaveLength(0);
  });

  test('somebody who has no relation any more stops it, without a name (R7)', async () => {
    const an = await colleague();
    const elsewhere = await colleague('Vreemde Vogel', await aSchool(db.database));
    expect(await give(head, [an, elsewhere])).toMatchObject({ kind: 'hindered', hindered: [], subject: { gone: 1 } });
    await expect(give(head, [elsewhere])).rejects.toThrow(NotFound);
    expect(await grantsOf([an])).toHaveLength(0);
  });

  test('nobody gives himself an administrator right among others (R3)', async () => {
    const an = await colleague();
    expect(await give(head, [an, head], { entitlementId: 'portal-admin', contexts: [] })).toMatchObject({
      kind: 'hindered',
      hindered: [{ person: { personId: head.id }, obstacles: [{ kind: 'own-admin-right' }] }],
    });
  });

  test('only what he may give, where he may (R1, R4, R7)', async () => {
    const an = await colleague();
    const user = await aPortalUser(db.database, { of: school });
    await expect(give(user, [an])).rejects.toThrow(NotFound);
    const portal = await aHolder(db.database, 'portal-admin', { of: school });
    await expect(give(portal, [an])).rejects.toThrow(Forbidden);
    await expect(give(head, [an], { organisationId: (await aSchool(db.database)).id })).rejects.toThrow(NotFound);
  });

  test('an end before the beginning is said, not a fault (R11)', async () => {
    const an = await colleague();
    expect(await give(head, [an], { until: daysFromToday(-1) })).toMatchObject({
      hindered: [{ obstacles: [{ kind: 'ends-before-begin' }] }],
    });
  });

  test('a compulsory context that lacks hinders everybody alike (003)', async () => {
    const people = [await colleague(), await colleague()];
    expect(await give(head, people, { contexts: [] })).toMatchObject({
      hindered: [{ obstacles: [{ kind: 'context-missing' }] }, { obstacles: [{ kind: 'context-missing' }] }],
    });
  });

  test('the same form sent ten times gives each one right', async () => {
    const people = [await colleague(), await colleague()];
    const key = newId();
    const kinds = (await Promise.all(Array.from({ length: 10 }, () => give(head, people, { key })))).map((o) => o.kind);
    expect(kinds.toSorted()).toEqual([...Array(9).fill('again'), 'granted']);
    expect(await grantsOf(people)).toHaveLength(2);
  });

  test('of two who give the same right to overlapping groups one wins whole, the other gives nothing (R26)', async () => {
    const second = await aHolder(db.database, 'head-local-admin', { of: school, name: 'Greet Maes' });
    const [a, b, c] = [await colleague(), await colleague(), await colleague()];
    const outcomes = await Promise.all([give(head, [a, b]), give(second, [b, c])]);
    expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['granted', 'hindered']);
    expect(await grantsOf([a, b, c])).toHaveLength(2);
  });
});

test('everybody related can be picked at once, by who manages the institution only (RI-4, R7)', async () => {
  const an = await colleague('Zita Zoekmij');
  const find = (by: Person, text: string) =>
    readingAs(db.database, by, (as) => ask(relatedIds, as, { organisationId: school.id, text }));
  expect(await find(head, 'zoekmij')).toEqual([an.id]);
  await expect(find(an, 'zoekmij')).rejects.toThrow(NotFound);
});
