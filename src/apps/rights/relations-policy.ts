import type { Actor } from '#access/actor.ts';
import { headAdmin, type Delegation } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { managingGrant } from '#apps/rights/policy.ts';

/** A relation that somebody wants to end or prolong. */
export interface RelationFacts {
  organisationId: number;
  /** First day; null when it was always there. */
  from: string | null;
  /** Last day; null while it is open. */
  until: string | null;
}

/** A right that runs or will run on a relation; its organisation may be another one. */
export interface RightOnRelation {
  grantId: string;
  relationId: string;
  entitlementId: string;
  organisationId: number;
  from: string;
  until: string;
  cause: 'automatic' | 'manual' | 'imported';
  /** Themes that were ticked under it. */
  themes: number;
  organisationIsOpen: boolean;
  active: boolean;
  /** Last day of the longest right of the heads that stay; null: nobody stays. */
  otherHeadUntil: string | null;
}

export type EndRelationObstacle =
  | { kind: 'already-ended' }
  /** It ends on that day already, or sooner. */
  | { kind: 'not-sooner'; until: string }
  | { kind: 'in-past' }
  /** The day lies before the first one. */
  | { kind: 'not-begun'; from: string }
  /** A head teacher: the automatic rights follow the assignment, which ends elsewhere (R16). */
  | { kind: 'is-head' }
  /** Something would end that the actor may not manage (R1). */
  | { kind: 'right-not-yours'; entitlementId: string }
  /** R8: an institution would be left without a head local administrator. */
  | { kind: 'last-head-admin' };

/** When a relation ends: a day that is its last, and whether its rights stop this instant. */
export interface EndOfRelation {
  day: string;
  atOnce: boolean;
}

/** The rights that end sooner because the relation does (R13). */
export function rightsThatEnd(rights: readonly RightOnRelation[], end: EndOfRelation): RightOnRelation[] {
  return rights.filter((right) => end.atOnce || right.until > end.day);
}

/** Whether somebody who manages the relation's institution may end it so; undefined when nothing stands in the way. */
export function endRelationObstacle(
  actor: Pick<Actor, 'personId' | 'grants' | 'today'>,
  what: { relation: RelationFacts; rights: readonly RightOnRelation[]; end: EndOfRelation },
  delegations: readonly Delegation[],
): EndRelationObstacle | undefined {
  const { relation, rights, end } = what;
  if (relation.until !== null && relation.until < actor.today) return { kind: 'already-ended' };
  if (end.day < actor.today) return { kind: 'in-past' };
  if (relation.from !== null && end.day < relation.from) return { kind: 'not-begun', from: relation.from };
  const ending = rightsThatEnd(rights, end);
  const stopsToday = end.atOnce && end.day === relation.until && ending.length > 0;
  const sooner = relation.until === null || end.day < relation.until || stopsToday;
  if (!sooner) return { kind: 'not-sooner', until: relation.until ?? end.day };
  if (ending.some((right) => right.cause === 'automatic')) return { kind: 'is-head' };
  // A right for another institution hangs on this relation: it goes with it, whoever manages it there.
  const foreign = ending.find(
    (right) => right.organisationId === relation.organisationId && !managingGrant(actor, right, delegations),
  );
  if (foreign) return { kind: 'right-not-yours', entitlementId: foreign.entitlementId };
  return ending.some((right) => leavesNobody(right, end, actor.today)) ? { kind: 'last-head-admin' } : undefined;
}

function leavesNobody(right: RightOnRelation, end: EndOfRelation, today: string): boolean {
  if (right.entitlementId !== headAdmin || !right.active || !right.organisationIsOpen) return false;
  const firstDayWithout = end.atOnce ? today : addDays(end.day, 1);
  return right.otherHeadUntil === null || right.otherHeadUntil < firstDayWithout;
}

export type ProlongRelationObstacle =
  /** What ended begins anew; prolonging would revive it (R13). */
  | { kind: 'already-ended' }
  /** It is open: it has no last day. */
  | { kind: 'is-open' }
  | { kind: 'not-later'; until: string }
  /** A later relation of the same person with the same institution begins before. */
  | { kind: 'next-relation'; from: string };

/** Whether a relation may end later, or stay open (null); its rights keep their own last days. */
export function prolongRelationObstacle(
  today: string,
  relation: RelationFacts & { nextFrom: string | null },
  until: string | null,
): ProlongRelationObstacle | undefined {
  if (relation.until === null) return { kind: 'is-open' };
  if (relation.until < today) return { kind: 'already-ended' };
  if (until !== null && until <= relation.until) return { kind: 'not-later', until: relation.until };
  if (relation.nextFrom !== null && (until === null || until >= relation.nextFrom))
    return { kind: 'next-relation', from: relation.nextFrom };
  return undefined;
}
