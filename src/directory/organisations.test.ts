import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Db, Tx } from '#platform/db.ts';
import {
  findBoardOf,
  findOrganisation,
  levelsOfOrganisations,
  listInstitutionsOfBoard,
  listOrganisations,
  searchOrganisations,
  type OrganisationSearch,
} from '#directory/organisations.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
  await db.database.write(async (tx) => {
    await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
    await someOrganisations(tx);
  });
});

async function someOrganisations(tx: Tx): Promise<void> {
  await sql`
    insert into organisations (id, kind, name, postal_code, municipality_name, nis_code, valid, source) values
      (7, 'board', 'Bestuur Zonneschijn', '2000', 'ANTWERPEN', '11002', default, 'test'),
      (3368, 'institution', 'Basisschool Één', '9160', 'LOKEREN', '46014', default, 'test'),
      (34793, 'institution', 'Middenschool 100% Kans', '9800', 'DEINZE', '44011', default, 'test'),
      (34794, 'institution', 'College Tongeren', '3700', 'TONGEREN', '73083', daterange(null, '2020-09-01'), 'test'),
      (200001, 'institution', 'Zeeschool', '8400', 'OOSTENDE', '35013', default, 'test')
  `.execute(tx);
  await sql`insert into organisation_levels values (3368, 1), (34793, 2), (34793, 1), (200001, 2)`.execute(tx);
  await sql`
    insert into organisation_relations values
      (3368, 'board', 7, '[2010-09-01,)', 'test'), (34794, 'board', 7, '[2010-09-01,)', 'test'),
      (34793, 'board', 7, '[2010-09-01,2015-09-01)', 'test')
  `.execute(tx);
}

const read = <T>(run: (reader: Db) => Promise<T>): Promise<T> => db.database.read(run);
const found = async (search: Partial<OrganisationSearch>): Promise<number[]> =>
  (await read((reader) => searchOrganisations(reader, { limit: 50, ...search }))).organisations.map(({ id }) => id);

test('an organisation shows the municipality of today, whatever NIS code was delivered', async () => {
  expect(await read((reader) => findOrganisation(reader, 34793))).toMatchObject({
    municipality: 'Deinze',
    isOpen: true,
  });
  expect(await read((reader) => findOrganisation(reader, 34794))).toMatchObject({
    municipality: 'Tongeren-Borgloon',
    isOpen: false,
    closesOn: '2020-08-31',
  });
  expect(await read((reader) => findOrganisation(reader, 9))).toBeUndefined();
});

test('a number is found with and without leading zeros, and by its beginning (R19)', async () => {
  expect(await found({ text: '034793' })).toEqual([34793]);
  expect(await found({ text: '3479' })).toEqual([34793]);
  expect(await found({ text: '0033' })).toEqual([3368]);
  expect(await found({ text: '9160' })).toEqual([3368]);
  expect(await found({ text: '99999999' })).toEqual([]);
});

test('words of name and municipality are found in any order, without accents and capitals', async () => {
  expect(await found({ text: 'een basis' })).toEqual([3368]);
  expect(await found({ text: 'lokeren' })).toEqual([3368]);
  expect(await found({ text: 'school' })).toEqual([3368, 34793, 200001]);
  expect(await found({ text: '100%' })).toEqual([34793]);
  expect(await found({ text: '%' })).toEqual([34793]);
  expect(await found({ text: '_' })).toEqual([]);
});

test('closed ones, other kinds, levels and other people’s are left out on request', async () => {
  expect(await found({ text: 'tongeren' })).toEqual([]);
  expect(await found({ text: 'tongeren', includeClosed: true })).toEqual([34794]);
  expect(await found({ kinds: ['board'] })).toEqual([7]);
  expect(await found({ level: 2 })).toEqual([34793, 200001]);
  expect(await found({ among: [3368, 34794] })).toEqual([3368]);
  expect(await found({ among: [] })).toEqual([]);
});

test('pages by key join up to the whole list', async () => {
  const all = await found({});
  const joined: number[] = [];
  let after: OrganisationSearch['after'];
  do {
    const search: OrganisationSearch = { limit: 2, ...(after && { after }) };
    const page = await read((reader) => searchOrganisations(reader, search));
    joined.push(...page.organisations.map(({ id }) => id));
    after = page.next;
  } while (after);
  expect(joined).toEqual(all);
  expect(all.length).toBe(4);
});

test('board, institutions of a board and levels are those of today (R20)', async () => {
  await read(async (reader) => {
    expect(await findBoardOf(reader, 3368)).toBe(7);
    expect(await findBoardOf(reader, 34793)).toBeUndefined();
    expect(await listInstitutionsOfBoard(reader, 7)).toEqual([3368]);
    expect(await levelsOfOrganisations(reader, [34793, 7])).toEqual(
      new Map([
        [34793, [1, 2]],
        [7, []],
      ]),
    );
    expect((await listOrganisations(reader, [200001, 7])).map(({ name }) => name)).toEqual([
      'Bestuur Zonneschijn',
      'Zeeschool',
    ]);
  });
});
