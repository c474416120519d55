import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { askedInSight, handledByActor } from '#apps/questions/queries.ts';
import { parseInstitutionNumber } from '#directory/institution-number.ts';
import type { Db } from '#platform/db.ts';

export interface Choice {
  value: string;
  label: string;
  count: number;
}

/** Everything to choose from in the filters, with how many there are, over what the actor may see and nothing else. */
export interface Choices {
  states: readonly Choice[];
  services: readonly Choice[];
  themes: readonly Choice[];
  /** The ticked ones, those found by name or number, and some others: the rest is found by searching. */
  institutions: readonly Choice[];
  /** An institution was looked for and there is none with threads. */
  nothingFound: boolean;
  mine: number;
  overdue: number;
  /** There are more threads than are counted: everything can be chosen, and numbers are left out. */
  isPart: boolean;
}

/** What the filter of institutions shows besides the first: those ticked, and those with this in their name or number. */
export interface InstitutionsWanted {
  ticked: readonly number[];
  find: string;
}

/** So many threads are counted. */
const mostCounted = 500;
/** So many institutions are offered unasked, and found at most. */
const institutionsOffered = 12;

export const countAsked = (db: Db, actor: Actor, wanted: InstitutionsWanted): Promise<Choices> =>
  choicesOf(db, askedInSight(actor), sql`q.asked_by = ${actor.personId}`, wanted);

export const countReceived = (db: Db, actor: Actor, wanted: InstitutionsWanted): Promise<Choices> =>
  choicesOf(db, handledByActor(actor), sql`q.handler_id = ${actor.personId}`, wanted);

async function choicesOf(
  db: Db,
  visible: RawBuilder<SqlBool>,
  mine: RawBuilder<unknown>,
  wanted: InstitutionsWanted,
): Promise<Choices> {
  const rows = await count(db, visible, mine);
  const isPart = (rows.find(({ part }) => part === 'total')?.count ?? 0) > mostCounted;
  const offered = isPart ? await everything(db) : rows;
  const of = (part: string): Choice[] => offered.filter((row) => row.part === part);
  const found = await findWanted(db, visible, wanted);
  const counted = of('institutions');
  const others = counted.filter(({ value }) => !found.some((one) => one.value === value)).slice(0, institutionsOffered);
  const numberOf = (part: string): number => rows.find((row) => row.part === part)?.count ?? 0;
  return {
    states: of('states'),
    services: of('services'),
    themes: of('themes'),
    institutions: [...found.map((one) => counted.find(({ value }) => value === one.value) ?? one), ...others],
    nothingFound: wanted.find !== '' && !found.some(({ isNamed }) => isNamed),
    mine: numberOf('mine'),
    overdue: numberOf('overdue'),
    isPart,
  };
}

interface Row extends Choice {
  part: string;
}

// Names are joined to the few that come out, not to each thread.
async function count(db: Db, visible: RawBuilder<SqlBool>, mine: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with seen as materialized (
      select q.state, q.institution_id, q.theme_id, q.service_id, ${mine} as mine, q.due_on < app.today() as overdue
      from questions q
      where q.state <> 'draft' and ${visible}
      limit ${mostCounted + 1}
    ), counted as (
      select 'states' as part, state as value, count(*) as count from seen group by state
      union all
      select 'services', service_id, count(*) from seen where service_id is not null group by service_id
      union all
      select 'themes', theme_id::text, count(*) from seen group by theme_id
      union all
      select 'institutions', institution_id::text, count(*) from seen group by institution_id
      union all
      select 'total', '', count(*) from seen
      union all
      select 'mine', '', count(*) from seen where mine
      union all
      select 'overdue', '', count(*) from seen where overdue
    )
    select c.part, c.value, coalesce(r.name, t.name, o.name, '') as label, c.count
    from counted c
    left join receiving_services r on c.part = 'services' and r.id = c.value
    left join themes t on c.part = 'themes' and t.id::text = c.value
    left join organisations o on o.id = case c.part when 'institutions' then c.value::integer end
    order by c.part, label, c.value`.execute(db);
  return rows;
}

async function everything(db: Db): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select 'services' as part, id as value, name as label, 0 as count from receiving_services
    union all
    select 'themes', id::text, name, 0 from themes
    order by part, label, value`.execute(db);
  return rows;
}

interface Found extends Choice {
  isNamed: boolean;
}

/** The institutions with threads that are ticked or have the text in their name or number. */
async function findWanted(
  db: Db,
  visible: RawBuilder<SqlBool>,
  { ticked, find }: InstitutionsWanted,
): Promise<Found[]> {
  if (find === '' && ticked.length === 0) return [];
  const number = parseInstitutionNumber(find);
  const pattern = `%${find.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const isNamed = number === undefined ? sql`lower(o.name) like lower(${pattern})` : sql`o.id = ${number}`;
  const { rows } = await sql<Found>`
    select o.id::text as value, o.name as label, 0 as count, ${find !== ''} and ${isNamed} as "isNamed"
    from organisations o
    where (o.id = any (${[...ticked]}::integer[]) or (${find !== ''} and ${isNamed}))
      and exists (select 1 from questions q where q.institution_id = o.id and q.state <> 'draft' and ${visible})
    order by o.id <> all (${[...ticked]}::integer[]), o.name, o.id
    limit ${ticked.length + institutionsOffered}`.execute(db);
  return rows;
}
