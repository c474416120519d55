import { NotFound } from '#access/refusals.ts';
import { placesWhere } from '#access/rule.ts';
import type { ActorVisit } from '#access/visit.ts';
import type { GridFilter } from '#apps/themes/model.ts';
import { administersThemes } from '#apps/themes/policy.ts';
import { formatInstitutionNumber, parseInstitutionNumber } from '#directory/institution-number.ts';
import { levelBySlug, type Level } from '#directory/levels.ts';

/** Where the visit is: the level, its address, and the institution asked for; null when there is one to choose. */
export interface AdministeredPlace {
  level: Level;
  path: string;
  institutionId: number | null;
  /** More than one to choose from. */
  several: boolean;
}

/** Reads level and institution from the address. A level without an institution to administer does not exist for the actor. */
export function placeOf(visit: ActorVisit): AdministeredPlace {
  const level = levelBySlug(visit.params['level'] ?? '');
  if (!level) throw new NotFound();
  const here = visit.actor.places.filter((place) => place.levelId === level.id);
  const administered = placesWhere(administersThemes, visit.actor, here).map((place) => place.institutionId);
  if (administered.length === 0) throw new NotFound();
  const [only, ...others] = administered;
  return {
    level,
    path: `/${level.slug}/themabeheer`,
    institutionId: askedFor(visit) ?? (others.length === 0 ? (only ?? null) : actingFor(visit, administered)),
    several: others.length > 0,
  };
}

function askedFor(visit: ActorVisit): number | null {
  const text = visit.url.searchParams.get('instelling');
  if (!text) return null;
  const number = parseInstitutionNumber(text);
  if (number === undefined) throw new NotFound();
  return number;
}

function actingFor(visit: ActorVisit, administered: readonly number[]): number | null {
  if (visit.url.searchParams.has('kies')) return null;
  const own = visit.actor.actingFor?.organisationId ?? null;
  return own !== null && administered.includes(own) ? own : null;
}

export function filterOf(visit: ActorVisit): GridFilter {
  const theme = visit.url.searchParams.get('thema') ?? '';
  return {
    search: (visit.url.searchParams.get('zoek') ?? '').trim().slice(0, 100),
    themeId: /^\d{1,3}$/.test(theme) ? Number(theme) : null,
  };
}

/** The address of a grid; it keeps the filter, so that a saved form comes back to the same people. */
export function gridAddress(path: string, institutionId: number, filter?: GridFilter): string {
  const query = new URLSearchParams({ instelling: formatInstitutionNumber(institutionId) });
  if (filter?.search) query.set('zoek', filter.search);
  if (filter?.themeId != null) query.set('thema', String(filter.themeId));
  return `${path}?${query}`;
}
