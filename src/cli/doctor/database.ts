import pg from 'pg';
import { finding, reasonOf, type Finding } from '#cli/doctor/finding.ts';
import type { Config } from '#platform/config.ts';
import { reachDatabase } from '#platform/databases.ts';
import { appRole, pendingMigrations } from '#platform/migrate.ts';

interface Facts {
  version: number;
  role: string;
  privileged: boolean;
  owns: number;
  extension: boolean;
  leakproof: boolean;
  jobs: boolean;
  predicateLocks: number;
}

const question = `
  select current_setting('server_version_num')::integer as version, current_user::text as role,
    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as privileged,
    (select count(*)::integer from pg_tables where schemaname = 'public' and tableowner = current_user) as owns,
    exists (select from pg_extension where extname = 'btree_gist') as extension,
    (select proleakproof from pg_proc where oid = 'pg_catalog.ts_match_vq(tsvector, tsquery)'::regprocedure) as leakproof,
    to_regclass('jobs.version') is not null as jobs,
    current_setting('max_pred_locks_per_transaction')::integer as "predicateLocks"`;

export async function checkDatabase(config: Config): Promise<Finding[]> {
  try {
    const database = await reachDatabase(config);
    try {
      return [...judge(await ask(database.appUrl), config), await checkMigrations(database.appUrl)];
    } finally {
      await database.stop();
    }
  } catch (error) {
    return [
      {
        ok: false,
        what: 'database',
        mend: `It does not answer (${reasonOf(error)}): see DATABASE_URL, or run migrate first.`,
      },
    ];
  }
}

async function ask(url: string): Promise<Facts> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query<Facts>(question);
    return rows[0] as Facts;
  } finally {
    await client.end();
  }
}

function judge(facts: Facts, config: Config): Finding[] {
  const kind = config.databaseUrl === null ? 'embedded' : 'server';
  return [
    finding(
      facts.version >= 180_000,
      `database, ${kind}, PostgreSQL ${Math.floor(facts.version / 10_000)}`,
      'PostgreSQL 18 is needed.',
    ),
    finding(
      !facts.privileged && facts.owns === 0,
      `role ${facts.role} is bound by row-level security`,
      `It may bypass row-level security: let DATABASE_URL name ${appRole}, which migrate makes.`,
    ),
    finding(facts.extension, 'extension btree_gist', 'As owner: create extension btree_gist, then migrate.'),
    finding(
      facts.leakproof,
      'text search uses its index under row-level security',
      'Searches are slow until a superuser runs once: alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof cost 100',
    ),
    finding(facts.jobs, 'job queue', 'Its tables are missing: run migrate.'),
    finding(
      facts.predicateLocks >= 1024,
      'memory for what busy forms read',
      'Forms fail when eight people are busy: set max_pred_locks_per_transaction = 1024 in the settings of the server, and start it again.',
    ),
  ];
}

async function checkMigrations(url: string): Promise<Finding> {
  const pending = await pendingMigrations(url);
  return finding(
    pending.length === 0,
    'migrations',
    `${pending.length} not applied yet (${pending[0]} …): run migrate.`,
  );
}
