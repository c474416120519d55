import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { importRight } from '#apps/rights/commands/import-right.ts';
import { registerPerson } from '#apps/rights/commands/register-person.ts';
import { switchAutomaticRight } from '#apps/rights/automatic/switch-automatic-right.ts';
import { registerHead } from '#apps/rights/commands/register-head.ts';
import { endDeputyship } from '#apps/rights/deputies/end-deputyship.ts';
import { listDifferences } from '#apps/rights/queries/rebuilt.ts';
import { listProposalTasks, tickTheme } from '#apps/themes/index.ts';
import { confirmProposal } from '#apps/themes/second-person/decide.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { sealer as makeSealer } from '#platform/crypto.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aDeputyship } from '#tests/world/deputies.ts';
import { aDeputyRequest, approvingDeputy } from '#tests/world/deputy-requests.ts';
import { aNationalNumber } from '#tests/world/national-numbers.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const differences = () => readAsSystem(db.database, listDifferences);

/** Somebody with a right that the log tells of. */
async function withRight(entitlementId: string, of: School): Promise<Person & { grantId: string }> {
  const person = await aPerson(db.database);
  const period = { from: daysFromToday(0), until: daysFromToday(300) };
  const right = { personId: person.id, entitlementId, organisationId: of.id, contexts: [], ...period, reason: 'start' };
  const outcome = await asSystem(db.database, (tx) => importRight(tx, right));
  if (outcome.kind !== 'imported') throw new Error(outcome.kind);
  return { ...person, grantId: outcome.grantId };
}

/** Past the wall and the log. */
async function ownerRuns(statement: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  await owner.query(statement, values).finally(() => owner.end());
}

test('R25 replaying the audit log rebuilds the rights after a theme that two people ticked', async () => {
  const school = await aSchool(db.database);
  const one = await withRight('portal-admin', school);
  const other = await withRight('portal-admin', school);
  const user = await withRight('portal-user', school);
  await writingAs(db.database, one, (as) => perform(switchOn, as, { organisationId: school.id }));
  const pay = await readAsSystem(db.database, (reader) =>
    reader
      .selectFrom('themes')
      .select('id')
      .where('confidentiality', '=', 'very-confidential')
      .executeTakeFirstOrThrow(),
  );
  const cell = { institutionId: school.id, levelId: 1, personId: user.id, themeId: pay.id };
  expect((await writingAs(db.database, one, (as) => perform(tickTheme, as, cell))).kind).toBe('proposed');
  expect(await differences()).toEqual([]);
  const [proposal] = await readingAs(db.database, other, (as) => listProposalTasks(as.db, as.actor));
  await writingAs(db.database, other, (as) => perform(confirmProposal, as, { proposalId: proposal?.id ?? '' }));
  expect((await actorOf(db.database, user)).ticks).toHaveLength(1);
  expect(await differences()).toEqual([]);
});

test('R16, R25 and after an automatic right was switched off and on again', async () => {
  const school = await aSchool(db.database);
  const administrator = await withRight('head-local-admin', school);
  const head = await aPerson(db.database);
  await asSystem(db.database, (tx) =>
    registerHead(tx, {
      personId: head.id,
      institutionId: school.id,
      from: daysFromToday(0),
      until: null,
      reason: 'start',
    }),
  );
  const turn = (to: 'off' | 'on', entitlementId: string) =>
    writingAs(db.database, administrator, (as) =>
      perform(switchAutomaticRight, as, { organisationId: school.id, entitlementId, to, reason: 'zo', key: newId() }),
    );
  const held = async () => (await actorOf(db.database, head)).grants.length;
  for (const right of ['portal-admin', 'edison-staff-admin']) await turn('off', right);
  expect(await held()).toBe(3);
  expect(await differences()).toEqual([]);
  await turn('on', 'portal-admin');
  expect(await held()).toBe(4);
  expect(await differences()).toEqual([]);
  const [at, by] = [school.id, administrator.id];
  await ownerRuns(
    `insert into switched_off_rights (organisation_id, entitlement_id, switched_off_by, reason) values ($1, 'portal-admin', $2, 'stil')`,
    [at, by],
  );
  expect(await differences()).toEqual([{ kind: 'switches', key: `${at} portal-admin`, difference: 'only-table' }]);
  await ownerRuns('delete from switched_off_rights where reason = $1', ['stil']);
});

