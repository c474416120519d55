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
