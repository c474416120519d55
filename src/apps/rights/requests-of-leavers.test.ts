import { beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { endRelations } from '#apps/rights/commands/end-relations.ts';
import { followRequests } from '#apps/rights/mails/follow-requests.ts';
import { composeRequestMails } from '#apps/rights/mails/request-mails.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aRequest, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let board: School;
let school: School;
let head: Person;
beforeAll(async () => {
  db = await testDatabase();
  board = await aBoard(db.database);
  school = await aSchool(db.database, { board });
  head = await aHolder(db.database, 'head-local-admin', { of: school });
});

const ask = (person: Person) => aRequest(db.database, person, { of: school, right: 'edison-admin' });
const leave = (relationId: string, days: number) =>
  writingAs(db.database, head, (as) =>
    perform(endRelations, as, {
      relationIds: [relationId],
      end: { day: daysFromToday(days), atOnce: days === 0 },
      reason: 'uit dienst',
      key: newId(),
    }),
  );
const stateOf = (requestId: string) =>
  readAsSystem(db.database, (reader) =>
    reader
      .selectFrom('access_requests')
      .select(['state', 'decision_reason as reason'])
      .where('id', '=', requestId)
      .executeTakeFirstOrThrow(),
  );

test('whoever leaves asks for nothing any more: his requests close with the relation, in the log and by mail (R13, R25)', async () => {
  const leaver = await aPerson(db.database);
  const relationId = await aWorkRelation(db.database, leaver, school);
  const requestId = await ask(leaver);
  await leave(relationId, 0);
  expect(await stateOf(requestId)).toEqual({ state: 'closed', reason: 'the relation ended' });
  const { events, mails } = await readAsSystem(db.database, async (reader) => ({
    events: await reader.selectFrom('audit_events').select('action').where('subject_id', '=', requestId).execute(),
    mails: await sql<ClaimedMail>`
      select id, key, person_id as "personId", lang, content, composer, payload from mails where person_id = ${leaver.id}`.execute(
      reader,
    ),
  }));
  expect(events).toEqual([{ action: 'close-request' }]);
  const written = await readAsSystem(db.database, (reader) => composeRequestMails(reader, mails.rows));
  expect([...written.values()][0]?.subject).toMatch(/^Je vraag is gesloten/);
});

test('a request that another relation still carries stays open: that with the board above', async () => {
  const leaver = await aPerson(db.database);
  const relationId = await aWorkRelation(db.database, leaver, school);
  await aWorkRelation(db.database, leaver, board);
  const requestId = await ask(leaver);
  await leave(relationId, 0);
  expect((await stateOf(requestId)).state).toBe('open');
});

test('a relation that ends later keeps its requests until then; the morning after they close', async () => {
  const leaver = await aPerson(db.database);
  const relationId = await aWorkRelation(db.database, leaver, school);
  const requestId = await ask(leaver);
  await leave(relationId, 10);
  const followAfter = async (days: number) => {
    setClock(new Date(`${daysFromToday(days)}T06:30:00Z`));
    await asSystem(db.database, followRequests).finally(resetClock);
    return (await stateOf(requestId)).state;
  };
  expect(await followAfter(10)).toBe('open');
  expect(await followAfter(11)).toBe('closed');
});

test('nobody closes the requests of somebody who did not leave him (R7)', async () => {
  const other = await aPerson(db.database);
  await aWorkRelation(db.database, other, school);
  const requestId = await ask(other);
  const closed = await writingAs(db.database, head, ({ tx }) =>
    sql`select * from app.close_requests_of_leavers(${other.id}, 'x')`.execute(tx),
  );
  expect(closed.rows).toEqual([]);
  expect((await stateOf(requestId)).state).toBe('open');
});
