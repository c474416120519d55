import { beforeAll, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import type { Reach } from '#access/actor.ts';
import { findDocuments, type FindQuestion } from '#apps/library/find.ts';
import { noFilter, pageSize } from '#apps/library/model.ts';
import { noteFrequentWords, splitWords, throughIndex } from '#apps/library/words.ts';
import type { Db } from '#platform/db.ts';
import { parseSearch } from '#platform/text/search-query.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { someDocuments } from '#tests/wall/documents.ts';
import { aSchool } from '#tests/world/organisations.ts';

/** More documents than are looked at for common words. */
const many = 2_300;

let db: TestDatabase;
let reach: Reach;

beforeAll(async () => {
  db = await testDatabase();
  const { id } = await aSchool(db.database, { levels: [1, 2] });
  reach = { institutions: [id], scopes: [], themes: [], shared: [] };
  await someDocuments(
    db.database,
    Array.from({ length: many }, (_, at) => ({
      institutionId: id,
      level: 1 + (at % 2),
      theme: 3,
      schoolYear: at < 10 ? 2015 : 2020 + (at % 5),
      title: `Brief ${at}`,
      body: `Over het bestuur${at % 3 === 0 ? ' en de leerlingen' : ''}${at % 400 === 0 ? ' met een zeldzaamheid' : ''}${
        at === 0 ? ' en leerlingen bestuur' : ''
      }.`,
      publishedAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000),
    })),
  );
  await asSystem(db.database, noteFrequentWords);
}, 120_000);

const question: Omit<FindQuestion, 'words' | 'reach'> = {
  fixedLevels: [],
  filter: noFilter,
  institutionIds: [],
  order: 'newest',
  from: undefined,
  direction: 'older',
  skip: 0,
};

const reading = <T>(work: (snapshot: Db) => Promise<T>): Promise<T> => readAsSystem(db.database, work);

async function find(search: string, changes: Partial<FindQuestion> = {}) {
  return reading(async (snapshot) => {
    const words = await splitWords(snapshot, parseSearch(search));
    if (!words) throw new Error('nothing is looked for');
    const found = await findDocuments(snapshot, { ...question, reach, words, ...changes });
    const byIndex = await findDocuments(snapshot, { ...question, reach, ...changes, words: throughIndex(words) });
    return { words, found, byIndex };
  });
}

const counts = (facets: readonly { key: number; count: number }[]) =>
  Object.fromEntries(facets.map(({ key, count }) => [key, count]));

test('DO-2 words are split by how frequent they are', async () => {
  const { words } = await find('bestuur zeldzaamheid');
  expect(words.common).toContain('bestuur');
  expect(words.rare).toContain('zeldzaamheid');
  expect((await find('best')).words.rare).toBeUndefined();
  expect((await find('"bestuur zeldzaamheid"')).words.rare).toBe(`('bestuur' <-> 'zeldzaamheid')`);
});

test.each(['bestuur', 'leerlingen', 'bestuur leerlingen', 'zeldzaamheid bestuur'])(
  'DO-2 %s gives the same first and second page as the text index',
  async (search) => {
    const first = await find(search);
    expect(first.found.hits).toEqual(first.byIndex.hits);
    const last = first.found.hits[pageSize - 1];
    if (!last) return;
    const from = { publishedAt: last.published_at, id: last.id };
    const second = await find(search, { from });
    expect(second.found.hits).toEqual(second.byIndex.hits);
    expect(second.found.hits).toHaveLength(pageSize + 1);
    const back = await find(search, { from, direction: 'newer' });
    expect(back.found.hits).toEqual(back.byIndex.hits);
  },
);

test('DO-3 counts of common words are lower bounds that say so, and leave every filter to tick', async () => {
  const { found, byIndex } = await find('bestuur');
  expect(byIndex.facets).toMatchObject({ total: many, atLeast: false });
  expect(found.facets.atLeast).toBe(true);
  expect(found.facets.total).toBe(1_500);
  expect(counts(found.facets.schoolYears)).toMatchObject({ 2015: 0, 2020: 300 });
  expect(counts(found.facets.levels)).toEqual({ 1: 750, 2: 750 });
});

test('DO-3 a ticked filter is counted by itself, exactly where so few documents are left', async () => {
  const { found, byIndex } = await find('leerlingen', { filter: { ...noFilter, schoolYears: [2015] } });
  expect(found.hits).toEqual(byIndex.hits);
  expect(found.facets.total).toBe(4);
  expect(counts(found.facets.schoolYears)['2015']).toBe(0);
  const years = await find('bestuur', { filter: { ...noFilter, schoolYears: [2021] } });
  expect(years.found.facets.total).toBe(years.byIndex.facets.total);
  expect(counts(years.found.facets.schoolYears)).toMatchObject({ 2021: 300 });
});

test('DO-2 words that are common but never stand together are found through the text index', async () => {
  const { found, byIndex } = await find('"leerlingen bestuur"');
  expect(found.facets).toEqual(byIndex.facets);
  expect(found.facets).toMatchObject({ total: 1, atLeast: false });
  expect(found.hits).toHaveLength(1);
});

test('DO-11 relevance puts the finds of the newest documents in order, page by page', async () => {
  const first = await find('leerlingen', { order: 'relevance' });
  const second = await find('leerlingen', { order: 'relevance', skip: pageSize });
  expect(first.found.hits[pageSize]?.id).toBe(second.found.hits[0]?.id);
  expect(new Set(first.found.hits.map(({ id }) => id)).size).toBe(pageSize + 1);
});
