import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { registerHead } from '#apps/rights/commands/register-head.ts';
import { registerPerson } from '#apps/rights/commands/register-person.ts';
import { synchroniseHeadGrants } from '#apps/rights/commands/synchronise-head-grants.ts';
import { invitePerson } from '#apps/rights/invitations/invite.ts';
import { findByNumber } from '#apps/rights/queries/find-person.ts';
import { countTasks } from '#apps/rights/queries/requests.ts';
import { composeRescueMails, rescueComposer } from '#apps/rights/rescue/mails.ts';
import { findRescue, followRescues, listRescueTasks, rescueTask } from '#apps/rights/rescue/queries.ts';
import { rescueTold } from '#apps/rights/rescue/told.ts';
import { sealer as makeSealer } from '#platform/crypto.ts';
import { messages } from '#i18n/index.ts';
import { newId } from '#platform/ids.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';
import { aBoard, anAdministration, aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPerson,
  aPortalUser,
  aWorkRelation,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

const sealer = makeSealer({ nationalNumber: Buffer.alloc(32, 1), nationalNumberLookup: Buffer.alloc(32, 2) });
let db: TestDatabase;
let owner: pg.Client;
let helpdesk: Person;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  helpdesk = await aHolder(db.database, 'helpdesk', { of: await anAdministration(db.database), targetGroup: 'GID' });
});
afterAll(() => owner.end());

interface World {
  board: School;
  school: School;
  ofBoard: Person & GivenRight;
  head: Person & GivenRight;
  secretary: Person;
}

/** A school with one head local administrator, whose board has one too. */
async function aWorld(): Promise<World> {
  const board = await aBoard(db.database);
  const school = await aSchool(db.database, { board });
  return {
    board,
    school,
    ofBoard: await aHolder(db.database, 'head-local-admin', { of: board, name: 'Rita Claes' }),
    head: await aHolder(db.database, 'head-local-admin', { of: school, name: 'Karim Benali' }),
    secretary: await aPortalUser(db.database, { of: school, name: 'An Peeters' }),
  };
}

/** The same, and the last one is gone. */
async function without(): Promise<World> {
  const world = await aWorld();
  await withdraw(db.database, world.head.grantId);
  return world;
}

/** The board's term is over. */
async function asHelpdeskAsked(world: World): Promise<World> {
  await owner.query('update rescues set board_asked_on = board_asked_on - 10 where organisation_id = $1', [
    world.school.id,
  ]);
  await asSystem(db.database, followRescues);
  return world;
}

const rescueOf = (school: School) => readAsSystem(db.database, (reader) => findRescue(reader, school.id));

async function eventsOf(school: School): Promise<string[]> {
  return readAsSystem(db.database, async (reader) => {
    const events = await reader
      .selectFrom('audit_events')
      .select('action')
      .where('subject_kind', '=', 'rescue')
      .where('organisation_id', '=', school.id)
      .orderBy('id')
      .execute();
    return events.map(({ action }) => action);
  });
}

async function mailsAbout(school: School): Promise<ClaimedMail[]> {
  return readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<ClaimedMail>`
      select m.id, m.key, m.person_id as "personId", m.lang, m.composer, m.payload from mails m
      where m.composer = ${rescueComposer} and m.payload ->> 'rescue' in (
        select r.id::text from rescues r where r.organisation_id = ${school.id})
      order by m.key`.execute(reader);
    return rows;
  });
}

const name = (by: Person, who: { id: string }, at: School, entitlementId = 'head-local-admin') =>
  writingAs(db.database, by, (as) =>
    perform(grantRight, as, {
      organisationId: at.id,
      personId: who.id,
      entitlementId,
      contexts: [],
      from: daysFromToday(0),
      until: daysFromToday(200),
      key: newId(),
    }),
  );

