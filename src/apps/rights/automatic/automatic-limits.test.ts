import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import type { SwitchTo } from '#apps/rights/automatic/model.ts';
import { automaticRights, previewSwitch } from '#apps/rights/automatic/queries.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import {
  aHeadedSchool,
  aHeadOf,
  headRight,
  rightsHeldBy,
  staff,
  turning,
  type SwitchWish,
} from '#tests/world/automatic.ts';
import { aDeputyship } from '#tests/world/deputies.ts';
import { anAdministration, aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPerson, aWorkRelation, type Person } from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const aCast = () => aHeadedSchool(db.database);
const turn = (to: SwitchTo, by: Person, at: School, wish: SwitchWish = {}) =>
  turning(db.database, to, by, { ...wish, at });
const rightsOf = (person: Person) => rightsHeldBy(db.database, person);

const off = (by: Person, at: School): Promise<string[]> =>
  readingAs(db.database, by, async (as) =>
    (await ask(automaticRights, as, { organisationId: at.id })).switches
      .filter(({ endedOn }) => endedOn === null)
      .map(({ entitlementId }) => entitlementId),
  );

const preview = (by: Person, at: School, entitlementId = staff) =>
  readingAs(db.database, by, (as) => ask(previewSwitch, as, { organisationId: at.id, entitlementId }));

describe('what stands in the way', () => {
  test('R8: an open institution keeps a head local administrator who does not hang on an assignment', async () => {
    const school = await aSchool(db.database);
    const karim = await aHeadOf(db.database, school, 'Karim Benali');
    await aHeadOf(db.database, school, 'Rita Claes');
    const refused = { kind: 'obstacle', obstacle: 'last-head-admin' };
    expect((await preview(karim, school, headRight)).obstacle).toBe('last-head-admin');
    expect(await turn('off', karim, school, { right: headRight })).toEqual(refused);
    expect(await rightsOf(karim)).toContain(headRight);
    expect(await off(karim, school)).toEqual([]);
    await aHolder(db.database, headRight, { of: school, period: fromDays(-50, -1) });
    await aHolder(db.database, headRight, { of: school, blocked: true });
    expect(await turn('off', karim, school, { right: headRight })).toEqual(refused);
    await aHolder(db.database, headRight, { of: school });
    expect(await turn('off', karim, school, { right: headRight })).toEqual({ kind: 'switched', stillManages: true });
    expect(await rightsOf(karim)).not.toContain(headRight);
  });

  test('R8: switching off and ending the last one by hand at the same moment leave one of both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { school, hilde, karim } = await aCast();
      const ending = { grantIds: [hilde.grantId], mode: 'at-once' as const, reason: 'weg', key: newId() };
      const refused = () => 'refused';
      await Promise.all([
        turn('off', karim, school, { right: headRight }),
        writingAs(db.database, karim, (as) => perform(endGrants, as, ending)).catch(refused),
      ]);
      const left = await Promise.all([hilde, karim].map(rightsOf));
      expect(left.flat().filter((right) => right === headRight)).toHaveLength(1);
    }
  });

  test('R3: nobody gives himself an administrator right by switching it on; another administrator does', async () => {
    const { school, hilde, karim } = await aCast();
    await turn('off', karim, school, { right: 'edison-admin' });
    expect((await preview(karim, school, 'edison-admin')).obstacle).toBe('own-admin-right');
    const refused = { kind: 'obstacle', obstacle: 'own-admin-right' };
    expect(await turn('on', karim, school, { right: 'edison-admin' })).toEqual(refused);
    expect(await rightsOf(karim)).not.toContain('edison-admin');
    await turn('off', karim, school);
    expect(await turn('on', karim, school)).toMatchObject({ kind: 'switched' });
    expect(await turn('on', hilde, school, { right: 'edison-admin' })).toMatchObject({ kind: 'switched' });
    expect(await rightsOf(karim)).toContain('edison-admin');
  });

  test('R3: whoever loses his own last administrator right is told that he manages nothing there any more', async () => {
    const { school, hilde, karim } = await aCast();
    for (const right of ['edison-admin', headRight]) await turn('off', hilde, school, { right });
    expect(await turn('off', karim, school, { right: 'portal-admin' })).toEqual({
      kind: 'switched',
      stillManages: false,
    });
    await expect(turn('on', karim, school, { right: 'portal-admin' })).rejects.toBeInstanceOf(NotFound);
  });

  test('a reason is asked for, both ways', async () => {
    const { school, hilde, karim } = await aCast();
    expect(await turn('off', hilde, school, { reason: '  ' })).toEqual({ kind: 'reason-missing' });
    expect(await rightsOf(karim)).toContain(staff);
    await turn('off', hilde, school);
    expect(await turn('on', hilde, school, { reason: '' })).toEqual({ kind: 'reason-missing' });
    expect(await rightsOf(karim)).not.toContain(staff);
  });

  test('R28: of two who switch the same at once, each way, one does', async () => {
    const { school, hilde, karim } = await aCast();
    for (const to of ['off', 'on', 'off'] as const) {
      const both = await Promise.all([turn(to, hilde, school), turn(to, karim, school)]);
      expect(both.map(({ kind }) => kind).toSorted()).toEqual(['already', 'switched']);
    }
    expect(await off(hilde, school)).toEqual([staff]);
  });
});

