import { createRequire } from 'node:module';
import type pg from 'pg';

export const jobsSchema = 'jobs';

const { pgboss } = createRequire(import.meta.url)('pg-boss/package.json') as { pgboss: { schema: number } };

/** Installs or upgrades the tables of the job queue as owner, so that the application's role needs no right to create. */
export async function installJobs(client: pg.Client, role: string): Promise<void> {
  const installed = await installedVersion(client);
  if (installed === pgboss.schema) return;
  if (installed !== null && installed > pgboss.schema)
    throw new Error(`The job queue of the database (${installed}) is newer than this program (${pgboss.schema})`);
  // Commands that find the tables as they should be do without the 20 MB of the library.
  const { getConstructionPlans, getMigrationPlans } = await import('pg-boss');
  await client.query(installed === null ? getConstructionPlans(jobsSchema) : getMigrationPlans(jobsSchema, installed));
  await client.query(`
    grant usage on schema ${jobsSchema} to ${role};
    grant select, insert, update, delete on all tables in schema ${jobsSchema} to ${role};
    grant usage, select on all sequences in schema ${jobsSchema} to ${role};
    grant execute on all functions in schema ${jobsSchema} to ${role}`);
}

async function installedVersion(client: pg.Client): Promise<number | null> {
  const table = await client.query('select from pg_class where oid = to_regclass($1)', [`${jobsSchema}.version`]);
  if (table.rowCount === 0) return null;
  const { rows } = await client.query<{ version: number }>(`select version from ${jobsSchema}.version`);
  return rows[0]?.version ?? null;
}
