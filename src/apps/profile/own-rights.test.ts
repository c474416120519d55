import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { problemSchema } from '#access/problem.ts';
import { ownRightsAnswer, ownRightsEndpoint } from '#apps/profile/own-rights.ts';
import { atTheDoor } from '#access/context.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, withdraw } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let site: Site;
let school: School;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
});

const ask = async (asking: Parameters<Site['ask']>[1] = {}) => {
  const answer = await site.ask('/api/v1/me/rights', asking);
  return { status: answer.status, body: (await answer.json()) as z.output<typeof ownRightsAnswer> };
};

test('TH-6 everybody reads his own rights, as the description says', async () => {
  const person = await aHolder(db.database, 'pupil-passport', {
    of: school,
    contexts: ['Operator'],
    name: 'An Peeters',
  });
  const period = `[${daysFromToday(-20)},${daysFromToday(-10)})`;
  await aGrant(db.database, person, 'portal-user', { of: school, period });
  const withdrawn = await aGrant(db.database, person, 'edison-admin', { of: school });
  await withdraw(db.database, withdrawn.grantId);
  await aHolder(db.database, 'portal-admin', { of: school });
  const { status, body } = await ask({ session: await signIn(db.database, person) });
  expect(status).toBe(200);
  // Strict: nothing that the description does not say.
  expect(ownRightsAnswer.parse(body)).toEqual(body);
  expect(body).toMatchObject({ person: person.id, actingFor: { targetGroup: 'OV', organisation: null } });
  expect(body.rights.map(({ right, state, contexts }) => [right, state, contexts]).toSorted()).toEqual([
    ['edison-admin', 'withdrawn', []],
    ['portal-user', 'ended', []],
    ['pupil-passport', 'active', ['Operator']],
  ]);
});

test('TH-6 nobody else: without a session, without whom to act for, with a token, blocked, or to write', async () => {
  const refused = async (asking: Parameters<Site['ask']>[1], status: 401 | 403) => {
    const answer = await ask(asking);
    expect(answer.status).toBe(status);
    expect(ownRightsEndpoint.responses[status]?.schema).toBe(problemSchema);
    expect(problemSchema.parse(answer.body)).toMatchObject({ status });
  };
  const person = await aHolder(db.database, 'portal-user', { of: school });
  await refused({}, 401);
  await refused({ session: 'x'.repeat(43) }, 401);
  await refused({ headers: { authorization: `Bearer ${'x'.repeat(43)}` } }, 401);
  const undecided = { ...person, onBehalfOf: { ...person.onBehalfOf, targetGroup: null } };
  await refused({ session: await signIn(db.database, undecided) }, 403);
  const blocked = await aPerson(db.database);
  const session = await signIn(db.database, blocked);
  await atTheDoor(db.database, (tx) =>
    tx.updateTable('persons').set({ blocked: true }).where('id', '=', blocked.id).execute(),
  );
  await refused({ session }, 401);
  const mine = await signIn(db.database, person);
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await site.ask('/api/v1/me/rights', { session: mine, method })).status).toBe(404);
});
