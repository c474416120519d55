import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { beginOf } from '#apps/rights/handover/judge.ts';
import type { Handed, HandoverPlace, HandoverSubject, Theme } from '#apps/rights/handover/subject.ts';
import { portalAdmin } from '#apps/rights/model.ts';
import { canManage } from '#apps/rights/policy.ts';
import { readCatalogue } from '#apps/rights/queries/catalogue.ts';
import { listHeadsBeside, loadChosen, type ChosenGrant } from '#apps/rights/queries/chosen-grants.ts';
import { listGrantsOf, type ListedGrant } from '#apps/rights/queries/grants.ts';
import { findPersonInScope } from '#apps/rights/queries/person.ts';
import { listRelatedPeopleAt, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { findScoped, managedOrganisations, type ScopedOrganisation } from '#apps/rights/queries/scope.ts';
import { mayAdminister, needsSecondPerson } from '#apps/themes/index.ts';
import type { Db } from '#platform/db.ts';

/**
 * Everything that decides about a handover at one institution, and at the others where the actor manages rights of who leaves; null
 * as soon as one of both is out of sight there (R7).
 */
export async function loadHandover(
  db: Db,
  actor: Actor,
  { organisationId, fromId, toId }: { organisationId: number; fromId: string; toId: string },
): Promise<HandoverSubject | null> {
  const managed = managedOrganisations(actor);
  if (fromId === toId || !managed.includes(organisationId)) return null;
  const leaver = await findPersonInScope(db, fromId, [organisationId]);
  const own = await listGrantsOf(db, managed, [fromId, toId]);
  const ids = (own.get(fromId) ?? []).map(({ id }) => id);
  const chosen = await loadChosen(db, actor, ids);
  if (!leaver || !chosen) return null;
  const catalogue = await readCatalogue(db);
  const theirs = own.get(toId) ?? [];
  const facts: Facts = {
    grants: chosen.grants,
    theirs,
    themes: await listThemesOn(db, [...chosen.grants, ...theirs]),
    heads: await listHeadsBeside(db, chosen.grants),
    administer: await listAdministering(db, [fromId, toId]),
  };
  const elsewhere = chosen.grants.filter((grant) => canManage(actor, grant, catalogue.delegations));
  const organisationIds = [...new Set([organisationId, ...elsewhere.map((grant) => grant.organisationId)])];
  const related = await listRelatedPeopleAt(db, [toId], organisationIds, 'today-or-later');
  const places: HandoverPlace[] = [];
  const unrelated: { id: number; name: string }[] = [];
  for (const id of organisationIds) {
    const scoped = await findScoped(db, actor, id, catalogue.delegations);
    const [successor] = related.get(id) ?? [];
    if (scoped && successor) places.push(await placeOf(db, actor, facts, { scoped, successor, leaverId: fromId }));
    else if (scoped) unrelated.push(scoped.organisation);
  }
  const [first] = places;
  if (first?.scoped.organisation.id !== organisationId) return null;
  return { leaver, successor: first.successor, places, unrelated, catalogue };
}

interface Facts {
  grants: readonly ChosenGrant[];
  /** The rights of the successor. */
  theirs: readonly ListedGrant[];
  themes: ReadonlyMap<string, readonly Theme[]>;
  heads: ReadonlyMap<number, readonly string[]>;
  /** `person organisation` of who is portal administrator today. */
  administer: ReadonlySet<string>;
}

async function placeOf(
  db: Db,
  actor: Actor,
  facts: Facts,
  who: { scoped: ScopedOrganisation; successor: RelatedPerson; leaverId: string },
): Promise<HandoverPlace> {
  const { scoped, successor, leaverId } = who;
  const { id } = scoped.organisation;
  // Who does not tick themes here may see some of them all the same: his own (TH-7).
  const tickable = ({ levelId }: Theme): boolean =>
    mayAdminister(actor, { institutionId: id, levelId }).verdict === 'allowed';
  const themesOf = (grant: ListedGrant | undefined): Theme[] =>
    ((grant && facts.themes.get(grant.id)) ?? []).filter(tickable);
  const theirs = facts.theirs.filter((one) => one.organisationId === id);
  const handed = facts.grants
    .filter((grant) => grant.organisationId === id)
    .map((grant): Handed => {
      const { has, nextFrom } = meeting(actor, grant, theirs);
      return { grant, themes: themesOf(grant), has, hasThemes: themesOf(has), nextFrom };
    });
  const themeIds = handed.flatMap(({ themes }) => themes.map(({ themeId }) => themeId));
  return {
    scoped,
    successor,
    handed,
    otherHeadsUntil: facts.heads.get(id) ?? [],
    administersThemes: actor.grants.some((one) => one.entitlement === portalAdmin && one.organisationId === id),
    leaverAdministers: facts.administer.has(`${leaverId} ${id}`),
    successorAdministers: facts.administer.has(`${successor.personId} ${id}`),
    needSecond: await needsSecondPerson(db, id, [...new Set(themeIds)]),
  };
}

/** The successor's right of the same kind in the meantime, or else the first one after it. */
function meeting(actor: Actor, grant: ChosenGrant, theirs: readonly ListedGrant[]): Pick<Handed, 'has' | 'nextFrom'> {
  const begin = beginOf(actor, grant);
  const [first] = theirs
    .filter((one) => one.entitlementId === grant.entitlementId && one.until >= begin)
    .toSorted((one, other) => one.from.localeCompare(other.from));
  return first && first.from <= grant.until
    ? { has: first, nextFrom: undefined }
    : { has: undefined, nextFrom: first?.from };
}

async function listAdministering(db: Db, personIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select a.person_id || ' ' || a.organisation_id as key from active_grants a
    where a.person_id = any (${[...personIds]}::uuid[]) and a.entitlement_id = ${portalAdmin}`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

/** The ticked themes that hang on each of these rights, where they still exist at their level. */
async function listThemesOn(db: Db, grants: readonly ListedGrant[]): Promise<Map<string, Theme[]>> {
  const { rows } = await sql<Theme & { grantId: string }>`
    select k.grant_id as "grantId", k.level_id as "levelId", k.theme_id as "themeId"
    from theme_ticks k join theme_levels l on l.level_id = k.level_id and l.theme_id = k.theme_id
    where k.grant_id = any (${grants.map(({ id }) => id)}::uuid[]) and k.unticked_at is null
    order by k.level_id, k.theme_id`.execute(db);
  const byGrant = Map.groupBy(rows, ({ grantId }) => grantId);
  return new Map([...byGrant].map(([id, on]) => [id, on.map(({ levelId, themeId }): Theme => ({ levelId, themeId }))]));
}
