import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, MigrationMismatch, pendingMigrations } from '#platform/migrate.ts';
import { emptyDatabase } from '#tests/support/database.ts';

let folder = '';
let ownerUrl = '';

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'schoolpoort-migrations-'));
  mkdirSync(folder, { recursive: true });
  ({ ownerUrl } = await emptyDatabase());
  put('0001-schools.sql', 'create table schools (id integer primary key); grant select on schools to schoolpoort_app;');
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, sql: string): void => writeFileSync(join(folder, name), sql);

async function ask<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

test('migrations run once, in order, and a second time changes nothing', async () => {
  put('0002-names.sql', "alter table schools add name text not null default ''");
  expect(await pendingMigrations(ownerUrl, { folder })).toEqual(['0001-schools.sql', '0002-names.sql']);
  expect(await migrate(ownerUrl, { folder })).toEqual({ applied: ['0001-schools.sql', '0002-names.sql'], total: 2 });
  expect(await migrate(ownerUrl, { folder })).toEqual({ applied: [], total: 2 });
  put('0003-more.sql', 'alter table schools add town text');
  expect(await migrate(ownerUrl, { folder })).toEqual({ applied: ['0003-more.sql'], total: 3 });
  expect(await pendingMigrations(ownerUrl, { folder })).toEqual([]);
});

test('three processes that migrate at once do it once', async () => {
  const results = await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, { folder })));
  expect(results.flatMap((result) => result.applied)).toEqual(['0001-schools.sql']);
});

test('a migration that fails leaves nothing behind and says where', async () => {
  put('0002-broken.sql', 'create table half (id integer);\ncreate table wrong (id nonsense);');
  await expect(migrate(ownerUrl, { folder })).rejects.toThrow(/0002-broken\.sql line 2.*nonsense/);
  expect(await ask("select to_regclass('half') as half, to_regclass('schools') as schools")).toEqual([
    { half: null, schools: 'schools' },
  ]);
});

test('a migration that was changed, taken away or slipped in after others ran is refused', async () => {
  put('0003-later.sql', 'create table later (id integer)');
  await migrate(ownerUrl, { folder });
  put('0001-schools.sql', 'create table schools (id bigint primary key)');
  await expect(migrate(ownerUrl, { folder })).rejects.toThrow(/0001-schools\.sql was changed/);
  rmSync(join(folder, '0001-schools.sql'));
  await expect(migrate(ownerUrl, { folder })).rejects.toThrow(MigrationMismatch);
  put('0001-schools.sql', 'create table schools (id integer primary key); grant select on schools to schoolpoort_app;');
  put('0002-between.sql', 'create table between_them (id integer)');
  await expect(migrate(ownerUrl, { folder })).rejects.toThrow(/comes before/);
});

test('files with other names or the same number are refused', async () => {
  put('notes.sql', 'select 1');
  await expect(migrate(ownerUrl, { folder })).rejects.toThrow(/notes\.sql/);
  rmSync(join(folder, 'notes.sql'));
  put('0001-again.sql', 'select 1');
  await expect(migrate(ownerUrl, { folder })).rejects.toThrow(/same number/);
});

test('the role of the application cannot bypass row-level security, and text search may use its index under it', async () => {
  await migrate(ownerUrl, { folder });
  expect(
    await ask(
      "select rolsuper, rolbypassrls, rolcreatedb, rolcanlogin from pg_roles where rolname = 'schoolpoort_app'",
    ),
  ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcanlogin: true }]);
  expect(await ask("select proleakproof from pg_proc where proname = 'ts_match_vq'")).toEqual([{ proleakproof: true }]);
  expect(await ask("select has_schema_privilege('schoolpoort_app', 'public', 'create') as may_create")).toEqual([
    { may_create: false },
  ]);
});

test('the migrations of the product apply to an empty database, twice', async () => {
  const first = await migrate(ownerUrl);
  expect(first.applied).toHaveLength(first.total);
  expect(await migrate(ownerUrl)).toEqual({ applied: [], total: first.total });
});
