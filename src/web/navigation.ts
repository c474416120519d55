import type { Actor } from '#access/actor.ts';
import type { Application } from '#access/route.ts';
import { placesWhere } from '#access/rule.ts';
import { applications } from '#apps/index.ts';
import { libraryStart } from '#apps/library/index.ts';
import { levels } from '#directory/levels.ts';
import type { Messages } from '#i18n/index.ts';

export interface Tab {
  label: string;
  href: string;
}

/** The levels at which the actor may open something (PO-2, P11): exactly those whose blue bar would not be empty. */
export function openLevels(actor: Actor): number[] {
  return levels.map((level) => level.id).filter((id) => levelTabs(actor, id).length > 0);
}

/** Where the tile of a level leads. */
export function levelHome(levelId: number): string {
  return `/${slugOf(levelId)}`;
}

/** The tabs of a level, or of the start page: one per application that the actor may open there (PO-3, PO-5). */
export function tabsFor(actor: Actor, levelId: number | null, t: Messages): Tab[] {
  if (levelId !== null) {
    return levelTabs(actor, levelId).map((app) => ({ label: app.name(t), href: `/${slugOf(levelId)}/${app.path}` }));
  }
  return applications
    .filter((app) => app.place === 'start' && opens(app, actor))
    .map((app) => ({ label: app.name(t), href: `/${app.path}` }));
}

/** Where a search in everything goes; undefined for whoever has no document library (PO-5). */
export function searchAddress(actor: Actor): string | undefined {
  return opens(libraryStart, actor) ? `/${libraryStart.path}` : undefined;
}

/** Whether an application opens for an actor at any of the actor's places. */
export function opens(app: Application, actor: Actor): boolean {
  return placesWhere(app.opensFor, actor, app.opensAt(actor)).length > 0;
}

function levelTabs(actor: Actor, levelId: number): Application[] {
  const opensHere = ({ opensFor, opensAt }: Application): boolean =>
    placesWhere(
      opensFor,
      actor,
      opensAt(actor).filter((place) => place.levelId === levelId),
    ).length > 0;
  return applications.filter(
    (app) => app.place === 'level' && (app.levels === 'all' || app.levels.includes(levelId)) && opensHere(app),
  );
}

function slugOf(levelId: number): string {
  const level = levels.find((candidate) => candidate.id === levelId);
  if (!level) throw new Error(`no level ${levelId}`);
  return level.slug;
}
