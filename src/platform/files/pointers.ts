import { sql } from 'kysely';
import type { Db } from '#platform/db.ts';

interface Pointer {
  table: string;
  column: string;
  isText: boolean;
  /** Rows whose file was removed on purpose point to nothing any more. */
  hasRemovedAt: boolean;
  isReadable: boolean;
}

/** A table that points to files hides rows from whoever asks: what it does not show must not count as forgotten. */
export class PointerHidden extends Error {
  override readonly name = 'PointerHidden';
}

/**
 * Which of these files something points to. Every column whose name ends in `sha256` points to files, also one that is made
 * tomorrow: nobody has to remember to add it here. Asked as the system.
 */
export async function findPointedTo(db: Db, hashes: readonly string[]): Promise<Set<string>> {
  const pointers = await listPointers(db);
  const hidden = pointers.filter((pointer) => !pointer.isReadable).map((pointer) => pointer.table);
  if (hidden.length > 0) throw new PointerHidden(`Not everything in ${hidden.join(', ')} can be read by the system`);
  const pointedTo = pointers.map(
    ({ table, column, isText, hasRemovedAt }) => sql`
      exists (select 1 from ${sql.table(table)} t where t.${sql.ref(column)} = ${isText ? sql`hash` : sql`decode(hash, 'hex')`}
        ${hasRemovedAt ? sql`and t.removed_at is null` : sql``})`,
  );
  const { rows } = await sql<{ hash: string }>`
    select hash from unnest(${[...hashes]}::text[]) as hash where ${sql.join(pointedTo, sql` or `)}`.execute(db);
  return new Set(rows.map((row) => row.hash));
}

async function listPointers(db: Db): Promise<Pointer[]> {
  const { rows } = await sql<Pointer>`
    select c.relname as "table", a.attname as "column", a.atttypid <> 'bytea'::regtype as "isText",
      exists (select 1 from pg_attribute r where r.attrelid = c.oid and r.attname = 'removed_at') as "hasRemovedAt",
      has_column_privilege(c.oid, a.attnum, 'select') and (not c.relrowsecurity or exists (
        select 1 from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r')
          and (pg_get_expr(p.polqual, c.oid) = 'true' or pg_get_expr(p.polqual, c.oid) ~ 'is_system'))) as "isReadable"
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname ~ 'sha256$' and not a.attisdropped
      and a.atttypid in ('bytea'::regtype, 'text'::regtype)
    order by 1, 2`.execute(db);
  return rows;
}
