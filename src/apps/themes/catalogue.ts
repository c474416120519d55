import { sql } from 'kysely';
import type { Confidentiality, Theme } from '#apps/themes/model.ts';
import type { Db } from '#platform/db.ts';

/** A theme with what belongs to it (TH-5). */
export interface CatalogueTheme extends Theme {
  documents: string;
  levels: readonly number[];
}

/** The themes that exist at a level, in the order of the catalogue. */
export async function listThemesForLevel(db: Db, levelId: number): Promise<Theme[]> {
  return (await listThemesByLevel(db, [levelId])).get(levelId) ?? [];
}

/** The themes of each of these levels. */
export async function listThemesByLevel(db: Db, levelIds: readonly number[]): Promise<Map<number, Theme[]>> {
  const { rows } = await sql<Theme & { levelId: number }>`
    select tl.level_id as "levelId", t.id, t.name, t.confidentiality, t.in_all as "inAll"
    from theme_levels tl
    join themes t on t.id = tl.theme_id
    where tl.level_id = any(${[...levelIds]}::smallint[])
    order by t.id`.execute(db);
  const byLevel = new Map<number, Theme[]>(levelIds.map((id) => [id, []]));
  for (const { levelId, ...theme } of rows) byLevel.get(levelId)?.push(theme);
  return byLevel;
}

/** The whole catalogue. */
export async function listThemes(db: Db): Promise<CatalogueTheme[]> {
  const { rows } = await sql<{
    id: number;
    name: string;
    confidentiality: Confidentiality;
    inAll: boolean;
    documents: string;
    levels: number[];
  }>`
    select t.id, t.name, t.confidentiality, t.in_all as "inAll", t.documents,
      array_agg(tl.level_id order by tl.level_id) as levels
    from themes t
    join theme_levels tl on tl.theme_id = t.id
    group by t.id
    order by t.id`.execute(db);
  return rows;
}
