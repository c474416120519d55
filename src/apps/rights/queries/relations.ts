import { sql } from 'kysely';
import type { Entitlement, RunningRelation } from '#apps/rights/model.ts';
import type { Db } from '#platform/db.ts';

export interface RelatedPerson {
  personId: string;
  givenName: string;
  familyName: string;
  relations: readonly RelatedRelation[];
}

export interface RelatedRelation extends RunningRelation {
  category: string;
}

/** Relations that run today, or also those that begin later: a right may be given before somebody starts. */
type When = 'today' | 'today-or-later';

/** Somebody with a running relation with an organisation or its board, own relation first; undefined for anybody else (R7). */
export async function findRelatedPerson(
  db: Db,
  personId: string,
  organisationId: number,
  when: When = 'today',
): Promise<RelatedPerson | undefined> {
  const [person] = await listRelatedPeople(db, [personId], organisationId, when);
  return person;
}

/** Of these people those with a running relation with an organisation or its board, by name (R7). */
export async function listRelatedPeople(
  db: Db,
  personIds: readonly string[],
  organisationId: number,
  when: When = 'today',
): Promise<RelatedPerson[]> {
  return (await listRelatedPeopleAt(db, personIds, [organisationId], when)).get(organisationId) ?? [];
}

/** The same for several organisations at once; one without such people is left out. */
export async function listRelatedPeopleAt(
  db: Db,
  personIds: readonly string[],
  organisationIds: readonly number[],
  when: When,
): Promise<Map<number, RelatedPerson[]>> {
  const days = when === 'today' ? sql`daterange(app.today(), app.today(), '[]')` : sql`daterange(app.today(), null)`;
  const asked = sql`unnest(${[...organisationIds]}::integer[]) as o (id)`;
  const { rows } = await sql<RelatedRelation & { at: number; givenName: string; familyName: string }>`
    with places as materialized (
      select o.id as at, o.id as place from ${asked}
      union
      select o.id, b.related_id from ${asked}
      join organisation_relations b on b.organisation_id = o.id and b.kind = 'board' and b.period @> app.today()
    )
    select places.at, r.id, r.person_id as "personId", r.organisation_id as "organisationId",
      r.target_group as "targetGroup", r.category, lower(r.period) as "from", upper(r.period) - 1 as until,
      p.given_name as "givenName", p.family_name as "familyName"
    from work_relations r join persons p on p.id = r.person_id join places on places.place = r.organisation_id
    where r.person_id = any (${[...personIds]}::uuid[]) and r.period && ${days} and not p.blocked
    order by app.plain(p.family_name || ' ' || p.given_name), p.id,
      r.organisation_id = places.at desc, upper(r.period) desc`.execute(db);
  const byPlace = [...Map.groupBy(rows, (row) => row.at)];
  return new Map(byPlace.map(([at, own]) => [at, peopleOf(own)]));
}

function peopleOf(rows: readonly (RelatedRelation & { givenName: string; familyName: string })[]): RelatedPerson[] {
  return [...Map.groupBy(rows, (row) => row.personId)].map(([personId, relations]) => ({
    personId,
    givenName: relations[0]?.givenName ?? '',
    familyName: relations[0]?.familyName ?? '',
    relations,
  }));
}

/** The relation through which a right is given: one whose target group fits and that has begun by then, otherwise the first. */
export function relationFor(person: RelatedPerson, entitlement: Entitlement, from?: string): RelatedRelation {
  const fitting = person.relations.filter((relation) => entitlement.targetGroups.includes(relation.targetGroup));
  const begun = fitting.find((relation) => relation.from === null || from === undefined || relation.from <= from);
  const relation = begun ?? fitting[0] ?? person.relations[0];
  if (!relation) throw new Error('a related person has a relation');
  return relation;
}
