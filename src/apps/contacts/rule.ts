import type { Actor } from '#access/actor.ts';
import { anyOf, holds } from '#access/rule.ts';
import { allowed, forbidden, type Verdict } from '#access/use-case.ts';

/** Who has contacts: whoever holds a right on the portal for an institution (CO-1). */
export const opensContacts = anyOf(holds('portal-admin'), holds('portal-user'));

/** Who keeps the contacts of all institutions. */
export const keepsContacts = holds('contacts-editor');

export function mayKeep(actor: Pick<Actor, 'grants'>): Verdict {
  const right = actor.grants.find((grant) => grant.entitlement === 'contacts-editor');
  return right ? allowed(right.id) : forbidden(keepsContacts);
}
