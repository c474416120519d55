import { sql } from 'kysely';
import type { Actor, EntitlementId } from '#access/actor.ts';
import { anyOf, holds } from '#access/rule.ts';
import { allowed, forbidden, unknown, type Verdict } from '#access/use-case.ts';
import { headAdmin, type Delegation } from '#apps/rights/model.ts';
import { managingGrant } from '#apps/rights/policy.ts';
import { grantColumns, type FoundGrant } from '#apps/rights/queries/grants.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import { managedOrganisations } from '#apps/rights/queries/scope.ts';
import type { Db } from '#platform/db.ts';

/** A right that was picked to be prolonged or ended, with what decides about it. */
export interface ChosenGrant extends FoundGrant {
  organisationName: string;
  /** Exists today: a closed institution needs no administrator (R8). */
  organisationIsOpen: boolean;
  relationUntil: string | null;
  /** First day of the next right of the same kind. */
  nextFrom: string | null;
}

export interface ChosenGrants {
  grants: readonly ChosenGrant[];
  delegations: readonly Delegation[];
}

/** The rights that were picked, within the actor's scope; null as soon as one is not there (R7). */
export async function loadChosen(db: Db, actor: Actor, grantIds: readonly string[]): Promise<ChosenGrants | null> {
  const distinct = [...new Set(grantIds)];
  const { rows } = await sql<ChosenGrant>`
    select ${grantColumns}, p.given_name as "givenName", p.family_name as "familyName", g.withdrawn_at is not null as withdrawn,
      o.name as "organisationName", o.valid @> app.today() as "organisationIsOpen", upper(r.period) - 1 as "relationUntil",
      (select min(lower(n.period)) from grants n
        where n.person_id = g.person_id and n.entitlement_id = g.entitlement_id and n.organisation_id = g.organisation_id
          and n.withdrawn_at is null and n.deputises is null and lower(n.period) > lower(g.period)) as "nextFrom"
    from grants g
    join entitlements e on e.id = g.entitlement_id
    join persons p on p.id = g.person_id
    join organisations o on o.id = g.organisation_id
    join work_relations r on r.id = g.work_relation_id
    where g.id = any (${distinct}::uuid[]) and g.organisation_id = any (${managedOrganisations(actor)}::integer[])
    order by app.plain(p.family_name || ' ' || p.given_name), p.id, app.plain(o.name), o.id, e.name`.execute(db);
  return rows.length === distinct.length ? { grants: rows, delegations: await listDelegations(db) } : null;
}

/** Rights that are out of sight do not exist (R7); one that is in sight but not the actor's to manage is refused (R1). */
export function verdictOnChosen(actor: Actor, chosen: ChosenGrants | null): Verdict {
  if (!chosen) return unknown;
  const { grants, delegations } = chosen;
  const foreign = grants.find((grant) => !managingGrant(actor, grant, delegations));
  if (!foreign) return allowed();
  const givers = delegations.filter(
    ({ given, onlyWithoutHeadAdmin }) => given === foreign.entitlementId && !onlyWithoutHeadAdmin,
  );
  return forbidden(anyOf(...givers.map(({ giver }) => holds(giver as EntitlementId))), foreign.organisationId);
}

/** Last days of the head local administrators of each organisation whose rights are active today and stay (R8). */
export async function listHeadsBeside(db: Db, grants: readonly ChosenGrant[]): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ id: number; until: string }>`
    select a.organisation_id as id, upper(a.period) - 1 as until from active_grants a
    where a.organisation_id = any (${grants.map((grant) => grant.organisationId)}::integer[])
      and a.entitlement_id = ${headAdmin} and a.id <> all (${grants.map((grant) => grant.id)}::uuid[])`.execute(db);
  const byOrganisation = Map.groupBy(rows, (row) => row.id);
  return new Map([...byOrganisation].map(([id, heads]) => [id, heads.map((head) => head.until)]));
}

/** What somebody picked before, or nothing when it is not his or is gone. */
export async function findSelection(db: Db, id: string, personId: string): Promise<string[]> {
  const found = await db
    .selectFrom('selections')
    .select('items')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return found?.items ?? [];
}
