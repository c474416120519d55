import { sql } from 'kysely';
import { ownRightsOnly, type Actor } from '#access/actor.ts';
import { givers } from '#apps/rights/handover/judge.ts';
import type { GrantObstacle } from '#apps/rights/model.ts';
import { portalUser } from '#apps/rights/model.ts';
import { mayGrant } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { listGrantsOf, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { findPersonInScope, type PersonInScope } from '#apps/rights/queries/person.ts';
import { findRelatedPerson, relationFor, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { findScoped, managedOrganisations, type ScopedOrganisation } from '#apps/rights/queries/scope.ts';
import type { Db } from '#platform/db.ts';

/** A right that the absent person has today, with the themes under it that a deputy could read. */
export interface Deputised {
  grant: ListedGrant;
  themeIds: readonly number[];
}

export interface DeputySubject {
  scoped: ScopedOrganisation;
  absent: PersonInScope;
  deputy: RelatedPerson;
  held: readonly Deputised[];
  catalogue: Catalogue;
  /** The longest a deputy replaces somebody. */
  mostDays: number;
}

/** Everything that decides about a deputy at one institution; null as soon as one of both is out of sight (R7). */
export async function loadDeputy(
  db: Db,
  actor: Actor,
  { organisationId, absentId, deputyId }: { organisationId: number; absentId: string; deputyId: string },
): Promise<DeputySubject | null> {
  const own = ownRightsOnly(actor);
  if (absentId === deputyId || !managedOrganisations(own).includes(organisationId)) return null;
  const catalogue = await readCatalogue(db);
  const scoped = await findScoped(db, own, organisationId, catalogue.delegations);
  const absent = await findPersonInScope(db, absentId, [organisationId]);
  const deputy = await findColleague(db, deputyId, organisationId);
  if (!scoped || !absent || !deputy) return null;
  const rights = (await listGrantsOf(db, [organisationId], [absentId])).get(absentId) ?? [];
  const held: Deputised[] = [];
  for (const grant of rights.filter(({ active }) => active))
    held.push({ grant, themeIds: grant.entitlementId === portalUser ? await listThemesUnder(db, grant) : [] });
  return { scoped, absent, deputy, held, catalogue, mostDays: await longestDays(db) };
}

/** Somebody who works at the institution itself today. */
async function findColleague(db: Db, personId: string, organisationId: number): Promise<RelatedPerson | undefined> {
  const person = await findRelatedPerson(db, personId, organisationId);
  const relations = person?.relations.filter((relation) => relation.organisationId === organisationId) ?? [];
  return person && relations.length > 0 ? { ...person, relations } : undefined;
}

/** Where two people must tick a theme, one who names a deputy does not give it. */
async function listThemesUnder(db: Db, grant: ListedGrant): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct theme_id as id from theme_ticks
    where grant_id = ${grant.id} and unticked_at is null and not app.needs_second_person(institution_id, theme_id)
    order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

export async function longestDays(db: Db): Promise<number> {
  const { rows } = await sql<{ days: number }>`select app.term('deputyship') as days`.execute(db);
  return rows[0]?.days ?? 0;
}

/** Whether one right can be deputised in a period, or what stands in the way. */
export interface JudgedRight extends Deputised {
  /** The right of who names the deputy, on which it rests. */
  restsOn: string | null;
  obstacles: readonly GrantObstacle[];
  /** Rights that let somebody else do it, where the actor may not; none: nobody can. */
  whoCan: readonly string[];
  deputisable: boolean;
}

export const isHindered = ({ restsOn, deputisable }: JudgedRight): boolean => restsOn === null || !deputisable;

/**
 * Judges each right by the very rule of giving one (R1–R4, R11, RI-11): nobody lets a colleague stand in with what he could not give that
 * colleague himself, and nothing that he has as a deputy.
 */
export function judgeRights(
  actor: Actor,
  subject: DeputySubject,
  period: { from: string; until: string },
): JudgedRight[] {
  const { hasHeadAdmin, askedBoardId, organisation } = subject.scoped;
  return subject.held.map((held): JudgedRight => {
    const entitlement = entitlementOf(subject.catalogue, held.grant.entitlementId);
    const nobody = { ...held, restsOn: null, obstacles: [], whoCan: [], deputisable: false };
    if (!entitlement?.deputisable) return nobody;
    const relation = relationFor(subject.deputy, entitlement, period.from);
    const wish = { entitlement, organisationId: organisation.id, contexts: held.grant.contexts, ...period };
    const decision = mayGrant(ownRightsOnly(actor), wish, subject.catalogue.delegations, {
      relation,
      hasHeadAdmin,
      askedBoardId,
    });
    return {
      ...nobody,
      deputisable: true,
      restsOn: decision.decision === 'granted' ? decision.restsOn.id : null,
      obstacles: decision.decision === 'obstacle' ? decision.obstacles : [],
      whoCan: decision.decision === 'not-yours' ? givers(subject, held.grant.entitlementId) : [],
    };
  });
}
