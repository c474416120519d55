import type pg from 'pg';
import { timed, type Timings } from '../progress.ts';

const tables = ['documents', 'document_texts', 'document_versions'];

interface Named {
  name: string;
  table: string;
  definition: string;
}

/** What was dropped, in the order in which it can be made again. */
export interface Dropped {
  indexes: readonly Named[];
  keys: readonly Named[];
  references: readonly Named[];
}

/** Drops indexes, keys and references of the large tables: a load into bare tables is many times faster. */
export async function dropIndexes(client: pg.Client): Promise<Dropped> {
  const references = await constraints(
    client,
    "contype = 'f' and (conrelid::regclass::text = any($1) or confrelid::regclass::text = any($1))",
  );
  const keys = await constraints(client, "contype in ('p', 'u') and conrelid::regclass::text = any($1)");
  const { rows: indexes } = await client.query<Named>(
    `select c.relname as name, i.indrelid::regclass::text as "table", pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid::regclass::text = any($1)
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
     order by pg_get_indexdef(i.indexrelid) like '%USING gin%', name`,
    [tables],
  );
  for (const { name, table } of [...references, ...keys])
    await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  return { indexes, keys, references };
}

export async function rebuildIndexes(client: pg.Client, dropped: Dropped, timings: Timings): Promise<void> {
  for (const { name, definition } of dropped.indexes)
    await timed(timings, `index ${name}`, () => client.query(definition));
  const add = ({ table, name, definition }: Named) =>
    client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const key of dropped.keys) await timed(timings, `key ${key.name}`, () => add(key));
  for (const reference of dropped.references) await timed(timings, `reference ${reference.name}`, () => add(reference));
}

async function constraints(client: pg.Client, condition: string): Promise<Named[]> {
  const { rows } = await client.query<Named>(
    `select conname as name, conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
     from pg_constraint where ${condition} and conparentid = 0 order by contype = 'u', conname`,
    [tables],
  );
  return rows;
}
