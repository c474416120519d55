import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { ask } from '#access/use-case.ts';
import {
  applyLinks,
  LinkRefused,
  linksSchema,
  linkTarget,
  listKnownLinks,
  ownLinks,
  type Link,
} from '#apps/links/index.ts';
import { launchAddress } from '#apps/links/launch.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';
import { aPerson, aPortalAdmin, aPortalUser, aWorkRelation, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let site: Site;
let schools: School[];

const holds = (entitlement: string) => ({ kind: 'holds', entitlement }) as Link['rule'];
const theme = (themeId: number): Link['rule'] => ({ kind: 'theme', themeId });
const aLink = (id: string, wishes: Partial<Link> = {}): Link => ({
  id,
  name: { nl: id.toUpperCase(), en: id },
  description: { nl: '', en: '' },
  url: `https://${id}.example/begin?taal=nl`,
  levels: [1],
  institutions: null,
  rule: { kind: 'any', rules: [holds('portal-admin'), theme(3)] },
  client: null,
  roles: {},
  webhookUrl: null,
  ...wishes,
});
const aClient = (id: string) => ({
  id,
  redirectUrls: [`https://${id}.example/terug`],
  initiateLoginUrl: `https://${id}.example/aanmelden?via=poort`,
});

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  schools = [await aSchool(db.database), await aSchool(db.database), await aSecondarySchool(db.database)];
});

const apply = (links: readonly Link[]) => asSystem(db.database, (tx) => applyLinks(tx, links));
const known = () => readAsSystem(db.database, listKnownLinks);

describe('OT-1: a linked application is known as a client of the identity provider', () => {
  test('it is stored with its addresses, printed as the file that brings it in, and changed or taken away', async () => {
    const links = [aLink('discimus', { client: aClient('discimus') }), aLink('salto')];
    await apply(links);
    expect(await known()).toEqual(links);
    expect(linksSchema.parse(JSON.parse(JSON.stringify(await known())))).toEqual(links);
    expect((await apply(links)).unchanged).toEqual(['discimus', 'salto']);
    const [discimus, salto] = links as [Link, Link];
    const client = { ...aClient('discimus'), redirectUrls: ['https://a.example/x', 'https://b.example/y'] };
    expect((await apply([{ ...discimus, client }, salto])).changed).toEqual(['discimus']);
    expect((await apply([{ ...discimus, client: null }, salto])).changed).toEqual(['discimus']);
    expect((await known())[0]?.client).toBeNull();
  });

  test.each([
    ['an address without https', { redirectUrls: ['http://discimus.example/terug'] }],
    ['an address that runs something', { redirectUrls: ['javascript:alert(1)'] }],
    ['an address with a fragment', { redirectUrls: ['https://discimus.example/terug#deel'] }],
    ['no address to go back to', { redirectUrls: [] }],
    ['an address twice', { redirectUrls: ['https://x.example/', 'https://x.example/'] }],
    ['an id with a space', { id: 'disci mus' }],
    ['a begin without https', { initiateLoginUrl: 'http://discimus.example/' }],
    ['a begin that carries a hint of its own', { initiateLoginUrl: 'https://x.example/?login_hint=abc' }],
    ['something that no client has', { secret: 'geheim' }],
  ])('%s is refused', (_about, wrong) => {
    const link = { ...aLink('discimus'), client: { ...aClient('discimus'), ...wrong } };
    expect(linksSchema.safeParse([link]).success).toBe(false);
  });

  test('two applications cannot be the same client, nor half a client, for the database either', async () => {
    const client = aClient('een');
    await expect(apply([aLink('aa', { client }), aLink('bb', { client })])).rejects.toBeInstanceOf(LinkRefused);
    await apply([aLink('aa'), aLink('bb')]);
    const change = (values: object) =>
      asSystem(db.database, (tx) => tx.updateTable('linked_applications').set(values).where('id', '=', 'aa').execute());
    await expect(change({ client_id: 'x' })).rejects.toThrow('client_is_whole');
    await expect(change({ initiate_login_url: 'https://x.example/' })).rejects.toThrow('client_is_whole');
    await expect(
      change({ client_id: 'x', redirect_urls: ['https://x.example/', 'http://y.example/'] }),
    ).rejects.toThrow('redirect_urls_check');
    await expect(change({ client_id: 'x', redirect_urls: ['https://x.example/'] })).resolves.toBeDefined();
  });
});

