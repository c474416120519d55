import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyDelivery, type ImportOptions } from '#directory/import/apply.ts';
import { readRegisterApi } from '#directory/import/read-api.ts';
import { filesOf, readOrganisationFiles } from '#directory/import/read-files.ts';
import { ImportRefused, printReport, type ImportReport } from '#directory/import/report.ts';
import type { Tx } from '#platform/db.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

let db: TestDatabase;
let folder: string;
beforeEach(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'schoolpoort-import-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Row = Record<string, unknown>;

const school = (number: number, more: Row = {}): Row => ({
  instelling_nummer: number,
  instelling_naam: `School ${number}`,
  instelling_naam_volledig: `Vrije Secundaire School ${number}`,
  instelling_niveau: { code: 'SO', omschrijving: 'Secundair onderwijs' },
  instelling_bestuur: { instellingsnummer: 900 },
  instelling_email: `school${number}@voorbeeld.example`,
  instelling_gemeente: 'LOKEREN',
  instelling_gemeente_nis: '46014',
  instelling_directeur: { naam: 'Directrice Geheim' },
  ...more,
});
const board = (number: number): Row => ({
  instelling_nummer: number,
  instelling_naam: `Bestuur ${number}`,
  instelling_type: { code: 300 },
  instelling_soort_bestuur: { code: '2' },
});
const location = (number: number, sequence: number, more: Row = {}): Row => ({
  instelling_nummer: number,
  instellingslocatie_vestigingsnummer: sequence,
  instellingslocatie_straatnaam: 'Molenveld',
  instellingslocatie_gemeente_nis: '46014',
  instellingslocatie_hoofdstructuur: [{ code: '311' }],
  ...more,
});
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => 1001 + index);
const whole = (count: number): Row[] => [board(900), board(901), ...range(count).map((number) => school(number))];

async function deliver(rows: readonly Row[], options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  const path = join(folder, 'instelling.json');
  await writeFile(
    path,
    JSON.stringify({ meta: { total_elements: rows.length, last: true }, content: rows, links: [] }),
  );
  return importFrom(path, options);
}

async function importFrom(path: string, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  const delivery = await readOrganisationFiles(await filesOf(path));
  return asSystem((tx) =>
    applyDelivery(tx, delivery, { situationDate: '2026-11-20', force: false, dryRun: false, ...options }),
  );
}

function asSystem<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return db.database.write(async (tx) => {
    await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
    return run(tx);
  });
}

async function rows(query: string): Promise<Row[]> {
  return asSystem(async (tx) => (await sql<Row>`${sql.raw(query)}`.execute(tx)).rows);
}

test('institutions, boards and locations arrive; importing them again changes nothing', async () => {
  const all = [...whole(3), location(1001, 1), location(1001, 2), location(1002, 1)];
  const first = await deliver(all);
  expect(first.tallies['organisations']).toEqual({
    read: 5,
    added: 5,
    changed: 0,
    unchanged: 0,
    rejected: 0,
    ended: 0,
  });
  expect(first.tallies['locations']).toEqual({ read: 3, added: 3, changed: 0, unchanged: 0, rejected: 0, ended: 0 });
  expect(await rows('select kind, board_kind, name from organisations where id = 900')).toEqual([
    { kind: 'board', board_kind: 2, name: 'Bestuur 900' },
  ]);
  expect(await rows('select level_id from organisation_levels where organisation_id = 1001')).toEqual([
    { level_id: 2 },
  ]);
  const second = await deliver(all);
  expect(second.tallies['organisations']).toMatchObject({ added: 0, changed: 0, unchanged: 5 });
  expect(second.tallies['locations']).toMatchObject({ added: 0, changed: 0, unchanged: 3 });
  expect(await rows('select count(*) as n from import_runs')).toEqual([{ n: 2 }]);
});

test('heads are personal data and are stored nowhere', async () => {
  await deliver([...whole(2), { instelling_nummer: 'x', instelling_directeur: { naam: 'Directrice Geheim' } }]);
  for (const table of ['organisations', 'locations', 'import_runs']) {
    expect(await rows(`select 1 from ${table} t where t::text ilike '%geheim%'`)).toEqual([]);
  }
});

test('a changed board ends the day before and begins on the situation date; history stays (R20)', async () => {
  await deliver(whole(3), { situationDate: '2026-09-01' });
  const moved = whole(3).map((row) =>
    row['instelling_nummer'] === 1002 ? { ...row, instelling_bestuur: { instellingsnummer: 901 } } : row,
  );
  const report = await deliver(moved, { situationDate: '2027-01-01' });
  expect(report.tallies['organisations']).toMatchObject({ changed: 1, unchanged: 4 });
  expect(
    await rows(
      "select related_id, period::text from organisation_relations where organisation_id = 1002 and kind = 'board' order by period",
    ),
  ).toEqual([
    { related_id: 900, period: '[2026-09-01,2027-01-01)' },
    { related_id: 901, period: '[2027-01-01,)' },
  ]);
  await deliver(whole(3), { situationDate: '2027-01-01' });
  expect(
    await rows(
      'select related_id, period::text from organisation_relations where organisation_id = 1002 order by period',
    ),
  ).toEqual([
    { related_id: 900, period: '[2026-09-01,2027-01-01)' },
    { related_id: 900, period: '[2027-01-01,)' },
  ]);
});

