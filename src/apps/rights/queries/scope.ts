import { sql } from 'kysely';
import { organisationsWith, type Actor } from '#access/actor.ts';
import { adminEntitlements } from '#access/context.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { askedBoardOf, isRescuer } from '#apps/rights/rescue/model.ts';
import { findRescue } from '#apps/rights/rescue/queries.ts';
import { findOrganisation, type Organisation } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** The organisations whose people and rights the actor sees because of an administrator right held there (RI-8). */
export function managedOrganisations(actor: Actor): number[] {
  return organisationsWith(actor, adminEntitlements);
}

/** Whether the actor holds a right that steps in only where no head local administrator is left: the helpdesk (R5). */
export function stepsIn(actor: Actor, delegations: readonly Delegation[]): boolean {
  const givers = delegations.filter((delegation) => delegation.onlyWithoutHeadAdmin).map(({ giver }) => giver);
  return actor.grants.some((grant) => givers.includes(grant.entitlement));
}

/** An organisation whose rights the actor may look at now. */
export interface ScopedOrganisation {
  organisation: Organisation;
  hasHeadAdmin: boolean;
  /** The board that was asked to name one, where there is none. */
  askedBoardId: number | null;
}

/** The organisation when it exists today and is within the actor's scope; undefined otherwise, whatever the reason (R7). */
export async function findScoped(
  db: Db,
  actor: Actor,
  organisationId: number,
  delegations: readonly Delegation[],
): Promise<ScopedOrganisation | undefined> {
  const organisation = await findOrganisation(db, organisationId);
  if (!organisation?.isOpen) return undefined;
  const [hasHeadAdmin] = await haveHeadAdmin(db, [organisationId]);
  const rescue = hasHeadAdmin === undefined ? await findRescue(db, organisationId) : undefined;
  const scoped = { organisation, hasHeadAdmin: hasHeadAdmin !== undefined, askedBoardId: askedBoardOf(rescue) };
  if (managedOrganisations(actor).includes(organisationId)) return scoped;
  const steppingIn = stepsIn(actor, delegations) && !scoped.hasHeadAdmin && organisation.kind !== 'administration';
  return steppingIn || (rescue && isRescuer(actor, rescue)) ? scoped : undefined;
}

/** Which of these organisations have a head local administrator whose right is active today. */
export async function haveHeadAdmin(db: Db, organisationIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select o.id from unnest(${[...organisationIds]}::integer[]) as o (id) where app.has_head_admin(o.id)`.execute(db);
  return rows.map((row) => row.id);
}

/** How many people have a running relation with each of these organisations. */
export async function countPeople(db: Db, organisationIds: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; people: number }>`
    select r.organisation_id as id, count(distinct r.person_id) as people
    from work_relations r
    where r.organisation_id = any (${[...organisationIds]}::integer[]) and r.period @> app.today()
    group by r.organisation_id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.people]));
}

/** How many people are related to at least one of these organisations or hold a right there. */
export async function countPeopleOf(db: Db, organisationIds: readonly number[]): Promise<number> {
  const among = sql`any (${[...organisationIds]}::integer[])`;
  const { rows } = await sql<{ people: number }>`
    select count(*) as people from (
      select r.person_id from work_relations r where r.organisation_id = ${among} and r.period @> app.today()
      union
      select g.person_id from grants g
      where g.organisation_id = ${among} and g.withdrawn_at is null and g.last_day >= (select app.today())) as related`.execute(
    db,
  );
  return rows[0]?.people ?? 0;
}