describe('R1 only who manages a right at an institution switches it', () => {
  const all = ['edison-admin', 'edison-institution-pupil-admin', staff, headRight, 'portal-admin'];

  test.each([
    [headRight, all],
    ['portal-admin', ['portal-admin']],
    ['edison-admin', ['edison-admin', 'edison-institution-pupil-admin', staff]],
    ['local-admin', []],
  ])('%s: what he may give, and nothing else, in the database too', async (held, may) => {
    const { school } = await aCast();
    const holder = await aHolder(db.database, held, { of: school });
    for (const right of all) {
      if (may.includes(right)) expect(await turn('off', holder, school, { right })).toMatchObject({ kind: 'switched' });
      else {
        await expect(turn('off', holder, school, { right })).rejects.toBeInstanceOf(Forbidden);
        await expect(preview(holder, school, right)).rejects.toBeInstanceOf(Forbidden);
        await expect(insertAs(holder, school, right)).rejects.toThrow(/row-level security/);
        expect(await holdersAs(holder, school, right)).toBe(0);
      }
    }
    expect((await off(holder, school)).toSorted()).toEqual(may.toSorted());
  });

  test('R7: for everybody else neither the institution nor its switches exist', async () => {
    const { school, hilde } = await aCast();
    await turn('off', hilde, school);
    const elsewhere = await aCast();
    const agency = await anAdministration(db.database);
    const helpdesk = await aHolder(db.database, 'helpdesk', { of: agency, targetGroup: 'GID' });
    const past = await aHolder(db.database, headRight, { of: school, period: fromDays(-50, -1) });
    const user = await aHolder(db.database, 'portal-user', { of: school });
    for (const not of [elsewhere.hilde, helpdesk, past, user]) {
      await expect(turn('on', not, school)).rejects.toBeInstanceOf(NotFound);
      await expect(off(not, school)).rejects.toBeInstanceOf(NotFound);
      await expect(insertAs(not, school, 'portal-admin')).rejects.toThrow(/row-level security/);
      expect(await holdersAs(not, school, staff)).toBe(0);
      expect(await countAs(not, school)).toBe(0);
      expect(await endAs(not, school)).toBe(0);
    }
    expect(await off(hilde, school)).toEqual([staff]);
  });

  test('a right that does not follow from being head is unknown, and so is a closed institution', async () => {
    const { hilde, school } = await aCast();
    for (const right of ['portal-user', 'pupil-passport', 'nothing'])
      await expect(turn('off', hilde, school, { right })).rejects.toBeInstanceOf(NotFound);
    const closed = await aSchool(db.database, { valid: fromDays(-900, -1) });
    const once = await aHolder(db.database, headRight, { of: closed });
    await expect(turn('off', once, closed)).rejects.toBeInstanceOf(NotFound);
  });

  test('R9: a deputy does not switch, for it would outlive the deputyship', async () => {
    const { school, hilde } = await aCast();
    const absent = await aHolder(db.database, 'edison-admin', { of: school });
    const deputy = await aPerson(db.database);
    await aWorkRelation(db.database, deputy, school);
    await aDeputyship(db.database, hilde, { at: school, absent, deputy, grantIds: [absent.grantId] });
    expect(await rightsOf(deputy)).toEqual(['edison-admin']);
    await expect(turn('off', deputy, school)).rejects.toBeInstanceOf(Forbidden);
    await expect(insertAs(deputy, school, staff)).rejects.toThrow(/row-level security/);
  });
});

describe('P0 the database', () => {
  test('lets nobody switch in the name of another, on another day, change a reason or delete what was', async () => {
    const { school, hilde, karim } = await aCast();
    await expect(insertAs(hilde, school, staff, karim.id)).rejects.toThrow(/row-level security/);
    await turn('off', hilde, school);
    const write = (statement: string) => writingAs(db.database, hilde, (as) => sql.raw(statement).execute(as.tx));
    const ending = `update switched_off_rights set ended_reason = 'Toch niet.',`;
    await expect(write(`${ending} ended_at = now(), ended_by = '${karim.id}'`)).rejects.toThrow(/row-level security/);
    await expect(write(`${ending} ended_at = now() - interval '1 day', ended_by = '${hilde.id}'`)).rejects.toThrow(
      /row-level security/,
    );
    for (const statement of [
      `update switched_off_rights set reason = 'Iets anders.'`,
      'delete from switched_off_rights',
      `insert into switched_off_rights (organisation_id, entitlement_id, switched_off_by, reason, since)
        values (${school.id}, 'portal-admin', '${hilde.id}', 'Vroeger.', now() - interval '1 year')`,
    ])
      await expect(write(statement)).rejects.toThrow(/permission denied/);
    await turn('on', hilde, school);
    expect(await endAs(hilde, school)).toBe(0);
  });
});

const insertAs = (by: Person, at: School, right: string, inNameOf = by.id) =>
  writingAs(db.database, by, (as) =>
    sql`insert into switched_off_rights (organisation_id, entitlement_id, switched_off_by, reason)
      values (${at.id}, ${right}, ${inNameOf}, 'Langs de deur.')`.execute(as.tx),
  );

const endAs = (by: Person, at: School): Promise<number> =>
  writingAs(db.database, by, async (as) => {
    const { rows } = await sql`
      update switched_off_rights set ended_at = now(), ended_by = ${by.id}, ended_reason = 'Langs de deur.'
      where organisation_id = ${at.id} and ended_at is null returning id`.execute(as.tx);
    return rows.length;
  });

const countAs = (by: Person, at: School): Promise<number> =>
  readingAs(db.database, by, async (as) => {
    const { rows } = await sql`select 1 from switched_off_rights where organisation_id = ${at.id}`.execute(as.db);
    return rows.length;
  });

const holdersAs = (by: Person, at: School, right: string): Promise<number> =>
  readingAs(db.database, by, async (as) => {
    const { rows } = await sql`select 1 from app.automatic_holders(${at.id}, ${right})`.execute(as.db);
    return rows.length;
  });
