import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { askable, askAccess, type AskOutcome } from '#apps/rights/commands/ask-access.ts';
import { approveRequest, refuseRequest, task, withdrawRequest } from '#apps/rights/commands/decide-request.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { countTasks, listRequestsOf, listTasks } from '#apps/rights/queries/requests.ts';
import { mostOpen } from '#apps/rights/requests.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import {
  aHolder,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aRequest,
  aWorkRelation,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let hlb: Person & GivenRight;
let portal: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  hlb = await aHolder(db.database, 'head-local-admin', { of: school, name: 'Hilde Hoofd' });
  portal = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
});

async function colleague(at = school): Promise<Person> {
  const person = await aPerson(db.database);
  await aWorkRelation(db.database, person, at, fromDays(-100, 3000));
  return person;
}

interface Wish {
  at?: School;
  right?: string;
  theme?: { themeId: number; levelId: number };
  until?: number;
  contexts?: string[];
  reason?: string;
}

const thingOf = (wish: Wish) => ({
  organisationId: (wish.at ?? school).id,
  entitlementId: wish.right ?? 'portal-user',
  theme: wish.theme ?? null,
});
const askFor = (by: Person, wish: Wish = {}): Promise<AskOutcome> =>
  writingAs(db.database, by, (as) =>
    perform(askAccess, as, {
      ...thingOf(wish),
      contexts: wish.contexts ?? [],
      until: daysFromToday(wish.until ?? 100),
      reason: wish.reason ?? 'Ik vervang An.',
    }),
  );
const obstaclesOf = (outcome: AskOutcome) =>
  outcome.kind === 'obstacles' ? outcome.obstacles.map(({ kind }) => kind) : [];
const approve = (by: Person, requestId: string, until = 100, contexts: string[] = []) =>
  writingAs(db.database, by, (as) => perform(approveRequest, as, { requestId, until: daysFromToday(until), contexts }));
const refuse = (by: Person, requestId: string, reason = 'Nog niet nodig.') =>
  writingAs(db.database, by, (as) => perform(refuseRequest, as, { requestId, reason }));
const tasksOf = (by: Person) => readingAs(db.database, by, ({ db: reader, actor }) => listTasks(reader, actor));
const stateOf = (requestId: string) =>
  readAsSystem(db.database, async (reader) => {
    const rows = await reader.selectFrom('audit_events').select('action').where('subject_id', '=', requestId).execute();
    return rows.map((row) => row.action);
  });

test('R25: the log tells of a request who asked for what, also to who manages rights alone', async () => {
  const asker = await colleague();
  const outcome = await askFor(asker);
  if (outcome.kind !== 'asked') throw new Error(outcome.kind);
  await refuse(hlb, outcome.requestId);
  const { events } = await readingAs(db.database, hlb, (as) => ask(journal, as, { personId: asker.id, limit: 10 }));
  expect(events.map(({ action, subjectPersonId, right }) => [action, subjectPersonId, right])).toEqual([
    ['refuse-request', asker.id, 'Mijn Onderwijs Gebruiker'],
    ['ask-access', asker.id, 'Mijn Onderwijs Gebruiker'],
  ]);
});

describe('asking for access', () => {
  test('gives a task to everybody who can give it and to nobody else (RI-12, RI-6)', async () => {
    const an = await colleague();
    const edison = await aHolder(db.database, 'edison-admin', { of: school });
    const elsewhere = await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) });
    const outcome = await askFor(an);
    const id = outcome.kind === 'asked' ? outcome.requestId : '';
    const sees = async (by: Person) => (await tasksOf(by)).some((one) => one.id === id);
    expect(await Promise.all([hlb, portal, edison, elsewhere, an].map(sees))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    const count = await readingAs(db.database, portal, ({ db: reader, actor }) => countTasks(reader, actor));
    expect(count).toBe((await tasksOf(portal)).length);
    for (const by of [edison, elsewhere, an])
      await expect(readingAs(db.database, by, (as) => ask(task, as, { requestId: id }))).rejects.toThrow(NotFound);
    expect(await stateOf(id)).toEqual(['ask-access']);
  });

  test('is limited: once at a time, a few at once, not soon after a refusal, not what one has (RE)', async () => {
    const an = await colleague();
    const first = await askFor(an);
    expect(obstaclesOf(await askFor(an))).toEqual(['asked-already']);
    await refuse(portal, first.kind === 'asked' ? first.requestId : '');
    expect(obstaclesOf(await askFor(an))).toEqual(['refused-recently']);
    const user = await aPortalUser(db.database, { of: school });
    expect(obstaclesOf(await askFor(user))).toEqual(['has-already']);
    const busy = await aHolder(db.database, 'portal-user', { of: school, relationPeriod: fromDays(-9, 900) });
    for (let themeId = 1; themeId <= mostOpen; themeId += 1)
      await aRequest(db.database, busy, { of: school, right: 'portal-user', theme: themeId });
    expect(obstaclesOf(await askFor(busy, { right: 'edison-admin' }))).toEqual(['too-many-open']);
  });

  test('needs a relation, somebody who can decide, and words (RE)', async () => {
    const an = await colleague();
    const far = await aSchool(db.database);
    await aPortalAdmin(db.database, { of: far });
    expect(obstaclesOf(await askFor(an, { at: far }))).toEqual(['no-relation']);
    const orphan = await aSchool(db.database);
    const alone = await colleague(orphan);
    expect(obstaclesOf(await askFor(alone, { at: orphan }))).toEqual(['nobody']);
    expect(obstaclesOf(await askFor(an, { reason: ' ', until: -1 }))).toEqual(['ends-before-today', 'reason-missing']);
    expect(obstaclesOf(await askFor(an, { right: 'pupil-passport' }))).toEqual(['context-missing']);
    expect(obstaclesOf(await askFor(an, { until: 2000 }))).toEqual(['ends-too-late']);
    await expect(askFor(an, { theme: { themeId: 3, levelId: 2 } })).rejects.toThrow(NotFound);
  });

  test('somebody of the board may ask for its schools', async () => {
    const board = await aBoard(db.database);
    const under = await aSchool(db.database, { board });
    await aPortalAdmin(db.database, { of: under });
    expect((await askFor(await colleague(board), { at: under })).kind).toBe('asked');
  });

  test('tells nobody who could decide, only how many (R7)', async () => {
    const an = await colleague();
    const found = await readingAs(db.database, an, (as) => ask(askable, as, thingOf({ right: 'pupil-transport' })));
    expect(found.facts.deciders).toBe(1);
    expect(JSON.stringify(found)).not.toContain('Hilde');
  });
});

