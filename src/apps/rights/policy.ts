import type { Actor, HeldGrant } from '#access/actor.ts';
import type {
  Delegation,
  EndMode,
  EndObstacle,
  Entitlement,
  GrantFacts,
  GrantObstacle,
  GrantOfPerson,
  GrantWish,
  Limit,
  ProlongObstacle,
} from '#apps/rights/model.ts';
import { headAdmin } from '#apps/rights/model.ts';
import { addDays, addMonths } from '#apps/rights/period.ts';

/** Whether a grant may be made: on which right of the giver it rests, or what stands in the way. */
export type GrantDecision =
  | { decision: 'granted'; restsOn: HeldGrant }
  /** The actor holds nothing that lets him give this right for this organisation (R1, R4, R5, R6). */
  | { decision: 'not-yours' }
  | { decision: 'obstacle'; obstacles: readonly GrantObstacle[] };

type Giving = Pick<Actor, 'personId' | 'grants' | 'today'>;

/**
 * The actor's rights that let him give an entitlement for an organisation today, the one that lasts longest first (R1). An
 * administrator right reaches its own organisation; the helpdesk reaches every one without head local administrator (R5), and the
 * board that was asked to name one reaches that organisation for that right alone. A deputy's right gives no administrator right, and
 * nothing to the deputy: both would outlive what it stands for (R9). What the actor holds himself goes first.
 */
export function coveringGrants(
  actor: Giving,
  what: {
    entitlementId: string;
    organisationId: number;
    hasHeadAdmin: boolean;
    askedBoardId?: number | null;
    personId?: string;
  },
  delegations: readonly Delegation[],
): HeldGrant[] {
  const named = what.entitlementId === headAdmin && !what.hasHeadAdmin ? what.askedBoardId : null;
  const ownOnly = what.personId === actor.personId || delegations.some(({ giver }) => giver === what.entitlementId);
  const covers = (grant: HeldGrant): boolean =>
    !(grant.deputyFor && ownOnly) &&
    delegations.some(
      (delegation) =>
        delegation.giver === grant.entitlement &&
        delegation.given === what.entitlementId &&
        (delegation.onlyWithoutHeadAdmin
          ? !what.hasHeadAdmin
          : grant.organisationId === what.organisationId || grant.organisationId === named),
    );
  return actor.grants
    .filter(covers)
    .toSorted(
      (one, other) =>
        Number(one.deputyFor !== undefined) - Number(other.deputyFor !== undefined) ||
        other.until.localeCompare(one.until),
    );
}

/** R1–R7, R11 and RI-11 in one answer. */
export function mayGrant(
  actor: Giving,
  wish: GrantWish,
  delegations: readonly Delegation[],
  facts: GrantFacts,
): GrantDecision {
  const { entitlement, organisationId } = wish;
  const what = { ...facts, entitlementId: entitlement.id, organisationId, personId: facts.relation.personId };
  const [restsOn] = coveringGrants(actor, what, delegations);
  if (!restsOn) return { decision: 'not-yours' };
  const obstacles = [
    ...personObstacles(actor, entitlement, facts),
    ...periodObstacles(actor, wish, restsOn, facts),
    ...contextObstacles(wish),
  ];
  return obstacles.length === 0 ? { decision: 'granted', restsOn } : { decision: 'obstacle', obstacles };
}

/** The entitlements an actor may give to a person for an organisation: what step 2 offers. */
export function givableEntitlements(
  actor: Giving,
  organisationId: number,
  catalogue: { entitlements: readonly Entitlement[]; delegations: readonly Delegation[] },
  facts: GrantFacts,
): Entitlement[] {
  const what = { ...facts, organisationId, personId: facts.relation.personId };
  return catalogue.entitlements.filter(
    (entitlement) =>
      personObstacles(actor, entitlement, facts).length === 0 &&
      coveringGrants(actor, { ...what, entitlementId: entitlement.id }, catalogue.delegations).length > 0,
  );
}

