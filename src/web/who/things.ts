import type { Place } from '#access/actor.ts';
import { everyActor, type Rule } from '#access/rule.ts';
import type { ActorVisit } from '#access/visit.ts';
import { applications } from '#apps/index.ts';
import { isFor, listLinks } from '#apps/links/index.ts';
import { listThemesByLevel } from '#apps/themes/index.ts';
import { levelById, type LevelId } from '#directory/levels.ts';
import { levelsOfOrganisations } from '#directory/organisations.ts';
import type { AccessOn } from '#web/who/access-on.ts';
import { waysTo, type Ways } from '#web/who/ways.ts';
import { readNames } from '#web/why/explain.ts';
import { isObtainable, readObtainable } from '#web/why/obtainable.ts';
import { isTabOf, ruleOfTheme } from '#web/why/survey.ts';

/** Something of an institution that one can open or not: a theme at a level, or an application. */
export interface Thing {
  /** What stands for it in an address. */
  key: string;
  kind: 'theme' | 'application';
  /** Number of the theme, or id of the application. */
  id: string;
  label: string;
  /** null: not of one level. */
  levelId: number | null;
  rule: Rule;
  /** It opens for who meets the rule at one of these. */
  places: readonly Place[];
}

export const themeKey = (themeId: number, levelId: number): string => `thema-${themeId}-${levelId}`;

/** Everything that rights and themes of an institution open, in the order of its levels. */
export async function listThings(visit: ActorVisit, institutionId: number): Promise<Thing[]> {
  const { db } = visit;
  const levels = (await levelsOfOrganisations(db, [institutionId])).get(institutionId) ?? [];
  const parts = { visit, institutionId, levels };
  const themes = await themeThings(parts);
  return [...themes, ...(await applicationThings(parts)), ...(await linkThings(parts))].toSorted(
    (one, other) => (one.levelId ?? 9) - (other.levelId ?? 9),
  );
}

interface Parts {
  visit: ActorVisit;
  institutionId: number;
  levels: readonly number[];
}

async function themeThings({ visit, institutionId, levels }: Parts): Promise<Thing[]> {
  const names = await readNames(visit.db, visit.t);
  const themes = await listThemesByLevel(visit.db, levels);
  return levels.flatMap((levelId) =>
    (themes.get(levelId) ?? []).map(({ id }): Thing => ({
      key: themeKey(id, levelId),
      kind: 'theme',
      id: String(id),
      label: names.themes.get(id) ?? String(id),
      levelId,
      rule: ruleOfTheme(id),
      places: [{ institutionId, levelId }],
    })),
  );
}

async function applicationThings({ visit, institutionId, levels }: Parts): Promise<Thing[]> {
  const obtainable = await readObtainable(visit.db, visit.actor);
  const guarded = applications.filter(
    (app) => app.opensFor !== everyActor && app.place !== 'none' && isObtainable(app.opensFor, obtainable),
  );
  return guarded.flatMap((app): Thing[] => {
    const thing = (levelId: number | null, places: readonly Place[]): Thing => ({
      key: `toepassing-${app.id}-${levelId ?? 0}`,
      kind: 'application',
      id: app.id,
      label: app.name(visit.t),
      levelId,
      rule: app.opensFor,
      places,
    });
    const everywhere = (levels.length > 0 ? levels : [0]).map((levelId) => ({ institutionId, levelId }));
    if (app.place === 'start') return [thing(null, everywhere)];
    return levels
      .filter((level) => isTabOf(app, level))
      .map((level) => thing(level, [{ institutionId, levelId: level }]));
  });
}

async function linkThings({ visit, institutionId, levels }: Parts): Promise<Thing[]> {
  const links = await listLinks(visit.db);
  return links.flatMap((link) =>
    levels
      .map((levelId) => ({ institutionId, levelId }))
      .filter((place) => isFor(link, place))
      .map((place): Thing => ({
        key: `toepassing-${link.id}-${place.levelId}`,
        kind: 'application',
        id: link.id,
        label: link.name[visit.lang],
        levelId: place.levelId,
        rule: link.rule,
        places: [place],
      })),
  );
}

/** By which path a person could open it, at any of its places; undefined when at none. */
export function waysToThing(thing: Pick<Thing, 'rule' | 'places'>, access: AccessOn): Ways | undefined {
  const found = thing.places.flatMap((place) => waysTo(thing.rule, access, place) ?? []);
  if (found.length === 0) return undefined;
  return {
    grants: [...new Set(found.flatMap((ways) => ways.grants))],
    ticks: [...new Set(found.flatMap((ways) => ways.ticks))],
  };
}

/** Theme, application and level, as a person reads it. */
export function thingLabel(visit: ActorVisit, thing: Thing): string {
  const level = thing.levelId === null ? '' : ` · ${levelById(thing.levelId as LevelId).name[visit.lang]}`;
  const kind = thing.kind === 'theme' ? visit.t.web.who.theme : visit.t.web.who.application;
  return `${kind} ${thing.label}${level}`;
}
