import type { Actor, Place } from '#access/actor.ts';
import { ask, perform } from '#access/use-case.ts';
import { saveGrid, type SavedGrid } from '#apps/themes/commands/save-grid.ts';
import { cellKey, encodeSeen, isTicked, type Cell } from '#apps/themes/model.ts';
import { themeGrid } from '#apps/themes/views.ts';
import type { Tx } from '#platform/db.ts';

/** Ticks many cells of one institution and level, as one saved grid: by its rules and with its events (TH-3). */
export async function tickThemes(
  { tx, actor }: { tx: Tx; actor: Actor },
  place: Place,
  cells: readonly Cell[],
): Promise<SavedGrid> {
  const { themes, users } = await ask(themeGrid, { db: tx, actor }, place);
  const ticked = users.flatMap(({ id, versions }) =>
    themes.filter((_, column) => isTicked(versions[column] ?? 0)).map((theme) => ({ personId: id, themeId: theme.id })),
  );
  return perform(
    saveGrid,
    { tx, actor },
    {
      ...place,
      shown: users.map(({ id }) => id),
      seen: encodeSeen(themes, users),
      ticks: [...ticked, ...cells].map(cellKey),
      all: null,
    },
  );
}