/** The last day a grant may have, and what sets it (R2, R11, RI-11). */
export function latestEnd(
  entitlement: Entitlement,
  from: string,
  bounds: { giverUntil: string; relationUntil: string | null; nextFrom?: string | null },
): { latest: string; because: Limit } {
  const limits: { latest: string; because: Limit }[] = [{ latest: bounds.giverUntil, because: 'giver' }];
  if (entitlement.maxMonths !== null) {
    const latest = addDays(addMonths(from, entitlement.maxMonths), -entitlement.endOffsetDays);
    limits.push({ latest, because: 'longest-period' });
  }
  if (bounds.relationUntil !== null) limits.push({ latest: bounds.relationUntil, because: 'relation' });
  if (entitlement.validUntil !== null) limits.push({ latest: entitlement.validUntil, because: 'catalogue' });
  if (bounds.nextFrom) limits.push({ latest: addDays(bounds.nextFrom, -1), because: 'next-right' });
  return limits.reduce((tightest, limit) => (limit.latest < tightest.latest ? limit : tightest));
}

// R3: nobody gives himself an administrator right, so nobody extends, re-creates or widens his own; somebody else must.
function personObstacles(actor: Giving, entitlement: Entitlement, facts: GrantFacts): GrantObstacle[] {
  const own = entitlement.isAdmin && facts.relation.personId === actor.personId;
  return [
    ...(own ? [{ kind: 'own-admin-right' } as const] : []),
    ...(entitlement.targetGroups.includes(facts.relation.targetGroup) ? [] : [{ kind: 'other-target-group' } as const]),
  ];
}

function periodObstacles(actor: Giving, wish: GrantWish, restsOn: HeldGrant, facts: GrantFacts): GrantObstacle[] {
  const { entitlement, from, until } = wish;
  const obstacles: GrantObstacle[] = [];
  if (from < actor.today) obstacles.push({ kind: 'begins-in-past' });
  const relationFrom = facts.relation.from;
  if (relationFrom !== null && from < relationFrom)
    obstacles.push({ kind: 'begins-before-relation', from: relationFrom });
  if (from < entitlement.validFrom) obstacles.push({ kind: 'not-yet-in-catalogue', from: entitlement.validFrom });
  if (until < from) return [...obstacles, { kind: 'ends-before-begin' }];
  const limit = latestEnd(entitlement, from, { giverUntil: restsOn.until, relationUntil: facts.relation.until });
  if (until > limit.latest) obstacles.push({ kind: 'ends-too-late', ...limit });
  return obstacles;
}

function contextObstacles({ entitlement, contexts }: GrantWish): GrantObstacle[] {
  if (contexts.some((context) => !entitlement.contexts.includes(context))) return [{ kind: 'context-unknown' }];
  return entitlement.contextsRequired && contexts.length === 0 ? [{ kind: 'context-missing' }] : [];
}

export type EndDecision =
  | { decision: 'ended'; restsOn: HeldGrant }
  | { decision: 'not-yours' }
  | { decision: 'obstacle'; obstacle: EndObstacle };

/** What must be known to end a right: the organisation and who else heads its administration. */
export interface EndFacts {
  /** Exists today: a closed institution needs no administrator (R8). */
  organisationIsOpen: boolean;
  withdrawn: boolean;
  /** Last days of the other head local administrators whose rights are active today. */
  otherHeadsUntil: readonly string[];
}

/** The right of the actor that lets him prolong and end somebody's right: whoever may give it may do so; the helpdesk only gives. */
export function managingGrant(
  actor: Giving,
  grant: Pick<GrantOfPerson, 'entitlementId' | 'organisationId'> & { personId?: string },
  delegations: readonly Delegation[],
): HeldGrant | undefined {
  // As where there is a head local administrator: then the helpdesk reaches nothing, nor does a board that was asked.
  return coveringGrants(actor, { ...grant, hasHeadAdmin: true }, delegations)[0];
}

/** Whether a right is there to be changed: it has not ended, follows from nothing else, and is the actor's to manage. */
export function canManage(
  actor: Giving,
  grant: Pick<GrantOfPerson, 'entitlementId' | 'organisationId' | 'until' | 'cause'> & { personId?: string },
  delegations: readonly Delegation[],
): boolean {
  const present = grant.until >= actor.today && grant.cause !== 'automatic' && grant.cause !== 'deputy';
  return present && managingGrant(actor, grant, delegations) !== undefined;
}

