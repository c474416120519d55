import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { endGrants, previewEnd, type EndOutcome } from '#apps/rights/commands/end-grants.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPortalAdmin, aPortalUser, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let head: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
});

function end(
  by: Person,
  grantIds: string | string[],
  mode: 'today' | 'at-once' = 'at-once',
  more: { reason?: string; key?: string } = {},
): Promise<EndOutcome> {
  const input = { grantIds: [grantIds].flat(), mode, reason: 'uit dienst', key: newId(), ...more };
  return writingAs(db.database, by, (as) => perform(endGrants, as, input));
}

const storedGrant = (grantId: string) =>
  readAsSystem(db.database, (reader) =>
    reader.selectFrom('grants').selectAll().where('id', '=', grantId).executeTakeFirstOrThrow(),
  );

describe('ending a right', () => {
  test('at once gives nothing from the next request on, and keeps the row with its reason (RI-7, P6)', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [3] });
    expect((await end(head, user.grantId)).kind).toBe('ended');
    const actor = await actorOf(db.database, user);
    expect([actor.grants, actor.ticks]).toEqual([[], []]);
    expect(await storedGrant(user.grantId)).toMatchObject({ withdrawn_by: head.id, withdrawn_reason: 'uit dienst' });
  });

  test('today leaves the last day, never changes the first, and is audited with before and after (R14, R25)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const before = (await storedGrant(user.grantId)).period;
    await end(head, user.grantId, 'today');
    expect((await actorOf(db.database, user)).grants).toMatchObject([{ until: daysFromToday(0) }]);
    expect((await storedGrant(user.grantId)).period.split(',')[0]).toBe(before.split(',')[0]);
    const audit = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('audit_events').selectAll().where('subject_id', '=', user.grantId).execute(),
    );
    expect(audit).toMatchObject([
      {
        action: 'end-grant',
        before: { until: daysFromToday(265) },
        after: { until: daysFromToday(0) },
        reason: 'uit dienst',
      },
    ]);
  });

  test('a chosen later day is the last one; it is later than today and sooner than the present end (rights 6)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const until = (day: string) =>
      writingAs(db.database, head, (as) =>
        perform(endGrants, as, { grantIds: [user.grantId], mode: 'later', day, reason: 'korter', key: newId() }),
      );
    expect(await until(daysFromToday(0))).toMatchObject({ rows: [{ obstacle: { kind: 'not-later' } }] });
    expect(await until(daysFromToday(265))).toMatchObject({ rows: [{ obstacle: { kind: 'not-sooner' } }] });
    expect((await until(daysFromToday(30))).kind).toBe('ended');
    expect((await actorOf(db.database, user)).grants).toMatchObject([{ until: daysFromToday(30) }]);
    const later = await aPortalUser(db.database, { of: school, period: fromDays(50, 90) });
    expect(
      await writingAs(db.database, head, (as) =>
        perform(endGrants, as, {
          grantIds: [later.grantId],
          mode: 'later',
          day: daysFromToday(40),
          reason: 'x',
          key: newId(),
        }),
      ),
    ).toMatchObject({ rows: [{ obstacle: { kind: 'not-begun' } }] });
  });

  test('asks for a reason', async () => {
    const user = await aPortalUser(db.database, { of: school });
    expect((await end(head, user.grantId, 'at-once', { reason: '  ' })).kind).toBe('reason-missing');
  });

  test('is refused for a right of another organisation, like one that does not exist (R7)', async () => {
    const elsewhere = await aPortalUser(db.database, { of: await aSchool(db.database) });
    await expect(end(head, elsewhere.grantId)).rejects.toThrow(NotFound);
  });

  test('is refused for a right that the actor may not give (R1)', async () => {
    const edison = await aHolder(db.database, 'edison-admin', { of: school });
    await expect(end(head, edison.grantId)).rejects.toThrow(Forbidden);
  });

  test('an automatic right follows the assignment only (R16)', async () => {
    const local = await aHolder(db.database, 'head-local-admin', { of: school });
    const given = await aGrant(db.database, local, 'edison-staff-admin', { of: school, cause: 'automatic' });
    expect(await end(local, given.grantId)).toMatchObject({
      kind: 'obstacles',
      rows: [{ obstacle: { kind: 'follows-assignment' } }],
    });
  });
});

