import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#access/actor.ts';
import { decide, theme } from '#access/rule.ts';
import { ask } from '#access/use-case.ts';
import { applications } from '#apps/index.ts';
import { countByLevel, searchDocuments } from '#apps/library/index.ts';
import { noFilter, type DocumentFilter } from '#apps/library/model.ts';
import type { SearchInput, SearchResult } from '#apps/library/queries.ts';
import { levels } from '#directory/levels.ts';
import { messages } from '#i18n/index.ts';
import { openLevels, tabsFor } from '#web/navigation.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { someDocuments } from '#tests/wall/documents.ts';
import { aTown, type PersonaName, type Town } from '#tests/wall/personas.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { actorOf, readingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, aPortalUser, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let site: Site;
let town: Town;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  town = await aTown(db.database, site.services.files);
});

const question: SearchInput = {
  levelId: null,
  search: '',
  filter: noFilter,
  institutionsToo: [],
  order: 'newest',
  from: null,
  direction: 'older',
  skip: 0,
};

const searchAs = (person: Person, changes: Partial<SearchInput>): Promise<SearchResult> =>
  readingAs(db.database, person, (as) => ask(searchDocuments, as, { ...question, ...changes }));

const idsOf = (result: SearchResult): string[] => result.documents.map((document) => document.id);

describe('P4: a theme gives what it says and nothing beside it', () => {
  const openTheme = 8;
  const confidentialTheme = 9;

  test('not at another institution, not at another level, not with the other confidentiality', async () => {
    const school = await aSchool(db.database, { levels: [1, 2] });
    const other = await aSchool(db.database, { levels: [2] });
    const documents = await someDocuments(db.database, [
      { institutionId: school.id, level: 2, theme: openTheme },
      { institutionId: school.id, level: 1, theme: openTheme },
      { institutionId: school.id, level: 2, theme: confidentialTheme },
      { institutionId: other.id, level: 2, theme: openTheme },
    ]);
    const user = await aPortalUser(db.database, { of: school, level: 2, themes: [openTheme] });
    await aPortalUser(db.database, { of: other, to: user });
    expect(idsOf(await searchAs(user, {}))).toEqual([documents[0]?.id]);
    const session = await signIn(db.database, user);
    const statuses = await Promise.all(
      documents.map(async ({ id }) => (await site.ask(`/document/${id}`, { session })).status),
    );
    expect(statuses).toEqual([200, 404, 404, 404]);
    const actor = await actorOf(db.database, user);
    const at = (of: School, levelId: number, themeId: number): boolean =>
      decide(theme(themeId), actor, { institutionId: of.id, levelId }).allowed;
    expect([
      at(school, 2, openTheme),
      at(school, 1, openTheme),
      at(school, 2, confidentialTheme),
      at(other, 2, openTheme),
    ]).toEqual([true, false, false, false]);
  });

  test('not through a filter, a level or a cursor in the address that one does not hold', async () => {
    const session = await signIn(db.database, person('user'));
    const { elsewhere, confidential, open } = town.documents;
    const cursor = `${(Date.now() + 86_400_000).toString(36)}.${elsewhere.id}`;
    for (const path of [
      `/documenten?instelling=${town.elsewhere.id}`,
      `/documenten?instelling=${town.elsewhere.id}&instelling=${town.school.id}`,
      '/documenten?thema=3&thema=12',
      '/documenten?niveau=2',
      `/documenten?na=${cursor}`,
      `/documenten?voor=0.${elsewhere.id}`,
      '/documenten?q=uren-leraar',
      '/documenten?q=Demir&volgorde=passend',
      `/documenten?q=brief&zoek-instelling=${encodeURIComponent(town.elsewhere.name)}`,
    ]) {
      const html = await (await site.ask(path, { session })).text();
      for (const foreign of [elsewhere, confidential]) {
        expect([path, html.includes(`/document/${foreign.id}`)]).toEqual([path, false]);
        expect([path, html.includes(foreign.title)]).toEqual([path, false]);
      }
    }
    expect(await (await site.ask('/documenten', { session })).text()).toContain(open.id);
  });

  test('P3: a document that exists and one that does not answer alike, to the letter', async () => {
    const session = await signIn(db.database, person('user'));
    const pageOf = async (id: string): Promise<string> => {
      const html = await (await site.ask(`/document/${id}`, { session })).text();
      return html.replaceAll(/nonce="[^"]*"/g, '').replaceAll(id, 'ID');
    };
    const absent = await pageOf('0197f3a2-0000-7000-8000-000000000001');
    for (const { id } of [town.documents.elsewhere, town.documents.confidential, town.documents.pay])
      expect(await pageOf(id)).toBe(absent);
  });
});

function person(name: PersonaName): Person {
  const found = town.personas[name].person;
  if (!found) throw new Error(`${name} is no person`);
  return found;
}

const people: PersonaName[] = [
  'no right',
  'user without theme',
  'user',
  'user elsewhere',
  'administrator',
  'board',
  'reader',
  'head admin',
  'ended right',
  'closed school',
  'helpdesk',
];

/** The levels at which somebody may open an application, by trying every one of them. */
async function opened(session: string, levelSlug: string): Promise<string[]> {
  const found: string[] = [];
  for (const app of applications.filter((one) => one.place === 'level')) {
    const answer = await site.ask(`/${levelSlug}/${app.path}`, { session });
    if (answer.status === 200) found.push(app.path);
    else expect([app.path, answer.status]).toEqual([app.path, 403]);
  }
  return found;
}

