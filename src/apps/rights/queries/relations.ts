import { sql } from 'kysely';
import type { Entitlement, RunningRelation } from '#apps/rights/model.ts';
import type { Db } from '#platform/db.ts';

export interface RelatedPerson {
  personId: string;
  givenName: string;
  familyName: string;
  relations: readonly RunningRelation[];
}

/** Somebody with a running relation with an organisation or its board, own relation first; undefined for anybody else (R7). */
export async function findRelatedPerson(
  db: Db,
  personId: string,
  organisationId: number,
): Promise<RelatedPerson | undefined> {
  const { rows } = await sql<RunningRelation & { givenName: string; familyName: string }>`
    select r.id, r.person_id as "personId", r.organisation_id as "organisationId", r.target_group as "targetGroup",
      case when upper_inf(r.period) then null else upper(r.period) - 1 end as until,
      p.given_name as "givenName", p.family_name as "familyName"
    from work_relations r join persons p on p.id = r.person_id
    where r.person_id = ${personId} and r.period @> app.today() and not p.blocked
      and (r.organisation_id = ${organisationId} or r.organisation_id in (
        select b.related_id from organisation_relations b
        where b.organisation_id = ${organisationId} and b.kind = 'board' and b.period @> app.today()))
    order by r.organisation_id = ${organisationId} desc, upper(r.period) desc`.execute(db);
  const [first] = rows;
  return first && { personId, givenName: first.givenName, familyName: first.familyName, relations: rows };
}

/** The relation through which a right is given: one whose target group fits, otherwise the first. */
export function relationFor(person: RelatedPerson, entitlement: Entitlement): RunningRelation {
  const fitting = person.relations.find((relation) => entitlement.targetGroups.includes(relation.targetGroup));
  const relation = fitting ?? person.relations[0];
  if (!relation) throw new Error('a related person has a relation');
  return relation;
}
