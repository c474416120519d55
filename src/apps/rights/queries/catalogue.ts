import { sql } from 'kysely';
import type { Delegation, Entitlement } from '#apps/rights/model.ts';
import type { Db } from '#platform/db.ts';

export interface Catalogue {
  entitlements: readonly Entitlement[];
  delegations: readonly Delegation[];
}

/** The rights that can be given today, and who may give what: data, read with every request. */
export async function readCatalogue(db: Db): Promise<Catalogue> {
  return { entitlements: await listEntitlements(db), delegations: await listDelegations(db) };
}

export function entitlementOf(catalogue: Catalogue, id: string): Entitlement | undefined {
  return catalogue.entitlements.find((entitlement) => entitlement.id === id);
}

export async function listDelegations(db: Db): Promise<Delegation[]> {
  return db
    .selectFrom('delegations')
    .select(['giver', 'given', 'only_without_head_admin as onlyWithoutHeadAdmin'])
    .orderBy('giver')
    .orderBy('given')
    .execute();
}

async function listEntitlements(db: Db): Promise<Entitlement[]> {
  return db
    .selectFrom('entitlements')
    .select([
      'id',
      'name',
      'category',
      'owner',
      'target_groups as targetGroups',
      'description',
      'contexts',
      'contexts_required as contextsRequired',
      'is_admin as isAdmin',
      'automatic_for_head as automaticForHead',
      'max_months as maxMonths',
      'end_offset_days as endOffsetDays',
      'valid_from as validFrom',
      'valid_until as validUntil',
      'deputisable',
    ])
    .where(sql<boolean>`(valid_until is null or valid_until >= app.today())`)
    .orderBy('category')
    .orderBy('name')
    .execute();
}

/** The target groups of the access gateway, as they are called, and how many rights exist for each (RI-9). */
export async function listTargetGroups(db: Db): Promise<{ code: string; name: string; rights: number }[]> {
  const { rows } = await sql<{ code: string; name: string; rights: number }>`
    select t.code, t.name, (
      select count(*) from entitlements e
      where t.code = any (e.target_groups) and (e.valid_until is null or e.valid_until >= app.today())) as rights
    from target_groups t order by t.name`.execute(db);
  return rows;
}
