import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import { enterThrough, findMachine, issueMachineToken } from '#access/machine.ts';
import { now, resetClock, setClock } from '#platform/clock.ts';
import { hashToken } from '#platform/crypto.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';

const secret = 'een geheim van veertig tekens en nog wat';
const name = 'Personeelspakket';

let db: TestDatabase;
let school: School;
let other: School;
let admin: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  other = await aSchool(db.database);
  admin = await aHolder(db.database, 'head-local-admin', { of: school });
  await aGrant(db.database, admin, 'portal-admin', { of: other });
});
afterEach(resetClock);

let made = 0;
/** A registered program; without `of` a linked application. */
async function aClient(of?: { organisations: School[]; withInstitutions?: boolean; by?: Person }): Promise<string> {
  made += 1;
  const clientId = `programma-${made}`;
  const application = 'toepassing';
  await asSystem(db.database, async (tx) => {
    if (!of)
      await sql`insert into linked_applications
          (id, name_nl, name_en, description_nl, description_en, url, levels, rule, status, source)
        values (${application}, 'Toepassing', 'Application', '', '', 'https://toepassing.example/', '{1}',
          '{"holds": "portal-admin"}', 'assumed', 'test') on conflict do nothing`.execute(tx);
    await tx
      .insertInto('machine_clients')
      .values({
        client_id: clientId,
        name,
        secret_hash: hashToken(secret),
        may_grant: of !== undefined,
        ...(of
          ? { purpose: 'scim', responsible_id: (of.by ?? admin).id, target_group: 'OV' }
          : { purpose: 'application', application_id: application }),
      })
      .execute();
    for (const { id } of of?.organisations ?? [])
      await tx
        .insertInto('machine_scopes')
        .values({ client_id: clientId, organisation_id: id, with_institutions: of?.withInstitutions ?? false })
        .execute();
  });
  return clientId;
}

const revoke = (clientId: string) =>
  asSystem(db.database, (tx) =>
    tx.updateTable('machine_clients').set({ revoked_at: now() }).where('client_id', '=', clientId).execute(),
  );
const issue = (clientId: string, wish: { clientSecret?: string; scope?: string; seconds?: number } = {}) =>
  issueMachineToken(db.database, { clientId, clientSecret: secret, scope: undefined, seconds: 300, ...wish });
const find = (token: string) => db.database.read((tx) => findMachine(tx, token));
const enter = (clientId: string) => db.database.read((tx) => enterThrough(tx, { clientId, name }));

async function tokenOf(clientId: string, seconds = 300): Promise<string> {
  const issued = await issue(clientId, { seconds });
  if (issued?.outcome !== 'granted') throw new Error(`no token: ${issued?.outcome}`);
  return issued.accessToken;
}

describe('a token for a program', () => {
  test('is given for its secret, with the one scope of its kind', async () => {
    const [scim, application] = [await aClient({ organisations: [school] }), await aClient()];
    const accessToken = expect.stringMatching(/^\S{40,}$/);
    expect(await issue(scim)).toEqual({ outcome: 'granted', accessToken, scope: 'scim' });
    expect(await issue(scim, { scope: ' scim ' })).toMatchObject({ outcome: 'granted' });
    expect(await issue(application)).toEqual({ outcome: 'granted', accessToken, scope: 'rights:read' });
    expect(await issue(application, { scope: 'rights:read' })).toMatchObject({ outcome: 'granted' });
  });

  test('is refused for another secret, and for another scope', async () => {
    const scim = await aClient({ organisations: [school] });
    expect(await issue(scim, { clientSecret: `${secret}.` })).toEqual({ outcome: 'unknown-client' });
    expect(await issue(scim, { clientSecret: '' })).toEqual({ outcome: 'unknown-client' });
    expect(await issue(scim, { scope: 'rights:read' })).toEqual({ outcome: 'invalid-scope' });
    expect(await issue(scim, { scope: '' })).toEqual({ outcome: 'invalid-scope' });
    expect(await issue(scim, { clientSecret: 'x', scope: 'rights:read' })).toEqual({ outcome: 'unknown-client' });
  });

  test('is no answer of ours for a client that is unknown or was revoked', async () => {
    const scim = await aClient({ organisations: [school] });
    await revoke(scim);
    expect(await issue(scim)).toBeNull();
    expect(await issue('programma-van-niemand')).toBeNull();
  });

  test('says who the program is and what it may; only a hash of it is kept', async () => {
    const [scim, application] = [await aClient({ organisations: [school] }), await aClient()];
    const token = await tokenOf(scim);
    expect(await find(token)).toEqual({ clientId: scim, name, purpose: 'scim', applicationId: null, mayGrant: true });
    expect(await find(await tokenOf(application))).toEqual({
      clientId: application,
      name,
      purpose: 'application',
      applicationId: 'toepassing',
      mayGrant: false,
    });
    expect(await find(`${token}.`)).toBeNull();
    expect(await find(hashToken(token).toString('hex'))).toBeNull();
  });

  test('R12: ends when its seconds are over, and at once with its client', async () => {
    const scim = await aClient({ organisations: [school] });
    setClock(new Date('2026-10-05T08:00:00.000Z'));
    const token = await tokenOf(scim, 60);
    setClock(new Date('2026-10-05T08:00:59.999Z'));
    expect(await find(token)).not.toBeNull();
    setClock(new Date('2026-10-05T08:01:00.000Z'));
    expect(await find(token)).toBeNull();
    resetClock();
    const another = await tokenOf(scim);
    await revoke(scim);
    expect(await find(another)).toBeNull();
  });
});

