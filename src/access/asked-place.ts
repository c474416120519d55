import { NotFound } from '#access/refusals.ts';
import { placesWhere, type Rule } from '#access/rule.ts';
import type { ActorVisit } from '#access/visit.ts';
import { parseInstitutionNumber } from '#directory/institution-number.ts';
import { levelBySlug, type Level } from '#directory/levels.ts';

/** Where a visit to a tab of a level is: the level, and the institution asked for; null when there is one to choose. */
export interface AskedPlace {
  level: Level;
  institutionId: number | null;
  /** Where the rule holds at this level. */
  institutions: readonly number[];
}

/**
 * Reads level and institution from the address. Without an institution in it: the only one, or the one acted for. A level
 * without a place where the rule holds does not exist for the actor.
 */
export function askedPlace(visit: ActorVisit, rule: Rule): AskedPlace {
  const level = levelBySlug(visit.params['level'] ?? '');
  if (!level) throw new NotFound();
  const here = visit.actor.places.filter((place) => place.levelId === level.id);
  const institutions = placesWhere(rule, visit.actor, here).map((place) => place.institutionId);
  if (institutions.length === 0) throw new NotFound();
  const [only, ...others] = institutions;
  const institutionId = askedFor(visit) ?? (others.length === 0 ? (only ?? null) : actingFor(visit, institutions));
  return { level, institutionId, institutions };
}

function askedFor(visit: ActorVisit): number | null {
  const text = visit.url.searchParams.get('instelling');
  if (!text) return null;
  const number = parseInstitutionNumber(text);
  if (number === undefined) throw new NotFound();
  return number;
}

function actingFor(visit: ActorVisit, institutions: readonly number[]): number | null {
  if (visit.url.searchParams.has('kies')) return null;
  const own = visit.actor.actingFor?.organisationId ?? null;
  return own !== null && institutions.includes(own) ? own : null;
}
