import { beforeAll, describe, expect, test } from 'vitest';
import { scopeOf, type Actor, type Reach } from '#access/actor.ts';
import { ask } from '#access/use-case.ts';
import { countByLevel, newestDocuments, openDocument, searchDocuments } from '#apps/library/index.ts';
import { searchVisibleInstitutions } from '#apps/library/labels.ts';
import { noFilter, type Facet } from '#apps/library/model.ts';
import type { SearchInput, SearchResult } from '#apps/library/queries.ts';
import { findPersonInScope, listRelationsOf, listStoriesOf } from '#apps/rights/queries/person.ts';
import { listPeople } from '#apps/rights/queries/people.ts';
import { listGrantsOf } from '#apps/rights/queries/grants.ts';
import { listHolders, listInstitutions, readVersions } from '#apps/themes/queries.ts';
import type { Db } from '#platform/db.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { someDocuments, type MadeDocument } from '#tests/wall/documents.ts';
import { aTown, type PersonaName, type Town } from '#tests/wall/personas.ts';
import { aSite } from '#tests/wall/site.ts';
import { readingAs } from '#tests/world/acting.ts';
import type { Person } from '#tests/world/people.ts';

let db: TestDatabase;
let town: Town;
let documents: MadeDocument[];
/** Keys that cover every document there is: what a query without its explicit condition would look through. */
let everything: Record<'institutions' | 'scopes' | 'themes', Reach>;

const words = ['lestijden', 'verlof', 'toelage', 'inspectie', 'inschrijving'];
const themesByLevel: Record<number, number[]> = { 1: [1, 3, 6, 12], 2: [1, 3, 9] };

