import type { Actor, HeldGrant } from '#access/actor.ts';
import type { Holder, SwitchObstacle, SwitchTo } from '#apps/rights/automatic/model.ts';
import type { Delegation, Entitlement } from '#apps/rights/model.ts';
import { leavesNoHead, managingGrant, type EndFacts } from '#apps/rights/policy.ts';

/** The right that lets the actor switch: whoever manages a right, but no deputy, whom the switch would outlive. */
export function switchingGrant(
  actor: Pick<Actor, 'personId' | 'grants' | 'today'>,
  what: { entitlementId: string; organisationId: number },
  delegations: readonly Delegation[],
): HeldGrant | undefined {
  const grant = managingGrant(actor, what, delegations);
  return grant?.deputyFor ? undefined : grant;
}

/** What stands in the way of switching, though the actor may (R3, R8). */
export function switchObstacle(
  actor: Pick<Actor, 'personId' | 'today'>,
  to: SwitchTo,
  entitlement: Pick<Entitlement, 'id' | 'isAdmin'>,
  facts: { holders: readonly Holder[]; willHead: boolean } & Pick<EndFacts, 'organisationIsOpen' | 'otherHeadsUntil'>,
): SwitchObstacle | undefined {
  if (to === 'off')
    return leavesNoHead({ entitlementId: entitlement.id }, actor.today, facts) ? 'last-head-admin' : undefined;
  // A right by hand ends some day; the automatic one would go on where it stops. So it would for who heads the institution later.
  const gains =
    facts.willHead || facts.holders.some(({ personId, cause }) => personId === actor.personId && cause !== 'automatic');
  return entitlement.isAdmin && gains ? 'own-admin-right' : undefined;
}
