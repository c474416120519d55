import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { revokeScimClient } from '#apps/scim/index.ts';
import { listDifferences } from '#apps/rights/queries/rebuilt.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, type Site } from '#tests/wall/site.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aWorkRelation, withdraw, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';
import { aScimClient, aScimUser, codeOf, core, extension, patchOp, relations, type Asked } from '#tests/world/scim.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let second: School;
let elsewhere: School;
let head: Person;
let ask: Asked;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  [school, second, elsewhere] = [await aSchool(db.database), await aSchool(db.database), await aSchool(db.database)];
  head = await aHolder(db.database, 'head-local-admin', { of: school });
  await aGrant(db.database, head, 'head-local-admin', { of: second });
  // The administrator himself works elsewhere too, where the program has nothing to look for.
  await aGrant(db.database, head, 'head-local-admin', { of: elsewhere });
  ask = await aScimClient(db.database, site, { by: head, of: [school, second] });
});

const created = async (wishes: Record<string, unknown> = {}, of: School | School[] = school, by = ask) => {
  const answer = await by('POST', '/Users', aScimUser(of, wishes));
  expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ meta: expect.anything() })]);
  return answer.body;
};
const patched = (id: string, ...Operations: unknown[]) =>
  ask('PATCH', `/Users/${id}`, { schemas: [patchOp], Operations });
const today = daysFromToday(0);

