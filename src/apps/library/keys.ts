import { institutionOfScope, levelOfScope, scopeOf, themeOfScope, type Reach } from '#access/actor.ts';
import type { DocumentFilter } from '#apps/library/model.ts';

/**
 * The keys of the indexes through which an actor reaches documents, one list per kind of right. A document is
 * reached through exactly one of them, so the branches of a query never give it twice.
 */
export interface Keys {
  /** Whole institutions (portal administrators). */
  institutions: readonly number[];
  /** Single scopes (ticked themes). */
  scopes: readonly number[];
  /** Whole themes (readers of the administration). */
  themes: readonly number[];
  /** Single documents, by id (shares). */
  shared: readonly string[];
}

export const everyLevel: readonly number[] = [1, 2, 3, 4, 5, 6, 7];

/** Beyond so many scopes it is quicker to walk whole institutions. */
const mostScopes = 4_000;

/** Narrows the reach by the filters that are part of a key; school years, and levels of an institution, stay row conditions. */
export function narrowKeys(reach: Reach, filter: DocumentFilter): Keys {
  const { institutions, levels, themes, sharers } = filter;
  const inFilter = (scope: number): boolean =>
    passes(institutions, institutionOfScope(scope)) &&
    passes(levels, levelOfScope(scope)) &&
    passes(themes, themeOfScope(scope));
  const shared = reach.shared
    .filter(({ scope, sharerId }) => inFilter(scope) && passes(sharers, sharerId))
    .map(({ documentId }) => documentId);
  if (sharers.length > 0) return { institutions: [], scopes: [], themes: [], shared };
  const keys: Keys = {
    institutions: keep(reach.institutions, institutions),
    scopes: reach.scopes.filter(inFilter),
    themes: keep(reach.themes, themes),
    shared,
  };
  return scopesOfPickedThemes(scopesOfPickedInstitutions(keys, filter), filter);
}

/** A reader of whole themes who picked institutions: exactly these scopes, which an index leads to. */
function scopesOfPickedInstitutions(keys: Keys, { institutions, levels }: DocumentFilter): Keys {
  if (institutions.length === 0 || keys.themes.length === 0) return keys;
  return { ...keys, scopes: together(keys.scopes, scopesOf(institutions, levels, keys.themes)), themes: [] };
}

/** An administrator of many institutions who picked themes: likewise, or each institution would be read to its end. */
function scopesOfPickedThemes(keys: Keys, { themes, levels }: DocumentFilter): Keys {
  if (themes.length === 0 || keys.institutions.length === 0) return keys;
  const picked = scopesOf(keys.institutions, levels, themes);
  if (picked.length > mostScopes) return keys;
  return { ...keys, institutions: [], scopes: together(keys.scopes, picked) };
}

function scopesOf(institutions: readonly number[], levels: readonly number[], themes: readonly number[]): number[] {
  return institutions.flatMap((institution) =>
    (levels.length > 0 ? levels : everyLevel).flatMap((level) =>
      themes.map((theme) => scopeOf(institution, level, theme)),
    ),
  );
}

const together = (one: readonly number[], other: readonly number[]): number[] => [...new Set([...one, ...other])];

export function reachesNothing(keys: Keys): boolean {
  return keys.institutions.length + keys.scopes.length + keys.themes.length + keys.shared.length === 0;
}

const passes = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);

function keep(held: readonly number[], wanted: readonly number[]): number[] {
  const asked = new Set(wanted);
  return wanted.length === 0 ? [...held] : held.filter((value) => asked.has(value));
}
