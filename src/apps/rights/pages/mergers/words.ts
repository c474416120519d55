import { sql } from 'kysely';
import type { ActorVisit } from '#access/visit.ts';
import type { Fate } from '#apps/rights/mergers/model.ts';
import { listThemes, themeLabel } from '#apps/themes/index.ts';
import { isLevelId, levelById } from '#directory/levels.ts';
import { formatDate } from '#ui/format.ts';

/** What a row is about; a row of a proposal and one that was kept both are. */
type Told =
  | { kind: 'relation'; category: string }
  | { kind: 'grant'; entitlementId: string; contexts: readonly string[] }
  | { kind: 'theme'; levelId: number; themeId: number };

export interface MergerWords {
  what: (row: Told) => string;
  becomes: (row: Told, fate: Fate) => string;
}

/** Names of rights, themes and levels, and what becomes of a row as part of a sentence. */
export async function mergerWords(visit: ActorVisit): Promise<MergerWords> {
  const t = visit.t.rights.mergers;
  const { rows } = await sql<{ id: string; name: string }>`select id, name from entitlements`.execute(visit.db);
  const rights = new Map(rows.map(({ id, name }) => [id, name]));
  const themes = new Map((await listThemes(visit.db)).map((theme) => [theme.id, themeLabel(theme, visit.t)]));
  const level = (id: number): string => (isLevelId(id) ? levelById(id).name[visit.lang] : String(id));
  return {
    what: (row) => {
      if (row.kind === 'relation') return t.relation(row.category);
      if (row.kind === 'theme') return t.theme(themes.get(row.themeId) ?? String(row.themeId), level(row.levelId));
      const contexts = row.contexts.length > 0 ? ` (${row.contexts.join(', ')})` : '';
      return `${rights.get(row.entitlementId) ?? row.entitlementId}${contexts}`;
    },
    becomes: (row, fate) => {
      if (fate.fate === 'held') return t.held;
      if (fate.fate === 'stays') return t.reasons[fate.reason];
      if (row.kind === 'theme') return t.movesTheme;
      if (fate.until === null) return t.movesOpen(formatDate(fate.from));
      return (fate.cut ? t.movesCut : t.moves)(formatDate(fate.from), formatDate(fate.until));
    },
  };
}