test('R25 and after an institution lost its administrators and its board registered another', async () => {
  const board = await aBoard(db.database);
  const school = await aSchool(db.database, { board });
  const ofBoard = await withRight('head-local-admin', board);
  const leaver = await withRight('head-local-admin', school);
  const blocked = await withRight('head-local-admin', school);
  await writingAs(db.database, blocked, (as) =>
    perform(endGrants, as, { grantIds: [leaver.grantId], mode: 'at-once', reason: 'weg', key: newId() }),
  );
  await asSystem(db.database, (tx) =>
    tx.updateTable('persons').set({ blocked: true }).where('id', '=', blocked.id).execute(),
  );
  const outcome = await writingAs(db.database, ofBoard, (as) =>
    perform(registerPerson, as, {
      identity: {
        number: aNationalNumber(),
        givenName: 'Nele',
        familyName: 'Goossens',
        gender: 'female',
        birthDate: '1985-05-12',
      },
      email: null,
      link: {
        organisationId: school.id,
        category: 'Medewerker',
        from: daysFromToday(0),
        until: null,
        right: { entitlementId: 'head-local-admin', until: daysFromToday(100) },
      },
      key: newId(),
      sealer: makeSealer({ nationalNumber: Buffer.alloc(32, 1), nationalNumberLookup: Buffer.alloc(32, 2) }),
    }),
  );
  expect(outcome.kind).toBe('registered');
  expect(await differences()).toEqual([]);
});

test('R25 and after somebody was replaced for a while, of which the right ended and the deputyship was stopped', async () => {
  const school = await aSchool(db.database);
  const admin = await withRight('portal-admin', school);
  const user = await withRight('portal-user', school);
  const deputy = await withRight('portal-user', school);
  const cell = { institutionId: school.id, levelId: 1, personId: user.id, themeId: 3 };
  await writingAs(db.database, admin, (as) => perform(tickTheme, as, cell));
  const wish = { at: school, absent: user, deputy, grantIds: [user.grantId], themeIds: [3] };
  const deputyshipId = await aDeputyship(db.database, admin, wish);
  expect((await actorOf(db.database, deputy)).ticks).toHaveLength(1);
  expect(await differences()).toEqual([]);
  await writingAs(db.database, admin, (as) =>
    perform(endGrants, as, { grantIds: [user.grantId], mode: 'at-once', reason: 'weg', key: newId() }),
  );
  expect(await differences()).toEqual([]);
  await writingAs(db.database, deputy, (as) => perform(endDeputyship, as, { deputyshipId }));
  expect((await actorOf(db.database, deputy)).grants).toHaveLength(1);
  expect(await differences()).toEqual([]);
});

test('R25 and after somebody asked for a deputy, who was named', async () => {
  const school = await aSchool(db.database);
  const admin = await withRight('edison-admin', school);
  const absent = await withRight('edison-staff-admin', school);
  const deputy = await withRight('portal-user', school);
  const requestId = await aDeputyRequest(db.database, { school, absent }, { rights: ['edison-staff-admin'] });
  const cast = { school, head: admin, absent: { ...absent, relationId: '' }, edison: absent.grantId, deputy };
  const wish = { requestId, grantIds: [absent.grantId], themeIds: [], until: 10 };
  expect(await approvingDeputy(db.database, admin, cast, wish)).toMatchObject({ kind: 'named' });
  expect((await actorOf(db.database, deputy)).grants).toHaveLength(2);
  expect(await differences()).toEqual([]);
});