describe('deciding', () => {
  test('approving gives exactly what was asked, by the rules and with the events of a grant (R28, R25)', async () => {
    const an = await colleague();
    const id = await aRequest(db.database, an, {
      of: school,
      right: 'pupil-passport',
      contexts: ['Gebruiker', 'Operator'],
    });
    expect((await approve(hlb, id, 200, ['Gebruiker', 'Operator'])).kind).toBe('approved');
    expect((await actorOf(db.database, an)).grants).toMatchObject([
      { entitlement: 'pupil-passport', contexts: ['Gebruiker', 'Operator'], until: daysFromToday(200) },
    ]);
    expect(await stateOf(id)).toEqual(['approve-request']);
    const [own] = await readingAs(db.database, an, (as) => listRequestsOf(as.db, an.id));
    expect(own).toMatchObject({ state: 'granted', givenUntil: daysFromToday(200) });
  });

  test('less can be given, more cannot (R28)', async () => {
    const an = await colleague();
    const id = await aRequest(db.database, an, {
      of: school,
      right: 'pupil-passport',
      contexts: ['Gebruiker', 'Operator'],
    });
    expect((await approve(hlb, id, 201, ['Gebruiker'])).kind).toBe('more-than-asked');
    expect((await approve(hlb, id, 100, ['Beheerder'])).kind).toBe('more-than-asked');
    expect((await approve(hlb, id, 50, ['Gebruiker'])).kind).toBe('approved');
    expect((await actorOf(db.database, an)).grants).toMatchObject([
      { contexts: ['Gebruiker'], until: daysFromToday(50) },
    ]);
  });

  test('what the giver may not give he cannot approve, and nothing is decided (RI-11)', async () => {
    const an = await colleague();
    const short = await aPortalAdmin(db.database, { of: school, period: fromDays(-10, 30) });
    const id = await aRequest(db.database, an, { of: school, right: 'portal-user' });
    expect(await approve(short, id, 100)).toMatchObject({ kind: 'obstacles', obstacles: [{ because: 'giver' }] });
    expect((await tasksOf(short)).map((one) => one.id)).toContain(id);
    expect((await approve(short, id, 30)).kind).toBe('approved');
  });

  test('a theme is ticked at once, with the right that it hangs on where that lacks (R28, TH-4)', async () => {
    const an = await colleague();
    const theme = await aRequest(db.database, an, { of: school, right: 'portal-user', theme: 3 });
    await expect(approve(hlb, theme, 100)).rejects.toThrow(NotFound);
    expect((await approve(portal, theme, 100)).kind).toBe('approved');
    const actor = await actorOf(db.database, an);
    expect(actor.grants).toMatchObject([{ entitlement: 'portal-user', until: daysFromToday(100) }]);
    expect(actor.ticks).toEqual([{ institutionId: school.id, levelId: 1, themeId: 3 }]);
    const another = await aRequest(db.database, an, { of: school, right: 'portal-user', theme: 5 });
    await approve(portal, another, 100);
    expect((await actorOf(db.database, an)).ticks).toHaveLength(2);
  });

  test('a theme under a right that is held lasts as long as that right, whatever day is sent (R28)', async () => {
    const user = await aPortalUser(db.database, {
      of: school,
      period: fromDays(-9, 70),
      relationPeriod: fromDays(-9, 900),
    });
    const outcome = await askFor(user, { theme: { themeId: 3, levelId: 1 }, until: 300 });
    const id = outcome.kind === 'asked' ? outcome.requestId : '';
    const read = async () => (await readingAs(db.database, user, (as) => listRequestsOf(as.db, user.id)))[0];
    expect(await read()).toMatchObject({ until: daysFromToday(70) });
    expect((await approve(portal, id, 70)).kind).toBe('approved');
    expect(await read()).toMatchObject({ state: 'granted', givenUntil: daysFromToday(70) });
    expect((await actorOf(db.database, user)).grants).toMatchObject([{ until: daysFromToday(70) }]);
  });

  test('of two who decide at once one wins, the other is told who (R28)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const an = await colleague();
      const id = await aRequest(db.database, an, { of: school, right: 'portal-user' });
      const outcomes = await Promise.all([approve(hlb, id, 100), refuse(portal, id)]);
      const decided = outcomes.find((outcome) => outcome.kind === 'decided');
      expect(outcomes.filter((outcome) => outcome.kind === 'decided')).toHaveLength(1);
      expect(decided?.request.decidedBy).toMatch(/Hilde Hoofd|Karim Benali/);
      const grants = (await actorOf(db.database, an)).grants;
      expect(grants).toHaveLength(outcomes[0].kind === 'approved' ? 1 : 0);
    }
  });

  test('a refusal needs a reason, which the asker reads (RI-12)', async () => {
    const an = await colleague();
    const id = await aRequest(db.database, an, { of: school, right: 'portal-user' });
    expect((await refuse(portal, id, '  ')).kind).toBe('reason-missing');
    await refuse(portal, id, 'Vraag het in september.');
    const [own] = await readingAs(db.database, an, (as) => listRequestsOf(as.db, an.id));
    expect(own).toMatchObject({ state: 'refused', decisionReason: 'Vraag het in september.' });
  });

  test('the asker takes it back while it is open, and nobody else does', async () => {
    const an = await colleague();
    const id = await aRequest(db.database, an, { of: school, right: 'portal-user' });
    const withdraw = (by: Person) =>
      writingAs(db.database, by, (as) => perform(withdrawRequest, as, { requestId: id }));
    await expect(withdraw(portal)).rejects.toThrow(NotFound);
    expect(await withdraw(an)).toBe('withdrawn');
    expect(await withdraw(an)).toBe('decided');
    expect((await approve(portal, id)).kind).toBe('decided');
  });

  test('nobody decides about his own (R3, R28)', async () => {
    const both = await aHolder(db.database, 'head-local-admin', { of: school, relationPeriod: fromDays(-9, 900) });
    const id = await aRequest(db.database, both, { of: school, right: 'portal-admin' });
    await expect(approve(both, id)).rejects.toThrow(NotFound);
    expect((await tasksOf(both)).map((one) => one.id)).not.toContain(id);
  });

  test('the helpdesk decides only where no head local administrator is left, and only once he is named (R5)', async () => {
    const orphan = await aSchool(db.database);
    const head = await colleague(orphan);
    const helpdesk = await aHolder(db.database, 'helpdesk', {
      of: await aSchool(db.database, { id: 1_009_000, kind: 'administration', levels: [] }),
      targetGroup: 'GID',
    });
    const id = await aRequest(db.database, head, { of: orphan, right: 'head-local-admin' });
    const user = await aRequest(db.database, head, { of: orphan, right: 'portal-user' });
    expect((await tasksOf(helpdesk)).map((one) => one.id)).toEqual([id]);
    await expect(approve(helpdesk, user)).rejects.toThrow(NotFound);
    expect((await approve(helpdesk, id)).kind).toBe('approved');
    expect((await actorOf(db.database, head)).grants).toMatchObject([{ entitlement: 'head-local-admin' }]);
    expect(await tasksOf(helpdesk)).toEqual([]);
  });
});