/** Whoever manages a right may end it. R8 and R16 stand in the way. */
export function mayEnd(
  actor: Giving,
  what: { grant: GrantOfPerson; mode: EndMode; day?: string | undefined },
  delegations: readonly Delegation[],
  facts: EndFacts,
): EndDecision {
  const { grant, mode } = what;
  const restsOn = managingGrant(actor, grant, delegations);
  if (!restsOn) return { decision: 'not-yours' };
  const obstacle = endObstacle(grant, { mode, day: what.day ?? actor.today }, actor.today, facts);
  return obstacle ? { decision: 'obstacle', obstacle } : { decision: 'ended', restsOn };
}

function endObstacle(
  grant: GrantOfPerson,
  end: { mode: EndMode; day: string },
  today: string,
  facts: EndFacts,
): EndObstacle | undefined {
  const { mode, day } = end;
  const begun = grant.from <= today;
  if (facts.withdrawn || grant.until < today) return { kind: 'already-ended' };
  if (mode === 'today' && !begun) return { kind: 'not-begun' };
  if (mode === 'today' && grant.until === today) return { kind: 'already-ended' };
  if (mode === 'later' && day <= today) return { kind: 'not-later' };
  if (mode === 'later' && day < grant.from) return { kind: 'not-begun' };
  if (mode === 'later' && day >= grant.until) return { kind: 'not-sooner' };
  if (grant.cause === 'automatic') return { kind: 'follows-assignment' };
  if (grant.cause === 'deputy') return { kind: 'follows-deputyship' };
  const firstDayWithout = mode === 'at-once' ? today : addDays(mode === 'today' ? today : day, 1);
  return begun && leavesNoHead(grant, firstDayWithout, facts) ? { kind: 'last-head-admin' } : undefined;
}

/** Whether an open institution would have no head local administrator from a day on, when this right stops then (R8). */
export function leavesNoHead(
  grant: Pick<GrantOfPerson, 'entitlementId'>,
  firstDayWithout: string,
  facts: Pick<EndFacts, 'organisationIsOpen' | 'otherHeadsUntil'>,
): boolean {
  const somebodyLeft = facts.otherHeadsUntil.some((until) => until >= firstDayWithout);
  return grant.entitlementId === headAdmin && facts.organisationIsOpen && !somebodyLeft;
}

/** What must be known to prolong a right. */
export interface ProlongFacts {
  /** As the catalogue has it today; undefined when it has it no more. */
  entitlement: Entitlement | undefined;
  withdrawn: boolean;
  /** Last day of the relation that the right hangs on; null while it is open. */
  relationUntil: string | null;
  /** First day of the next right of the same kind for the same person and organisation. */
  nextFrom: string | null;
}

export type ProlongDecision =
  | { decision: 'prolonged'; restsOn: HeldGrant; limit: { latest: string; because: Limit } }
  | { decision: 'not-yours' }
  | { decision: 'obstacle'; obstacle: ProlongObstacle };

/** Whoever manages a right may let it end later: R3, R11, RI-11; its first day stays (R14). Without a day: whether any would do. */
export function mayProlong(
  actor: Giving,
  what: { grant: GrantOfPerson; until?: string | undefined },
  delegations: readonly Delegation[],
  facts: ProlongFacts,
): ProlongDecision {
  const { grant, until } = what;
  const restsOn = managingGrant(actor, grant, delegations);
  if (!restsOn) return { decision: 'not-yours' };
  const hindered = (obstacle: ProlongObstacle): ProlongDecision => ({ decision: 'obstacle', obstacle });
  const { entitlement } = facts;
  if (facts.withdrawn || grant.until < actor.today) return hindered({ kind: 'already-ended' });
  if (grant.cause === 'automatic') return hindered({ kind: 'follows-assignment' });
  if (grant.cause === 'deputy') return hindered({ kind: 'follows-deputyship' });
  if (!entitlement) return hindered({ kind: 'not-in-catalogue' });
  if (entitlement.isAdmin && grant.personId === actor.personId) return hindered({ kind: 'own-admin-right' });
  const limit = latestEnd(entitlement, grant.from, { ...facts, giverUntil: restsOn.until });
  if (limit.latest <= grant.until) return hindered({ kind: 'at-its-latest', ...limit });
  if (until !== undefined && until <= grant.until) return hindered({ kind: 'not-later', until: grant.until });
  if (until !== undefined && until > limit.latest) return hindered({ kind: 'ends-too-late', ...limit });
  return { decision: 'prolonged', restsOn, limit };
}
