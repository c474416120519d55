import { portalAdmin, portalUser } from '#apps/rights/model.ts';
import type { ListedGrant } from '#apps/rights/queries/grants.ts';

/** What somebody should be able to do, in the words of the work, and what follows from it (data: table wishes). */
export interface WorkWish {
  id: string;
  name: { nl: string; en: string };
  description: { nl: string; en: string };
  entitlements: readonly { entitlementId: string; contexts: readonly string[] }[];
  themeIds: readonly number[];
}

export interface Period {
  from: string;
  until: string;
}

/** A theme of the institution at one of its levels. */
export interface ThemePlace {
  themeId: number;
  levelId: number;
}

/** What somebody has already at the institution. */
export interface Standing {
  /** Rights that run or will run. */
  grants: readonly ListedGrant[];
  /** Themes ticked under the right that runs. */
  ticked: readonly ThemePlace[];
}

/** What must happen for one right. `clash`: another right of the same kind stands in its way. */
export type RightStep =
  | { kind: 'new' }
  | { kind: 'has'; until: string }
  | { kind: 'prolong'; grant: ListedGrant }
  | { kind: 'clash'; grant: ListedGrant };

export interface FollowingRight {
  entitlementId: string;
  contexts: readonly string[];
  step: RightStep;
}

export interface FollowingTheme extends ThemePlace {
  /** Ticked already, or held with every theme as portal administrator. */
  has: boolean;
}

export interface Following {
  rights: readonly FollowingRight[];
  themes: readonly FollowingTheme[];
}

/**
 * What follows from wishes: each right and theme once, with what is there already left alone. A portal administrator has
 * every theme by that right (TH-2): nothing is ticked for one, and the right of portal user would add nothing.
 */
export function followingFrom(
  wishes: readonly WorkWish[],
  period: Period,
  standing: Standing,
  places: readonly ThemePlace[],
): Following {
  const wanted = Map.groupBy(
    wishes.flatMap((wish) => wish.entitlements),
    (one) => one.entitlementId,
  );
  const isAdmin =
    wanted.has(portalAdmin) || standing.grants.some((one) => one.entitlementId === portalAdmin && one.active);
  const rights = [...wanted]
    .filter(([entitlementId]) => !(isAdmin && entitlementId === portalUser))
    .map(([entitlementId, parts]): FollowingRight => {
      const contexts = [...new Set(parts.flatMap((part) => part.contexts))];
      return { entitlementId, contexts, step: stepOf({ entitlementId, contexts }, period, standing.grants) };
    });
  const themeIds = new Set(wishes.flatMap((wish) => wish.themeIds));
  const running = rights.find((right) => right.entitlementId === portalUser)?.step.kind !== 'new';
  const themes = places
    .filter(({ themeId }) => themeIds.has(themeId))
    .map((place) => ({ ...place, has: isAdmin || (running && isTicked(standing, place)) }));
  return { rights, themes };
}

const isTicked = ({ ticked }: Standing, place: ThemePlace): boolean =>
  ticked.some((one) => one.themeId === place.themeId && one.levelId === place.levelId);

function stepOf(
  right: { entitlementId: string; contexts: readonly string[] },
  { from, until }: Period,
  grants: readonly ListedGrant[],
): RightStep {
  const same = grants.filter((grant) => grant.entitlementId === right.entitlementId);
  const [grant, another] = same.filter((one) => one.from <= until && one.until >= from);
  if (!grant) return { kind: 'new' };
  const covers = right.contexts.every((context) => grant.contexts.includes(context));
  if (another || !covers || grant.from > from) return { kind: 'clash', grant };
  // An automatic right follows its cause, and lasts as long.
  return grant.until >= until || grant.cause === 'automatic'
    ? { kind: 'has', until: grant.until }
    : { kind: 'prolong', grant };
}
