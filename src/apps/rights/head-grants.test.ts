import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { importRight, registerHead, synchroniseHeadGrants, type HeadGrantsReport } from '#apps/rights/index.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aPerson, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

const five = [
  'edison-admin',
  'edison-institution-pupil-admin',
  'edison-staff-admin',
  'head-local-admin',
  'portal-admin',
];

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(resetClock);

async function aHead(until: string | null = daysFromToday(300)): Promise<{ school: School; head: Person }> {
  const school = await aSchool(db.database);
  const head = await aPerson(db.database, { name: 'Hilde Hoofd' });
  await aWorkRelation(db.database, head, school, fromDays(-400, 2000));
  await asSystem(db.database, (tx) => assign(tx, head, school, until));
  return { school, head };
}

const assign = (tx: Parameters<typeof registerHead>[0], head: Person, school: School, until: string | null) =>
  sql`
    insert into head_assignments (person_id, institution_id, period, source)
    values (${head.id}, ${school.id}, daterange(${daysFromToday(-30)}, ${until}, '[]'), 'test')`.execute(tx);

const synchronise = (school: School): Promise<HeadGrantsReport> =>
  asSystem(db.database, (tx) => synchroniseHeadGrants(tx, school.id));

const rightsOf = async (person: Person): Promise<string[]> =>
  (await actorOf(db.database, person)).grants.map((grant) => grant.entitlement).toSorted();

async function endAssignment(school: School, until: string): Promise<void> {
  await asSystem(db.database, (tx) =>
    sql`update head_assignments set period = daterange(lower(period), ${until}, '[]') where institution_id = ${school.id}`.execute(
      tx,
    ),
  );
}

describe('the automatic rights of a head', () => {
  test('are the five, until the assignment ends, and a second run changes nothing (R16)', async () => {
    const { school, head } = await aHead();
    expect(await synchronise(school)).toEqual({ created: 5, adjusted: 0, ended: 0, withoutRelation: 0 });
    const { grants } = await actorOf(db.database, head);
    expect(grants.map((grant) => grant.entitlement).toSorted()).toEqual(five);
    expect(new Set(grants.map((grant) => grant.until))).toEqual(new Set([daysFromToday(300)]));
    expect(await synchronise(school)).toEqual({ created: 0, adjusted: 0, ended: 0, withoutRelation: 0 });
  });

  test('last no longer than the longest period, and are renewed when that ends (R11)', async () => {
    const { school, head } = await aHead(null);
    await synchronise(school);
    const until = (await actorOf(db.database, head)).grants[0]?.until ?? '';
    expect(until.slice(5)).toBe(daysFromToday(0).slice(5));
    setClock(new Date(`${until}T12:00:00Z`));
    expect((await synchronise(school)).created).toBe(0);
    setClock(new Date(Date.parse(`${until}T12:00:00Z`) + 86_400_000));
    expect((await synchronise(school)).created).toBe(5);
    expect(await rightsOf(head)).toEqual(five);
  });

  test('follow an assignment that is shortened or prolonged (R16)', async () => {
    const { school, head } = await aHead();
    await synchronise(school);
    await endAssignment(school, daysFromToday(20));
    expect((await synchronise(school)).adjusted).toBe(5);
    expect((await actorOf(db.database, head)).grants[0]?.until).toBe(daysFromToday(20));
    await endAssignment(school, daysFromToday(400));
    expect((await synchronise(school)).adjusted).toBe(5);
    expect((await actorOf(db.database, head)).grants[0]?.until).toBe(daysFromToday(400));
  });

  test('end when the assignment ended, while a right given by hand stays (R16)', async () => {
    const { school, head } = await aHead();
    await aGrant(db.database, head, 'portal-admin', { of: school });
    expect((await synchronise(school)).created).toBe(4);
    await endAssignment(school, daysFromToday(-1));
    expect((await synchronise(school)).ended).toBe(4);
    expect(await rightsOf(head)).toEqual(['portal-admin']);
  });

  test('stop before a right given by hand that begins later, so that two never overlap', async () => {
    const { school, head } = await aHead();
    await aGrant(db.database, head, 'portal-admin', { of: school, period: fromDays(50, 90) });
    await synchronise(school);
    const portal = (await actorOf(db.database, head)).grants.find((grant) => grant.entitlement === 'portal-admin');
    expect(portal?.until).toBe(daysFromToday(49));
  });

  test('hang on a work relation: without one nothing is given and the report says so', async () => {
    const school = await aSchool(db.database);
    const head = await aPerson(db.database);
    await asSystem(db.database, (tx) => assign(tx, head, school, null));
    expect(await synchronise(school)).toMatchObject({ created: 0, withoutRelation: 5 });
  });
});

describe('the operator', () => {
  test('registers a head with relation and rights in one go, twice makes no difference', async () => {
    const school = await aSchool(db.database);
    const head = await aPerson(db.database);
    const wish = { personId: head.id, institutionId: school.id, from: daysFromToday(0), until: null, reason: 'start' };
    const register = () => asSystem(db.database, (tx) => registerHead(tx, wish));
    expect(await register()).toMatchObject({ kind: 'registered', report: { created: 5 } });
    expect((await register()).kind).toBe('exists');
    expect(await rightsOf(head)).toEqual(five);
  });

  test('cannot register a third head', async () => {
    const { school } = await aHead();
    const register = async () => {
      const personId = (await aPerson(db.database)).id;
      const wish = { personId, institutionId: school.id, from: daysFromToday(0), until: null, reason: 'start' };
      return (await asSystem(db.database, (tx) => registerHead(tx, wish))).kind;
    };
    expect(await register()).toBe('registered');
    expect(await register()).toBe('too-many-heads');
  });

  test('brings in a right with a reason, makes the relation, and is refused what the right itself forbids', async () => {
    const school = await aSchool(db.database);
    const person = await aPerson(db.database);
    const bring = (more: Partial<Parameters<typeof importRight>[1]>) =>
      asSystem(db.database, (tx) =>
        importRight(tx, {
          personId: person.id,
          entitlementId: 'portal-admin',
          organisationId: school.id,
          contexts: [],
          from: daysFromToday(0),
          until: daysFromToday(300),
          reason: 'eerste beheerder',
          ...more,
        }),
      );
    expect(await bring({ reason: ' ' })).toEqual({ kind: 'refused', because: 'reason-missing' });
    expect(await bring({ until: daysFromToday(365 * 5) })).toEqual({ kind: 'refused', because: 'longer-than-allowed' });
    expect(await bring({ entitlementId: 'pupil-passport' })).toEqual({ kind: 'refused', because: 'context-missing' });
    expect(await bring({ organisationId: 999_998 })).toEqual({ kind: 'refused', because: 'unknown-organisation' });
    expect(await bring({})).toMatchObject({ kind: 'imported', relationMade: true });
    expect((await bring({})).kind).toBe('exists');
    expect(await rightsOf(person)).toEqual(['portal-admin']);
  });
});
