import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask } from '#access/use-case.ts';
import { applyLinks, LinkRefused, linksSchema, linkTarget, listLinks, ownLinks, type Link } from '#apps/links/index.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { readingAs } from '#tests/world/acting.ts';
import { aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';
import { aPerson, aPortalAdmin, aPortalUser, aWorkRelation, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let centre: School;
let links: Link[];

const anyOne = {
  kind: 'any',
  rules: [
    { kind: 'holds', entitlement: 'portal-admin' },
    { kind: 'holds', entitlement: 'portal-user' },
  ],
};

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  centre = await aSchool(db.database, { levels: [6], name: 'Centrum voor basiseducatie' });
  links = linksSchema.parse([
    {
      id: 'salto',
      name: { nl: 'SALTO', en: 'SALTO' },
      description: { nl: 'Taalscreening', en: 'Language screening' },
      url: 'https://salto.example/',
      levels: [1],
      institutions: null,
      rule: {
        kind: 'any',
        rules: [
          { kind: 'holds', entitlement: 'portal-admin' },
          { kind: 'theme', themeId: 3 },
        ],
      },
    },
    {
      id: 'maatwerk',
      name: { nl: 'Formulier Maatwerk', en: 'Form' },
      description: { nl: '', en: '' },
      url: 'https://maatwerk.example/',
      levels: [6],
      institutions: [centre.id],
      rule: anyOne,
    },
    {
      id: 'zonder-adres',
      name: { nl: 'Zonder adres', en: 'No address' },
      description: { nl: '', en: '' },
      url: null,
      levels: [1],
      institutions: null,
      rule: anyOne,
    },
  ]);
  await asSystem(db.database, (tx) => applyLinks(tx, links));
});

const shownTo = async (person: Person): Promise<string[]> =>
  (await readingAs(db.database, person, (as) => ask(ownLinks, as, {}))).map((link) => link.id);

const open = async (person: Person, id: string): Promise<string | null> =>
  (await readingAs(db.database, person, (as) => ask(linkTarget, as, { id }))).link.url;

describe('OT-1: a linked application is shown exactly to those for whom it opens', () => {
  test('by right or theme, at its level', async () => {
    const admin = await aPortalAdmin(db.database, { of: school });
    const ticked = await aPortalUser(db.database, { of: school, themes: [3] });
    const other = await aPortalUser(db.database, { of: school, themes: [1] });
    const secondary = await aPortalAdmin(db.database, { of: await aSecondarySchool(db.database) });
    expect([await shownTo(admin), await shownTo(ticked), await shownTo(other), await shownTo(secondary)]).toEqual([
      ['salto'],
      ['salto'],
      [],
      [],
    ]);
    expect([await open(admin, 'salto'), await open(ticked, 'salto')]).toEqual([
      'https://salto.example/',
      'https://salto.example/',
    ]);
    for (const person of [other, secondary]) await expect(open(person, 'salto')).rejects.toBeInstanceOf(Forbidden);
  });

  test('O20 only for the institutions it is for', async () => {
    const there = await aPortalUser(db.database, { of: centre });
    const elsewhere = await aPortalAdmin(db.database, { of: await aSchool(db.database, { levels: [6] }) });
    expect([await shownTo(there), await shownTo(elsewhere)]).toEqual([['maatwerk'], []]);
    await expect(open(elsewhere, 'maatwerk')).rejects.toBeInstanceOf(Forbidden);
  });

  test('without an address it is nowhere, and one that was made up neither', async () => {
    const admin = await aPortalAdmin(db.database, { of: school });
    for (const id of ['zonder-adres', 'bestaat-niet']) await expect(open(admin, id)).rejects.toBeInstanceOf(NotFound);
  });

  test('the start page shows the tile, its address leads on, and the refusal says which right or theme is missing', async () => {
    const admin = await signIn(db.database, await aPortalAdmin(db.database, { of: school }));
    expect(await (await site.ask('/', { session: admin })).text()).toContain('href="/toepassing/salto"');
    const led = await site.ask('/toepassing/salto', { session: admin });
    expect([led.status, led.headers.get('location')]).toEqual([303, 'https://salto.example/']);
    const user = await signIn(db.database, await aPortalUser(db.database, { of: school, themes: [1] }));
    expect(await (await site.ask('/', { session: user })).text()).not.toContain('href="/toepassing/');
    const refused = await site.ask('/toepassing/salto', { session: user });
    expect([refused.status, (await refused.text()).includes('Leerlingen (vertrouwelijk)')]).toEqual([403, true]);
  });

  test('Waarom zie ik dit niet? names it for an institution that could have it, and for no other', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [1] });
    const plain = await aPerson(db.database);
    await aWorkRelation(db.database, plain, school);
    for (const person of [user, plain]) {
      const session = await signIn(db.database, person);
      const html = await (await site.ask(`/waarom?instelling=${school.id}`, { session })).text();
      expect([html.includes('SALTO'), html.includes('Formulier Maatwerk'), html.includes('Zonder adres')]).toEqual([
        true,
        false,
        false,
      ]);
    }
  });
});

describe('OT-1: linked applications are data', () => {
  test('the same file again changes nothing, and what it does not name is removed', async () => {
    const again = await asSystem(db.database, (tx) => applyLinks(tx, links));
    expect(again).toEqual({ added: [], changed: [], removed: [], unchanged: ['salto', 'maatwerk', 'zonder-adres'] });
    const [salto, ...others] = links;
    const moved = [{ ...salto, url: 'https://salto2.example/' } as Link, ...others.slice(0, 1)];
    const changed = await asSystem(db.database, (tx) => applyLinks(tx, moved));
    expect(changed).toEqual({ added: [], changed: ['salto'], removed: ['zonder-adres'], unchanged: ['maatwerk'] });
    await asSystem(db.database, (tx) => applyLinks(tx, links));
    expect((await readAsSystem(db.database, listLinks)).map((link) => link.id)).toEqual(['salto', 'maatwerk']);
  });

  test('a right or theme that does not exist is refused, and an address without https', async () => {
    const [salto] = links;
    const refuse = (rule: Link['rule']) => asSystem(db.database, (tx) => applyLinks(tx, [{ ...salto, rule } as Link]));
    await expect(refuse({ kind: 'theme', themeId: 99 })).rejects.toBeInstanceOf(LinkRefused);
    await expect(refuse({ kind: 'holds', entitlement: 'bestaat-niet' as never })).rejects.toThrow('bestaat-niet');
    expect(linksSchema.safeParse([{ ...salto, url: 'javascript:alert(1)' }]).success).toBe(false);
    expect(linksSchema.safeParse([{ ...salto, rule: { kind: 'any', rules: [] } }]).success).toBe(false);
  });

  test('a person reads them and changes none', async () => {
    const admin = await aPortalAdmin(db.database, { of: school });
    const [changed] = await db.database.write(async (tx) =>
      tx.updateTable('linked_applications').set({ url: null }).execute(),
    );
    expect(changed?.numUpdatedRows).toBe(0n);
    expect(await shownTo(admin)).toEqual(['salto']);
  });
});
