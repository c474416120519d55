import { ownRightsOnly, type Actor, type HeldGrant } from '#access/actor.ts';
import { portalAdmin, type AskObstacle, type Delegation, type Entitlement } from '#apps/rights/model.ts';
import { coveringGrants, latestEnd, managingGrant } from '#apps/rights/policy.ts';
import { addDays } from '#apps/rights/period.ts';

/** Requests in five minutes: each writes to everybody who decides, also when it is withdrawn at once. */
export const mostAsked = 20;

/** So many requests of one person may be open at once. */
export const mostOpen = 10;
/** After a refusal the same is asked again only so many days later. */
export const quietDays = 14;

/** What is known of the asker and of who could decide. */
export interface AskFacts {
  entitlement: Entitlement;
  targetGroups: readonly string[];
  hasAlready: boolean;
  askedAlready: boolean;
  /** The day on which the same was last refused. */
  refusedOn: string | null;
  open: number;
  deciders: number;
}

/** Whether a request can be made at all, whatever is filled in; limits against nagging included (RE). */
export function askHindrance(facts: AskFacts, today: string): AskObstacle | undefined {
  if (facts.targetGroups.length === 0) return { kind: 'no-relation' };
  if (!facts.entitlement.targetGroups.some((group) => facts.targetGroups.includes(group)))
    return { kind: 'other-target-group' };
  if (facts.hasAlready) return { kind: 'has-already' };
  if (facts.askedAlready) return { kind: 'asked-already' };
  const again = facts.refusedOn && addDays(facts.refusedOn, quietDays);
  if (again && again > today) return { kind: 'refused-recently', again };
  if (facts.open >= mostOpen) return { kind: 'too-many-open', most: mostOpen };
  return facts.deciders === 0 ? { kind: 'nobody' } : undefined;
}

/** The last day that can be asked for: how long the right may last from today. */
export function latestAsked(entitlement: Entitlement, today: string): string {
  return latestEnd(entitlement, today, { giverUntil: '9999-12-31', relationUntil: null }).latest;
}

/** What is wrong with what was filled in. */
export function askFaults(
  wish: { until: string; contexts: readonly string[]; reason: string },
  entitlement: Entitlement,
  today: string,
): AskObstacle[] {
  const latest = latestAsked(entitlement, today);
  return [
    ...(wish.until < today ? [{ kind: 'ends-before-today' } as const] : []),
    ...(wish.until > latest ? [{ kind: 'ends-too-late', latest } as const] : []),
    ...(entitlement.contextsRequired && wish.contexts.length === 0 ? [{ kind: 'context-missing' } as const] : []),
    ...(wish.reason === '' ? [{ kind: 'reason-missing' } as const] : []),
  ];
}

/**
 * The right on which an actor may decide about a request (R28): the one that lets him give what is asked; for a theme, that
 * of the institution's portal administrator, who ticks it; for a deputy, whoever gives each of the rights by rights of his own.
 * Nobody decides about his own.
 */
export function decidingGrant(
  actor: Pick<Actor, 'personId' | 'grants' | 'today'>,
  request: {
    personId: string;
    organisationId: number;
    entitlementId: string;
    themeId: number | null;
    deputy: { entitlementIds: readonly string[] } | null;
  },
  delegations: readonly Delegation[],
  hasHeadAdmin: boolean,
): HeldGrant | undefined {
  if (request.personId === actor.personId) return undefined;
  const { deputy, organisationId } = request;
  if (deputy !== null) {
    const own = ownRightsOnly(actor);
    const basis = deputy.entitlementIds.map((entitlementId) =>
      managingGrant(own, { entitlementId, organisationId }, delegations),
    );
    return basis.every(Boolean) ? basis[0] : undefined;
  }
  if (request.themeId !== null)
    return actor.grants.find(
      (grant) => grant.entitlement === portalAdmin && grant.organisationId === request.organisationId,
    );
  return coveringGrants(actor, { ...request, hasHeadAdmin }, delegations)[0];
}