describe('a user', () => {
  test('SCIM a program registers somebody by his number, with the rules and events of the screens (RI-1, R25)', async () => {
    const answer = await ask('POST', '/Users', aScimUser(school));
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    expect(answer.headers.get('location')).toBe(answer.body.meta.location);
    expect(answer.headers.get('etag')).toBe(answer.body.meta.version);
    expect(answer.body).toMatchObject({
      schemas: [core, extension],
      active: false,
      entitlements: [],
      [extension]: {
        workRelations: [{ organisation: codeOf(school), category: 'Medewerker', begin: today, end: null }],
        rights: [],
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('nationalNumber');
    expect((await ask('GET', `/Users/${answer.body.id}`)).body).toEqual(answer.body);
    const events = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('audit_events').selectAll().where('actor_person_id', '=', head.id).orderBy('at').execute(),
    );
    expect(events.map(({ action, actor_label }) => [action, actor_label])).toEqual(
      expect.arrayContaining([
        ['register-person', 'program:Personeelspakket'],
        ['make-work-relation', 'program:Personeelspakket'],
      ]),
    );
  });

  test('SCIM names, numbers and institutions that do not fit are refused with their scimType, and nothing is stored', async () => {
    const count = () =>
      readAsSystem(db.database, async (reader) => (await sql`select 1 from persons`.execute(reader)).rows.length);
    const before = await count();
    const tried = [
      [aScimUser(elsewhere), 403, undefined],
      [aScimUser({ ...school, id: 999_998 }), 403, undefined],
      [aScimUser([school, elsewhere]), 403, undefined],
      [aScimUser(school, { [extension]: { nationalNumber: '85051200100' } }), 400, 'invalidValue'],
      [aScimUser(school, { [extension]: { workRelations: [] } }), 400, 'invalidValue'],
      [aScimUser(school, { active: false }), 400, 'invalidValue'],
      [aScimUser(school, { userName: ' ' }), 400, 'invalidValue'],
      [aScimUser(school, { schemas: ['urn:other'] }), 400, 'invalidValue'],
      ['{"schemas":', 400, 'invalidSyntax'],
      ['{"userName":"\\u0000"}', 400, 'invalidSyntax'],
    ] as const;
    for (const [body, status, scimType] of tried) {
      const answer = await ask('POST', '/Users', body);
      expect([JSON.stringify(body), answer.status, answer.body.scimType]).toEqual([
        JSON.stringify(body),
        status,
        scimType,
      ]);
      expect(answer.body).toMatchObject({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: String(status),
      });
    }
    const known = await created();
    const same = await ask('POST', '/Users', aScimUser(school, { userName: known.userName.toUpperCase() }));
    expect([same.status, same.body.scimType]).toEqual([409, 'uniqueness']);
    expect(await count()).toBe(before + 1);
  });

  test('R18 one number is one person: registered again he is the same, and under another name nobody', async () => {
    const sent = aScimUser(school);
    const first = await ask('POST', '/Users', sent);
    const again = await ask('POST', '/Users', { ...sent, userName: 'ander', externalId: 'ander' });
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness']);
    const other = await ask('POST', '/Users', {
      ...aScimUser(second),
      [extension]: { ...(sent[extension] as object) },
      name: { givenName: 'Els', familyName: 'Maes' },
    });
    expect([other.status, other.body.scimType]).toEqual([409, 'uniqueness']);
    expect(first.status).toBe(201);
  });

  test('R12, R24 rights show in simple and fully qualified form while they count, and whoever has none is not active', async () => {
    const person = await aHolder(db.database, 'pupil-passport', { of: school, contexts: ['Beheerder'] });
    const got = await ask('GET', `/Users/${person.id}`);
    expect(got.body).toMatchObject({
      active: true,
      entitlements: [{ value: 'pupil-passport', type: codeOf(school) }],
      roles: [{ value: 'Beheerder', type: codeOf(school) }],
      emails: [{ value: person.email, type: codeOf(school), primary: true }],
      [extension]: { rights: [{ value: `${codeOf(school)}-category:Medewerker,context:Beheerder-pupil-passport` }] },
    });
    await withdraw(db.database, person.grantId);
    const after = await ask('GET', `/Users/${person.id}`);
    expect(after.body).toMatchObject({ active: false, entitlements: [], roles: [], [extension]: { rights: [] } });
    expect(after.headers.get('etag')).not.toBe(got.headers.get('etag'));
    expect(after.body.meta.lastModified > got.body.meta.lastModified).toBe(true);
  });
});

describe('a change', () => {
  test('R24 a PUT is what stands: relations are made, ended and prolonged, and the same once more changes nothing', async () => {
    const { active: _, ...user } = await created();
    const wish = {
      ...user,
      [extension]: { workRelations: [{ organisation: codeOf(second), end: daysFromToday(30) }] },
    };
    const put = await ask('PUT', `/Users/${user.id}`, wish);
    expect(put.status).toBe(200);
    expect(relations(put.body)).toEqual([
      [codeOf(school), today],
      [codeOf(second), daysFromToday(30)],
    ]);
    const again = await ask('PUT', `/Users/${user.id}`, wish);
    expect(again.body).toEqual(put.body);
    const open = {
      ...user,
      [extension]: { workRelations: [{ organisation: codeOf(second) }, { organisation: codeOf(school) }] },
    };
    expect(relations((await ask('PUT', `/Users/${user.id}`, open)).body)).toEqual([
      [codeOf(school), null],
      [codeOf(second), null],
    ]);
    const without = { schemas: [core], userName: 'anders' };
    expect(relations((await ask('PUT', `/Users/${user.id}`, without)).body)).toEqual([
      [codeOf(school), null],
      [codeOf(second), null],
    ]);
  });

  test('R13 not active ends the relation with every right on it at once; made active again nothing of it comes back', async () => {
    const person = await aHolder(db.database, 'portal-user', { of: school });
    const off = await patched(person.id, { op: 'Replace', path: 'active', value: 'False' });
    expect([off.status, off.body.active, off.body[extension].rights]).toEqual([200, false, []]);
    expect(relations(off.body)).toEqual([[codeOf(school), today]]);
    const on = await patched(person.id, {
      op: 'replace',
      path: `${extension}:workRelations[organisation eq "${codeOf(school)}"].end`,
      value: null,
    });
    expect(relations(on.body)).toEqual([[codeOf(school), null]]);
    expect([on.body.active, on.body[extension].rights]).toEqual([false, []]);
    // Whoever has no right is said to be not active: sent back as it was read it ends nothing, said by itself it does.
    const echo = await ask('PUT', `/Users/${person.id}`, on.body, { 'if-match': on.body.meta.version });
    expect(relations(echo.body)).toEqual([[codeOf(school), null]]);
    expect(relations((await ask('PUT', `/Users/${person.id}`, on.body)).body)).toEqual([[codeOf(school), today]]);
  });

  test('SCIM PATCH adds, replaces and removes, with paths and without, and says what is wrong with one', async () => {
    const user = await created();
    const added = await patched(user.id, {
      op: 'add',
      path: `${extension}:workRelations`,
      value: [{ organisation: codeOf(second), category: 'Extern' }],
    });
    expect(relations(added.body)).toEqual([
      [codeOf(school), null],
      [codeOf(second), null],
    ]);
    const named = await patched(user.id, { op: 'replace', value: { userName: 'nieuw', externalId: 'vo-nieuw' } });
    expect(named.body).toMatchObject({ userName: 'nieuw', externalId: 'vo-nieuw' });
    const removed = await patched(user.id, { op: 'remove', path: `${extension}:workRelations[category eq "Extern"]` });
    expect(relations(removed.body)).toEqual([
      [codeOf(school), null],
      [codeOf(second), today],
    ]);
    const wrong = [
      [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
      [{ op: 'replace', path: 'entitlements', value: [] }, 'mutability'],
      [{ op: 'replace', path: 'name.familyName', value: 'Anders' }, 'mutability'],
      [{ op: 'replace', path: 'password', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'emails[', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: `${extension}:workRelations[organisation eq]`, value: 'x' }, 'invalidFilter'],
      [{ op: 'replace', path: `${extension}:workRelations[organisation eq "1"].end`, value: null }, 'noTarget'],
      [{ op: 'remove' }, 'noTarget'],
      [{ op: 'add', path: 'userName' }, 'invalidValue'],
      [{ op: 'move', path: 'userName', value: 'x' }, 'invalidSyntax'],
    ] as const;
    for (const [operation, scimType] of wrong) {
      const answer = await patched(user.id, operation);
      expect([operation, answer.status, answer.body.scimType]).toEqual([operation, 400, scimType]);
    }
    expect((await ask('PATCH', `/Users/${user.id}`, { Operations: [] })).body.scimType).toBe('invalidSyntax');
  });

  test('SCIM rights are read-only for a program that may not give them, and bound to its administrator for one that may (R1)', async () => {
    const wish = (rights: unknown[]) => ({ schemas: [core], userName: 'rechten', [extension]: { rights } });
    const right = { right: 'portal-user', organisation: codeOf(school), end: daysFromToday(60) };
    const user = await created();
    expect((await ask('PUT', `/Users/${user.id}`, wish([right]))).body[extension].rights).toEqual([]);
    const giving = await aScimClient(db.database, site, { by: head, of: [school], mayGrant: true });
    const given = await giving('PUT', `/Users/${user.id}`, wish([right]));
    expect(given.body).toMatchObject({ active: true, entitlements: [{ value: 'portal-user' }] });
    expect((await giving('PUT', `/Users/${user.id}`, wish([right]))).body).toEqual(given.body);
    const longer = await giving('PUT', `/Users/${user.id}`, wish([{ ...right, end: daysFromToday(90) }]));
    expect(longer.body[extension].rights).toMatchObject([{ end: daysFromToday(90) }]);
    expect((await giving('PUT', `/Users/${user.id}`, wish([]))).body).toMatchObject({
      active: false,
      entitlements: [],
    });
    const beyond = [
      [{ ...right, organisation: codeOf(second) }, 404],
      [{ ...right, right: 'administration-reader' }, 403],
      [{ ...right, right: 'bestaat-niet' }, 404],
      [{ ...right, end: daysFromToday(40_000) }, 400],
    ] as const;
    for (const [wished, status] of beyond)
      expect([wished, (await giving('PUT', `/Users/${user.id}`, wish([wished]))).status]).toEqual([wished, status]);
  });

  test('SCIM DELETE ends the relation and keeps its history; the person is gone for the program until he is registered anew', async () => {
    const sent = aScimUser(school);
    const { body: user } = await ask('POST', '/Users', sent);
    await aGrant(db.database, { ...head, id: user.id }, 'portal-user', { of: school });
    expect((await ask('DELETE', `/Users/${user.id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE'] as const) expect((await ask(method, `/Users/${user.id}`)).status).toBe(404);
    expect((await ask('GET', `/Users?filter=${encodeURIComponent(`id eq "${user.id}"`)}`)).body.totalResults).toBe(0);
    const kept = await readAsSystem(db.database, async (reader) => {
      const { rows } = await sql`
        select upper(w.period) - 1 as until, g.withdrawn_at is not null as withdrawn
        from work_relations w join grants g on g.work_relation_id = w.id where w.person_id = ${user.id}`.execute(
        reader,
      );
      return rows;
    });
    expect(kept).toEqual([{ until: today, withdrawn: true }]);
  });
});

describe('at once', () => {
  test('SCIM two programs change one person with the same ETag: one wins, the other is told to look again', async () => {
    const other = await aScimClient(db.database, site, { by: head, of: [school, second] });
    const user = await created();
    const { headers } = await ask('GET', `/Users/${user.id}`);
    const condition = { 'if-match': headers.get('etag') ?? '' };
    const wish = (end: number) => ({
      schemas: [core],
      userName: `wedloop-${end}`,
      [extension]: { workRelations: [{ organisation: codeOf(school), end: daysFromToday(end) }] },
    });
    // Each sees its own name of him; what both see is the same.
    const seen = await other('GET', `/Users/${user.id}`);
    const answers = await Promise.all([
      ask('PUT', `/Users/${user.id}`, wish(10), condition),
      other('PUT', `/Users/${user.id}`, wish(20), { 'if-match': seen.headers.get('etag') ?? '' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  test('SCIM If-Match and If-None-Match are kept for every verb (RFC 7644 3.14)', async () => {
    const user = await created();
    const { version } = user.meta;
    expect((await ask('GET', `/Users/${user.id}`, undefined, { 'if-none-match': version })).status).toBe(304);
    expect((await ask('GET', `/Users/${user.id}`, undefined, { 'if-none-match': 'W/"x"' })).status).toBe(200);
    const stale = { 'if-match': 'W/"x", "y"' };
    const patch = { schemas: [patchOp], Operations: [{ op: 'replace', path: 'userName', value: 'x' }] };
    expect((await ask('PUT', `/Users/${user.id}`, user, stale)).status).toBe(412);
    expect((await ask('PATCH', `/Users/${user.id}`, patch, stale)).status).toBe(412);
    expect((await ask('DELETE', `/Users/${user.id}`, undefined, stale)).status).toBe(412);
    expect((await ask('DELETE', `/Users/${user.id}`, undefined, { 'if-match': `"x", ${version}` })).status).toBe(204);
  });
});

describe('who may what', () => {
  test('SCIM without a token, with a wrong one or one for something else nothing is answered, by any verb', async () => {
    const user = await created();
    const endpoints = site.endpoints.filter(({ path }) => path.startsWith('/api/scim/'));
    expect(new Set(endpoints.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']));
    for (const { method, path } of endpoints)
      for (const headers of [{}, { authorization: `Bearer ${'x'.repeat(43)}` }] as Record<string, string>[]) {
        const answer = await site.ask(path.replace(':id', user.id), { method, headers });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(answer.headers.get('content-type')).toBe('application/scim+json');
      }
  });

  test('R2 a program sees and changes people of its own institutions only, though its administrator manages more', async () => {
    const stranger = await aHolder(db.database, 'portal-user', { of: elsewhere });
    const both = await aHolder(db.database, 'portal-user', { of: elsewhere });
    await aWorkRelation(db.database, both, school);
    for (const [method, body] of [['GET'], ['PUT', { schemas: [core], userName: 'x' }], ['DELETE']] as const)
      expect([method, (await ask(method, `/Users/${stranger.id}`, body)).status]).toEqual([method, 404]);
    const seen = (await ask('GET', `/Users/${both.id}`)).body;
    expect([relations(seen), seen.active, seen.entitlements]).toEqual([
      [[codeOf(school), expect.any(String)]],
      false,
      [],
    ]);
    expect((await ask('DELETE', `/Users/${both.id}`)).status).toBe(204);
    const rights = await readAsSystem(db.database, (reader) =>
      reader.selectFrom('active_grants').select('organisation_id').where('person_id', '=', both.id).execute(),
    );
    expect(rights).toEqual([{ organisation_id: elsewhere.id }]);
  });

  test('R1 a program can nothing any more once its administrator cannot, and nothing once it was revoked', async () => {
    const admin = await aHolder(db.database, 'local-admin', { of: school });
    const program = await aScimClient(db.database, site, { by: admin, of: [school] });
    const user = await created();
    expect((await program('GET', `/Users/${user.id}`)).status).toBe(200);
    await withdraw(db.database, admin.grantId);
    expect((await program('GET', `/Users/${user.id}`)).status).toBe(404);
    expect((await program('POST', '/Users', aScimUser(school))).status).toBe(403);
    const other = await aScimClient(db.database, site, { by: head, of: [school] });
    await revokeScimClient(db.database, other.clientId);
    expect((await other('GET', '/Users')).status).toBe(401);
  });

  test('SCIM a client of a board reaches the institutions of that board as they are today', async () => {
    const board = await aBoard(db.database);
    const own = await aSchool(db.database, { board });
    const admin = await aHolder(db.database, 'head-local-admin', { of: own });
    const program = await aScimClient(db.database, site, { by: admin, of: [], boards: [board.id] });
    const user = await created({}, own, program);
    await asSystem(db.database, (tx) =>
      sql`delete from organisation_relations where organisation_id = ${own.id}`.execute(tx),
    );
    expect((await program('GET', `/Users/${user.id}`)).status).toBe(404);
  });

  test('R8, R16 a head teacher and the last head local administrator stay', async () => {
    const alone = await aSchool(db.database);
    const last = await aHolder(db.database, 'head-local-admin', { of: alone });
    const program = await aScimClient(db.database, site, { by: last, of: [alone] });
    expect((await program('DELETE', `/Users/${last.id}`)).status).toBe(409);
    const teacher = await aPerson(db.database);
    await aWorkRelation(db.database, teacher, alone);
    expect((await program('DELETE', `/Users/${teacher.id}`)).status).toBe(204);
  });
});

describe('what the service says of itself', () => {
  test('SCIM ServiceProviderConfig, ResourceTypes and Schemas are as RFC 7644 §4 asks', async () => {
    expect((await ask('GET', '/ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      etag: { supported: true },
    });
    const types = (await ask('GET', '/ResourceTypes')).body;
    expect(types).toMatchObject({
      totalResults: 1,
      Resources: [{ id: 'User', schemaExtensions: [{ schema: extension }] }],
    });
    expect((await ask('GET', '/ResourceTypes/User')).body).toEqual(types.Resources[0]);
    const { Resources: schemas } = (await ask('GET', '/Schemas')).body;
    for (const schema of schemas) expect((await ask('GET', `/Schemas/${schema.id}`)).body).toEqual(schema);
    expect((await ask('GET', '/Schemas/urn:other')).status).toBe(404);
    expect((await ask('GET', '/ResourceTypes?filter=id+pr')).status).toBe(403);
    expect((await ask('GET', '/Groups')).status).toBe(404);
  });
});

test('R25 after all of this the log tells the present rights', async () => {
  const told = await readAsSystem(db.database, listDifferences);
  // Builders of the test world write no events: what they made is in the tables only.
  expect(told.filter(({ difference }) => difference === 'only-event')).toEqual([]);
});