beforeAll(async () => {
  db = await testDatabase();
  const site = await aSite(db);
  town = await aTown(db.database, site.services.files);
  const places = [town.school, town.elsewhere, town.closed].flatMap((school) =>
    school.levels.flatMap((level) =>
      (themesByLevel[level] ?? []).map((theme) => ({ institutionId: school.id, level, theme })),
    ),
  );
  documents = await someDocuments(
    db.database,
    Array.from({ length: 240 }, (_, at) => ({
      ...(places[at % places.length] ?? { institutionId: town.school.id }),
      schoolYear: 2020 + (at % 5),
      title: `Brief over ${words[at % words.length]} ${at}`,
      body: `Deze brief gaat over ${words[(at * 3) % words.length]} en de omkadering.`,
      publishedAt: new Date(Date.UTC(2026, 8, 1 + (at % 17), 8)),
    })),
  );
  const none: Reach = { institutions: [], scopes: [], themes: [], shared: [] };
  everything = {
    institutions: { ...none, institutions: [town.school.id, town.elsewhere.id, town.closed.id] },
    scopes: { ...none, scopes: places.map((at) => scopeOf(at.institutionId, at.level, at.theme)) },
    themes: { ...none, themes: [1, 3, 6, 9, 12] },
  };
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

const person = (name: PersonaName): Person => {
  const found = town.personas[name].person;
  if (!found) throw new Error(`${name} is no person`);
  return found;
};

/** The page puts counts in order itself. */
function inOrder(result: SearchResult): SearchResult {
  const byKey = (facets: readonly Facet[]) => facets.toSorted((one, other) => one.key - other.key);
  const { levels, themes, schoolYears, institutions } = result.facets;
  return {
    ...result,
    facets: {
      ...result.facets,
      levels: byKey(levels),
      themes: byKey(themes),
      schoolYears: byKey(schoolYears),
      institutions: byKey(institutions),
    },
  };
}

/** The documents without what is told of them by keys: counts, and who shared. */
function withoutCounts(result: unknown): unknown {
  if (result instanceof Map) return null;
  // Institutions of the filter come from the counts.
  if (Array.isArray(result)) return areDocuments(result) ? result.map((one) => ({ ...one, sharedBy: null })) : null;
  return isResult(result) ? { ...result, facets: null, documents: withoutCounts(result.documents) } : result;
}

const areDocuments = (rows: readonly unknown[]): rows is object[] => typeof rows[0] === 'object';

const isResult = (result: unknown): result is SearchResult =>
  typeof result === 'object' && result !== null && 'facets' in result;

/** Asks once with the actor's own keys and once with keys for everything: row-level security must make up the difference. */
async function sameWithout<T>(name: PersonaName, read: (db: Db, actor: Actor) => Promise<T>): Promise<T> {
  return readingAs(db.database, person(name), async ({ db: snapshot, actor }) => {
    const own = await read(snapshot, actor);
    for (const [kind, reach] of Object.entries(everything)) {
      const unbounded = await read(snapshot, { ...actor, reach });
      // Totals of whole themes are in sight of their readers only: for others they are less than what they may see.
      const lessCounted = kind === 'themes' && actor.reach.themes.length === 0;
      // What was shared is let through too, but roll-ups count only what is held.
      const plain = lessCounted || actor.reach.shared.length > 0;
      const [one, other] = plain ? [withoutCounts(unbounded), withoutCounts(own)] : [unbounded, own];
      expect(one, `${name}, all ${kind}`).toEqual(other);
    }
    return own;
  });
}

describe('P1, P3: every list query gives the same rows without its explicit condition', () => {
  test.each(people)('list, search, ranked search and counts: %s', async (name) => {
    const search = (changes: Partial<SearchInput>) =>
      sameWithout(name, async (snapshot, actor) =>
        inOrder(await ask(searchDocuments, { db: snapshot, actor }, { ...question, ...changes })),
      );
    const first = await search({});
    if (first.older) await search({ from: first.older });
    const middle = documents[120];
    if (middle)
      for (const direction of ['older', 'newer'] as const)
        await search({ from: { publishedAt: new Date(Date.UTC(2026, 8, 9, 8)), id: middle.id }, direction });
    for (const word of ['omkadering', 'verlof', '"over toelage"'])
      for (const order of ['newest', 'relevance'] as const) await search({ search: word, order });
    await search({ levelId: 1, search: 'brief' });
    await search({ levelId: 2 });
    await search({ filter: { ...noFilter, themes: [3, 12] } });
    await search({ filter: { ...noFilter, schoolYears: [2021], institutions: [town.school.id] } });
  });

  test.each(people)('tiles, newest documents, institutions of the filter, single documents: %s', async (name) => {
    await sameWithout(name, countByLevel);
    await sameWithout(name, (snapshot, actor) => newestDocuments(snapshot, actor, 5));
    await sameWithout(name, (snapshot, actor) => searchVisibleInstitutions(snapshot, actor, 'school'));
    for (const { id } of documents.slice(0, 30))
      await sameWithout(name, (snapshot, actor) =>
        ask(openDocument, { db: snapshot, actor }, { id }).catch((error: Error) => error.name),
      );
  });

  test('somebody sees something, and nobody sees all: the comparison compares', async () => {
    const totals = new Map<PersonaName, number>();
    for (const name of people) {
      const { facets } = await sameWithout(name, async (snapshot, actor) =>
        inOrder(await ask(searchDocuments, { db: snapshot, actor }, question)),
      );
      totals.set(name, facets.total);
    }
    expect(totals.get('user')).toBeGreaterThan(5);
    expect(totals.get('board')).toBeGreaterThan(100);
    expect(totals.get('no right')).toBe(0);
    expect(Math.max(...totals.values())).toBeLessThan(documents.length);
  });
});

describe('R7: rights and themes answer only about the own institutions, even asked directly', () => {
  const foreign: [PersonaName, 'school' | 'elsewhere' | 'closed'][] = [
    ['no right', 'school'],
    ['user', 'school'],
    ['reader', 'school'],
    ['ended right', 'school'],
    ['administrator', 'elsewhere'],
    ['head admin', 'elsewhere'],
    ['administrator elsewhere', 'school'],
    ['closed school', 'closed'],
    ['helpdesk', 'school'],
  ];

  test.each(foreign)('%s learns nothing about the people of %s', async (name, where) => {
    const organisationId = town[where].id;
    const own = person(name).id;
    const holder = town.personas[where === 'elsewhere' ? 'user elsewhere' : 'user'].person;
    await readingAs(db.database, person(name), async ({ db: snapshot }) => {
      const listed = await listPeople(snapshot, {
        organisationIds: [organisationId],
        circle: 'access',
        text: '',
        order: 'name',
        limit: 50,
      });
      expect(listed.people.map((one) => one.personId).filter((id) => id !== own)).toEqual([]);
      expect(await listHolders(snapshot, organisationId)).toEqual([]);
      expect((await listInstitutions(snapshot, [organisationId])).map(({ users }) => users)).toEqual([
        name === 'user' ? 1 : 0,
      ]);
      if (!holder || holder.id === own) return;
      expect((await listGrantsOf(snapshot, [organisationId], [holder.id])).size).toBe(0);
      expect(await findPersonInScope(snapshot, holder.id, [organisationId])).toBeUndefined();
      expect(await listStoriesOf(snapshot, holder.id, [organisationId])).toEqual([]);
      expect(await listRelationsOf(snapshot, holder.id)).toEqual([]);
      const cells = [{ id: holder.id, grantId: town.grants[where === 'elsewhere' ? 'elsewhere' : 'here'] }];
      expect((await readVersions(snapshot, { institutionId: organisationId, levelId: 1 }, cells)).size).toBe(0);
    });
  });

  test('who manages the institution does see them: the comparison compares', async () => {
    await readingAs(db.database, person('administrator'), async ({ db: snapshot }) => {
      const organisationId = town.school.id;
      const listed = await listPeople(snapshot, {
        organisationIds: [organisationId],
        circle: 'access',
        text: '',
        order: 'name',
        limit: 50,
      });
      expect(listed.people.length).toBeGreaterThan(3);
      expect((await listHolders(snapshot, organisationId)).length).toBeGreaterThan(3);
    });
  });
});
