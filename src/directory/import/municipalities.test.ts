import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyMunicipalities, readMunicipalityFiles } from '#directory/import/municipalities.ts';
import { ImportRefused, type ImportReport } from '#directory/import/report.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';

let db: TestDatabase;
let folder: string;
beforeEach(async () => {
  db = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'schoolpoort-municipalities-'));
});
afterEach(() => rm(folder, { recursive: true }));

const header = 'nis,name_nl,prov_nis,prov_nl,merged_from\n';

async function importText(texts: Record<string, string>): Promise<ImportReport> {
  const paths = await Promise.all(
    Object.entries(texts).map(async ([name, text]) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    }),
  );
  const delivery = await readMunicipalityFiles(paths);
  return db.database.write(async (tx) => {
    await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
    return applyMunicipalities(tx, delivery, { situationDate: '2026-11-20', dryRun: false });
  });
}

async function municipality(nis: string): Promise<unknown> {
  return db.database.read(async (reader) => {
    const { rows } = await sql`
      select m.name, m.province, m.ovo_code as ovo, m.valid::text, m.successor, t.name as today
      from municipalities m left join municipalities_today t using (nis_code) where nis_code = ${nis}
    `.execute(reader);
    return rows[0];
  });
}

test('the table holds 304 municipalities of today and leads every former one to its successor', async () => {
  const { rows } = await db.database.read((reader) =>
    sql<{ today: number; former: number; led: number }>`
      select count(*) filter (where successor is null)::integer as today, count(successor)::integer as former,
        (select count(*)::integer from municipalities_today) as led
      from municipalities
    `.execute(reader),
  );
  expect(rows).toEqual([{ today: 304, former: 42, led: 346 }]);
  expect(await municipality('46014')).toMatchObject({
    name: 'Lokeren',
    successor: '46029',
    today: 'Lokeren',
    valid: '[1977-01-01,2025-01-01)',
  });
  expect(await municipality('44049')).toMatchObject({ name: 'Nevele', today: 'Deinze' });
  expect(await municipality('71057')).toMatchObject({ name: 'Tessenderlo', today: 'Tessenderlo-Ham' });
});

test('a list that says what is known changes nothing; what it does not tell stays', async () => {
  const report = await importText({ 'lijst.csv': `${header}11001,Aartselaar,10000,Provincie Antwerpen,\n` });
  expect(report.tallies['municipalities']).toMatchObject({ read: 1, added: 0, changed: 0, unchanged: 1 });
  expect(await municipality('11001')).toMatchObject({ ovo: 'OVO001995' });
});

test('a new merger ends the former municipalities and leads to the new one', async () => {
  const report = await importText({
    'lijst.csv': `${header}99001,Nieuwstad,10000,Provincie Antwerpen,11001|11004\nabc,Fout,,,\n`,
    'ovo.csv':
      'nis,ovo,geldig_van,geldig_tot\n99001,OVO123456,2031-01-01,\n11001,OVO001995,1977-01-01,2030-12-31\n10000,OVO000228,,\n0,OVO000039,,1970-01-01\n',
  });
  expect(report.tallies['municipalities']).toMatchObject({ added: 1, changed: 2, rejected: 1 });
  expect(report.rejections).toEqual([
    { file: 'lijst.csv', at: 'line 3', reason: 'nis "abc" is not a code of five digits' },
  ]);
  expect(await municipality('11001')).toMatchObject({
    successor: '99001',
    today: 'Nieuwstad',
    valid: '[1977-01-01,2031-01-01)',
  });
  expect(await municipality('11004')).toMatchObject({ successor: '99001', valid: '[1977-01-01,2031-01-01)' });
  expect(await municipality('99001')).toMatchObject({ ovo: 'OVO123456', valid: '[2031-01-01,)' });
});

test('files that are no list of municipalities are refused', async () => {
  await expect(importText({ 'iets.csv': 'a,b\n1,2\n' })).rejects.toThrow(ImportRefused);
});
