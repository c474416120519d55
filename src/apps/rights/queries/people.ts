import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#platform/db.ts';

/** Somebody in a list of an organisation. */
export interface ListedPerson {
  personId: string;
  givenName: string;
  familyName: string;
  email: string | null;
  /** Of the relation with this organisation; null for somebody whose relation is elsewhere. */
  category: string | null;
  relationUntil: string | null;
}

/** `access`: related to the organisation or holding a right there. `related`: related to it or to its board. */
export type Circle = 'access' | 'related';

export type PeopleOrder = 'name' | 'ending';

export interface PeopleSearch {
  organisationId: number;
  circle: Circle;
  /** Words of the name; empty lists everybody. */
  text: string;
  order: PeopleOrder;
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
    with circle as materialized (${circleOf(search)}),
    listed as materialized (
      select p.id, p.given_name, p.family_name, p.email, ${sortKey(search)} as key
      from circle c join persons p on p.id = c.person_id
      where ${named(search.text)}
    ), page as (
      select * from listed l ${pageCondition(search)}
      order by ${backwards ? sql`l.key desc, l.id desc` : sql`l.key, l.id`}
      limit ${search.limit + 1}
    )
    select page.id as "personId", page.given_name as "givenName", page.family_name as "familyName", page.email,
      r.category, case when upper_inf(r.period) then null else upper(r.period) - 1 end as "relationUntil",
      (select count(*) from listed) as total
    from page
    left join lateral (
      select w.category, w.period from work_relations w
      where w.person_id = page.id and w.organisation_id = ${search.organisationId} and w.period @> app.today()
      order by upper(w.period) desc limit 1
    ) r on true
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

function circleOf({ organisationId, circle }: PeopleSearch): RawBuilder<unknown> {
  const related = sql`
    select w.person_id from work_relations w where w.organisation_id = ${organisationId} and w.period @> app.today()`;
  const others =
    circle === 'access'
      ? sql`select g.person_id from grants g
          where g.organisation_id = ${organisationId} and g.withdrawn_at is null and upper(g.period) > app.today()`
      : sql`select w.person_id from organisation_relations b join work_relations w on w.organisation_id = b.related_id
          where b.organisation_id = ${organisationId} and b.kind = 'board' and b.period @> app.today() and w.period @> app.today()`;
  return sql`${related} union ${others}`;
}

function sortKey({ order, organisationId }: PeopleSearch): RawBuilder<string> {
  const name = sql`app.plain(p.family_name || ' ' || p.given_name)`;
  if (order === 'name') return sql<string>`${name}`;
  return sql<string>`coalesce((
    select min(upper(g.period) - 1)::text from grants g
    where g.person_id = p.id and g.organisation_id = ${organisationId} and g.withdrawn_at is null and g.period @> app.today()
  ), '9999-12-31') || ' ' || ${name}`;
}

function named(text: string): RawBuilder<boolean> {
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