describe('OT-1: a click leads to the application for the institution that was chosen here', () => {
  test('the address carries provider, target and organisation as the access gateway reads them (rights, 9.3)', () => {
    const link = aLink('discimus', { client: aClient('discimus') });
    const address = new URL(
      launchAddress(link, { issuer: 'https://idp.test/op', targetGroup: 'OV', organisationId: 34793 }),
    );
    expect(`${address.origin}${address.pathname}`).toBe('https://discimus.example/aanmelden');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      via: 'poort',
      iss: 'https://idp.test/op',
      target_link_uri: 'https://discimus.example/begin?taal=nl',
    });
    const hint = Buffer.from(address.searchParams.get('login_hint') ?? '', 'base64').toString();
    expect(JSON.parse(hint)).toEqual({ cap_hint: 'OV', code_hint: '034793' });
    const plain = aLink('salto', { client: { ...aClient('salto'), initiateLoginUrl: null } });
    expect(launchAddress(plain, { issuer: 'x', targetGroup: 'OV', organisationId: 1 })).toBe(plain.url);
  });

  const hintOf = (answer: Response): unknown => {
    const { searchParams } = new URL(answer.headers.get('location') ?? '');
    return JSON.parse(Buffer.from(searchParams.get('login_hint') ?? '', 'base64').toString());
  };

  test('whoever stands at one school is led on at once; at several they say for which, and never for another', async () => {
    await apply([aLink('discimus', { client: aClient('discimus') })]);
    const [one, two, secondary] = schools as [School, School, School];
    const single = await aPortalAdmin(db.database, { of: one });
    const led = await site.ask('/toepassing/discimus', { session: await signIn(db.database, single) });
    expect([led.status, hintOf(led)]).toEqual([303, { cap_hint: 'OV', code_hint: formatInstitutionNumber(one.id) }]);

    const several = await aPortalAdmin(db.database, { of: one });
    await aPortalAdmin(db.database, { of: two, to: several });
    await aPortalAdmin(db.database, { of: secondary, to: several });
    const session = await signIn(db.database, several);
    const chooses = await site.ask('/toepassing/discimus', { session });
    const page = await chooses.text();
    expect(chooses.status).toBe(200);
    for (const [school, isOffered] of [
      [one, true],
      [two, true],
      [secondary, false],
    ] as const)
      expect(page.includes(`/toepassing/discimus?instelling=${formatInstitutionNumber(school.id)}"`)).toBe(isOffered);
    const at = (school: School) =>
      site.ask(`/toepassing/discimus?instelling=${formatInstitutionNumber(school.id)}`, { session });
    expect(hintOf(await at(two))).toEqual({ cap_hint: 'OV', code_hint: formatInstitutionNumber(two.id) });
    expect((await at(secondary)).status).toBe(404);
    expect((await at(await aSchool(db.database))).status).toBe(404);
    expect((await site.ask('/toepassing/discimus?instelling=%27', { session })).status).toBe(404);
  });

  test('whoever acts for one organisation goes there for that one', async () => {
    await apply([aLink('discimus', { client: aClient('discimus') })]);
    const [one, two] = schools as [School, School];
    const person = await aPortalAdmin(db.database, { of: one });
    await aPortalAdmin(db.database, { of: two, to: person });
    const narrowed = { ...person, onBehalfOf: { ...person.onBehalfOf, workRelationId: await relationOf(person, two) } };
    const led = await site.ask('/toepassing/discimus', { session: await signIn(db.database, narrowed) });
    expect(hintOf(led)).toEqual({ cap_hint: 'OV', code_hint: formatInstitutionNumber(two.id) });
  });

  const relationOf = async (person: Person, school: School): Promise<string> =>
    readAsSystem(db.database, async (tx) => {
      const { id } = await tx
        .selectFrom('work_relations')
        .select('id')
        .where('person_id', '=', person.id)
        .where('organisation_id', '=', school.id)
        .executeTakeFirstOrThrow();
      return id;
    });
});

test(
  'OT-1, PO-5 tile, address and explanation agree for everybody and every application',
  { timeout: 120_000 },
  async () => {
    const [one, , secondary] = schools as [School, School, School];
    const links = [
      aLink('alleen-beheerder', { rule: holds('portal-admin') }),
      aLink('thema', { rule: { kind: 'all', rules: [holds('portal-user'), theme(3)] }, client: aClient('thema') }),
      aLink('secundair', { levels: [2], rule: { kind: 'any', rules: [holds('portal-admin'), theme(4)] } }),
      aLink('een-school', { institutions: [one.id], rule: holds('portal-user') }),
      aLink('zonder-adres', { url: null, rule: { kind: 'any', rules: [holds('portal-admin'), holds('portal-user')] } }),
    ];
    await apply(links);
    const other = await aSchool(db.database);
    const nobody = await aPerson(db.database);
    await aWorkRelation(db.database, nobody, one);
    // Who sees what, written down by hand.
    const expected: [string, Person, string[]][] = [
      ['portal administrator of the school', await aPortalAdmin(db.database, { of: one }), ['alleen-beheerder']],
      ['portal user with the theme', await aPortalUser(db.database, { of: one, themes: [3] }), ['een-school', 'thema']],
      ['portal user without it', await aPortalUser(db.database, { of: one, themes: [1] }), ['een-school']],
      ['portal user of another school', await aPortalUser(db.database, { of: other, themes: [3] }), ['thema']],
      ['administrator in secondary', await aPortalAdmin(db.database, { of: secondary }), ['secundair']],
      [
        'user in secondary with the theme',
        await aPortalUser(db.database, { of: secondary, themes: [4] }),
        ['secundair'],
      ],
      ['user in secondary with another', await aPortalUser(db.database, { of: secondary, themes: [3] }), []],
      ['somebody without a right', nobody, []],
    ];
    for (const [who, person, ids] of expected) {
      const session = await signIn(db.database, person);
      const shown = await readingAs(db.database, person, (as) => ask(ownLinks, as, {}));
      expect([who, shown.map((link) => link.id).toSorted()]).toEqual([who, ids]);
      const start = await (await site.ask('/', { session })).text();
      for (const { id, url } of links) {
        const opens = ids.includes(id);
        expect([who, id, start.includes(`href="/toepassing/${id}"`)]).toEqual([who, id, opens]);
        const answer = await site.ask(`/toepassing/${id}`, { session });
        expect([who, id, answer.status]).toEqual([who, id, opens ? 303 : url === null ? 404 : 403]);
        const target = readingAs(db.database, person, (as) => ask(linkTarget, as, { id }));
        await (opens ? expect(target).resolves.toMatchObject({ link: { id } }) : expect(target).rejects.toThrow());
      }
    }
  },
);
