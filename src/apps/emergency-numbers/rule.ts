import type { Actor } from '#access/actor.ts';
import { holds } from '#access/rule.ts';
import { allowed, forbidden, type Verdict } from '#access/use-case.ts';

/** Who registers numbers: portal administrators of the institution (O1). */
export const registersNumbers = holds('portal-admin');

/** Who reads them: the infectious-disease team (O1). */
export const readsNumbers = holds('health-team');

export function mayRegister(actor: Pick<Actor, 'grants'>, institutionId: number): Verdict {
  const right = actor.grants.find(
    (grant) => grant.entitlement === 'portal-admin' && grant.organisationId === institutionId,
  );
  return right ? allowed(right.id) : forbidden(registersNumbers, institutionId);
}

export function mayRead(actor: Pick<Actor, 'grants'>): Verdict {
  const right = actor.grants.find((grant) => grant.entitlement === 'health-team');
  return right ? allowed(right.id) : forbidden(readsNumbers);
}
