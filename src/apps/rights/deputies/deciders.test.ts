import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ask, perform } from '#access/use-case.ts';
import { approveRequest, task } from '#apps/rights/commands/decide-request.ts';
import { countTasks, listTasks } from '#apps/rights/queries/requests.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aDeputyship } from '#tests/world/deputies.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aRequest, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let people: Person[];
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  const period = fromDays(-10, 300);
  const head = await aHolder(db.database, 'head-local-admin', { of: school, period });
  const portal = await aHolder(db.database, 'portal-admin', { of: school, period });
  const edison = await aHolder(db.database, 'edison-admin', { of: school, period });
  const both = await aHolder(db.database, 'portal-admin', { of: school, period });
  const { grantId: second } = await aGrant(db.database, both, 'edison-admin', { of: school, period });
  const user = await aHolder(db.database, 'portal-user', { of: school, period });
  const deputies: Person[] = [];
  for (const [absent, grantIds] of [
    [portal, [portal.grantId]],
    [edison, [edison.grantId]],
    [both, [both.grantId, second]],
  ] as const) {
    const deputy = await aPerson(db.database);
    await aWorkRelation(db.database, deputy, school, period);
    await aDeputyship(db.database, head, { at: school, absent, deputy, grantIds: [...grantIds] });
    deputies.push(deputy);
  }
  people = [head, portal, edison, both, user, ...deputies];
});

const rights = [
  'head-local-admin',
  'local-admin',
  'portal-admin',
  'portal-user',
  'edison-admin',
  'edison-staff-admin',
  'edison-institution-pupil-admin',
];

test.each([...rights.map((right) => ({ right, theme: 0 })), { right: 'portal-user', theme: 3 }])(
  'R28, RE: who counts, who is written to, whose task it is and who may decide are the same people: $right $theme',
  async ({ right, theme }) => {
    const asker = await aPerson(db.database);
    await aWorkRelation(db.database, asker, school);
    const requestId = await aRequest(db.database, asker, { of: school, right, ...(theme > 0 && { theme }) });
    const mailed = await asSystem(db.database, async (tx) => {
      await sql`select app.mail_deciders(${requestId}, 'asked')`.execute(tx);
      const { rows } = await sql<{ id: string }>`
        select person_id as id from mails where payload ->> 'request' = ${requestId}`.execute(tx);
      return rows.map(({ id }) => id).toSorted();
    });
    const counted = await readingAs(db.database, asker, async ({ db: reader }) => {
      const { rows } = await sql<{ n: number }>`select app.deciders(${school.id}, ${right}, ${theme > 0}) as n`.execute(
        reader,
      );
      return rows[0]?.n;
    });
    const decides = async (by: Person): Promise<boolean> =>
      readingAs(db.database, by, (as) => ask(task, as, { requestId })).then(
        () => true,
        () => false,
      );
    const sees = (by: Person): Promise<boolean> =>
      readingAs(db.database, by, async (as) => (await listTasks(as.db, as.actor)).some(({ id }) => id === requestId));
    const told = people.filter(({ id }) => mailed.includes(id));
    expect(mailed).toEqual(told.map(({ id }) => id).toSorted());
    expect(counted).toBe(mailed.length);
    expect(mailed).not.toEqual([]);
    for (const by of people)
      expect([await decides(by), await sees(by)]).toEqual([mailed.includes(by.id), mailed.includes(by.id)]);
    // Nobody who is asked is refused for want of a right: the last day is as far as his own and as was asked.
    const last = told.at(-1);
    if (!last) throw new Error('somebody decides');
    const { until } = await readAsSystem(db.database, async (reader) => {
      const { rows } = await sql<{ until: string }>`
        select least(max(upper(period) - 1), ${daysFromToday(200)}::date) as until from active_grants where person_id = ${last.id}`.execute(
        reader,
      );
      return rows[0] ?? { until: '' };
    });
    const outcome = await writingAs(db.database, last, (as) =>
      perform(approveRequest, as, { requestId, until, contexts: [] }),
    );
    expect(outcome.kind).toBe('approved');
    expect(await readingAs(db.database, last, (as) => countTasks(as.db, as.actor))).toBe(0);
    people.push(asker);
  },
);
