import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { receivingServicesOf, type Actor } from '#access/actor.ts';
import { offeredYears, sentStates } from '#apps/submissions/model.ts';
import { submissionColumns, type SentSubmission } from '#apps/submissions/queries.ts';
import type { Choice, Choices, ListInput } from '#apps/submissions/list.ts';
import { listOrganisations, searchOrganisations } from '#directory/organisations.ts';
import { schoolYearOf } from '#directory/school-year.ts';
import type { Db } from '#platform/db.ts';

/** What a service sees: everything but what was withdrawn. */
const seenStates = sentStates.filter((state) => state !== 'withdrawn');
/** What still asks for work. */
const openStates = ['received', 'in-progress', 'returned'];
const mostFound = 20;

/**
 * The work of the actor's services, newest or oldest first. A service has hundreds of thousands: the index of every service and
 * state is walked apart until a page is full, and the best of them is taken.
 */
export async function listWork(
  db: Db,
  actor: Actor,
  input: ListInput,
  page: { conditions: readonly RawBuilder<SqlBool>[]; order: RawBuilder<unknown>; limit: number },
): Promise<SentSubmission[]> {
  const services = receivingServicesOf(actor).filter(
    (id) => input.services.length === 0 || input.services.includes(id),
  );
  const states = seenStates.filter((state) => input.states.length === 0 || input.states.includes(state));
  const { rows } = await sql<SentSubmission>`
    select ${submissionColumns}
    from unnest(${services}::text[]) as service (id)
      cross join unnest(${states}::text[]) as wanted (state)
      cross join lateral (
        select s.* from submissions s
        where s.receiving_service_id = service.id and s.state = wanted.state and ${sql.join(page.conditions, sql` and `)}
        order by ${page.order}
        limit ${page.limit}
      ) s
      join organisations o on o.id = s.institution_id
      join forms f on f.id = s.form_id
      join receiving_services r on r.id = s.receiving_service_id
    order by ${page.order}
    limit ${page.limit}`.execute(db);
  return rows;
}

/**
 * What the list of a service can be narrowed to. How much there is, is told of open work only: nobody counts what was finished
 * in years. Institutions are those that were chosen or searched for.
 */
export async function chooseWork(
  db: Db,
  actor: Actor,
  asked: { institutions: readonly number[]; search: string },
): Promise<Choices> {
  const services = receivingServicesOf(actor);
  const { rows } = await sql<Choice & { part: 'forms' | 'services' | 'open' }>`
    select 'forms' as part, f.id::text as value, f.title as label, null::bigint as count from forms f
    where exists (select 1 from form_levels l where l.form_id = f.id and l.receiving_service_id = any (${services}::text[]))
    union all
    select 'services', id, name, null from receiving_services where id = any (${services}::text[])
    union all
    select 'open', state, '', count(*) from submissions
    where receiving_service_id = any (${services}::text[]) and state = any (${openStates}::text[]) group by state
    order by 1, 3, 2`.execute(db);
  const of = (part: string): Choice[] => rows.filter((row) => row.part === part);
  const years = services.length === 0 ? [] : offeredYears(schoolYearOf(actor.today));
  return {
    forms: of('forms'),
    services: of('services'),
    states: seenStates.map((value) => ({ value, label: '', count: openCount(of('open'), value) })),
    schoolYears: years.map((year) => ({ value: String(year), label: '', count: null })),
    institutions: await institutionsOf(db, asked),
  };
}

/** Zero is told too; what is finished is not counted. */
const openCount = (counted: readonly Choice[], state: string): number | null =>
  openStates.includes(state) ? (counted.find(({ value }) => value === state)?.count ?? 0) : null;

async function institutionsOf(
  db: Db,
  { institutions, search }: { institutions: readonly number[]; search: string },
): Promise<Choice[]> {
  const chosen = await listOrganisations(db, institutions);
  const found = search === '' ? [] : (await searchOrganisations(db, { text: search, limit: mostFound })).organisations;
  const all = new Map([...chosen, ...found].map((one) => [one.id, one]));
  return [...all.values()].map(({ id, name }) => ({ value: String(id), label: name, count: null }));
}
