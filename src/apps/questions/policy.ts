import type { Actor } from '#access/actor.ts';
import { scopeOf } from '#access/actor.ts';
import { allowed, unknown, type Verdict } from '#access/use-case.ts';
import type { Question } from '#apps/questions/queries.ts';

/** The right under which an actor answers for a service. */
export function mayHandle(actor: Actor, serviceId: string | null): Verdict {
  const right = actor.grants.find(
    (grant) => grant.entitlement === 'question-handler' && serviceId !== null && grant.contexts.includes(serviceId),
  );
  return right ? allowed(right.id) : unknown;
}

/**
 * Whether somebody who reads a thread also writes in it: the asker, and colleagues of the institution. A reader of the
 * administration looks on, unless he asked himself.
 */
export function mayTakePart(actor: Actor, question: Question): boolean {
  const { institutionId, levelId, themeId, askedBy } = question;
  return (
    askedBy === actor.personId ||
    actor.reach.institutions.includes(institutionId) ||
    actor.reach.scopes.includes(scopeOf(institutionId, levelId, themeId))
  );
}
