import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { placesWhere, type Rule } from '#access/rule.ts';
import { allowed, view } from '#access/use-case.ts';
import { listInput, type ListInput } from '#apps/questions/inputs.ts';
import { pageSize } from '#apps/questions/model.ts';
import {
  askedInSight,
  excerpt,
  handledByActor,
  listDrafts,
  questionColumns,
  questionsWithNames,
  type QuestionInList,
} from '#apps/questions/queries.ts';
import { opensAnswering, opensAsking } from '#apps/questions/rule.ts';
import type { Db } from '#platform/db.ts';

export type ListedQuestion = QuestionInList & {
  /** Something happened on the other side since the actor last opened it. */
  isNew: boolean;
};

export interface QuestionPage {
  questions: readonly ListedQuestion[];
  /** Where neighbouring pages begin; null: there is none. */
  previous: number | null;
  next: number | null;
}

/** Gestelde vragen: the actor's own and those of colleagues with the same theme, what changed last first (P10). */
export const askedQuestions = view({
  permission: 'questions:list-asked',
  input: listInput,
  load: async () => null,
  decide: () => allowed(),
  async read(db, actor, _subject, input) {
    const condition = narrowed(askedInSight(actor), input, sql`q.asked_by = ${actor.personId}`);
    const newest = sql`
      select ${questionColumns}, ${excerpt}, q.asked_by = ${actor.personId} and ${answeredUnseen(actor)} as "isNew"
      from ${questionsWithNames} where ${condition}
      order by q.changed_at desc, q.id desc limit ${input.skip + pageSize + 1}`;
    return pageOf((await sql<ListedQuestion>`${newest} offset ${input.skip}`.execute(db)).rows, input);
  },
});

/** What the actor began and did not ask yet. */
export const ownDrafts = view({
  permission: 'questions:list-drafts',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: (db, actor) => listDrafts(db, actor),
});

/** Vragen: the work of the services for which the actor answers, what is due longest first, then what was answered. */
export const receivedQuestions = view({
  permission: 'questions:list-received',
  input: listInput,
  load: async () => null,
  decide: () => allowed(),
  async read(db, actor, _subject, input) {
    const condition = narrowed(handledByActor(actor), input, sql`q.handler_id = ${actor.personId}`);
    const most = input.skip + pageSize + 1;
    const { rows } = await sql<ListedQuestion>`
      select * from (
        (select ${questionColumns}, ${excerpt}, false as "isNew", 0 as part from ${questionsWithNames}
         where ${condition} and q.waiting_since is not null order by q.due_on, q.id limit ${most})
        union all
        (select ${questionColumns}, ${excerpt}, false as "isNew", 1 as part from ${questionsWithNames}
         where ${condition} and q.waiting_since is null order by q.changed_at desc, q.id desc limit ${most})
      ) as work
      order by part, case when part = 0 then "dueOn" end, case when part = 0 then id end, "changedAt" desc, id desc
      limit ${pageSize + 1} offset ${input.skip}`.execute(db);
    return pageOf(rows, input);
  },
});

function pageOf(rows: readonly ListedQuestion[], { skip }: ListInput): QuestionPage {
  return {
    questions: rows.slice(0, pageSize),
    previous: skip > 0 ? Math.max(0, skip - pageSize) : null,
    next: rows.length > pageSize ? skip + pageSize : null,
  };
}

/** The service answered or closed it after the actor last looked. */
const answeredUnseen = (actor: Actor): RawBuilder<SqlBool> => sql<SqlBool>`
  exists (
    select 1 from question_events e
    where e.question_id = q.id and e.side = 'service' and e.kind in ('answered', 'closed') and e.at > coalesce(
      (select s.seen_at from question_readings s where s.question_id = q.id and s.person_id = ${actor.personId}), '-infinity'))`;

/** Answers that were not read yet, and questions that wait for the actor, without those that a colleague took up: for the bell. */
export async function countQuestions(db: Db, actor: Actor): Promise<{ answers: number; waiting: number }> {
  const asks = decidesSomewhere(opensAsking, actor);
  const answers = decidesSomewhere(opensAnswering, actor);
  if (!asks && !answers) return { answers: 0, waiting: 0 };
  const { rows } = await sql<{ answers: number; waiting: number }>`
    select
      (select count(*) from questions q
       where q.asked_by = ${actor.personId} and ${answeredUnseen(actor)}
         and exists (select 1 from documents d where d.id = q.document_id)) as answers,
      (select count(*) from questions q
       where q.waiting_since is not null and ${handledByActor(actor)}
         and (q.handler_id is null or q.handler_id = ${actor.personId})) as waiting`.execute(db);
  return rows[0] ?? { answers: 0, waiting: 0 };
}

const decidesSomewhere = (rule: Rule, actor: Actor): boolean => placesWhere(rule, actor, actor.places).length > 0;

function narrowed(visible: RawBuilder<SqlBool>, input: ListInput, mine: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const { states, institutions, themes, services } = input;
  const parts = [
    sql`q.state <> 'draft'`,
    visible,
    ...(states.length > 0 ? [sql`q.state = any (${states}::text[])`] : []),
    ...(institutions.length > 0 ? [sql`q.institution_id = any (${institutions}::int[])`] : []),
    ...(themes.length > 0 ? [sql`q.theme_id = any (${themes}::smallint[])`] : []),
    ...(services.length > 0 ? [sql`q.service_id = any (${services}::text[])`] : []),
    ...(input.mine ? [mine] : []),
    ...(input.overdue ? [sql`q.due_on < app.today()`] : []),
  ];
  return sql.join(parts, sql` and `) as RawBuilder<SqlBool>;
}

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
  institutions: readonly Choice[];
  mine: number;
  overdue: number;
}

export const countAsked = (db: Db, actor: Actor): Promise<Choices> =>
  count(db, askedInSight(actor), sql`q.asked_by = ${actor.personId}`);

export const countReceived = (db: Db, actor: Actor): Promise<Choices> =>
  count(db, handledByActor(actor), sql`q.handler_id = ${actor.personId}`);

async function count(db: Db, visible: RawBuilder<SqlBool>, mine: RawBuilder<unknown>): Promise<Choices> {
  const { rows } = await sql<Choice & { part: string }>`
    with seen as materialized (
      select q.state, q.institution_id, o.name, q.theme_id, t.name as theme, q.service_id,
        r.name as service, ${mine} as mine, q.due_on < app.today() as overdue
      from ${questionsWithNames}
      where q.state <> 'draft' and ${visible}
    )
    select 'states' as part, state as value, '' as label, count(*) from seen group by state
    union all
    select 'services', service_id, service, count(*) from seen group by service_id, service
    union all
    select 'themes', theme_id::text, theme, count(*) from seen group by theme_id, theme
    union all
    select 'institutions', institution_id::text, name, count(*) from seen group by institution_id, name
    union all
    select 'mine', '', '', count(*) from seen where mine
    union all
    select 'overdue', '', '', count(*) from seen where overdue
    order by 1, 3, 2`.execute(db);
  const of = (part: string): Choice[] => rows.filter((row) => row.part === part);
  return {
    states: of('states'),
    services: of('services'),
    themes: of('themes'),
    institutions: of('institutions'),
    mine: of('mine')[0]?.count ?? 0,
    overdue: of('overdue')[0]?.count ?? 0,
  };
}