describe('ending rights of several people at once', () => {
  test('ends all of them with one event each (RI-7, R25, R26)', async () => {
    const users = [await aPortalUser(db.database, { of: school }), await aPortalUser(db.database, { of: school })];
    const ids = users.map((user) => user.grantId);
    expect((await end(head, ids)).kind).toBe('ended');
    for (const user of users) expect((await actorOf(db.database, user)).grants).toEqual([]);
    const audit = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('audit_events').selectAll().where('subject_id', 'in', ids).execute(),
    );
    expect(audit.map((event) => [event.action, event.rests_on_grant])).toEqual([
      ['withdraw-grant', head.grantId],
      ['withdraw-grant', head.grantId],
    ]);
  });

  test('ends none when one cannot, and the preview said so (R26)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const automatic = await aPortalUser(db.database, { of: school, cause: 'automatic' });
    const ids = [user.grantId, automatic.grantId];
    const preview = await readingAs(db.database, head, (as) => ask(previewEnd, as, { grantIds: ids }));
    expect(preview.filter((row) => row.atOnce).map((row) => row.grant.id)).toEqual([automatic.grantId]);
    expect(await end(head, ids)).toMatchObject({ kind: 'obstacles', rows: [{ grant: { id: automatic.grantId } }] });
    expect((await actorOf(db.database, user)).grants).toHaveLength(1);
  });

  test('one that is out of sight makes all of them unknown (R7)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const elsewhere = await aPortalUser(db.database, { of: await aSchool(db.database) });
    await expect(end(head, [user.grantId, elsewhere.grantId])).rejects.toThrow(NotFound);
    expect((await actorOf(db.database, user)).grants).toHaveLength(1);
  });

  test('the same form sent ten times ends them once, and says so to nobody else', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const key = newId();
    const sent = Array.from({ length: 10 }, () => end(head, user.grantId, 'at-once', { key }));
    const kinds = (await Promise.all(sent)).map((outcome) => outcome.kind);
    expect(kinds.toSorted()).toEqual([...Array(9).fill('again'), 'ended']);
  });
});

describe('the last head local administrator', () => {
  test('of an open institution stays, also for himself (R8)', async () => {
    const own = await aSchool(db.database);
    const only = await aHolder(db.database, 'head-local-admin', { of: own });
    expect(await end(only, only.grantId)).toMatchObject({ rows: [{ obstacle: { kind: 'last-head-admin' } }] });
    expect(await end(only, only.grantId, 'today')).toMatchObject({ rows: [{ obstacle: { kind: 'last-head-admin' } }] });
  });

  test('two together are refused, though each alone could go (R8)', async () => {
    const own = await aSchool(db.database);
    const one = await aHolder(db.database, 'head-local-admin', { of: own });
    const other = await aHolder(db.database, 'head-local-admin', { of: own });
    const both = await end(one, [one.grantId, other.grantId]);
    expect(both).toMatchObject({
      kind: 'obstacles',
      rows: [{ obstacle: { kind: 'last-head-admin' } }, { obstacle: { kind: 'last-head-admin' } }],
    });
    expect((await end(one, other.grantId)).kind).toBe('ended');
  });

  test('two who withdraw each other at the same moment leave one (R8)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const own = await aSchool(db.database);
      const one = await aHolder(db.database, 'head-local-admin', { of: own, name: 'An Eerst' });
      const other = await aHolder(db.database, 'head-local-admin', { of: own, name: 'Bo Ook' });
      const outcomes = await Promise.allSettled([end(one, other.grantId), end(other, one.grantId)]);
      const ended = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.kind === 'ended');
      expect(ended).toHaveLength(1);
      const left = await readAsSystem(db.database, (reader) =>
        reader.selectFrom('active_grants').select('id').where('organisation_id', '=', own.id).execute(),
      );
      expect(left).toHaveLength(1);
    }
  });
});
