import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { addRelation } from '#apps/rights/commands/add-relation.ts';
import { endRelations, previewEndRelations, type EndRelationsOutcome } from '#apps/rights/commands/end-relations.ts';
import { prolongRelation } from '#apps/rights/commands/prolong-relation.ts';
import { formerPeople } from '#apps/rights/queries/former-people.ts';
import type { EndOfRelation } from '#apps/rights/relations-policy.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPortalAdmin,
  aPortalUser,
  setRelationPeriod,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, endedYesterday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let board: School;
let school: School;
let head: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  board = await aBoard(db.database);
  school = await aSchool(db.database, { board });
  head = await aHolder(db.database, 'head-local-admin', { of: school, name: 'Karim Benali' });
});

const on = (days: number): EndOfRelation => ({ day: daysFromToday(days), atOnce: false });
const atOnce = (): EndOfRelation => ({ day: daysFromToday(0), atOnce: true });

function end(
  by: Person,
  relationIds: string | string[],
  how: EndOfRelation = on(0),
  more: { reason?: string; key?: string } = {},
): Promise<EndRelationsOutcome> {
  const input = { relationIds: [relationIds].flat(), end: how, reason: 'uit dienst', key: newId(), ...more };
  return writingAs(db.database, by, (as) => perform(endRelations, as, input));
}
const preview = (by: Person, relationIds: string[], how = on(0)) =>
  readingAs(db.database, by, (as) => ask(previewEndRelations, as, { relationIds, end: how }));
const stored = (relationId: string) =>
  readAsSystem(db.database, async (reader) => ({
    relation: await reader
      .selectFrom('work_relations')
      .selectAll()
      .where('id', '=', relationId)
      .executeTakeFirstOrThrow(),
    grants: await reader
      .selectFrom('grants')
      .selectAll()
      .where('work_relation_id', '=', relationId)
      .orderBy('period')
      .execute(),
  }));

describe('ending a relation', () => {
  test('ends every right and theme with it, on its last day; what would begin later never does (RI-7, R13, R25)', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [1, 3] });
    await aGrant(db.database, user, 'pupil-passport', {
      of: school,
      contexts: ['Gebruiker'],
      period: fromDays(30, 90),
    });
    expect((await end(head, user.relationId, on(10))).kind).toBe('ended');
    const { relation, grants } = await stored(user.relationId);
    expect(relation).toMatchObject({
      period: `[${daysFromToday(-100)},${daysFromToday(11)})`,
      ended_reason: 'uit dienst',
    });
    expect(grants.map((grant) => [grant.period, grant.withdrawn_by])).toEqual([
      [`[${daysFromToday(-100)},${daysFromToday(11)})`, null],
      [`[${daysFromToday(30)},${daysFromToday(91)})`, head.id],
    ]);
    const actor = await actorOf(db.database, user);
    expect(actor.grants).toMatchObject([{ entitlement: 'portal-user', until: daysFromToday(10) }]);
    const events = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('audit_events')
        .select(['action', 'reason', 'before', 'after'])
        .where('subject_id', 'in', [user.relationId, ...grants.map((grant) => grant.id)])
        .orderBy('action')
        .execute(),
    );
    expect(events).toMatchObject([
      { action: 'end-grant', after: { until: daysFromToday(10) }, reason: 'uit dienst' },
      { action: 'end-work-relation', after: { until: daysFromToday(10) } },
      { action: 'withdraw-grant', before: { until: daysFromToday(90) }, after: { withdrawn: true } },
    ]);
  });

  test('at once gives nothing on the next request (P6)', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [3] });
    await end(head, user.relationId, atOnce());
    const actor = await actorOf(db.database, user);
    expect([actor.grants, actor.ticks]).toEqual([[], []]);
  });

  test('a relation that is made again, or prolonged, revives nothing (R13)', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [1] });
    await end(head, user.relationId, on(5));
    const prolonged = await writingAs(db.database, head, (as) =>
      perform(prolongRelation, as, { relationId: user.relationId, until: null }),
    );
    expect(prolonged.kind).toBe('prolonged');
    expect((await actorOf(db.database, user)).grants).toMatchObject([{ until: daysFromToday(5) }]);
    await setRelationPeriod(db.database, user.relationId, endedYesterday());
    const link = {
      organisationId: school.id,
      category: 'Medewerker' as const,
      from: daysFromToday(0),
      until: null,
      right: null,
    };
    await writingAs(db.database, head, (as) => perform(addRelation, as, { personId: user.id, link, key: newId() }));
    const actor = await actorOf(db.database, user);
    expect([actor.grants, actor.ticks]).toEqual([[], []]);
  });

  test('takes rights for other institutions along, told as a number only (R7, R13)', async () => {
    const other = await aSchool(db.database, { board });
    const manager = await aHolder(db.database, 'local-admin', { of: board });
    const bursar = await aPortalUser(db.database, { of: school, employedBy: board });
    await aGrant(db.database, bursar, 'portal-user', { of: other, employedBy: board });
    const { rows } = await preview(manager, [bursar.relationId]);
    expect(rows[0]?.ending.map((right) => right.organisationId).toSorted()).toEqual([school.id, other.id].toSorted());
    expect((await end(manager, bursar.relationId, atOnce())).kind).toBe('ended');
    expect((await actorOf(db.database, bursar)).grants).toEqual([]);
    expect((await stored(bursar.relationId)).grants.every((grant) => grant.withdrawn_by === manager.id)).toBe(true);
  });

  test('asks for a reason, and for a day from today on that is sooner than the present one', async () => {
    const user = await aPortalUser(db.database, { of: school });
    expect((await end(head, user.relationId, on(1), { reason: ' ' })).kind).toBe('reason-missing');
    expect(await end(head, user.relationId, on(-1))).toMatchObject({ rows: [{ obstacle: { kind: 'in-past' } }] });
    expect(await end(head, user.relationId, on(265))).toMatchObject({ rows: [{ obstacle: { kind: 'not-sooner' } }] });
    const later = await aPortalUser(db.database, {
      of: school,
      period: fromDays(20, 40),
      relationPeriod: fromDays(20, 99),
    });
    expect(await end(head, later.relationId, on(3))).toMatchObject({ rows: [{ obstacle: { kind: 'not-begun' } }] });
    await end(head, user.relationId, on(0));
    expect(await end(head, user.relationId, on(0))).toMatchObject({ rows: [{ obstacle: { kind: 'not-sooner' } }] });
  });
});

