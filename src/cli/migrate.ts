import type { Command } from 'commander';
import { loadConfig, readEnvironment } from '#platform/config.ts';
import { reachDatabase } from '#platform/databases.ts';
import { migrate } from '#platform/migrate.ts';

export function register(program: Command): void {
  program.command('migrate').description('Bring the database up to this version (forward only)').action(run);
}

async function run(): Promise<void> {
  const database = await reachDatabase(loadConfig(readEnvironment()));
  try {
    if (database.ownerUrl === null)
      throw new Error('DATABASE_OWNER_URL is missing: migrations run as the owner of the database');
    const { applied, total } = await migrate(database.ownerUrl, { appUrl: database.appUrl });
    process.stdout.write(applied.map((name) => `applied ${name}\n`).join(''));
    process.stdout.write(`The database has all ${total} migrations.\n`);
  } finally {
    await database.stop();
  }
}
