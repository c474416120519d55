import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ask } from '#access/use-case.ts';
import type { SwitchTo } from '#apps/rights/automatic/model.ts';
import { automaticRights, previewSwitch } from '#apps/rights/automatic/queries.ts';
import { synchroniseHeadGrants } from '#apps/rights/commands/synchronise-head-grants.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs } from '#tests/world/acting.ts';
import {
  aHeadedSchool,
  aHeadOf,
  anAssignment,
  rightsHeldBy,
  staff,
  turning,
  type SwitchWish,
} from '#tests/world/automatic.ts';
import { aDeputyship } from '#tests/world/deputies.ts';
import type { School } from '#tests/world/organisations.ts';
import { aGrant, aPerson, aWorkRelation, type Person } from '#tests/world/people.ts';
import { fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const aCast = () => aHeadedSchool(db.database);
const turn = (to: SwitchTo, by: Person, at: School, wish: SwitchWish = {}) =>
  turning(db.database, to, by, { ...wish, at });
const rightsOf = (person: Person) => rightsHeldBy(db.database, person);

async function endAssignment(school: School): Promise<void> {
  await asSystem(db.database, async (tx) => {
    await sql`
      update head_assignments set period = daterange(lower(period), app.today()) where institution_id = ${school.id}`.execute(
      tx,
    );
    await synchroniseHeadGrants(tx, school.id);
  });
}

const off = (by: Person, at: School): Promise<string[]> =>
  readingAs(db.database, by, async (as) =>
    (await ask(automaticRights, as, { organisationId: at.id })).switches
      .filter(({ endedOn }) => endedOn === null)
      .map(({ entitlementId }) => entitlementId),
  );

const preview = (by: Person, at: School, entitlementId = staff) =>
  readingAs(db.database, by, async (as) => {
    const { to, obstacle, holders } = await ask(previewSwitch, as, { organisationId: at.id, entitlementId });
    return { to, obstacle, holders: holders.map(({ givenName, cause }) => `${givenName}: ${cause ?? 'nothing'}`) };
  });

const eventsAt = (at: School) =>
  readAsSystem(db.database, async (reader) => {
    const { rows } = await sql<{ action: string; person: string; reason: string | null; on: string | null }>`
      select action, actor_person_id as person, reason, rests_on_grant as on from audit_events
      where organisation_id = ${at.id} and action like '%automatic%' and actor_kind = 'person' order by at, id`.execute(
      reader,
    );
    return rows;
  });

describe('R16 an automatic right that is switched off', () => {
  test('ends at once for the heads who have it, and nothing else does; the log says who and why', async () => {
    const { school, hilde, karim } = await aCast();
    const before = await rightsOf(karim);
    expect(await preview(hilde, school)).toEqual({ to: 'off', obstacle: undefined, holders: ['Karim: automatic'] });
    expect(await turn('off', hilde, school)).toEqual({ kind: 'switched', stillManages: true });
    expect(before).toContain(staff);
    expect(await rightsOf(karim)).toEqual(before.filter((right) => right !== staff));
    expect(await off(hilde, school)).toEqual([staff]);
    const told = { person: hilde.id, reason: 'Dat doet het secretariaat.', on: hilde.grantId };
    expect(await eventsAt(school)).toEqual([
      { action: 'end-automatic-grant', ...told },
      { action: 'switch-off-automatic-right', ...told },
    ]);
    const { events } = await readingAs(db.database, hilde, (as) => ask(journal, as, { limit: 50, kind: 'rights' }));
    expect(events.find(({ action }) => action === 'switch-off-automatic-right')).toMatchObject({
      actor: 'Hilde Hoofd',
      right: 'WebEdison Personeelsadministratie/Beheer omkadering',
      after: { automatic: false },
    });
  });

  test('stays away night after night, from a new head too, until it is switched on', async () => {
    const { school, hilde, karim } = await aCast();
    await turn('off', hilde, school);
    const night = await asSystem(db.database, (tx) => synchroniseHeadGrants(tx, school.id));
    expect(night).toEqual({ created: 0, adjusted: 0, ended: 0, withoutRelation: 0 });
    const second = await aHeadOf(db.database, school, 'Rita Claes');
    expect(await rightsOf(second)).toEqual(await rightsOf(karim));
    expect(await rightsOf(second)).not.toContain(staff);
    expect((await preview(hilde, school)).holders).toEqual(['Karim: nothing', 'Rita: nothing']);
    expect(await turn('on', hilde, school)).toMatchObject({ kind: 'switched' });
    for (const head of [karim, second]) expect(await rightsOf(head)).toContain(staff);
    expect((await eventsAt(school)).slice(-3).map(({ action }) => action)).toEqual([
      'create-automatic-grant',
      'create-automatic-grant',
      'switch-on-automatic-right',
    ]);
  });

  test('leaves a right that was given by hand alone, and gives none beside it', async () => {
    const { school, hilde } = await aCast();
    const second = await aPerson(db.database, { name: 'Rita Claes' });
    await aGrant(db.database, second, staff, { of: school, period: fromDays(-5, 90) });
    await anAssignment(db.database, second, school);
    expect((await preview(hilde, school)).holders).toEqual(['Karim: automatic', 'Rita: imported']);
    await turn('off', hilde, school);
    expect(await rightsOf(second)).toContain(staff);
    expect((await preview(hilde, school)).holders).toEqual(['Karim: nothing', 'Rita: imported']);
    await turn('on', hilde, school);
    expect((await rightsOf(second)).filter((right) => right === staff)).toHaveLength(1);
  });

  test('is not given again where the assignment ended meanwhile, or where no relation carries it', async () => {
    const { school, hilde, karim } = await aCast();
    await turn('off', hilde, school);
    await endAssignment(school);
    const stranger = await aPerson(db.database);
    await anAssignment(db.database, stranger, school);
    expect((await preview(hilde, school)).holders).toEqual([]);
    expect(await turn('on', hilde, school)).toMatchObject({ kind: 'switched' });
    expect(await rightsOf(karim)).toEqual([]);
  });

  test('is switched at one institution only, and its history stays', async () => {
    const { school, hilde } = await aCast();
    const other = await aCast();
    await turn('off', hilde, school);
    expect(await rightsOf(other.karim)).toContain(staff);
    await turn('on', hilde, school, { reason: 'Toch niet.' });
    await turn('off', hilde, school, { reason: 'Toch wel.' });
    const { switches } = await readingAs(db.database, hilde, (as) =>
      ask(automaticRights, as, { organisationId: school.id }),
    );
    expect(switches.map(({ by, reason, endedBy, endedReason }) => [by, reason, endedBy, endedReason])).toEqual([
      ['Hilde Hoofd', 'Toch wel.', null, null],
      ['Hilde Hoofd', 'Dat doet het secretariaat.', 'Hilde Hoofd', 'Toch niet.'],
    ]);
  });

  test('takes away what a deputy has in its place', async () => {
    const { school, hilde, karim } = await aCast();
    const deputy = await aPerson(db.database, { name: 'Jan Claes' });
    await aWorkRelation(db.database, deputy, school);
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql<{ id: string }>`select id from grants where person_id = ${karim.id} and entitlement_id = ${staff}`.execute(
        reader,
      ),
    );
    const grantIds = rows.map(({ id }) => id);
    await aDeputyship(db.database, hilde, { at: school, absent: karim, deputy, grantIds });
    expect(await rightsOf(deputy)).toEqual([staff]);
    expect((await preview(hilde, school)).holders).toEqual(['Karim: automatic', 'Jan: deputy']);
    await turn('off', hilde, school);
    expect(await rightsOf(deputy)).toEqual([]);
  });

  test('R25: a form that is sent twice switches once, and one that comes too late undoes nothing', async () => {
    const { school, hilde, karim } = await aCast();
    const key = newId();
    const twice = await Promise.all([turn('off', hilde, school, { key }), turn('off', hilde, school, { key })]);
    expect(twice.map(({ kind }) => kind).toSorted()).toEqual(['again', 'switched']);
    expect(await turn('off', karim, school)).toEqual({ kind: 'already' });
    await turn('on', hilde, school);
    expect(await turn('on', karim, school)).toEqual({ kind: 'already' });
    expect((await eventsAt(school)).filter(({ action }) => action.startsWith('switch'))).toHaveLength(2);
  });
});
