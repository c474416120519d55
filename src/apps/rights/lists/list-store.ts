import { sql } from 'kysely';
import type { ListRow, ListState, RowGift, RowProblem, RowVerdict } from '#apps/rights/lists/model.ts';
import type { Actor } from '#access/actor.ts';
import { insertGrants } from '#apps/rights/store.ts';
import type { Db, Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';

/** A list that nobody came back to is of no use after so long. */
const daysKept = 7;

/** Keeps the rows of a list; everything that is done with it later is done in the name of this actor. */
export async function insertList(
  tx: Tx,
  actor: Actor,
  list: { allOrNothing: boolean; rows: readonly ListRow[] },
): Promise<string> {
  await sql`
    delete from rights_lists
    where person_id = ${actor.personId} and made_at < now() - make_interval(days => ${daysKept})`.execute(tx);
  const id = newId();
  await tx
    .insertInto('rights_lists')
    .values({
      id,
      person_id: actor.personId,
      target_group: actor.actingFor?.targetGroup ?? 'OV',
      work_relation_id: actor.actingFor?.workRelationId ?? null,
      all_or_nothing: list.allOrNothing,
    })
    .execute();
  await insertRows(tx, id, list.rows);
  await tx.insertInto('rights_list_progress').values({ list_id: id, done: 0 }).execute();
  return id;
}

async function insertRows(tx: Tx, listId: string, rows: readonly ListRow[]): Promise<void> {
  const stored = rows.map(({ numberLookup, ...row }) => ({ ...row, number: numberLookup?.toString('hex') ?? null }));
  await sql`
    insert into rights_list_rows (list_id, line, number_lookup, email, who_problem, right_text, context_text,
      organisation_text, from_text, until_text, has_formula)
    select ${listId}, r.line, decode(r.number, 'hex'), r.email, r."whoProblem", r."right", r.contexts, r.organisation,
      r."from", r.until, r."hasFormula"
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb)
      as r (line integer, number text, email text, "whoProblem" text, "right" text, contexts text, organisation text,
        "from" text, until text, "hasFormula" boolean)`.execute(tx);
}

export interface RightsList {
  id: string;
  personId: string;
  targetGroup: string;
  workRelationId: string | null;
  allOrNothing: boolean;
  state: ListState;
  total: number;
  done: number;
  problems: number;
  given: number;
}

/** A list of one's own, with how far it is. */
export async function findList(db: Db, listId: string): Promise<RightsList | undefined> {
  const { rows } = await sql<RightsList>`
    select l.id, l.person_id as "personId", l.target_group as "targetGroup", l.work_relation_id as "workRelationId",
      l.all_or_nothing as "allOrNothing", l.state, p.done, r.total, r.problems, r.given
    from rights_lists l
    join rights_list_progress p on p.list_id = l.id
    cross join lateral (
      select count(*) as total, count(*) filter (where problem is not null) as problems,
        count(*) filter (where grant_id is not null) as given
      from rights_list_rows where list_id = l.id) r
    where l.id = ${listId}`.execute(db);
  return rows[0];
}

/** What is there still to do: every row, or those without problem that were not given yet. */
export async function listRows(db: Db, listId: string, which: 'all' | 'to-give'): Promise<ListRow[]> {
  const { rows } = await sql<ListRow>`
    select line, number_lookup as "numberLookup", email, who_problem as "whoProblem", right_text as "right",
      context_text as contexts, organisation_text as organisation, from_text as "from", until_text as until,
      has_formula as "hasFormula"
    from rights_list_rows
    where list_id = ${listId} and ${which === 'all' ? sql`true` : sql`problem is null and grant_id is null`}
    order by line`.execute(db);
  return rows;
}

/** Notes what would come of rows. */
export async function noteVerdicts(tx: Tx, listId: string, verdicts: readonly RowVerdict[]): Promise<void> {
  const noted = verdicts.map((verdict) => ({
    line: verdict.line,
    problem: 'problem' in verdict ? verdict.problem : null,
    person: 'gift' in verdict ? verdict.gift.personId : null,
  }));
  await sql`
    update rights_list_rows r set problem = nullif(n.problem, 'null'::jsonb), person_id = n.person
    from jsonb_to_recordset(${JSON.stringify(noted)}::jsonb) as n (line integer, problem jsonb, person uuid)
    where r.list_id = ${listId} and r.line = n.line`.execute(tx);
}

/** Stores the rights of rows at once; answers the right of each row. */
export async function insertGifts(
  tx: Tx,
  actor: Actor,
  listId: string,
  gifts: readonly RowGift[],
): Promise<Map<number, string>> {
  const given = gifts.map(({ relationId, restsOn, line: _, ...gift }) => ({
    ...gift,
    workRelationId: relationId,
    cause: 'manual' as const,
    givenBy: actor.personId,
    givenOnGrant: restsOn,
    reason: null,
  }));
  const ids = await insertGrants(tx, given);
  const stored = gifts.map(({ line }, at) => ({ line, id: ids[at] ?? '' }));
  await sql`
    update rights_list_rows r set grant_id = n.id
    from jsonb_to_recordset(${JSON.stringify(stored)}::jsonb) as n (line integer, id uuid)
    where r.list_id = ${listId} and r.line = n.line`.execute(tx);
  return new Map(stored.map(({ line, id }) => [line, id]));
}

/** Moves a list on, when it is still where it was thought to be. */
export async function moveList(tx: Tx, listId: string, from: ListState, to: ListState): Promise<boolean> {
  const { rows } = await sql`
    update rights_lists set state = ${to}, leased_until = null,
      applied_at = case when ${to} = 'applied' then now() else applied_at end
    where id = ${listId} and state = ${from}
    returning id`.execute(tx);
  return rows.length === 1;
}

export async function noteProgress(tx: Tx, listId: string, done: number): Promise<void> {
  await sql`update rights_list_progress set done = ${done} where list_id = ${listId}`.execute(tx);
}

/** A row of a list as it is shown: never its number. */
export interface ShownRow extends Omit<ListRow, 'numberLookup' | 'whoProblem' | 'hasFormula'> {
  givenName: string | null;
  familyName: string | null;
  problem: RowProblem | null;
  given: boolean;
}

/** A page of rows, those with a problem only or all. */
export async function listShownRows(
  db: Db,
  listId: string,
  page: { onlyProblems: boolean; after: number; limit: number },
): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`
    select r.line, r.email, r.right_text as "right", r.context_text as contexts, r.organisation_text as organisation,
      r.from_text as "from", r.until_text as until, p.given_name as "givenName", p.family_name as "familyName",
      r.problem, r.grant_id is not null as given
    from rights_list_rows r left join persons p on p.id = r.person_id
    where r.list_id = ${listId} and r.line > ${page.after} and ${page.onlyProblems ? sql`r.problem is not null` : sql`true`}
    order by r.line
    limit ${page.limit}`.execute(db);
  return rows;
}