describe('an institution without head local administrator', () => {
  test('R8: is noticed in the transaction in which the last one goes, and its board is asked first', async () => {
    const { school, board, ofBoard } = await without();
    expect(await rescueOf(school)).toMatchObject({
      state: 'board',
      boardId: board.id,
      withoutFrom: daysFromToday(0),
      boardAskedOn: daysFromToday(0),
      helpdeskAskedOn: null,
    });
    expect(await eventsOf(school)).toEqual(['ask-board']);
    const mails = await mailsAbout(school);
    expect(mails.map(({ personId }) => personId)).toEqual([ofBoard.id]);
    const written = await readAsSystem(db.database, (reader) => composeRescueMails(reader, mails));
    expect(JSON.stringify([...written.values()])).toContain(
      `/mijn-taken/zonder-beheerder/${String(school.id).padStart(6, '0')}`,
    );
  });

  test('R8: is a task of the asked board alone, and nobody else learns of it', async () => {
    const { school, ofBoard, secretary } = await without();
    const stranger = await aHolder(db.database, 'head-local-admin', { of: await aBoard(db.database) });
    const tasksOf = (person: Person) =>
      readingAs(db.database, person, async (as) => [
        await countTasks(as.db, as.actor),
        (await listRescueTasks(as.db, as.actor)).length,
      ]);
    expect(await tasksOf(ofBoard)).toEqual([1, 1]);
    for (const other of [stranger, secretary]) expect(await tasksOf(other)).toEqual([0, 0]);
    const opened = readingAs(db.database, stranger, (as) => ask(rescueTask, as, { organisationId: school.id }));
    await expect(opened).rejects.toBeInstanceOf(NotFound);
    const read = (person: Person) => readingAs(db.database, person, (as) => findRescue(as.db, school.id));
    expect(await read(stranger)).toBeUndefined();
    expect(await read(helpdesk)).toBeUndefined();
  });

  test('PO-6: its people read on a refusal who is working on it', async () => {
    const { school, board, secretary } = await without();
    const told = (person: Person) => readingAs(db.database, person, (as) => rescueTold(as.db, school.id, messages.nl));
    expect(await told(secretary)).toMatch(
      new RegExp(`^Je instelling heeft geen beheerder. Het bestuur ${board.name} is gevraagd op `),
    );
    expect(await told(await aPortalUser(db.database, { of: await aSchool(db.database) }))).toBeUndefined();
  });

  test('R5: the helpdesk is asked after the term of the board, once however often and by however many it is followed', async () => {
    const { school, ofBoard } = await without();
    await asSystem(db.database, followRescues);
    expect((await rescueOf(school))?.state).toBe('board');
    await owner.query('update rescues set board_asked_on = board_asked_on - 10 where organisation_id = $1', [
      school.id,
    ]);
    await Promise.all([1, 2, 3].map(() => asSystem(db.database, followRescues)));
    expect(await rescueOf(school)).toMatchObject({ state: 'helpdesk', helpdeskAskedOn: daysFromToday(0) });
    expect(await eventsOf(school)).toEqual(['ask-board', 'ask-helpdesk']);
    expect((await mailsAbout(school)).map(({ personId }) => personId).toSorted()).toEqual(
      [ofBoard.id, helpdesk.id].toSorted(),
    );
    const tasks = await readingAs(db.database, helpdesk, (as) => listRescueTasks(as.db, as.actor));
    expect(tasks.map(({ organisationId }) => organisationId)).toContain(school.id);
  });

  test('R5: without a board that could act the helpdesk is asked at once', async () => {
    const school = await aSchool(db.database, { board: await aBoard(db.database) });
    await withdraw(db.database, (await aHolder(db.database, 'head-local-admin', { of: school })).grantId);
    expect(await rescueOf(school)).toMatchObject({ state: 'helpdesk', boardId: null });
  });

  test('R10: a blocked person heads nothing; an institution that is closed needs nobody', async () => {
    const { school, head } = await aWorld();
    await asSystem(db.database, (tx) =>
      tx.updateTable('persons').set({ blocked: true }).where('id', '=', head.id).execute(),
    );
    expect((await rescueOf(school))?.state).toBe('board');
    await owner.query(`update organisations set valid = daterange(null, app.today()) where id = $1`, [school.id]);
    await asSystem(db.database, followRescues);
    expect(await rescueOf(school)).toBeUndefined();
  });

  test('R16: a head who is followed up in one transaction leaves no trace', async () => {
    const school = await aSchool(db.database);
    const [leaver, successor] = [await aPerson(db.database), await aPerson(db.database)];
    for (const one of [leaver, successor]) await aWorkRelation(db.database, one, school);
    const head = (person: Person) => ({ personId: person.id, institutionId: school.id, until: null, reason: 'start' });
    await asSystem(db.database, (tx) => registerHead(tx, { ...head(leaver), from: daysFromToday(-10) }));
    await asSystem(db.database, async (tx) => {
      await sql`update head_assignments set period = daterange(lower(period), app.today()) where institution_id = ${school.id}`.execute(
        tx,
      );
      await registerHead(tx, { ...head(successor), from: daysFromToday(0) });
      await synchroniseHeadGrants(tx, school.id);
    });
    expect(await eventsOf(school)).toEqual([]);
    await asSystem(db.database, followRescues);
    expect(await eventsOf(school)).toEqual([]);
  });

  test('R8: one that will be without within the term is told, one day before or fourteen, and not one that is prolonged', async () => {
    const { school, head, ofBoard } = await aWorld();
    await asSystem(db.database, (tx) =>
      tx
        .updateTable('grants')
        .set({ period: fromDays(-10, 5) })
        .where('id', '=', head.grantId)
        .execute(),
    );
    expect(await rescueOf(school)).toMatchObject({ state: 'foreseen', withoutFrom: daysFromToday(6) });
    expect((await mailsAbout(school)).map(({ personId }) => personId).toSorted()).toEqual(
      [head.id, ofBoard.id].toSorted(),
    );
    // Nobody gets more than the rule allows: there still is somebody.
    await expect(name(ofBoard, head, school)).rejects.toBeInstanceOf(NotFound);
    await asSystem(db.database, (tx) =>
      tx
        .updateTable('grants')
        .set({ period: fromDays(-10, 15) })
        .where('id', '=', head.grantId)
        .execute(),
    );
    expect(await rescueOf(school)).toBeUndefined();
    expect(await eventsOf(school)).toEqual(['foresee-rescue', 'close-rescue']);
  });
});

