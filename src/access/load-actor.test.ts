import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#access/actor.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf } from '#tests/world/acting.ts';
import { aDeputyship, aReplacementCast, inEverything } from '#tests/world/deputies.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aPortalUser, aTick, setPeriod, setRelationPeriod, withdraw } from '#tests/world/people.ts';
import { endedYesterday, fromDays, running } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
});

const themesOf = (actor: Actor): number[] => actor.ticks.map((tick) => tick.themeId).sort((one, other) => one - other);

test('R13: a tick gives nothing once the right of portal user is withdrawn, and a new right does not revive it', async () => {
  const user = await aPortalUser(db.database, { of: school, themes: [1, 3] });
  expect(themesOf(await actorOf(db.database, user))).toEqual([1, 3]);
  await withdraw(db.database, user.grantId);
  expect(themesOf(await actorOf(db.database, user))).toEqual([]);
  await aGrant(db.database, user, 'portal-user', { of: school });
  const again = await actorOf(db.database, user);
  expect(again.grants.map((grant) => grant.entitlement)).toEqual(['portal-user']);
  expect(themesOf(again)).toEqual([]);
  expect(again.reach.scopes).toEqual([]);
});

test('R13: a tick does not come back with a new work relation', async () => {
  const user = await aPortalUser(db.database, { of: school, themes: [1] });
  await setRelationPeriod(db.database, user.relationId, endedYesterday());
  await setPeriod(db.database, user.grantId, endedYesterday());
  expect(themesOf(await actorOf(db.database, user))).toEqual([]);
  const today = fromDays(0, 200);
  await aGrant(db.database, user, 'portal-user', { of: school, period: today, relationPeriod: today });
  expect(themesOf(await actorOf(db.database, user))).toEqual([]);
});

test('R14: a prolonged right is the same right and keeps its ticks', async () => {
  const user = await aPortalUser(db.database, { of: school, themes: [1] });
  await setPeriod(db.database, user.grantId, endedYesterday());
  expect(themesOf(await actorOf(db.database, user))).toEqual([]);
  await setPeriod(db.database, user.grantId, running());
  expect(themesOf(await actorOf(db.database, user))).toEqual([1]);
});

test('TH-2: nobody can be ticked without ever having had the right of portal user', async () => {
  const other = await aSchool(db.database);
  const user = await aPortalUser(db.database, { of: school });
  await expect(aTick(db.database, user, { of: other, level: 1, theme: 1 })).rejects.toThrow(
    'only_a_portal_user_is_ticked',
  );
});

test('R9: a deputy has the named part of what who is absent has, marked with the name, behind what is her own', async () => {
  const cast = await aReplacementCast(db.database);
  await aDeputyship(db.database, cast.head, { ...inEverything(cast), themeIds: [3] });
  const own = await aGrant(db.database, cast.deputy, 'pupil-passport', { of: cast.school });
  const actor = await actorOf(db.database, cast.deputy);
  expect(actor.grants.map(({ entitlement, deputyFor }) => [entitlement, deputyFor?.name])).toEqual([
    ['pupil-passport', undefined],
    ...actor.grants.slice(1).map(({ entitlement }) => [entitlement, 'Els Peeters']),
  ]);
  expect(actor.grants[0]?.id).toBe(own.grantId);
  expect(actor.grants.slice(1).every(({ deputyFor }) => deputyFor?.personId === cast.absent.id)).toBe(true);
  expect(actor.grants.map(({ entitlement }) => entitlement).toSorted()).toEqual([
    'edison-staff-admin',
    'portal-user',
    'pupil-passport',
  ]);
  expect(themesOf(actor)).toEqual([3]);
  await withdraw(db.database, cast.absent.grantId);
  const after = await actorOf(db.database, cast.deputy);
  expect(after.grants.map(({ entitlement }) => entitlement).toSorted()).toEqual([
    'edison-staff-admin',
    'pupil-passport',
  ]);
  expect(themesOf(after)).toEqual([]);
});
