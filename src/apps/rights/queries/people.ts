import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/db.ts';

/** Somebody in a list of an organisation. */
export interface ListedPerson {
  personId: string;
  givenName: string;
  familyName: string;
  email: string | null;
  /** The running relations with the organisations of the list, the longest first; none for somebody whose relation is elsewhere. */
  relations: readonly ListedRelation[];
}

export interface ListedRelation {
  id: string;
  organisationId: number;
  organisationName: string;
  category: string;
  from: string | null;
  /** Last day; null while it is open. */
  until: string | null;
}

/** `access`: related to an organisation or holding a right there. `related`: related to it or to its board. */
export type Circle = 'access' | 'related';

export type PeopleOrder = 'name' | 'ending';

/** Stands for "no right at all" where a list is narrowed to the holders of one right. */
export const withoutRights = 'geen';

export interface PeopleSearch {
  organisationIds: readonly number[];
  circle: Circle;
  /** Words of the name; empty lists everybody. */
  text: string;
  order: PeopleOrder;
  /** Only who holds this right, today or later, or who holds none. */
  right?: string | undefined;
  /** Person after or before whom the page starts. */
  after?: string | undefined;
  before?: string | undefined;
  limit: number;
}

export interface PeoplePage {
  people: readonly ListedPerson[];
  hasNext: boolean;
  hasPrevious: boolean;
  total: number;
}

/** A page of people, by key: two thousand people answer as quickly as twenty. */
export async function listPeople(db: Db, search: PeopleSearch): Promise<PeoplePage> {
  const backwards = search.before !== undefined;
  const { rows } = await sql<ListedPerson & { total: number }>`
    with present as materialized (${presentGrants(search)}),
    circle as materialized (${circleOf(search)}),
    ${search.order === 'ending' ? sql`ending as materialized (${firstEnds}),` : sql``}
    listed as materialized (
      select p.id, p.given_name, p.family_name, p.email, ${sortKey(search)} as key
      -- One by one: of a join the planner reads all people, for it cannot know how few are in sight.
      from circle c cross join lateral (
        select one.id, one.given_name, one.family_name, one.email from persons one where one.id = c.person_id limit 1) p
      ${search.order === 'ending' ? sql`left join ending on ending.person_id = p.id` : sql``}
      where ${named(search.text)} and ${holding(search)}
    ), page as (
      select * from listed l ${pageCondition(search)}
      order by ${backwards ? sql`l.key desc, l.id desc` : sql`l.key, l.id`}
      limit ${search.limit + 1}
    )
    select page.id as "personId", page.given_name as "givenName", page.family_name as "familyName", page.email,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', w.id, 'organisationId', o.id, 'organisationName', o.name, 'category', w.category,
          'from', lower(w.period), 'until', upper(w.period) - 1) order by upper(w.period) desc, o.id)
        from work_relations w join organisations o on o.id = w.organisation_id
        where w.person_id = page.id and w.organisation_id = any (${ids(search)}) and w.period @> app.today()
      ), '[]') as relations,
      (select count(*) from listed) as total
    from page
    order by page.key, page.id`.execute(db);
  return pageOf(rows, search, backwards);
}

function pageOf(
  rows: readonly (ListedPerson & { total: number })[],
  search: PeopleSearch,
  backwards: boolean,
): PeoplePage {
  const more = rows.length > search.limit;
  const kept = backwards ? rows.slice(-search.limit) : rows.slice(0, search.limit);
  return {
    people: kept.map(({ total: _, ...person }) => person),
    hasNext: backwards || more,
    hasPrevious: backwards ? more : search.after !== undefined,
    total: rows[0]?.total ?? 0,
  };
}

const ids = ({ organisationIds }: Pick<PeopleSearch, 'organisationIds'>): RawBuilder<number[]> =>
  sql`${[...organisationIds]}::integer[]`;

/** The rights at the organisations of the list that run or will run, read once whatever asks for them. */
const presentGrants = (search: PeopleSearch): RawBuilder<unknown> => sql`
  select g.person_id, g.entitlement_id, lower(g.period) as first_day, g.last_day
  from grants g
  where g.organisation_id = any (${ids(search)}) and g.withdrawn_at is null and g.last_day >= (select app.today())`;

function circleOf(search: PeopleSearch): RawBuilder<unknown> {
  const related = sql`
    select w.person_id from work_relations w where w.organisation_id = any (${ids(search)}) and w.period @> app.today()`;
  const others =
    search.circle === 'access'
      ? sql`select g.person_id from present g`
      : sql`select w.person_id from organisation_relations b join work_relations w on w.organisation_id = b.related_id
          where b.organisation_id = any (${ids(search)}) and b.kind = 'board' and b.period @> app.today() and w.period @> app.today()`;
  return sql`${related} union ${others}`;
}

function holding(search: PeopleSearch): RawBuilder<boolean> {
  if (search.right === undefined) return sql<boolean>`true`;
  return search.right === withoutRights
    ? sql<boolean>`p.id not in (select g.person_id from present g)`
    : sql<boolean>`p.id in (select g.person_id from present g where g.entitlement_id = ${search.right})`;
}

function sortKey(search: PeopleSearch): RawBuilder<string> {
  const name = sql`app.plain(p.family_name || ' ' || p.given_name)`;
  if (search.order === 'name') return sql<string>`${name}`;
  return sql<string>`coalesce(ending.on_day::text, '9999-12-31') || ' ' || ${name}`;
}

/** When the first running right of each person ends. */
const firstEnds = sql`
  select g.person_id, min(g.last_day) as on_day
  from present g where g.first_day <= (select app.today()) group by g.person_id`;

/** Every word stands in the name, without accents and capitals. */
export function named(text: string): RawBuilder<boolean> {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const conditions = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`app.plain(p.given_name || ' ' || p.family_name) like app.plain(${pattern})`;
  });
  return conditions.length === 0 ? sql<boolean>`true` : (sql.join(conditions, sql` and `) as RawBuilder<boolean>);
}

function pageCondition({ after, before }: PeopleSearch): RawBuilder<unknown> {
  if (before !== undefined) return sql`where (l.key, l.id) < (select k.key, k.id from listed k where k.id = ${before})`;
  if (after !== undefined) return sql`where (l.key, l.id) > (select k.key, k.id from listed k where k.id = ${after})`;
  return sql``;
}
