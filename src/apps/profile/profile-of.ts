import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, view } from '#access/use-case.ts';
import { groupRights, themeRows, type RightGroup, type ThemeManager, type ThemeRow } from '#apps/profile/model.ts';
import { listOwnRights, listThemeManagers } from '#apps/profile/queries.ts';
import { listThemes, listThemesByLevel, type Theme } from '#apps/themes/index.ts';
import { listOrganisations } from '#directory/organisations.ts';
import type { Db } from '#platform/db.ts';

/** The institutions of one level against its themes. */
export interface LevelGrid {
  levelId: number;
  themes: readonly Theme[];
  rows: readonly (ThemeRow & { managers: readonly ThemeManager[] })[];
}

export interface Profile {
  rights: readonly RightGroup[];
  grids: readonly LevelGrid[];
  /** Themes that a reader of the administration sees of all institutions. */
  wholeThemes: readonly Theme[];
}

/** What the signed-in person has on the portal: nobody sees another's (TH-6, P13). */
export const profileOf = view({
  permission: 'profile.read-own',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor): Promise<Profile> => ({
    rights: groupRights(await listOwnRights(db, actor)),
    grids: await readGrids(db, actor),
    wholeThemes: await readWholeThemes(db, actor),
  }),
});

async function readGrids(db: Db, actor: Actor): Promise<LevelGrid[]> {
  const levelIds = [...new Set(actor.places.map((place) => place.levelId))];
  const themes = await listThemesByLevel(db, levelIds);
  const organisations = await listOrganisations(db, [...new Set(actor.grants.map((grant) => grant.organisationId))]);
  const names = new Map(organisations.map((organisation) => [organisation.id, organisation.name]));
  const rows = themeRows(actor, names, (levelId) => themes.get(levelId) ?? []);
  const managers = await listThemeManagers(db, [...new Set(rows.map((row) => row.institution.id))]);
  return [...Map.groupBy(rows, (row) => row.levelId)].map(([levelId, own]) => ({
    levelId,
    themes: themes.get(levelId) ?? [],
    rows: own.map((row) => ({ ...row, managers: managers.get(row.institution.id) ?? [] })),
  }));
}

async function readWholeThemes(db: Db, actor: Actor): Promise<Theme[]> {
  if (actor.reach.themes.length === 0) return [];
  return (await listThemes(db)).filter((theme) => actor.reach.themes.includes(theme.id));
}
