import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Reach } from '#access/actor.ts';
import type { Keys } from '#apps/library/keys.ts';
import type { DocumentFilter } from '#apps/library/model.ts';
import type { Words } from '#apps/library/words.ts';

/**
 * The explicit condition of every statement on documents (DO-1): what the keys reach, and not more. No keys is no
 * rows. Row-level security stands behind it with the same rule.
 */
export function visibleTo(keys: Keys, theme: RawBuilder<unknown> = sql`d.theme_id`): RawBuilder<SqlBool> {
  return either([
    ...heldParts(keys, theme),
    ...(keys.shared.length > 0 ? [sql<SqlBool>`d.id = any(${keys.shared}::uuid[])`] : []),
  ]);
}

/** The same for roll-ups, which count what is held; shares are few and counted one by one. */
export const countedFor = (keys: Keys): RawBuilder<SqlBool> => either(heldParts(keys, sql`d.theme_id`));

function heldParts(keys: Keys, theme: RawBuilder<unknown>): RawBuilder<SqlBool>[] {
  return [
    ...(keys.institutions.length > 0 ? [sql<SqlBool>`d.institution_id = any(${keys.institutions}::int[])`] : []),
    ...(keys.scopes.length > 0 ? [sql<SqlBool>`d.scope = any(${keys.scopes}::int[])`] : []),
    ...(keys.themes.length > 0 ? [sql<SqlBool>`${theme} = any(${keys.themes}::smallint[])`] : []),
  ];
}

const either = (parts: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;

/** The documents (as `d`) that somebody reads by a right of his own; what hangs on them, such as questions, is read by the same (DO-6). */
export const readByRight = ({ institutions, scopes, themes }: Reach): RawBuilder<SqlBool> =>
  either(heldParts({ institutions, scopes, themes, shared: [] }, sql`d.theme_id`));

/** The same for documents that a rare word leads to: reading the index of a whole theme besides would take longer. */
export const visibleAmongFound = (keys: Keys): RawBuilder<SqlBool> => visibleTo(keys, sql`coalesce(d.theme_id, 0)`);

/** The filters as row conditions, only those in use: a filter that may be empty would tempt the planner into scans. */
export function matching(filter: DocumentFilter, words?: Words): RawBuilder<SqlBool> {
  const parts = [
    ...(filter.levels.length > 0 ? [sql<SqlBool>`d.level_id = any(${filter.levels}::smallint[])`] : []),
    ...(filter.themes.length > 0 ? [sql<SqlBool>`d.theme_id = any(${filter.themes}::smallint[])`] : []),
    ...(filter.schoolYears.length > 0 ? [sql<SqlBool>`d.school_year = any(${filter.schoolYears}::smallint[])`] : []),
    ...(filter.institutions.length > 0 ? [sql<SqlBool>`d.institution_id = any(${filter.institutions}::int[])`] : []),
    ...(words?.rare === undefined ? [] : [sql<SqlBool>`d.search @@ ${words.rare}::tsquery`]),
    // Written so that no index answers it.
    ...(words?.common === undefined ? [] : [sql<SqlBool>`coalesce(d.search @@ ${words.common}::tsquery, false)`]),
  ];
  return parts.length === 0 ? sql<SqlBool>`true` : (sql.join(parts, sql` and `) as RawBuilder<SqlBool>);
}
