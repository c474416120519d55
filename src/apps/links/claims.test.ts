import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actAsSystem, asSystem, atTheDoor } from '#access/context.ts';
import { decodeRole } from '#access/role-claims.ts';
import { addLinkClient, applyLinks, linksSchema, renewLinkSecret, revokeLinkClient } from '#apps/links/index.ts';
import { keyOf } from '#apps/links/telling/signature.ts';
import { rolesOf } from '#apps/links/telling/teller.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, setPeriod, withdraw, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let head: Person;
let secret: string;
const issuer = 'http://schoolpoort.test/demo/oidc';

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  head = await aHolder(db.database, 'head-local-admin', { of: school });
});
beforeEach(async () => {
  const link = {
    id: 'discimus',
    name: { nl: 'Discimus', en: 'Discimus' },
    description: { nl: '', en: '' },
    url: null,
    levels: [1],
    institutions: null,
    rule: { kind: 'holds', entitlement: 'portal-user' },
    roles: { 'portal-user': 'DiscimusGebruiker', 'pupil-passport': 'DiscimusPaspoort' },
  };
  await asSystem(db.database, (tx) => applyLinks(tx, linksSchema.parse([link])));
  secret = await renewLinkSecret({ database: db.database, sealer: site.services.sealer }, 'discimus', 24);
});

describe('role claims', () => {
  const asks = async (token: string, query: Record<string, string>): Promise<Response> =>
    site.ask(`/api/v1/claims?${new URLSearchParams(query)}`, { headers: { authorization: `Bearer ${token}` } });
  async function tokenOf(client: { clientId: string; clientSecret: string }): Promise<string> {
    await asSystem(db.database, (tx) => tx.deleteFrom('rate_limits').execute());
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    });
    const answer = (await (await site.ask('/oauth2/token', { method: 'POST', body })).json()) as Record<string, string>;
    expect(answer).toMatchObject({ scope: 'rights:read', token_type: 'Bearer' });
    return answer['access_token'] ?? '';
  }
  const known = (person: Person, subject: string) =>
    atTheDoor(db.database, (tx) =>
      tx.insertInto('identities').values({ issuer, subject, person_id: person.id }).execute(),
    );
  function read(token: string): Record<string, unknown> {
    const [head64 = '', body64 = '', signature] = token.split('.');
    expect(createHmac('sha256', keyOf(secret)).update(`${head64}.${body64}`).digest('base64url')).toBe(signature);
    expect(JSON.parse(Buffer.from(head64, 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' });
    return JSON.parse(Buffer.from(body64, 'base64url').toString()) as Record<string, unknown>;
  }

  test('R22, R23, R12 carry the rights that are named for the application, of the chosen organisation, while they count', async () => {
    const token = await tokenOf(await addLinkClient(db.database, 'discimus'));
    const other = await aSchool(db.database);
    const person = await aHolder(db.database, 'pupil-passport', { of: school, contexts: ['Operator'] });
    const user = await aGrant(db.database, person, 'portal-user', { of: school });
    await aGrant(db.database, person, 'edison-admin', { of: school });
    await aGrant(db.database, person, 'portal-user', { of: other });
    const sub = newId();
    await known(person, sub);
    const code = formatOrganisationCode(school.id);
    const answer = await asks(token, { sub, organisation: code });
    expect(answer.headers.get('content-type')).toBe('application/jwt');
    const claims = read(await answer.text());
    expect(claims).toMatchObject({
      iss: 'http://schoolpoort.test',
      aud: 'discimus',
      sub,
      vo_id: person.id,
      vo_orgcode: code,
      vo_doelgroepcode: 'OV',
    });
    expect(claims['discimus_rol_3d']).toEqual([`DiscimusGebruiker:${code}`, `DiscimusPaspoort-Operator:${code}`]);
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(60);
    for (const role of claims['discimus_rol_3d'] as string[]) expect(decodeRole(role)?.organisation).toBe(code);
    await withdraw(db.database, user.grantId);
    expect(read(await (await asks(token, { sub, organisation: code })).text())['discimus_rol_3d']).toHaveLength(1);
    await setPeriod(db.database, person.grantId, `[${daysFromToday(-9)},${daysFromToday(0)})`);
    // Whom nobody knows, who has no right there and what does not exist answer alike.
    for (const query of [
      { sub, organisation: code },
      { sub: 'onbekend', organisation: code },
      { sub, organisation: '999998' },
      { sub, organisation: 'x' },
    ])
      expect([query, (await asks(token, query)).status]).toEqual([query, 404]);
    expect((await asks(token, { sub })).status).toBe(400);
  });

  test('OT-1 nobody else asks: no token, one of a program that keeps persons, one that was revoked, a person', async () => {
    const client = await addLinkClient(db.database, 'discimus');
    const token = await tokenOf(client);
    const query = { sub: 'x', organisation: '1' };
    expect((await asks(token, query)).status).toBe(404);
    await revokeLinkClient(db.database, client.clientId);
    for (const wrong of [token, 'x'.repeat(43), '']) expect((await asks(wrong, query)).status).toBe(401);
    const session = await signIn(db.database, head);
    expect((await site.ask('/api/v1/claims?sub=x&organisation=1', { session })).status).toBe(401);
    const otherToken = await tokenOf(await addLinkClient(db.database, 'discimus'));
    const scim = await site.ask('/api/scim/v2/Users', { headers: { authorization: `Bearer ${otherToken}` } });
    expect([scim.status, scim.headers.get('content-type')]).toEqual([403, 'application/scim+json']);
  });

  test('R22 what is written is read back, for every name that may be registered and every context that the catalogue may hold', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[^-:\s]{1,80}$/),
        fc.array(fc.stringMatching(/^[^:]+$/)),
        fc.integer({ min: 1, max: 999_999 }),
        (name, contexts, id) => {
          const organisation = formatOrganisationCode(id);
          const decoded = rolesOf(name, contexts, organisation).map(decodeRole);
          const expected = (contexts.length === 0 ? [null] : contexts).map((context) => ({
            role: name,
            context,
            organisation,
          }));
          expect(decoded).toEqual(expected);
        },
      ),
    );
    const link = {
      id: 'a-b',
      name: { nl: 'A', en: 'A' },
      description: { nl: '', en: '' },
      url: null,
      levels: [1],
      institutions: null,
      rule: { kind: 'theme', themeId: 1 },
    };
    for (const roles of [
      { 'portal-user': 'A-B' },
      { 'portal-user': 'A:B' },
      { 'portal-user': '' },
      { 'portal-user': 'A', 'portal-admin': 'A' },
    ])
      expect(linksSchema.safeParse([{ ...link, roles }]).success).toBe(false);
    const change = asSystem(db.database, async (tx) => {
      await actAsSystem(tx);
      await sql`update entitlements set contexts = '{"a:b"}' where id = 'pupil-passport'`.execute(tx);
    });
    return expect(change).rejects.toThrow('contexts_can_be_claimed');
  });
});
