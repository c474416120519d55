import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { addRelation } from '#apps/rights/commands/add-relation.ts';
import { registerPerson, type RegisterOutcome } from '#apps/rights/commands/register-person.ts';
import { findByBirth, findByNumber } from '#apps/rights/queries/find-person.ts';
import { sealer as makeSealer } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aPortalAdmin, aPortalUser, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday, endedYesterday } from '#tests/world/periods.ts';

const sealer = makeSealer({ nationalNumber: Buffer.alloc(32, 1), nationalNumberLookup: Buffer.alloc(32, 2) });
let db: TestDatabase;
let school: School;
let elsewhere: School;
let head: Person;
let neighbour: Person;
beforeAll(async () => {
  db = await testDatabase();
  [school, elsewhere] = [await aSchool(db.database), await aSchool(db.database)];
  head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
  neighbour = await aPortalAdmin(db.database, { of: elsewhere, name: 'Greet Maes' });
});

const identity = (more: object = {}) => ({
  number: aNationalNumber(),
  givenName: 'Noor',
  familyName: 'Verstraete',
  gender: 'female' as const,
  birthDate: '1985-05-12',
  ...more,
});
const linkTo = (at: School, more: object = {}) => ({
  organisationId: at.id,
  category: 'Medewerker' as const,
  from: daysFromToday(0),
  until: null,
  right: null,
  ...more,
});

const register = (
  by: Person,
  who: ReturnType<typeof identity>,
  link = linkTo(school),
  key: string = newId(),
): Promise<RegisterOutcome> =>
  writingAs(db.database, by, (as) =>
    perform(registerPerson, as, { identity: who, email: 'noor@school.example', link, key, sealer }),
  );
const personWith = (number: string) =>
  readAsSystem(db.database, (reader) =>
    reader.selectFrom('persons').selectAll().where('national_number_lookup', '=', sealer.lookup(number)).execute(),
  );
const relationsOf = (personId: string) =>
  readAsSystem(db.database, (reader) =>
    reader.selectFrom('work_relations').selectAll().where('person_id', '=', personId).execute(),
  );
const search = (by: Person, number: string) =>
  readingAs(db.database, by, (as) => ask(findByNumber, as, { digits: number, sealer }));