describe('who is asked', () => {
  test('R1, R2: names a head local administrator from the people of the institution, nothing more and nowhere else', async () => {
    const { school, ofBoard, secretary } = await without();
    const elsewhere = await aWorld();
    await expect(name(ofBoard, secretary, school, 'portal-admin')).rejects.toBeInstanceOf(Forbidden);
    await expect(name(ofBoard, elsewhere.secretary, elsewhere.school)).rejects.toBeInstanceOf(NotFound);
    await expect(name(ofBoard, elsewhere.secretary, school)).rejects.toBeInstanceOf(NotFound);
    await expect(name(elsewhere.ofBoard, secretary, school)).rejects.toBeInstanceOf(NotFound);
    expect(await name(ofBoard, secretary, school)).toMatchObject({ kind: 'granted' });
    expect(await rescueOf(school)).toBeUndefined();
    expect(await eventsOf(school)).toEqual(['ask-board', 'close-rescue']);
    await expect(name(ofBoard, await anybody(school), school)).rejects.toBeInstanceOf(NotFound);
  });

  test('R3: does not name himself', async () => {
    const { school, ofBoard } = await without();
    await aWorkRelation(db.database, ofBoard, school);
    expect(await name(ofBoard, ofBoard, school)).toMatchObject({
      kind: 'obstacles',
      obstacles: [{ kind: 'own-admin-right' }],
    });
  });

  test('R5: one who went on asking too late finds the institution closed to him: of two, one names', async () => {
    const world = await asHelpdeskAsked(await without());
    const other = await anybody(world.school);
    const outcomes = await Promise.allSettled([
      name(world.ofBoard, world.secretary, world.school),
      name(helpdesk, other, world.school),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('RI-1: registers the person it names, the helpdesk too once it is asked, and nobody without that right', async () => {
    const world = await without();
    await expect(register(helpdesk, world.school)).rejects.toBeInstanceOf(NotFound);
    await asHelpdeskAsked(world);
    expect(await register(helpdesk, world.school, null)).toEqual({
      kind: 'faults',
      identity: [],
      link: [{ kind: 'right-missing' }],
    });
    expect(await register(helpdesk, world.school, 'local-admin')).toMatchObject({
      link: [{ kind: 'right-not-yours' }],
    });
    expect(await register(helpdesk, world.school)).toMatchObject({ kind: 'registered' });
    expect(await rescueOf(world.school)).toBeUndefined();
    await expect(register(helpdesk, world.school)).rejects.toBeInstanceOf(NotFound);
  });

  test('R8: invites nobody, for an invitation could wait: that address answers as for anybody else', async () => {
    const { school, ofBoard } = await without();
    const right = { entitlementId: 'head-local-admin', until: daysFromToday(100) };
    const link = {
      organisationId: school.id,
      category: 'Medewerker' as const,
      from: daysFromToday(0),
      until: null,
      right,
    };
    const who = { givenName: 'Nele', familyName: 'Goossens', email: 'nele@school.example' };
    const invite = writingAs(db.database, ofBoard, (as) =>
      perform(invitePerson, as, { ...who, link, days: 14, key: newId() }),
    );
    await expect(invite).rejects.toBeInstanceOf(NotFound);
  });

  test('RI-1: the board registers too; the people of the institution are found by number, nobody else is', async () => {
    const world = await without();
    const elsewhere = await aWorld();
    await expect(register(world.ofBoard, elsewhere.school)).rejects.toBeInstanceOf(NotFound);
    const number = aNationalNumber();
    expect(await register(world.ofBoard, world.school, 'head-local-admin', number)).toMatchObject({
      kind: 'registered',
    });
    const find = (by: Person) =>
      readingAs(db.database, by, (as) =>
        ask(findByNumber, as, { digits: number.replace(/\D/g, ''), sealer, organisationId: world.school.id }),
      );
    expect(await find(world.ofBoard)).toBeUndefined();
    expect(await find(helpdesk)).toBeUndefined();
  });

  test('P0: the database lets the board store that one right and nothing else, and no person without a rescue', async () => {
    const { school, ofBoard, secretary } = await without();
    const insert = (entitlement: string) =>
      writingAs(db.database, ofBoard, (as) =>
        sql`
          insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, cause, given_by)
          select r.id, r.person_id, ${entitlement}, ${school.id}, ${fromDays(0, 10)}, 'manual', ${ofBoard.id}
          from work_relations r where r.person_id = ${secretary.id}`.execute(as.tx),
      );
    await expect(insert('portal-admin')).rejects.toThrow(/row-level security/);
    await insert('head-local-admin');
    const person = { id: newId(), given_name: 'Wie', family_name: 'Dan Ook' };
    await expect(
      writingAs(db.database, helpdesk, (as) => as.tx.insertInto('persons').values(person).execute()),
    ).resolves.toBeDefined();
    await owner.query(`update rescues set state = 'closed', closed_on = app.today() where state = 'helpdesk'`);
    const again = { ...person, id: newId() };
    await expect(
      writingAs(db.database, helpdesk, (as) => as.tx.insertInto('persons').values(again).execute()),
    ).rejects.toThrow(/row-level security/);
    await expect(
      writingAs(db.database, helpdesk, (as) => sql`select app.follow_rescues()`.execute(as.tx)),
    ).rejects.toThrow(/only the system/);
  });
});

async function anybody(school: School): Promise<Person> {
  const person = await aPerson(db.database, { name: 'Wout Timmermans' });
  await aWorkRelation(db.database, person, school);
  await aGrant(db.database, person, 'portal-user', { of: school });
  return person;
}

function register(by: Person, at: School, right: string | null = 'head-local-admin', number = aNationalNumber()) {
  return writingAs(db.database, by, (as) =>
    perform(registerPerson, as, {
      identity: { number, givenName: 'Nele', familyName: 'Goossens', gender: 'female', birthDate: '1985-05-12' },
      email: null,
      link: {
        organisationId: at.id,
        category: 'Medewerker',
        from: daysFromToday(0),
        until: null,
        right: right === null ? null : { entitlementId: right, until: daysFromToday(100) },
      },
      key: newId(),
      sealer,
    }),
  );
}
