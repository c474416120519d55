import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import type { RelationFacts, RightOnRelation } from '#apps/rights/relations-policy.ts';
import type { Db } from '#platform/db.ts';

/** A relation that was picked to be ended or prolonged. */
export interface ChosenRelation extends RelationFacts {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
  organisationName: string;
  category: string;
  /** First day of a later relation with the same institution. */
  nextFrom: string | null;
}

export interface ChosenRelations {
  relations: readonly ChosenRelation[];
  /** What runs or will run on each of them, by relation. */
  rights: ReadonlyMap<string, readonly RightOnRelation[]>;
  /** Names of the rights that are spoken of. */
  names: ReadonlyMap<string, string>;
  delegations: readonly Delegation[];
}

/** The relations that were picked, with institutions that the actor manages; null as soon as one is not (R7). */
export async function loadRelations(db: Db, actor: Actor, ids: readonly string[]): Promise<ChosenRelations | null> {
  const distinct = [...new Set(ids)];
  const { rows } = await sql<ChosenRelation>`
    select w.id, w.person_id as "personId", p.given_name as "givenName", p.family_name as "familyName",
      w.organisation_id as "organisationId", o.name as "organisationName", w.category,
      lower(w.period) as "from", upper(w.period) - 1 as until,
      (select min(lower(n.period)) from work_relations n
        where n.person_id = w.person_id and n.organisation_id = w.organisation_id and n.target_group = w.target_group
          and lower(n.period) > lower(w.period)) as "nextFrom"
    from work_relations w
    join persons p on p.id = w.person_id
    join organisations o on o.id = w.organisation_id
    where w.id = any (${distinct}::uuid[]) and w.organisation_id = any (${managedOrganisations(actor)}::integer[])
    order by app.plain(p.family_name || ' ' || p.given_name), p.id, o.name, w.id`.execute(db);
  if (rows.length !== distinct.length) return null;
  const rights = await listRights(db, distinct);
  return { relations: rows, rights, names: await namesOf(db), delegations: await listDelegations(db) };
}

async function listRights(db: Db, ids: readonly string[]): Promise<Map<string, RightOnRelation[]>> {
  const { rows } = await sql<RightOnRelation>`
    select grant_id as "grantId", relation_id as "relationId", entitlement_id as "entitlementId",
      organisation_id as "organisationId", first_day as "from", last_day as until, cause, themes,
      organisation_is_open as "organisationIsOpen", active, other_head_until as "otherHeadUntil"
    from app.rights_on_relations(${[...ids]}::uuid[])
    order by entitlement_id, organisation_id, grant_id`.execute(db);
  return Map.groupBy(rows, (right) => right.relationId);
}

async function namesOf(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('entitlements').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