test('a row that cannot be read is rejected with its place and how to mend it; the others are written', async () => {
  const report = await deliver([
    board(900),
    school(1001),
    { ...school(1002), instelling_nummer: 'twaalf' },
    { instelling_nummer: 1003 },
    location(77, 1),
  ]);
  expect(report.tallies['organisations']).toMatchObject({ read: 4, added: 2, rejected: 2 });
  expect(report.tallies['locations']).toMatchObject({ read: 1, rejected: 1 });
  expect(report.rejections.map(({ file, at }) => `${file} ${at}`)).toEqual([
    'instelling.json record 3',
    'instelling.json record 4',
    'instelling.json record 5',
  ]);
  expect(printReport(report)).toMatch(/instelling\.json, record 3: instelling_nummer: /);
  expect(report.rejections[2]?.reason).toMatch(/deliver the institution too/);
});

test('absent and null are the same (I39), and a namesake keeps the number in its name', async () => {
  const name = 'Hast Onderwijs Hasselt 039107';
  await deliver([board(900), school(1001, { instelling_naam_volledig: name, instelling_website: null })]);
  const again = await deliver([board(900), school(1001, { instelling_naam_volledig: name })]);
  expect(again.tallies['organisations']).toMatchObject({ unchanged: 2 });
  expect(await rows('select full_name from organisations where id = 1001')).toEqual([{ full_name: name }]);
});

test('a shrink of more than 15 % is refused and writes nothing (I38); with force they end, and come back when delivered', async () => {
  await deliver(whole(18), { situationDate: '2026-09-01' });
  const shrunk = [{ ...board(900), instelling_naam: 'Andere naam' }, ...range(14).map((number) => school(number))];
  await expect(deliver(shrunk)).rejects.toThrow(/5 of 20 known organisations \(25 %\)/);
  expect(
    await rows("select count(*) as n from organisations where name = 'Andere naam' or not upper_inf(valid)"),
  ).toEqual([{ n: 0 }]);
  const forced = await deliver(shrunk, { force: true });
  expect(forced.tallies['organisations']).toMatchObject({ read: 15, changed: 1, unchanged: 14, ended: 5 });
  expect(await rows('select upper(valid) - 1 as last from organisations where id = 1018')).toEqual([
    { last: '2026-11-19' },
  ]);
  const back = await deliver(whole(18));
  expect(back.tallies['organisations']).toMatchObject({ changed: 6, ended: 0 });
  expect(await rows('select count(*) as n from organisations where not upper_inf(valid)')).toEqual([{ n: 0 }]);
});

test('a delivery of boards says nothing about schools', async () => {
  await deliver(whole(10));
  const report = await deliver([board(900), board(901), board(902)]);
  expect(report.tallies['organisations']).toMatchObject({ added: 1, unchanged: 2, ended: 0 });
});

test('an optional field that nobody has any more was renamed: nothing is written', async () => {
  await deliver(whole(6));
  const renamed = whole(6).map(({ instelling_email: email, ...row }) => ({ ...row, instelling_mailadres: email }));
  await expect(deliver(renamed)).rejects.toThrow(/No organisation of this delivery has a value for email/);
  expect(await rows('select count(*) as n from organisations where email is not null')).toEqual([{ n: 6 }]);
});

