import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, view } from '#access/use-case.ts';
import { pageSize, sentStates, type Cursor } from '#apps/submissions/model.ts';
import {
  receivedByActor,
  sentByActor,
  submissionColumns,
  submissionsWithNames,
  type SentSubmission,
} from '#apps/submissions/queries.ts';
import { listWork } from '#apps/submissions/work.ts';
import type { Db } from '#platform/db.ts';

const numbers = z.array(z.number().int().min(0).max(2_000_000)).max(500);

/** What a list is narrowed to; an empty part does not narrow. */
const listInput = z.object({
  levelId: z.number().int().min(1).max(7).nullable(),
  forms: numbers,
  institutions: numbers,
  schoolYears: numbers,
  states: z.array(z.enum(sentStates)),
  services: z.array(z.string().max(50)).max(50),
  from: z.custom<Cursor>().nullable(),
  direction: z.enum(['older', 'newer']),
});
export type ListInput = z.infer<typeof listInput>;

export interface SubmissionPage {
  submissions: readonly SentSubmission[];
  newer: Cursor | null;
  older: Cursor | null;
}

/** What was sent, newest first, as far as the actor may send its form today (DV-3, O14). */
export const sentSubmissions = view({
  permission: 'submissions:list-sent',
  input: listInput,
  load: async () => null,
  decide: () => allowed(),
  async read(db, actor, _subject, input) {
    const visible = await sentByActor(db, actor);
    return pageOf(input, async (order, limit) => {
      const { rows } = await sql<SentSubmission>`
        select ${submissionColumns} from ${submissionsWithNames}
        where s.state <> 'draft' and ${visible} and ${sql.join(narrowing(input), sql` and `)}
        order by ${order}
        limit ${limit}`.execute(db);
      return rows;
    });
  },
});

/** The work of the services for which the actor works (DV-4, O19). */
export const receivedSubmissions = view({
  permission: 'submissions:list-received',
  input: listInput,
  load: async () => null,
  decide: () => allowed(),
  read: (db, actor, _subject, input) =>
    pageOf(input, (order, limit) => listWork(db, actor, input, { conditions: narrowing(input), order, limit })),
});

/** More are not exported at once: filters narrow the list. */
const mostExported = 20_000;

export type ExportedSubmission = SentSubmission & { sentByName: string; files: number };

/** The same list without pages, to take along (DV-4). */
export const exportReceived = view({
  permission: 'submissions:export-received',
  input: listInput,
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor, _subject, input): Promise<readonly ExportedSubmission[] | 'too-many'> => {
    const { rows } = await sql<ExportedSubmission>`
      select ${submissionColumns},
        (select e.person_name from submission_events e where e.submission_id = s.id and e.kind = 'sent' order by e.at limit 1) as "sentByName",
        (select count(*) from submission_files x where x.submission_id = s.id and x.event_id is not null) as files
      from ${submissionsWithNames}
      where ${receivedByActor(actor)} and ${sql.join(narrowing(input), sql` and `)}
      order by s.sent_at desc, s.id desc
      limit ${mostExported + 1}`.execute(db);
    return rows.length > mostExported ? 'too-many' : rows;
  },
});

async function pageOf(
  { from, direction }: ListInput,
  read: (order: RawBuilder<unknown>, limit: number) => Promise<SentSubmission[]>,
): Promise<SubmissionPage> {
  const isNewer = direction === 'newer';
  const rows = await read(isNewer ? sql`s.sent_at, s.id` : sql`s.sent_at desc, s.id desc`, pageSize + 1);
  const hasMore = rows.length > pageSize;
  const page = isNewer ? rows.slice(0, pageSize).toReversed() : rows.slice(0, pageSize);
  return {
    submissions: page,
    newer: (isNewer ? hasMore : from !== null) ? cursorOf(page[0]) : null,
    older: (isNewer ? true : hasMore) ? cursorOf(page.at(-1)) : null,
  };
}

const cursorOf = (submission: SentSubmission | undefined): Cursor | null =>
  submission ? { sentAt: submission.sentAt, id: submission.id } : null;

function narrowing(input: ListInput): RawBuilder<SqlBool>[] {
  const { levelId, forms, institutions, schoolYears, states, services, from, direction } = input;
  return [
    from
      ? sql<SqlBool>`(s.sent_at, s.id) ${direction === 'newer' ? sql`>` : sql`<`} (${from.sentAt}, ${from.id})`
      : sql<SqlBool>`true`,
    ...(levelId === null ? [] : [sql<SqlBool>`s.level_id = ${levelId}`]),
    ...(forms.length > 0 ? [sql<SqlBool>`s.form_id = any (${forms}::int[])`] : []),
    ...(institutions.length > 0 ? [sql<SqlBool>`s.institution_id = any (${institutions}::int[])`] : []),
    ...(schoolYears.length > 0 ? [sql<SqlBool>`s.school_year = any (${schoolYears}::int[])`] : []),
    ...(states.length > 0 ? [sql<SqlBool>`s.state = any (${states}::text[])`] : []),
    ...(services.length > 0 ? [sql<SqlBool>`s.receiving_service_id = any (${services}::text[])`] : []),
  ];
}

export interface Choice {
  value: string;
  label: string;
  /** null: not counted. */
  count: number | null;
}

/** Everything to choose from in the filters, with how many there are, over what the actor may see and nothing else. */
export interface Choices {
  forms: readonly Choice[];
  institutions: readonly Choice[];
  schoolYears: readonly Choice[];
  states: readonly Choice[];
  services: readonly Choice[];
}

export async function countSent(db: Db, actor: Actor, levelId: number): Promise<Choices> {
  return count(db, sql`${await sentByActor(db, actor)} and s.level_id = ${levelId}`);
}

async function count(db: Db, visible: RawBuilder<unknown>): Promise<Choices> {
  const { rows } = await sql<Choice & { part: keyof Choices }>`
    with seen as materialized (
      select s.form_id, f.title, s.institution_id, o.name, s.school_year, s.state, s.receiving_service_id, r.name as service
      from ${submissionsWithNames}
      where s.state <> 'draft' and ${visible}
    )
    select 'forms' as part, form_id::text as value, title as label, count(*) from seen group by form_id, title
    union all
    select 'institutions', institution_id::text, name, count(*) from seen group by institution_id, name
    union all
    select 'schoolYears', school_year::text, '', count(*) from seen group by school_year
    union all
    select 'states', state, '', count(*) from seen group by state
    union all
    select 'services', receiving_service_id, service, count(*) from seen group by receiving_service_id, service
    order by 1, 3, 2 desc`.execute(db);
  const of = (part: keyof Choices) => rows.filter((row) => row.part === part);
  return {
    forms: of('forms'),
    institutions: of('institutions'),
    schoolYears: of('schoolYears'),
    states: of('states'),
    services: of('services'),
  };
}
