import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { answeringServicesOf, type Actor } from '#access/actor.ts';
import { allowed, view } from '#access/use-case.ts';
import { listInput, type ListInput } from '#apps/questions/inputs.ts';
import { pageSize } from '#apps/questions/model.ts';
import {
  askedInSight,
  excerpt,
  handledByActor,
  questionColumns,
  questionsWithNames,
  type QuestionInList,
} from '#apps/questions/queries.ts';
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

/** Answered, or closed by the service, after the actor last looked. */
const answeredUnseen = (actor: Actor): RawBuilder<SqlBool> => sql<SqlBool>`
  q.state in ('answered', 'closed') and q.changed_at > coalesce(
    (select s.seen_at from question_readings s where s.question_id = q.id and s.person_id = ${actor.personId}), '-infinity')`;

/** Own questions with an answer that was not read yet: news for the bell. */
export async function countNews(db: Db, actor: Actor): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from questions q
    where q.asked_by = ${actor.personId} and ${askedInSight(actor)} and ${answeredUnseen(actor)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Questions that wait for the actor: for the services for which he answers, without those of colleagues. */
export async function countWaiting(db: Db, actor: Actor): Promise<number> {
  if (answeringServicesOf(actor).length === 0) return 0;
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from questions q
    where q.waiting_since is not null and ${handledByActor(actor)}
      and (q.handler_id is null or q.handler_id = ${actor.personId})`.execute(db);
  return rows[0]?.n ?? 0;
}

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
