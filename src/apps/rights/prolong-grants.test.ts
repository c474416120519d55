import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { pick } from '#apps/rights/commands/pick.ts';
import { previewProlong, prolongGrants, type ProlongOutcome } from '#apps/rights/commands/prolong-grants.ts';
import { findSelection } from '#apps/rights/queries/chosen-grants.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPortalAdmin,
  aPortalUser,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, endedYesterday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let head: Person & GivenRight;
const headUntil = 900;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  head = await aPortalAdmin(db.database, {
    of: school,
    name: 'Karim Benali',
    period: fromDays(-100, headUntil),
    relationPeriod: fromDays(-100, 4000),
  });
});

const ending = (period: string, more: object = {}) =>
  aPortalUser(db.database, { of: school, period, relationPeriod: fromDays(-2000, 4000), ...more });

function prolong(by: Person, grants: GivenRight[], days: number, key: string = newId()): Promise<ProlongOutcome> {
  const input = { grantIds: grants.map((grant) => grant.grantId), until: daysFromToday(days), key };
  return writingAs(db.database, by, (as) => perform(prolongGrants, as, input));
}

const obstaclesOf = (outcome: ProlongOutcome) =>
  outcome.kind === 'obstacles' ? outcome.rows.flatMap(({ obstacle }) => (obstacle ? [obstacle.kind] : [])) : [];

const periodsOf = (grantIds: string[]) =>
  readAsSystem(db.database, async (reader) => {
    const rows = await reader.selectFrom('grants').select('period').where('id', 'in', grantIds).execute();
    return rows.map((row) => row.period);
  });

describe('prolonging rights', () => {
  test('lets them end later, keeps their first day and themes, and tells it once each (RI-7, R14, R25)', async () => {
    const an = await ending(fromDays(-50, 10), { themes: [1, 3] });
    const bo = await ending(fromDays(-20, 30));
    expect((await prolong(head, [an, bo], 300)).kind).toBe('prolonged');
    expect((await periodsOf([an.grantId])).map((period) => period.split(',')[0])).toEqual([`[${daysFromToday(-50)}`]);
    const actor = await actorOf(db.database, an);
    expect(actor.grants).toMatchObject([{ until: daysFromToday(300) }]);
    expect(actor.ticks).toHaveLength(2);
    const audit = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('audit_events').selectAll().where('subject_id', '=', an.grantId).execute(),
    );
    expect(audit).toMatchObject([
      {
        action: 'prolong-grant',
        rests_on_grant: head.grantId,
        before: { until: daysFromToday(10) },
        after: { until: daysFromToday(300) },
      },
    ]);
  });

  test('prolongs none when one cannot, as the preview said (R26)', async () => {
    const an = await ending(fromDays(-50, 10));
    const automatic = await ending(fromDays(-50, 10), { cause: 'automatic' });
    const grantIds = [an.grantId, automatic.grantId];
    const preview = await readingAs(db.database, head, (as) => ask(previewProlong, as, { grantIds }));
    expect(preview.find(({ grant }) => grant.id === automatic.grantId)?.obstacle).toEqual({
      kind: 'follows-assignment',
    });
    expect(obstaclesOf(await prolong(head, [an, automatic], 300))).toEqual(['follows-assignment']);
    expect((await actorOf(db.database, an)).grants).toMatchObject([{ until: daysFromToday(10) }]);
  });

  test('nobody prolongs his own administrator right; another one does (R3)', async () => {
    const other = await aPortalAdmin(db.database, {
      of: school,
      name: 'Greet Maes',
      relationPeriod: fromDays(-100, 4000),
    });
    expect(obstaclesOf(await prolong(other, [other], 300))).toEqual(['own-admin-right']);
    expect((await prolong(head, [other], 300)).kind).toBe('prolonged');
  });

  test('his own ordinary right he does prolong (rights 6)', async () => {
    const both = await aPortalAdmin(db.database, {
      of: school,
      period: fromDays(-9, 500),
      relationPeriod: fromDays(-9, 900),
    });
    const own = await aGrant(db.database, both, 'portal-user', { of: school, period: fromDays(-9, 20) });
    expect((await prolong(both, [own], 300)).kind).toBe('prolonged');
  });

  test('not beyond his own end, the longest period from the first day, the relation or the next right (RI-11, R11)', async () => {
    const soon = await ending(fromDays(-10, 10));
    expect(obstaclesOf(await prolong(head, [soon], headUntil + 1))).toEqual(['ends-too-late']);
    const old = await ending(fromDays(-1400, 10));
    const preview = await readingAs(db.database, head, (as) => ask(previewProlong, as, { grantIds: [old.grantId] }));
    expect(preview[0]?.limit?.because).toBe('longest-period');
    expect(obstaclesOf(await prolong(head, [old], 300))).toEqual(['ends-too-late']);
    const leaving = await ending(fromDays(-10, 10), { relationPeriod: fromDays(-10, 60) });
    expect(obstaclesOf(await prolong(head, [leaving], 61))).toEqual(['ends-too-late']);
    const followed = await ending(fromDays(-10, 10));
    await aGrant(db.database, followed, 'portal-user', { of: school, period: fromDays(40, 100) });
    expect(await prolong(head, [followed], 40)).toMatchObject({
      rows: [{ obstacle: { kind: 'ends-too-late', latest: daysFromToday(39), because: 'next-right' } }],
    });
    expect((await prolong(head, [followed], 39)).kind).toBe('prolonged');
  });

  test('never earlier, and what ended is not revived (R13)', async () => {
    const an = await ending(fromDays(-10, 100));
    expect(obstaclesOf(await prolong(head, [an], 50))).toEqual(['not-later']);
    const ended = await ending(endedYesterday());
    expect(obstaclesOf(await prolong(head, [ended], 50))).toEqual(['already-ended']);
    await withdraw(db.database, an.grantId);
    expect(obstaclesOf(await prolong(head, [an], 200))).toEqual(['already-ended']);
  });

  test('only what he may manage: elsewhere is unknown, another kind of right is refused (R1, R2, R7)', async () => {
    const elsewhere = await aPortalUser(db.database, { of: await aSchool(db.database) });
    await expect(prolong(head, [elsewhere], 300)).rejects.toThrow(NotFound);
    const edison = await aHolder(db.database, 'edison-admin', { of: school });
    await expect(prolong(head, [edison], 300)).rejects.toThrow(Forbidden);
    const user = await ending(fromDays(-10, 10));
    await expect(prolong(user, [user], 300)).rejects.toThrow(NotFound);
  });

  test('the same form sent ten times prolongs once', async () => {
    const an = await ending(fromDays(-10, 10));
    const key = newId();
    const kinds = (await Promise.all(Array.from({ length: 10 }, () => prolong(head, [an], 300, key)))).map(
      (o) => o.kind,
    );
    expect(kinds.toSorted()).toEqual([...Array(9).fill('again'), 'prolonged']);
  });
});

test('what somebody picked is his alone (R7)', async () => {
  const items = [newId(), newId()];
  const id = await writingAs(db.database, head, (as) => perform(pick, as, { items }));
  const found = (by: Person) => readingAs(db.database, by, (as) => findSelection(as.db, id, by.id));
  expect(await found(head)).toEqual(items);
  const other = await aPortalAdmin(db.database, { of: school });
  expect(await found(other)).toEqual([]);
  const lying = await readingAs(db.database, other, (as) => findSelection(as.db, id, head.id));
  expect(lying).toEqual([]);
});