describe('behind the use cases', () => {
  test('what was asked cannot be changed, and an open request only closes once (R28)', async () => {
    const an = await colleague();
    const id = await aRequest(db.database, an, { of: school, right: 'portal-user' });
    const changing = writingAs(db.database, an, (as) =>
      as.tx.updateTable('access_requests').set({ reason: 'anders' }).where('id', '=', id).execute(),
    );
    await expect(changing).rejects.toThrow('permission denied');
    const granting = writingAs(db.database, an, (as) =>
      as.tx
        .updateTable('access_requests')
        .set({ state: 'granted', decided_by: an.id, decided_at: new Date() })
        .where('id', '=', id)
        .execute(),
    );
    await expect(granting).rejects.toThrow('row-level security');
  });

  test('nobody asks in the name of somebody else, and a stranger sees no request', async () => {
    const [an, bo] = [await colleague(), await colleague()];
    await aRequest(db.database, an, { of: school, right: 'portal-user' });
    const seen = await readingAs(db.database, bo, (as) => listRequestsOf(as.db, an.id));
    expect(seen).toEqual([]);
    const lying = writingAs(db.database, bo, (as) =>
      as.tx
        .insertInto('access_requests')
        .values({
          person_id: an.id,
          organisation_id: school.id,
          entitlement_id: 'portal-user',
          until: daysFromToday(9),
          reason: 'x',
        })
        .execute(),
    );
    await expect(lying).rejects.toThrow('row-level security');
  });
});
