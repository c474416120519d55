import type { Actor, Place } from '#access/actor.ts';
import { holds } from '#access/rule.ts';
import { allowed, forbidden, unknown, type Verdict } from '#access/use-case.ts';

/** Who administers themes at all (TH-7). */
export const administersThemes = holds('portal-admin');

/** The grid of an institution at one of its levels: for its own portal administrators, nobody else (TH-7, P15). */
export function mayAdminister(actor: Actor, place: Place): Verdict {
  const right = actor.grants.find(
    (grant) => grant.entitlement === 'portal-admin' && grant.organisationId === place.institutionId,
  );
  if (!right) return forbidden(administersThemes, place.institutionId);
  const hasLevel = actor.places.some(
    (own) => own.institutionId === place.institutionId && own.levelId === place.levelId,
  );
  return hasLevel ? allowed(right.id) : unknown;
}

/** What a change of one cell is judged on. */
export interface TickSubject {
  /** The active right of portal user of the person at the institution; null for an administrator, who has every theme. */
  grantId: string | null;
  themeExists: boolean;
}

/** Only a portal user of the institution is ticked, with a theme of that level; anybody else is as good as unknown. */
export function mayChangeTick(actor: Actor, place: Place, subject: TickSubject): Verdict {
  const verdict = mayAdminister(actor, place);
  if (verdict.verdict !== 'allowed') return verdict;
  return subject.themeExists && subject.grantId !== null ? verdict : unknown;
}
