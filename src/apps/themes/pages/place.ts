import { askedPlace } from '#access/asked-place.ts';
import type { ActorVisit } from '#access/visit.ts';
import type { GridFilter } from '#apps/themes/model.ts';
import { administersThemes } from '#apps/themes/policy.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import type { Level } from '#directory/levels.ts';

/** Where the visit is: the level, its address, and the institution asked for; null when there is one to choose. */
export interface AdministeredPlace {
  level: Level;
  path: string;
  institutionId: number | null;
  /** More than one to choose from. */
  several: boolean;
}

/** Reads level and institution from the address. */
export function placeOf(visit: ActorVisit): AdministeredPlace {
  const { level, institutionId, institutions } = askedPlace(visit, administersThemes);
  return { level, path: `/${level.slug}/themabeheer`, institutionId, several: institutions.length > 1 };
}

export function filterOf(visit: ActorVisit): GridFilter {
  const theme = visit.url.searchParams.get('thema') ?? '';
  return {
    search: (visit.url.searchParams.get('zoek') ?? '').trim().slice(0, 100),
    themeId: /^\d{1,3}$/.test(theme) ? Number(theme) : null,
  };
}

/** What administrators of an institution oversee besides its themes. */
export function overviewAddress(path: string, institutionId: number, overview: 'gedeeld' | 'lezingen'): string {
  return `${path}/${overview}?instelling=${formatInstitutionNumber(institutionId)}`;
}

/** The address of a grid; it keeps the filter, so that a saved form comes back to the same people. */
export function gridAddress(path: string, institutionId: number, filter?: GridFilter): string {
  const query = new URLSearchParams({ instelling: formatInstitutionNumber(institutionId) });
  if (filter?.search) query.set('zoek', filter.search);
  if (filter?.themeId != null) query.set('thema', String(filter.themeId));
  return `${path}?${query}`;
}