describe('P11: tiles, tabs and the search in everything show exactly what opens', () => {
  test.each(people)('%s', async (name) => {
    const session = await signIn(db.database, person(name));
    const actor: Actor = await actorOf(db.database, person(name));
    const start = await (await site.ask('/', { session })).text();
    for (const level of levels) {
      const open = await opened(session, level.slug);
      expect([level.slug, openLevels(actor).includes(level.id)]).toEqual([level.slug, open.length > 0]);
      const tile = new RegExp(`<li class="tile"><a href="/${level.slug}"`).test(start);
      expect([level.slug, tile]).toEqual([level.slug, open.length > 0]);
      const tabs = tabsFor(actor, level.id, messages.nl).map((tab) => tab.href);
      expect(tabs).toEqual(open.map((path) => `/${level.slug}/${path}`));
    }
    for (const app of applications.filter((one) => one.place === 'start')) {
      const isTab = tabsFor(actor, null, messages.nl).some((tab) => tab.href === `/${app.path}`);
      const { status } = await site.ask(`/${app.path}`, { session });
      expect([app.id, status]).toEqual([app.id, isTab ? 200 : 403]);
      expect([app.id, start.includes(`href="/${app.path}"`)]).toEqual([app.id, isTab]);
    }
    for (const app of applications.filter((one) => one.place === 'none')) {
      const { status } = await site.ask(`/${app.path}`, { session });
      const said = decide(app.opensFor, actor, { institutionId: town.school.id, levelId: 1 }).allowed;
      expect([app.id, status]).toEqual([app.id, said ? 200 : 403]);
    }
    const everything = (await site.ask('/documenten?q=brief', { session })).status;
    expect(start.includes('role="search"')).toBe(everything === 200);
  });
});

describe('P12: the tabs of the levels together are Alle documenten', () => {
  test.each(people)('%s', async (name) => {
    const all = await searchAs(person(name), {});
    const perLevel = await Promise.all(levels.map((level) => searchAs(person(name), { levelId: level.id })));
    expect(perLevel.flatMap(idsOf).toSorted()).toEqual(idsOf(all).toSorted());
    const tiles = await readingAs(db.database, person(name), ({ db: snapshot, actor }) =>
      countByLevel(snapshot, actor),
    );
    for (const [at, level] of levels.entries()) {
      expect(perLevel[at]?.facets.total).toBe(tiles.get(level.id) ?? 0);
      expect(perLevel[at]?.documents.every((document) => document.levelId === level.id)).toBe(true);
    }
  });
});

describe('P14: what is typed and ticked only ever narrows', () => {
  let head: Person;
  let ids: string[];

  beforeAll(async () => {
    const schools = [await aSchool(db.database), await aSchool(db.database, { levels: [1, 2] })];
    const [one, two] = schools;
    if (!one || !two) throw new Error('no schools');
    head = await aPortalAdmin(db.database, { of: one });
    await aPortalAdmin(db.database, { of: two, to: head });
    const phrases = ['de openbare school', 'school de openbare', 'openbare de scholen', 'een vrije school'];
    const made = await someDocuments(
      db.database,
      Array.from({ length: 40 }, (_, at) => ({
        institutionId: at % 2 === 0 ? one.id : two.id,
        level: at % 4 === 3 ? 2 : 1,
        theme: [1, 3, 6][at % 3] ?? 1,
        schoolYear: 2023 + (at % 4),
        title: `Brief ${at}`,
        body: `Dit gaat over ${phrases[at % 4]}.`,
      })),
    );
    ids = made.map((document) => document.id);
    schoolIds = [one.id, two.id];
  });
  let schoolIds: number[] = [];

  test.each(['', ' ', 'a', 'ab', '"a"', '"ab"', '!?', 'a b'.slice(0, 2)])(
    'a text under three characters filters nothing: %j',
    async (search) => {
      expect(idsOf(await searchAs(head, { search })).toSorted()).toEqual(ids.toSorted());
    },
  );

  test('a quoted phrase finds that word sequence and no other', async () => {
    const found = idsOf(await searchAs(head, { search: '"de openbare school"' }));
    expect(found.toSorted()).toEqual(ids.filter((_, at) => at % 4 === 0).toSorted());
    const loose = idsOf(await searchAs(head, { search: 'de openbare school' }));
    expect(loose).toEqual(expect.arrayContaining(found));
    expect(loose.length).toBeGreaterThan(found.length);
  });

  test('removing a filter never removes a result, and its count is what one finds', async () => {
    const some = <T>(values: T[]) => fc.subarray(values);
    const filters = fc.record({
      levels: some([1, 2, 3]),
      themes: some([1, 3, 6, 12]),
      schoolYears: some([2023, 2024, 2025, 2026]),
      institutions: fc.constant(null).chain(() => some(schoolIds)),
      search: fc.constantFrom('', 'school', '"openbare"'),
    });
    await fc.assert(
      fc.asyncProperty(filters, async ({ search, ...filter }) => {
        const narrow = await searchAs(head, { search, filter: { ...noFilter, ...filter } });
        expect(narrow.documents.length).toBe(narrow.facets.total);
        for (const part of Object.keys(filter) as (keyof DocumentFilter)[]) {
          const wider = idsOf(await searchAs(head, { search, filter: { ...noFilter, ...filter, [part]: [] } }));
          expect(wider).toEqual(expect.arrayContaining(idsOf(narrow)));
        }
        const unsearched = idsOf(await searchAs(head, { filter: { ...noFilter, ...filter } }));
        expect(unsearched).toEqual(expect.arrayContaining(idsOf(narrow)));
      }),
      { numRuns: 40 },
    );
  });
});