describe('a program acts in the name of an administrator', () => {
  test('R1, R2: for the organisations that it is registered for, with his rights there and nothing he reads', async () => {
    const clientId = await aClient({ organisations: [school] });
    const actor = await enter(clientId);
    expect(actor).toMatchObject({
      personId: admin.id,
      ticks: [],
      reach: { institutions: [], scopes: [], themes: [], shared: [] },
      places: [],
      via: { clientId, name },
    });
    expect(actor?.grants.map((grant) => [grant.entitlement, grant.organisationId])).toEqual([
      ['head-local-admin', school.id],
    ]);
  });

  test('R7: row-level security is told the same', async () => {
    const clientId = await aClient({ organisations: [school] });
    const told = await db.database.read(async (tx) => {
      await enterThrough(tx, { clientId, name });
      const { rows } = await sql<object>`
        select current_setting('app.actor_kind') as kind, current_setting('app.machine') as machine,
          current_setting('app.manages') as manages, current_setting('app.administers') as administers`.execute(tx);
      return rows[0];
    });
    expect(told).toEqual({
      kind: 'person',
      machine: clientId,
      manages: `{[${school.id},${school.id}]}`,
      administers: '{}',
    });
  });

  test('for the institutions of a board where it is registered with them, and only then', async () => {
    const board = await aBoard(db.database);
    const member = await aSchool(db.database, { board });
    const head = await aHolder(db.database, 'head-local-admin', { of: board });
    await aGrant(db.database, head, 'head-local-admin', { of: member, employedBy: board });
    const organisations = async (withInstitutions: boolean) =>
      (await enter(await aClient({ organisations: [board], withInstitutions, by: head })))?.grants
        .map((grant) => grant.organisationId)
        .toSorted();
    expect(await organisations(true)).toEqual([board.id, member.id].toSorted());
    expect(await organisations(false)).toEqual([board.id]);
  });

  test('not when it was revoked, is a linked application, or does not exist', async () => {
    const revoked = await aClient({ organisations: [school] });
    await revoke(revoked);
    expect(await enter(revoked)).toBeNull();
    expect(await enter(await aClient())).toBeNull();
    expect(await enter('programma-van-niemand')).toBeNull();
  });

  test('R12: not beyond what he can: without his right it can do nothing, and blocked he does not act', async () => {
    const leaver = await aHolder(db.database, 'head-local-admin', { of: school });
    const clientId = await aClient({ organisations: [school], by: leaver });
    expect((await enter(clientId))?.grants).toHaveLength(1);
    await withdraw(db.database, leaver.grantId);
    expect((await enter(clientId))?.grants).toEqual([]);
    await asSystem(db.database, (tx) =>
      tx.updateTable('persons').set({ blocked: true }).where('id', '=', leaver.id).execute(),
    );
    expect(await enter(clientId)).toBeNull();
  });
});
