import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from '#platform/db.ts';
import { appRole } from '#platform/migrate.ts';

export interface TestDatabase {
  /** As the application: row-level security holds. */
  database: Database;
  ownerUrl: string;
  appUrl: string;
}

let made = 0;

/** A fresh, migrated database, cloned from the template of this run; closed after the file and thrown away with the server. */
export async function testDatabase(): Promise<TestDatabase> {
  const urls = await createDatabase(new URL(inject('templateOwnerUrl')).pathname.slice(1));
  const database = openDatabase(urls.appUrl, { poolSize: 8 });
  afterAll(() => database.close());
  return { database, ...urls };
}

/** A database without anything in it: for tests of migrations. */
export async function emptyDatabase(): Promise<{ ownerUrl: string; appUrl: string }> {
  return createDatabase('template1');
}

async function createDatabase(template: string): Promise<{ ownerUrl: string; appUrl: string }> {
  const name = `test_${process.pid}_${(made += 1)}_${Math.random().toString(36).slice(2, 8)}`;
  await clone(template, name);
  return { ownerUrl: urlOf(name, 'postgres'), appUrl: urlOf(name, appRole) };
}

function urlOf(database: string, role: string): string {
  const url = new URL(inject('templateOwnerUrl'));
  url.username = role;
  url.pathname = `/${database}`;
  return url.href;
}

async function clone(template: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres', 'postgres') });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(`create database ${name} template ${template} strategy file_copy`);
        return;
      } catch (error) {
        // 55006: another file copies the template at this moment.
        if ((error as { code?: string }).code !== '55006' || attempt === 50) throw error;
        await sleep(20 * Math.random() * attempt);
      }
    }
  } finally {
    await client.end();
  }
}
