import { NotFound } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import { formatInstitutionNumber, parseInstitutionNumber } from '#directory/institution-number.ts';
import { levelBySlug, type Level } from '#directory/levels.ts';

/** An institution is looked at under a level that it has; under another it does not exist. */
export function refuseOtherLevel(visit: ActorVisit, institutionId: number): void {
  const { id } = levelOf(visit);
  const isHere = visit.actor.places.some((place) => place.institutionId === institutionId && place.levelId === id);
  if (!isHere) throw new NotFound();
}

export const readAddress = '/noodnummers-opvragen';
export const readInstitutionAddress = (id: number): string => `${readAddress}/${formatInstitutionNumber(id)}`;

export function levelOf(visit: ActorVisit): Level {
  const level = levelBySlug(visit.params['level'] ?? '');
  if (!level) throw new NotFound();
  return level;
}

export const numbersPath = (level: Level): string => `/${level.slug}/noodnummers`;

/** The numbers of an institution; `gedaan` tells what was just done. */
export function numbersAddress(level: Level, institutionId: number, done?: string): string {
  const query = new URLSearchParams({
    instelling: formatInstitutionNumber(institutionId),
    ...(done && { gedaan: done }),
  });
  return `${numbersPath(level)}?${query.toString()}`;
}

export const newAddress = (level: Level, institutionId: number): string =>
  `${numbersPath(level)}/nieuw?instelling=${formatInstitutionNumber(institutionId)}`;

export const numberAddress = (level: Level, id: string): string => `${numbersPath(level)}/${id}`;

/** The institution that the address names; null without one. */
export function institutionAsked(visit: ActorVisit): number | null {
  const asked = visit.url.searchParams.get('instelling');
  if (asked === null) return null;
  const id = parseInstitutionNumber(asked);
  if (id === undefined) throw new NotFound();
  return id;
}
