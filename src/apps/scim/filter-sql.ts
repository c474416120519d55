import { sql, type RawBuilder } from 'kysely';
import { ScimRefused } from '#apps/scim/errors.ts';
import type { Comparison, Filter, FilterValue } from '#apps/scim/filter.ts';
import { extensionSchema } from '#apps/scim/names.ts';

type Condition = RawBuilder<boolean>;

interface Column {
  of: RawBuilder<unknown>;
  kind: 'text' | 'exact' | 'truth' | 'moment';
}

interface Columns {
  single: Readonly<Record<string, Column>>;
  /** Lists in a user: where their elements come from, and what these have. */
  lists: Readonly<Record<string, { from: RawBuilder<unknown>; single: Readonly<Record<string, Column>> }>>;
}

const text = (of: RawBuilder<unknown>): Column => ({ of, kind: 'text' });
const exact = (of: RawBuilder<unknown>): Column => ({ of, kind: 'exact' });
const extension = extensionSchema.toLowerCase();

/** What users can be filtered and sorted by, as columns of `u` in `queries.ts`. */
const columns: Columns = {
  single: {
    id: exact(sql`u.id::text`),
    externalid: exact(sql`u.external_id`),
    username: text(sql`u.user_name`),
    displayname: text(sql`u.formatted`),
    'name.formatted': text(sql`u.formatted`),
    'name.givenname': text(sql`u.given_name`),
    'name.familyname': text(sql`u.family_name`),
    active: { of: sql`u.active`, kind: 'truth' },
    'meta.created': { of: sql`u.created_at`, kind: 'moment' },
    'meta.lastmodified': { of: sql`u.changed_at`, kind: 'moment' },
  },
  lists: {
    emails: {
      from: sql`(select r.organisation from jsonb_to_recordset(u.relations) as r (organisation text) where u.email is not null) as e`,
      single: { value: text(sql`u.email`), type: text(sql`e.organisation`) },
    },
    entitlements: {
      from: sql`jsonb_to_recordset(u.rights) as e ("right" text, name text, organisation text)`,
      single: { value: text(sql`e."right"`), type: text(sql`e.organisation`), display: text(sql`e.name`) },
    },
    [`${extension}.workrelations`]: {
      from: sql`jsonb_to_recordset(u.relations) as e (id text, organisation text, category text, "begin" text, "end" text)`,
      single: {
        value: exact(sql`e.id`),
        organisation: text(sql`e.organisation`),
        category: text(sql`e.category`),
        begin: text(sql`e."begin"`),
        end: text(sql`e."end"`),
      },
    },
    [`${extension}.rights`]: {
      from: sql`jsonb_to_recordset(u.rights) as e ("right" text, organisation text, "begin" text, "end" text)`,
      single: {
        value: text(sql`e."right"`),
        right: text(sql`e."right"`),
        organisation: text(sql`e.organisation`),
        begin: text(sql`e."begin"`),
        end: text(sql`e."end"`),
      },
    },
  },
};

/** The filter as a condition on users. */
export const conditionOf = (filter: Filter): Condition => condition(filter, columns);

/** The column that users are sorted by. */
export function orderOf(path: readonly string[]): RawBuilder<unknown> {
  const name = path.join('.');
  const column = columns.single[name === 'name' ? 'name.formatted' : name];
  if (!column) throw new ScimRefused(400, `Users cannot be sorted by ${name}`, 'invalidPath');
  return column.kind === 'text' ? sql`lower(${column.of})` : column.of;
}

function condition(filter: Filter, known: Columns): Condition {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return sql`(${sql.join(
        filter.parts.map((part) => condition(part, known)),
        sql.raw(` ${filter.kind} `),
      )})`;
    case 'not':
      return sql`not (${condition(filter.part, known)})`;
    case 'element': {
      const list = known.lists[filter.path.join('.')];
      if (!list) throw unfilterable(filter.path);
      return sql`exists (select 1 from ${list.from} where ${condition(filter.filter, { single: list.single, lists: {} })})`;
    }
    case 'present':
      return onColumn(filter.path, known, (column) =>
        column.kind === 'text' || column.kind === 'exact'
          ? sql`coalesce(${column.of}, '') <> ''`
          : sql`${column.of} is not null`,
      );
    case 'compare':
      return onColumn(filter.path, known, (column) => compare(column, filter.operator, filter.value, filter.path));
  }
}

/** A single value, or any element of a list; a list without more said is compared by `value`. */
function onColumn(path: readonly string[], known: Columns, test: (column: Column) => Condition): Condition {
  const column = known.single[path.join('.')];
  if (column) return test(column);
  for (const [listPath, last] of [
    [path, 'value'],
    [path.slice(0, -1), path.at(-1) ?? ''],
  ] as const) {
    const list = known.lists[listPath.join('.')];
    const element = list?.single[last];
    if (list && element) return sql`exists (select 1 from ${list.from} where ${test(element)})`;
  }
  throw unfilterable(path);
}

const unfilterable = (path: readonly string[]): ScimRefused =>
  new ScimRefused(400, `Users cannot be filtered by ${path.join('.')}`, 'invalidFilter');

function compare({ of, kind }: Column, operator: Comparison, value: FilterValue, path: readonly string[]): Condition {
  const unfit = new ScimRefused(400, `${path.join('.')} cannot be compared so`, 'invalidFilter');
  if (value === null) {
    if (operator === 'eq') return sql`${of} is null`;
    if (operator === 'ne') return sql`${of} is not null`;
    throw unfit;
  }
  if (kind === 'truth') {
    if (typeof value !== 'boolean' || (operator !== 'eq' && operator !== 'ne')) throw unfit;
    return operator === 'eq' ? sql`${of} = ${value}::boolean` : sql`${of} <> ${value}::boolean`;
  }
  if (typeof value !== 'string') throw unfit;
  if (kind === 'moment') {
    // Written by rounding to milliseconds: compared as it is written.
    if (Number.isNaN(Date.parse(value)) || ['co', 'sw', 'ew'].includes(operator)) throw unfit;
    return sql`date_trunc('milliseconds', ${of}) ${sql.raw(signs[operator] ?? '=')} ${new Date(value)}::timestamptz`;
  }
  const [one, other] = kind === 'exact' ? [of, sql`${value}::text`] : [sql`lower(${of})`, sql`lower(${value}::text)`];
  switch (operator) {
    case 'co':
      return sql`coalesce(position(${other} in ${one}) > 0, false)`;
    case 'sw':
      return sql`coalesce(starts_with(${one}, ${other}), false)`;
    case 'ew':
      return sql`coalesce(right(${one}, length(${other})) = ${other}, false)`;
    case 'eq':
      return sql`${one} is not distinct from ${other}`;
    case 'ne':
      return sql`${one} is distinct from ${other}`;
    default:
      return sql`coalesce(${one} collate "C" ${sql.raw(signs[operator] ?? '=')} ${other} collate "C", false)`;
  }
}

const signs: Readonly<Partial<Record<Comparison, string>>> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};
