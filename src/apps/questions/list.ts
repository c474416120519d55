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
import { prepared, type Db } from '#platform/db.ts';

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
    // The page first and its names afterwards: joined at once, all threads in sight would be sorted.
    const { rows } = await sql<ListedQuestion>`
      with page as materialized (
        select q.id from questions q where ${condition}
        order by q.changed_at desc, q.id desc limit ${pageSize + 1} offset ${input.skip}
      )
      select ${questionColumns}, ${excerpt}, q.asked_by = ${actor.personId} and ${answeredUnseen(actor)} as "isNew"
      from ${questionsWithNames} where q.id in (select page.id from page)
      order by q.changed_at desc, q.id desc`.execute(db);
    return pageOf(rows, input);
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
    select ${prepared('count-questions')}
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
