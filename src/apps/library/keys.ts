import { scopeOf, type Reach } from '#access/actor.ts';
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
}

/** Narrows the reach by the filters that are part of a key; school years, and levels of an institution, stay row conditions. */
export function narrowKeys(reach: Reach, filter: DocumentFilter): Keys {
  const { institutions, levels, themes } = filter;
  const administered = keep(reach.institutions, institutions);
  const scopes = reach.scopes.filter(
    (scope) =>
      passes(institutions, institutionOfScope(scope)) &&
      passes(levels, levelOfScope(scope)) &&
      passes(themes, themeOfScope(scope)),
  );
  const wholeThemes = keep(reach.themes, themes);
  if (institutions.length === 0 || wholeThemes.length === 0)
    return { institutions: administered, scopes, themes: wholeThemes };
  // A reader of whole themes who picked institutions: exactly these scopes, which an index leads to.
  const everyLevel = levels.length > 0 ? levels : [1, 2, 3, 4, 5, 6, 7];
  const picked = institutions.flatMap((institution) =>
    everyLevel.flatMap((level) => wholeThemes.map((theme) => scopeOf(institution, level, theme))),
  );
  return { institutions: administered, scopes: [...new Set([...scopes, ...picked])], themes: [] };
}

export function reachesNothing(keys: Keys): boolean {
  return keys.institutions.length + keys.scopes.length + keys.themes.length === 0;
}

const institutionOfScope = (scope: number): number => Math.floor(scope / 1024);
const levelOfScope = (scope: number): number => Math.floor((scope % 1024) / 128);
const themeOfScope = (scope: number): number => scope % 128;

const passes = (wanted: readonly number[], value: number): boolean => wanted.length === 0 || wanted.includes(value);

function keep(held: readonly number[], wanted: readonly number[]): number[] {
  const asked = new Set(wanted);
  return wanted.length === 0 ? [...held] : held.filter((value) => asked.has(value));
}
