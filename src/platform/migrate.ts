import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { installJobs } from '#platform/jobs-schema.ts';
import { log } from '#platform/log.ts';
import { projectRoot } from '#platform/root.ts';

export const appRole = 'schoolpoort_app';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

export interface MigrateOptions {
  /** Folder of `NNNN-name.sql` files. */
  folder?: string;
  /** The address the application uses: its password is given to the role when migrate makes that role. */
  appUrl?: string;
}

export interface MigrationResult {
  applied: readonly string[];
  total: number;
}

/** A migration that has landed was changed, or one that ran is gone: the database and the program do not belong together. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

// Any number, as long as every version of the program takes the same one.
const lockNumber = 7_104_226_001;

/** Brings the database up to the newest migration, as its owner. Forward only; one process at a time; each file whole or not at all. */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<MigrationResult> {
  const migrations = readMigrations(options.folder);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'schoolpoort migrate' });
  client.on('error', (error) => log.warn('database-connection-lost', { error }));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await prepareDatabase(client, options.appUrl);
    const applied = await applyPending(client, migrations);
    await installJobs(client, appRole);
    return { applied, total: migrations.length };
  } finally {
    await client.end();
  }
}

/** The migrations of this program that the database lacks; readable by the application's role. */
export async function pendingMigrations(url: string, options: MigrateOptions = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const exists = await client.query("select from pg_class where oid = to_regclass('public.schema_migrations')");
    const landed = exists.rowCount === 0 ? new Map<string, string>() : await landedMigrations(client);
    return pendingOf(readMigrations(options.folder), landed).map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

function readMigrations(folder = join(projectRoot, 'migrations')): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const numbers = names.map((name) => /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
  const misnamed = names.filter((_, at) => numbers[at] === undefined);
  if (misnamed.length > 0) throw new Error(`Not named NNNN-what-it-does.sql: ${misnamed.join(', ')}`);
  if (new Set(numbers).size < names.length) throw new Error('Two migrations have the same number');
  return names.map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') };
  });
}

async function prepareDatabase(client: pg.Client, appUrl: string | undefined): Promise<void> {
  await client.query(`
    create table if not exists public.schema_migrations (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`);
  await createAppRole(client, appUrl);
  await client.query(`grant select on public.schema_migrations to ${appRole}`);
  await client.query(
    `do $$ begin execute format('grant connect on database %I to ${appRole}', current_database()); end $$`,
  );
  await client.query('create extension if not exists btree_gist');
  await markTextMatchLeakproof(client);
}

async function createAppRole(client: pg.Client, appUrl: string | undefined): Promise<void> {
  const { rows } = await client.query<{ privileged: boolean }>(
    'select rolsuper or rolbypassrls as privileged from pg_roles where rolname = $1',
    [appRole],
  );
  if (rows[0]?.privileged) throw new Error(`The role ${appRole} may bypass row-level security: take that away first`);
  if (rows[0]) return;
  try {
    await client.query(
      `create role ${appRole} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit${passwordClause(client, appUrl)}`,
    );
  } catch (error) {
    // Roles belong to the whole server: the migration of a database beside this one may have been first.
    if (!['42710', '23505'].includes(String((error as { code?: unknown }).code))) throw error;
  }
}

function passwordClause(client: pg.Client, appUrl: string | undefined): string {
  if (appUrl === undefined) return '';
  const { user, password } = new pg.Client({ connectionString: appUrl });
  return user === appRole && password ? ` password ${client.escapeLiteral(password)}` : '';
}

/**
 * Under row-level security PostgreSQL uses an index only for operators that leak nothing about rows they refuse. `@@` on a
 * stored tsvector leaks nothing, but only a superuser may say so. Its honest cost keeps the planner from testing every row.
 */
async function markTextMatchLeakproof(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ is_super: boolean; done: boolean }>(`
    select r.rolsuper as is_super, p.proleakproof and p.procost = 100 as done
    from pg_roles r, pg_proc p
    where r.rolname = current_user and p.oid = 'pg_catalog.ts_match_vq(tsvector, tsquery)'::regprocedure`);
  if (rows[0]?.is_super && !rows[0].done)
    await client.query('alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof cost 100');
}

async function landedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from public.schema_migrations order by name',
  );
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function pendingOf(migrations: Migration[], landed: ReadonlyMap<string, string>): Migration[] {
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...landed.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new MigrationMismatch(`The database is newer than this program: it has ${unknown.join(', ')}`);
  for (const { name, checksum } of migrations)
    if (landed.has(name) && landed.get(name) !== checksum)
      throw new MigrationMismatch(`${name} was changed after it ran: restore it and write a new migration`);
  const last = [...landed.keys()].at(-1) ?? '';
  const pending = migrations.filter((migration) => !landed.has(migration.name));
  const late = pending.filter((migration) => migration.name < last);
  if (late.length > 0)
    throw new MigrationMismatch(
      `${late.map((migration) => migration.name).join(', ')} comes before ${last}, which ran already`,
    );
  return pending;
}

async function applyPending(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  const pending = pendingOf(migrations, await landedMigrations(client));
  for (const migration of pending) {
    await client.query('begin');
    try {
      await client.query(migration.sql);
      await client.query('insert into public.schema_migrations (name, checksum) values ($1, $2)', [
        migration.name,
        migration.checksum,
      ]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw new Error(`${migration.name}${placeOf(error, migration.sql)}: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  return pending.map((migration) => migration.name);
}

function placeOf(error: unknown, sql: string): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` line ${sql.slice(0, position).split('\n').length}` : '';
}
