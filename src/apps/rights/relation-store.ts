import { sql } from 'kysely';
import { beingFirst } from '#apps/rights/store.ts';
import type { Tx } from '#platform/db.ts';

export interface NewRelation {
  personId: string;
  organisationId: number;
  targetGroup: string;
  category: string;
  from: string;
  /** Last day; null while it is open. */
  until: string | null;
}

export async function insertRelation(tx: Tx, relation: NewRelation): Promise<string> {
  const { rows } = await beingFirst(
    sql<{ id: string }>`
      insert into work_relations (person_id, organisation_id, target_group, category, period)
      values (${relation.personId}, ${relation.organisationId}, ${relation.targetGroup}, ${relation.category},
        daterange(${relation.from}, ${relation.until}, '[]'))
      returning id`.execute(tx),
  );
  const [row] = rows;
  if (!row) throw new Error('a stored relation has an id');
  return row.id;
}

/** A right that changed because its relation ended; `until` is null where it was withdrawn. */
export interface EndedRight {
  grantId: string;
  organisationId: number;
  wasUntil: string;
  until: string | null;
}

/** Ends a relation and everything that hangs on it, also for institutions that the actor does not see (R13). */
export async function endRelation(
  tx: Tx,
  relationId: string,
  end: { day: string; atOnce: boolean },
  reason: string,
): Promise<EndedRight[]> {
  const { rows } = await sql<EndedRight>`
    select grant_id as "grantId", organisation_id as "organisationId", was_until as "wasUntil", until
    from app.end_relation(${relationId}, ${end.day}, ${end.atOnce}, ${reason})
    order by grant_id`.execute(tx);
  return rows;
}

/** Sets the last day of a relation; null leaves it open. */
export async function changeRelationEnd(tx: Tx, relationId: string, until: string | null): Promise<void> {
  await beingFirst(
    sql`
      update work_relations set period = daterange(lower(period), ${until}, '[]'), ended_reason = null
      where id = ${relationId}`.execute(tx),
  );
}
