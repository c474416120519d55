import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { Db } from '#platform/db.ts';

/** The organisations with which the actor has or had a relation or right, nearest first. */
export async function listBonds(db: Db, actor: Pick<Actor, 'personId'>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select r.organisation_id as id, r.period @> app.today() as now from work_relations r where r.person_id = ${actor.personId}
      union all
      select g.organisation_id, g.period @> app.today() and g.withdrawn_at is null from grants g
      where g.person_id = ${actor.personId}
    ) bond
    group by id order by bool_or(now) desc, id`.execute(db);
  return rows.map((row) => row.id);
}
