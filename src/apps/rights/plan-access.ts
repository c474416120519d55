import type { Actor } from '#access/actor.ts';
import { ask } from '#access/use-case.ts';
import { previewGrant } from '#apps/rights/commands/grant-right.ts';
import { previewProlong } from '#apps/rights/commands/prolong-grants.ts';
import { portalAdmin, type Entitlement, type GrantObstacle, type ProlongObstacle } from '#apps/rights/model.ts';
import { coveringGrants } from '#apps/rights/policy.ts';
import { entitlementOf, readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';
import { findRelatedPerson, type RelatedPerson } from '#apps/rights/queries/relations.ts';
import { findScoped, managedOrganisations, type ScopedOrganisation } from '#apps/rights/queries/scope.ts';
import { listGivers, listThemeGivers, listThemePlaces, listWishes, readStanding } from '#apps/rights/queries/wishes.ts';
import {
  followingFrom,
  type FollowingRight,
  type FollowingTheme,
  type Standing,
  type WorkWish,
} from '#apps/rights/wishes.ts';
import { needsSecondPerson, type Theme } from '#apps/themes/index.ts';
import type { Db } from '#platform/db.ts';

/** Why something that follows cannot be given; each says who can, or what to change. */
export type AccessProblem =
  | { kind: 'not-yours'; givers: readonly string[] }
  | { kind: 'obstacles'; obstacles: readonly GrantObstacle[] }
  | { kind: 'prolong'; obstacle: ProlongObstacle }
  | { kind: 'clash'; grant: ListedGrant };

export interface PlannedRight extends FollowingRight {
  entitlement: Entitlement;
  problem: AccessProblem | null;
}

/** Themes are ticked by a portal administrator, under a right that runs today. */
export type ThemeProblem = { kind: 'not-yours'; givers: readonly string[] } | { kind: 'begins-later' };

export interface AccessPlan {
  rights: readonly PlannedRight[];
  /** `needsSecond`: it opens once a second person confirms it. */
  themes: readonly (FollowingTheme & { theme: Theme; needsSecond: boolean })[];
  themeProblem: ThemeProblem | null;
  hasProblems: boolean;
  /** Everything is there already, or nothing was wished. */
  isEmpty: boolean;
}

export interface AccessSubject {
  scoped: ScopedOrganisation;
  person: RelatedPerson;
  catalogue: Catalogue;
  wishes: readonly WorkWish[];
  standing: Standing;
  places: readonly { themeId: number; levelId: number; theme: Theme }[];
}

export interface AccessWish {
  organisationId: number;
  personId: string;
  wishIds: readonly string[];
  from: string;
  until: string;
}

/** Somebody of an institution that the actor manages; null for anybody else (R7). The helpdesk gives single rights only. */
export async function loadAccess(
  db: Db,
  actor: Actor,
  { organisationId, personId }: Pick<AccessWish, 'organisationId' | 'personId'>,
): Promise<AccessSubject | null> {
  if (!managedOrganisations(actor).includes(organisationId)) return null;
  const catalogue = await readCatalogue(db);
  const scoped = await findScoped(db, actor, organisationId, catalogue.delegations);
  const person = scoped && (await findRelatedPerson(db, personId, organisationId, 'today-or-later'));
  if (!scoped || !person) return null;
  return {
    scoped,
    person,
    catalogue,
    wishes: await listWishes(db),
    standing: await readStanding(db, personId, organisationId),
    places: await listThemePlaces(db, organisationId),
  };
}

/** What follows from the wishes, judged by the previews of the single operations. */
export async function planAccess(db: Db, actor: Actor, subject: AccessSubject, wish: AccessWish): Promise<AccessPlan> {
  const chosen = subject.wishes.filter(({ id }) => wish.wishIds.includes(id));
  const following = followingFrom(chosen, wish, subject.standing, subject.places);
  const givers = await listGivers(
    db,
    wish.organisationId,
    following.rights.map(({ entitlementId }) => entitlementId),
  );
  const rights: PlannedRight[] = [];
  for (const right of following.rights) {
    const entitlement = entitlementOf(subject.catalogue, right.entitlementId);
    if (!entitlement) continue;
    const problem = await problemOf({ db, actor }, subject, { right, wish, givers: givers.get(entitlement.id) ?? [] });
    rights.push({ ...right, entitlement, problem });
  }
  const withSecond = await needsSecondPerson(
    db,
    wish.organisationId,
    following.themes.map(({ themeId }) => themeId),
  );
  const themes = following.themes.map((one) => ({
    ...one,
    theme: themeOf(subject, one.themeId),
    needsSecond: withSecond.includes(one.themeId),
  }));
  const toTick = themes.filter(({ has }) => !has).length;
  const themeProblem = toTick === 0 ? null : await problemOfThemes({ db, actor }, wish);
  return {
    rights,
    themes,
    themeProblem,
    hasProblems: themeProblem !== null || rights.some(({ problem }) => problem !== null),
    isEmpty: toTick === 0 && rights.every(({ step }) => step.kind === 'has'),
  };
}

export interface WishChoice {
  wish: WorkWish;
  /** Everything that follows is there today. */
  has: boolean;
  /** What the actor may not give, with who can; empty: he may give all of it. */
  blocked: readonly { what: Entitlement | 'themes'; givers: readonly string[] }[];
}

/** Each wish as it stands for this person today; wishes of which nothing exists at this institution are left out. */
export async function listChoices(db: Db, actor: Actor, subject: AccessSubject): Promise<WishChoice[]> {
  const { scoped, catalogue, wishes, standing, places } = subject;
  const organisationId = scoped.organisation.id;
  const givers = await listGivers(
    db,
    organisationId,
    catalogue.entitlements.map(({ id }) => id),
  );
  const themes = await problemOfThemes({ db, actor }, { organisationId, from: actor.today });
  const today = { from: actor.today, until: actor.today };
  return wishes
    .filter((wish) => wish.themeIds.length === 0 || places.some(({ themeId }) => wish.themeIds.includes(themeId)))
    .map((wish) => {
      const following = followingFrom([wish], today, standing, places);
      const lacking = following.rights.filter(({ step }) => step.kind !== 'has');
      const toTick = following.themes.some(({ has }) => !has);
      const rights = lacking.flatMap(({ entitlementId }) => {
        const what = entitlementOf(catalogue, entitlementId);
        const { personId } = subject.person;
        const asked = { entitlementId, organisationId, personId, hasHeadAdmin: scoped.hasHeadAdmin };
        const mayGive = coveringGrants(actor, asked, catalogue.delegations).length > 0;
        return what && !mayGive ? [{ what, givers: givers.get(entitlementId) ?? [] }] : [];
      });
      const ticks = toTick && themes?.kind === 'not-yours' ? [{ what: 'themes' as const, givers: themes.givers }] : [];
      return { wish, has: lacking.length === 0 && !toTick, blocked: [...rights, ...ticks] };
    });
}

async function problemOf(
  as: { db: Db; actor: Actor },
  { scoped, catalogue }: AccessSubject,
  { right, wish, givers }: { right: FollowingRight; wish: AccessWish; givers: readonly string[] },
): Promise<AccessProblem | null> {
  const { step, entitlementId, contexts } = right;
  if (step.kind === 'has') return null;
  const { organisationId, personId, from, until } = wish;
  const what = { entitlementId, organisationId, personId, hasHeadAdmin: scoped.hasHeadAdmin };
  if (coveringGrants(as.actor, what, catalogue.delegations).length === 0) return { kind: 'not-yours', givers };
  if (step.kind === 'clash') return { kind: 'clash', grant: step.grant };
  if (step.kind === 'prolong') {
    const [row] = await ask(previewProlong, as, { grantIds: [step.grant.id], until: wish.until });
    return row?.obstacle ? { kind: 'prolong', obstacle: row.obstacle } : null;
  }
  const preview = await ask(previewGrant, as, {
    organisationId,
    personId,
    from,
    until,
    entitlementId,
    contexts: [...contexts],
  });
  if (preview.kind === 'exists') return { kind: 'clash', grant: preview.grant };
  return preview.kind === 'obstacles' ? { kind: 'obstacles', obstacles: preview.obstacles } : null;
}

async function problemOfThemes(
  { db, actor }: { db: Db; actor: Actor },
  { organisationId, from }: Pick<AccessWish, 'organisationId' | 'from'>,
): Promise<ThemeProblem | null> {
  const mine = actor.grants.some(
    (grant) => grant.entitlement === portalAdmin && grant.organisationId === organisationId,
  );
  if (!mine) return { kind: 'not-yours', givers: await listThemeGivers(db, organisationId) };
  return from > actor.today ? { kind: 'begins-later' } : null;
}

function themeOf({ places }: AccessSubject, themeId: number): Theme {
  const found = places.find((place) => place.themeId === themeId);
  if (!found) throw new Error('a theme that follows exists at a level of the institution');
  return found.theme;
}