test('a board that is not known is told, and related once it is delivered', async () => {
  const report = await deliver([school(1001)]);
  expect(report.notes[0]).toMatch(/board 000900 of 1 institution \(.*boards are type 300/);
  await deliver([board(900), school(1001)]);
  expect(await rows('select related_id from organisation_relations')).toEqual([{ related_id: 900 }]);
});

test('an older situation is refused: history is not rewritten', async () => {
  await deliver(whole(2), { situationDate: '2027-01-01' });
  await expect(deliver(whole(2), { situationDate: '2026-12-31' })).rejects.toThrow(ImportRefused);
});

test('pages of one folder are read as one delivery; a missing or repeated page is refused (I37)', async () => {
  const pages = join(folder, 'pages');
  await mkdir(pages);
  const page = (number: number, content: Row[]) =>
    writeFile(join(pages, `page-${number}.json`), JSON.stringify({ meta: { total_elements: 5, number }, content }));
  const all = whole(3);
  await page(1, all.slice(0, 2));
  await page(2, all.slice(2, 4));
  await expect(importFrom(pages)).rejects.toThrow(/Pages are missing: 4 of 5/);
  await page(3, all.slice(2, 4));
  await expect(importFrom(pages)).rejects.toThrow(/The pages repeat each other/);
  await page(3, all.slice(4));
  expect((await importFrom(pages)).tallies['organisations']).toMatchObject({ read: 5, added: 5 });
});

test('a CSV list of locations is recognised by its columns, with any separator and line ending', async () => {
  const path = join(folder, 'lijst.csv');
  const lines = [
    '\uFEFFInstellingsnummer;intern_volgnr_vpl;officiele_naam;instantie;straat;huisnummer;postcode;gemeente;nis',
    '036285;1;"Romero; 2";Secundaire school;Kerkstraat;60;9200;DENDERMONDE;42006',
    '036285;3;"Romero; 2";Secundaire school;Van Duysestraat;11;9200;DENDERMONDE;42006',
    'abc;1;Fout;Basisschool;;;;;',
    '003368;0;Fout;Basisschool;;;;;',
  ];
  await writeFile(path, lines.join('\r'));
  const report = await importFrom(path);
  expect(report.tallies).toEqual({
    organisations: { read: 1, added: 1, changed: 0, unchanged: 0, rejected: 0, ended: 0 },
    locations: { read: 4, added: 2, changed: 0, unchanged: 0, rejected: 2, ended: 0 },
  });
  expect(report.rejections.map(({ at }) => at)).toEqual(['line 4', 'line 5']);
  expect(await rows('select id, name from organisations')).toEqual([{ id: 36285, name: 'Romero; 2' }]);
});

test('the register takes over what a list brought, never the reverse', async () => {
  const path = join(folder, 'lijst.csv');
  await writeFile(
    path,
    'instellingsnummer,intern_volgnr_vpl,officiele_naam,instantie\n1001,1,Oude naam,Secundaire school\n',
  );
  await importFrom(path);
  await deliver(whole(2));
  expect(await rows('select name, source from organisations where id = 1001')).toEqual([
    { name: 'School 1001', source: 'register' },
  ]);
  const reverse = await importFrom(path);
  expect(reverse.rejections[0]?.reason).toMatch(/is kept by source "register"/);
});

// The register as it behaves: pages by `page`, everything else unknown is ignored, except filters.
async function fakeRegister(
  content: Row[],
  quirk?: 'repeats' | 'loses' | 'busy-once',
): Promise<{ server: Server; baseUrl: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    asked.push(`${url.pathname} ${url.search}`);
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.headers['x-api-key'] !== 'sleutel') return answer(401, {});
    if (quirk === 'busy-once' && asked.length === 1) return answer(429, {});
    if (url.searchParams.has('filter_instelling_onbekend'))
      return answer(400, { message: 'Attribuut niet toegestaan' });
    const isLocations = url.pathname.endsWith('/instellingslocatie');
    const list = content.filter((row) => 'instellingslocatie_vestigingsnummer' in row === isLocations);
    const size = Number(url.searchParams.get('size'));
    const page = quirk === 'repeats' ? 1 : Number(url.searchParams.get('page'));
    const part = list.slice((page - 1) * size, page * size).slice(0, quirk === 'loses' ? size - 1 : size);
    const pages = Math.ceil(list.length / size);
    answer(200, {
      meta: { total_elements: list.length, total_pages: pages, number: page, last: page >= pages },
      content: part,
      links: [],
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/instellingsgegevens`, asked };
}

async function live(
  content: Row[],
  quirk?: Parameters<typeof fakeRegister>[1],
  filters: Record<string, string> = {},
  key = 'sleutel',
) {
  const { server, baseUrl, asked } = await fakeRegister(content, quirk);
  try {
    const delivery = await readRegisterApi({ baseUrl, key, pageSize: 2, filters, retryAfterMs: [1] });
    return { delivery, asked };
  } finally {
    server.close();
  }
}

test('the live register is read page by page to its end, whatever the size (I37)', async () => {
  const { delivery, asked } = await live([...whole(3), location(1001, 1)], 'busy-once');
  expect([...delivery.organisations.keys()]).toEqual([900, 901, 1001, 1002, 1003]);
  expect(delivery.locations.size).toBe(1);
  expect(asked.filter((line) => line.includes('/instelling/v2/instelling '))).toHaveLength(4);
});

test('a register that repeats a page, loses rows, or refuses key or filter stops the import with a reason', async () => {
  await expect(live(whole(9), 'repeats')).rejects.toThrow(/repeats a page/);
  await expect(live(whole(9), 'loses')).rejects.toThrow(ImportRefused);
  await expect(live(whole(1), undefined, {}, 'fout')).rejects.toThrow(/refuses the key/);
  await expect(live(whole(1), undefined, { filter_instelling_onbekend: '1' })).rejects.toThrow(
    /Attribuut niet toegestaan/,
  );
  await expect(live(whole(1), undefined, { niveau: 'SO' })).rejects.toThrow(/is no filter/);
});
