import { levelOfScope, type Actor, type Place } from '#access/actor.ts';
import { anyOf, holds } from '#access/rule.ts';

const access = ['portal-admin', 'portal-user', 'administration-reader'] as const;

/** Who has a document library at all; which documents are in it is decided per document (DO-1). */
export const opensLibrary = anyOf(...access.map(holds));

/** Who has a library has it at every level of which something was shared too (P12). */
export function placesOfLibrary(actor: Actor): readonly Place[] {
  const own = actor.grants.find(({ entitlement }) => access.some((one) => one === entitlement));
  if (!own) return actor.places;
  const levels = new Set(actor.reach.shared.map(({ scope }) => levelOfScope(scope)));
  return [...actor.places, ...[...levels].map((levelId) => ({ institutionId: own.organisationId, levelId }))];
}