describe('who may not end a relation', () => {
  test('whoever manages no rights of the institution: like one that does not exist (R7)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const elsewhere = await aPortalAdmin(db.database, { of: await aSchool(db.database) });
    await expect(end(elsewhere, user.relationId)).rejects.toThrow(NotFound);
    await expect(end(user, user.relationId)).rejects.toThrow(NotFound);
    await expect(end(head, newId())).rejects.toThrow(NotFound);
    const byHand = writingAs(db.database, elsewhere, ({ tx }) =>
      sql`select * from app.end_relation(${user.relationId}, app.today(), true, 'x')`.execute(tx),
    );
    await expect(byHand).rejects.toThrow('not the actor');
    const seen = await readingAs(db.database, elsewhere, async ({ db: reader }) =>
      sql`select * from app.rights_on_relations(${[user.relationId]}::uuid[])`.execute(reader),
    );
    expect(seen.rows).toEqual([]);
  });

  test('whoever may not end one of its rights there (R1)', async () => {
    const portal = await aPortalAdmin(db.database, { of: school });
    const edison = await aHolder(db.database, 'edison-admin', { of: school });
    expect(await end(portal, edison.relationId)).toMatchObject({
      rows: [{ obstacle: { kind: 'right-not-yours', entitlementId: 'edison-admin' } }],
    });
  });

  test('a head teacher keeps it while the assignment runs (R16)', async () => {
    const teacher = await aHolder(db.database, 'edison-staff-admin', { of: school, cause: 'automatic' });
    expect(await end(head, teacher.relationId)).toMatchObject({ rows: [{ obstacle: { kind: 'is-head' } }] });
  });

  test('nobody takes away the last head local administrator, alone or together, himself or another (R8)', async () => {
    const place = await aSchool(db.database);
    const first = await aHolder(db.database, 'head-local-admin', { of: place });
    expect(await end(first, first.relationId)).toMatchObject({ rows: [{ obstacle: { kind: 'last-head-admin' } }] });
    const second = await aHolder(db.database, 'head-local-admin', { of: place, period: fromDays(-10, 20) });
    expect(await end(first, [first.relationId, second.relationId])).toMatchObject({
      rows: [{ obstacle: { kind: 'last-head-admin' } }, { obstacle: { kind: 'last-head-admin' } }],
    });
    // On that day the other one is no administrator any more either.
    expect(await end(first, first.relationId, on(40))).toMatchObject({ kind: 'obstacles' });
    expect((await end(first, second.relationId)).kind).toBe('ended');
  });

  test('of two heads who end each other at once one stays (R8)', async () => {
    const place = await aSchool(db.database);
    const [one, other] = [
      await aHolder(db.database, 'head-local-admin', { of: place }),
      await aHolder(db.database, 'head-local-admin', { of: place }),
    ];
    await Promise.allSettled([end(one, other.relationId, atOnce()), end(other, one.relationId, atOnce())]);
    const left = [...(await actorOf(db.database, one)).grants, ...(await actorOf(db.database, other)).grants];
    expect(left).toHaveLength(1);
  });
});