describe('registering a person', () => {
  test('keeps who it is with the number sealed, links him and notes it without the number (RI-1, R25)', async () => {
    const who = identity();
    const outcome = await register(head, who);
    const [person] = await personWith(who.number);
    expect(outcome).toEqual({ kind: 'registered', personId: person?.id });
    expect(person).toMatchObject({ given_name: 'Noor', gender: 'female', birth_date: '1985-05-12' });
    expect(sealer.open(person?.national_number_sealed ?? Buffer.of())).toBe(who.number);
    expect(await relationsOf(person?.id ?? '')).toMatchObject([
      { organisation_id: school.id, category: 'Medewerker', target_group: 'OV', period: `[${daysFromToday(0)},)` },
    ]);
    const events = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('audit_events').selectAll().where('actor_person_id', '=', head.id).execute(),
    );
    expect(events.map((event) => event.action).toSorted()).toEqual(['make-work-relation', 'register-person']);
    expect(JSON.stringify(events)).not.toContain(who.number);
  });

  test.each([
    ['portal-user', daysFromToday(100)],
    ['portal-admin', daysFromToday(100)],
  ])('makes somebody %s of the institution at once (001)', async (entitlementId, until) => {
    const outcome = await register(head, identity(), linkTo(school, { right: { entitlementId, until } }));
    if (outcome.kind !== 'registered') throw new Error(outcome.kind);
    const person = { ...head, onBehalfOf: { ...head.onBehalfOf, personId: outcome.personId } };
    expect((await actorOf(db.database, person)).grants).toMatchObject([
      { entitlement: entitlementId, organisationId: school.id, until },
    ]);
  });

  test('somebody who starts later has the right from that day on, not before (R10)', async () => {
    const right = { entitlementId: 'portal-user', until: daysFromToday(200) };
    const outcome = await register(head, identity(), linkTo(school, { from: daysFromToday(30), right }));
    if (outcome.kind !== 'registered') throw new Error(outcome.kind);
    const grants = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('grants').select('period').where('person_id', '=', outcome.personId).execute(),
    );
    expect(grants).toEqual([{ period: `[${daysFromToday(30)},${daysFromToday(201)})` }]);
  });

  test('tells what is wrong with number, birth and gender, and stores nothing (R17)', async () => {
    const who = identity();
    const wrong = `${who.number.slice(0, 10)}${(Number(who.number[10]) + 1) % 10}`;
    expect(await register(head, { ...who, number: wrong })).toMatchObject({
      identity: [{ field: 'number', kind: 'check-digits' }],
    });
    expect(await register(head, { ...who, birthDate: '1985-05-13' })).toMatchObject({
      identity: [{ field: 'birthDate', kind: 'not-of-number', birthDate: '1985-05-12' }],
    });
    expect(await register(head, { ...who, gender: 'male' as 'female' })).toMatchObject({
      identity: [{ field: 'gender', kind: 'not-of-number', gender: 'female' }],
    });
    expect(await register(head, { ...who, familyName: ' ', givenName: '' })).toMatchObject({
      identity: [{ field: 'familyName' }, { field: 'givenName' }],
    });
    expect(await personWith(who.number)).toEqual([]);
  });

  test('a BIS number says its birth date but not the gender (domain 3.1)', async () => {
    const number = aNationalNumber({ bis: true });
    expect(await register(head, identity({ number, birthDate: '1985-05-11' }))).toMatchObject({
      identity: [{ field: 'birthDate' }],
    });
    expect((await register(head, identity({ number, gender: 'unknown' }))).kind).toBe('registered');
  });

  test('a right that cannot be given stops everything (R1, RI-11)', async () => {
    const who = identity();
    const edison = await aHolder(db.database, 'edison-admin', { of: school });
    const right = { entitlementId: 'portal-admin', until: daysFromToday(50) };
    expect(await register(edison, who, linkTo(school, { right }))).toMatchObject({
      link: [{ kind: 'right-not-yours' }],
    });
    const tooLong = { right: { ...right, until: daysFromToday(3000) } };
    expect(await register(head, who, linkTo(school, tooLong))).toMatchObject({
      link: [{ kind: 'right', obstacle: { kind: 'ends-too-late' } }],
    });
    expect(await personWith(who.number)).toEqual([]);
  });

  test('only at an institution whose rights the actor manages (R7)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    await expect(register(user, identity())).rejects.toThrow(NotFound);
    await expect(register(head, identity(), linkTo(elsewhere))).rejects.toThrow(NotFound);
    await expect(register(head, identity(), { ...linkTo(school), organisationId: 999_998 })).rejects.toThrow(NotFound);
  });
});

describe('one number is one person (R18)', () => {
  test('whoever is registered elsewhere gets the relation when the name is his', async () => {
    const who = identity();
    const first = await register(neighbour, who, linkTo(elsewhere));
    const second = await register(head, { ...who, givenName: 'NOOR', familyName: 'verstraete' });
    expect(second).toEqual(first);
    expect(await personWith(who.number)).toHaveLength(1);
  });

  test('another name, and somebody who is blocked, answer alike and change nothing (R7)', async () => {
    const who = identity();
    await register(neighbour, who, linkTo(elsewhere));
    expect(await register(head, { ...who, familyName: 'Janssens' })).toEqual({ kind: 'differs' });
    const [person] = await personWith(who.number);
    await writingAs(db.database, head, async ({ tx }) => {
      await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
      await tx
        .updateTable('persons')
        .set({ blocked: true })
        .where('id', '=', person?.id ?? '')
        .execute();
    });
    expect(await register(head, who)).toEqual({ kind: 'differs' });
    expect(await relationsOf(person?.id ?? '')).toHaveLength(1);
  });

  test('ten sendings of one form, and two administrators at once, make one person', async () => {
    const who = identity();
    const key = newId();
    const same = await Promise.all(Array.from({ length: 10 }, () => register(head, who, linkTo(school), key)));
    expect(same.filter((outcome) => outcome.kind === 'registered')).toHaveLength(1);
    const other = identity();
    const both = await Promise.all([register(head, other), register(neighbour, other, linkTo(elsewhere))]);
    expect(both.map((outcome) => outcome.kind)).toEqual(['registered', 'registered']);
    expect(await personWith(other.number)).toHaveLength(1);
    expect(await personWith(who.number)).toHaveLength(1);
  });

  test('a second relation with the same institution is not made', async () => {
    const who = identity();
    await register(head, who);
    expect(await register(head, who)).toMatchObject({ kind: 'faults', link: [{ kind: 'already-related' }] });
  });
});

