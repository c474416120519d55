import type { Actor, EntitlementId, Place } from '#access/actor.ts';

/**
 * A rule that says who may open something, as data: from it follow the guard, the tab, the explanation and the
 * access table. Evaluated for one place (institution and level), or for any place.
 */
export type Rule =
  | { kind: 'holds'; entitlement: EntitlementId }
  | { kind: 'theme'; themeId: number }
  | { kind: 'all'; rules: readonly Rule[] }
  | { kind: 'any'; rules: readonly Rule[] };

export type Decision = { allowed: true } | { allowed: false; missing: Rule };

export const holds = (entitlement: EntitlementId): Rule => ({ kind: 'holds', entitlement });
export const theme = (themeId: number): Rule => ({ kind: 'theme', themeId });
export const allOf = (...rules: Rule[]): Rule => ({ kind: 'all', rules });
/** Whoever is signed in and acts for somebody: nothing has to be held. */
export const everyActor = allOf();
export const anyOf = (...rules: Rule[]): Rule => ({ kind: 'any', rules });

/** What a rule is judged by. */
export type Holdings = Pick<Actor, 'grants' | 'ticks'>;

const yes: Decision = { allowed: true };

/** Judges a rule for one institution and level; a refusal carries what is missing (PO-6). */
export function decide(rule: Rule, actor: Holdings, place: Place): Decision {
  switch (rule.kind) {
    case 'holds':
      return holdsAt(actor, rule.entitlement, place.institutionId) ? yes : { allowed: false, missing: rule };
    case 'theme':
      return hasTheme(actor, place, rule.themeId) ? yes : { allowed: false, missing: rule };
    case 'all':
    case 'any': {
      const missing = rule.rules
        .map((part) => decide(part, actor, place))
        .flatMap((decision) => (decision.allowed ? [] : [decision.missing]));
      const isEnough = rule.kind === 'all' ? missing.length === 0 : missing.length < rule.rules.length;
      return isEnough ? yes : { allowed: false, missing: only(missing, rule.kind) };
    }
  }
}

/** The places among those given where the rule holds. No place is no access: an empty list never means "everywhere". */
export function placesWhere<P extends Place>(rule: Rule, actor: Actor, places: readonly P[]): P[] {
  return places.filter((place) => decide(rule, actor, place).allowed);
}

/** A rule in words of data, for the generated access table. */
export function describeRule(rule: Rule): string {
  if (rule.kind === 'holds') return rule.entitlement;
  if (rule.kind === 'theme') return `theme ${rule.themeId}`;
  if (rule === everyActor) return 'who is signed in and acts for an organisation';
  return `(${rule.rules.map(describeRule).join(rule.kind === 'all' ? ' and ' : ' or ')})`;
}

export function holdsAt(actor: Holdings, entitlement: string, organisationId: number): boolean {
  return actor.grants.some((grant) => grant.entitlement === entitlement && grant.organisationId === organisationId);
}

function hasTheme(actor: Holdings, place: Place, themeId: number): boolean {
  // A tick gives nothing to someone whose right of portal user ended (R13): ticks are read with the rights they hang on.
  return actor.ticks.some(
    (tick) => tick.institutionId === place.institutionId && tick.levelId === place.levelId && tick.themeId === themeId,
  );
}

function only(missing: readonly Rule[], kind: 'all' | 'any'): Rule {
  const [first, second] = missing;
  return first !== undefined && second === undefined ? first : { kind, rules: missing };
}
