import { scopeOf, type Actor, type Place } from '#access/actor.ts';
import { allowed, forbidden, type Verdict } from '#access/use-case.ts';
import { opensForm, type Form, type Holding } from '#apps/submissions/model.ts';
import { opensSending } from '#apps/submissions/rule.ts';

/** Sending for an institution at one of its levels: portal administrators and portal users of it (source 000). */
export function mayPrepare(actor: Actor, place: Place): Verdict {
  const hasLevel = actor.places.some(
    (own) => own.institutionId === place.institutionId && own.levelId === place.levelId,
  );
  const right = ['portal-admin', 'portal-user']
    .flatMap((entitlement) => actor.grants.filter((grant) => grant.entitlement === entitlement))
    .find((grant) => grant.organisationId === place.institutionId);
  return right && hasLevel ? allowed(right.id) : forbidden(opensSending, place.institutionId);
}

/** A form is opened by one of its themes; a portal administrator has them all (TH-2, P8). */
export function mayPrepareForm(actor: Actor, place: Place, form: Form): boolean {
  return mayPrepare(actor, place).verdict === 'allowed' && opensForm(form, place.levelId, holdingOf(actor, place));
}

export function holdingOf(actor: Actor, place: Place): Holding {
  if (actor.reach.institutions.includes(place.institutionId)) return 'every-theme';
  return actor.ticks
    .filter((tick) => tick.institutionId === place.institutionId && tick.levelId === place.levelId)
    .map((tick) => tick.themeId);
}

/** The (institution, level, form) scopes that ticked themes open; portal administrators reach whole institutions. */
export function formScopesOf(actor: Actor, forms: readonly Form[]): number[] {
  const scopes = actor.ticks.flatMap(({ institutionId, levelId, themeId }) =>
    forms.filter((form) => opensForm(form, levelId, [themeId])).map((form) => scopeOf(institutionId, levelId, form.id)),
  );
  return [...new Set(scopes)];
}