describe('looking for a person first', () => {
  test('finds by number whom I see, and answers alike for nobody and for anybody else (R7)', async () => {
    const who = identity();
    const unknown = await search(head, aNationalNumber());
    await register(neighbour, who, linkTo(elsewhere));
    expect(await search(head, who.number)).toEqual(unknown);
    expect((await search(neighbour, who.number))?.familyName).toBe('Verstraete');
    expect(await search(await aPortalUser(db.database, { of: elsewhere }), who.number)).toBeUndefined();
  });

  test('finds by name and birth date, also where only the number says it', async () => {
    const number = aNationalNumber();
    const known = await aPerson(db.database, { name: 'Fien Özdemir' });
    await aWorkRelation(db.database, known, school);
    const sealed = { national_number_sealed: sealer.seal(number), national_number_lookup: sealer.lookup(number) };
    await writingAs(db.database, head, async ({ tx }) => {
      await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
      await tx.updateTable('persons').set(sealed).where('id', '=', known.id).execute();
    });
    const look = (by: Person, birthDate: string) =>
      readingAs(db.database, by, (as) =>
        ask(findByBirth, as, { givenName: 'fien', familyName: 'ozdemir', birthDate, sealer }),
      );
    expect((await look(head, '1985-05-12')).map((one) => one.personId)).toEqual([known.id]);
    expect(await look(head, '1985-05-13')).toEqual([]);
    expect(await look(neighbour, '1985-05-12')).toEqual([]);
  });
});

describe('a new relation for somebody who is known', () => {
  const add = (by: Person, personId: string, link = linkTo(school)) =>
    writingAs(db.database, by, (as) => perform(addRelation, as, { personId, link, key: newId() }));

  test('revives nothing of an earlier one (RI-7, R13)', async () => {
    const left = await aHolder(db.database, 'portal-user', {
      of: school,
      period: endedYesterday(),
      relationPeriod: endedYesterday(),
    });
    expect(await add(head, left.id)).toEqual({ kind: 'linked' });
    expect((await actorOf(db.database, left)).grants).toEqual([]);
  });

  test('is not for people out of sight, nor at an institution of others (R7)', async () => {
    const stranger = await aPerson(db.database);
    await aWorkRelation(db.database, stranger, elsewhere);
    await expect(add(head, stranger.id)).rejects.toThrow(NotFound);
    await expect(add(neighbour, stranger.id)).rejects.toThrow(NotFound);
  });
});

describe('row-level security', () => {
  const asHim = async (person: Person, work: (tx: Tx) => Promise<unknown>) =>
    writingAs(db.database, person, ({ tx }) => work(tx));

  test('whoever manages no rights stores nobody and learns nothing of a number', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const who = identity();
    await register(head, who);
    const row = { id: newId(), given_name: 'X', family_name: 'Y' };
    await expect(asHim(user, (tx) => tx.insertInto('persons').values(row).execute())).rejects.toThrow('row-level');
    const asked = (tx: Tx) =>
      sql`select * from app.registered_as(${sealer.lookup(who.number)}, 'Noor', 'Verstraete')`.execute(tx);
    expect(await asHim(user, async (tx) => (await asked(tx)).rows)).toEqual([]);
    expect(await asHim(neighbour, async (tx) => (await asked(tx)).rows)).toHaveLength(1);
  });
});