describe('several relations', () => {
  test('all or nothing; what was said before is what happens (R26)', async () => {
    const people = [await aPortalUser(db.database, { of: school }), await aPortalUser(db.database, { of: school })];
    const teacher = await aHolder(db.database, 'edison-staff-admin', { of: school, cause: 'automatic' });
    const ids = [...people, teacher].map((person) => person.relationId);
    const said = await preview(head, ids);
    expect(await end(head, ids)).toEqual({ kind: 'obstacles', rows: said.rows });
    expect((await stored(ids[0] ?? '')).relation.ended_reason).toBeNull();
    expect((await end(head, ids.slice(0, 2), atOnce())).kind).toBe('ended');
    for (const person of people) expect((await actorOf(db.database, person)).grants).toEqual([]);
  });

  test('the same form sent ten times ends once, with one event', async () => {
    const user = await aPortalUser(db.database, { of: school });
    const key = newId();
    const kinds = await Promise.all(
      Array.from({ length: 10 }, async () => (await end(head, user.relationId, on(2), { key })).kind),
    );
    expect(kinds.toSorted()).toEqual([...Array(9).fill('again'), 'ended']);
  });
});

describe('prolonging a relation', () => {
  const prolong = (by: Person, relationId: string, until: string | null) =>
    writingAs(db.database, by, (as) => perform(prolongRelation, as, { relationId, until }));

  test('sets a later day or leaves it open, and its rights as they are (R14)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    expect((await prolong(head, user.relationId, daysFromToday(400))).kind).toBe('prolonged');
    const { relation, grants } = await stored(user.relationId);
    expect(relation.period).toBe(`[${daysFromToday(-100)},${daysFromToday(401)})`);
    expect(grants[0]?.period).toBe(`[${daysFromToday(-100)},${daysFromToday(266)})`);
    expect((await prolong(head, user.relationId, null)).kind).toBe('prolonged');
    expect(await prolong(head, user.relationId, null)).toMatchObject({ obstacle: { kind: 'is-open' } });
  });

  test('is not for what ended, nor shorter, nor into the next relation (R13)', async () => {
    const user = await aPortalUser(db.database, { of: school });
    expect(await prolong(head, user.relationId, daysFromToday(100))).toMatchObject({ obstacle: { kind: 'not-later' } });
    const next = daysFromToday(300);
    const link = { organisationId: school.id, category: 'Medewerker' as const, from: next, until: null, right: null };
    await writingAs(db.database, head, (as) => perform(addRelation, as, { personId: user.id, link, key: newId() }));
    expect(await prolong(head, user.relationId, next)).toMatchObject({
      obstacle: { kind: 'next-relation', from: next },
    });
    await setRelationPeriod(db.database, user.relationId, endedYesterday());
    expect(await prolong(head, user.relationId, null)).toMatchObject({ obstacle: { kind: 'already-ended' } });
    await expect(prolong(user, user.relationId, null)).rejects.toThrow(NotFound);
  });
});

test('Historische personen are those who left and did not come back, at my institutions only (RI-7, R7)', async () => {
  const place = await aSchool(db.database);
  const manager = await aPortalAdmin(db.database, { of: place });
  const left = await aPortalUser(db.database, { of: place, name: 'Zus Vertrokken' });
  await aPortalUser(db.database, { of: place, name: 'Bert Blijft' });
  await end(manager, left.relationId);
  await setRelationPeriod(db.database, left.relationId, endedYesterday());
  const list = (by: Person, more: object = {}) =>
    readingAs(db.database, by, (as) => ask(formerPeople, as, { text: '', ...more }));
  const found = await list(manager, { text: 'vertrok' });
  expect(found).toMatchObject({ total: 1, people: [{ personId: left.id, reason: 'uit dienst' }] });
  expect((await list(manager, { text: 'Bert' })).people).toEqual([]);
  expect((await list(head)).people.some((one) => one.personId === left.id)).toBe(false);
  await expect(list(head, { organisationId: place.id })).rejects.toThrow(NotFound);
});

test('Historische personen pages through two thousand who left, each once (RI-7)', { timeout: 60_000 }, async () => {
  const place = await aSchool(db.database);
  const manager = await aPortalAdmin(db.database, { of: place });
  await asSystem(db.database, (tx) =>
    sql`
      with people as (
        insert into persons (given_name, family_name)
        select 'Gust', 'Vertrokken' || n from generate_series(1, 2000) as n
        returning id)
      insert into work_relations (person_id, organisation_id, target_group, category, period, ended_reason)
      select id, ${place.id}, 'OV', 'Medewerker', daterange(app.today() - 500, app.today() - 1), 'weg' from people`.execute(
      tx,
    ),
  );
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await readingAs(db.database, manager, (as) =>
      ask(formerPeople, as, { text: 'vertrokken', ...(after && { after }) }),
    );
    expect(page.total).toBe(2000);
    for (const { personId } of page.people) seen.add(personId);
    after = page.next;
  } while (after);
  expect(seen.size).toBe(2000);
});
