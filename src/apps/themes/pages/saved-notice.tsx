import type { ActorVisit } from '#access/visit.ts';
import type { ElsewhereChanged, SavedGrid } from '#apps/themes/commands/save-grid.ts';
import { isTicked, type Grid } from '#apps/themes/model.ts';
import { listName, themeLabel } from '#apps/themes/pages/labels.ts';
import { Notice } from '#ui/components/notice.tsx';

/** A list longer than this says how many more there are. */
const mostNamed = 20;

export interface SavedNoticeProps {
  readonly visit: ActorVisit;
  /** As it is now. */
  readonly grid: Grid;
  readonly saved: SavedGrid;
}

/** What was saved, what was not, and what somebody else changed while the form was open. */
export const SavedNotice = ({ visit, grid, saved }: SavedNoticeProps) => {
  const t = visit.t.themes.saved;
  const unsaved = saved.changedElsewhere.filter((cell) => cell.unsaved);
  const others = saved.changedElsewhere.filter((cell) => !cell.unsaved);
  return (
    <Notice t={visit.t.ui} kind="warning" title={t.elsewhereTitle} live>
      {saved.saved > 0 && <p>{t.done(saved.saved)}</p>}
      {saved.proposed > 0 && <p>{visit.t.themes.secondPerson.proposed(saved.proposed)}</p>}
      {saved.gone > 0 && <p>{t.gone(saved.gone)}</p>}
      {unsaved.length > 0 && <p>{t.unsaved}</p>}
      <Cells visit={visit} grid={grid} cells={unsaved} />
      {others.length > 0 && <p>{t.alsoChanged}</p>}
      <Cells visit={visit} grid={grid} cells={others} />
    </Notice>
  );
};

const Cells = ({ visit, grid, cells }: { visit: ActorVisit; grid: Grid; cells: readonly ElsewhereChanged[] }) => {
  const t = visit.t.themes.saved;
  if (cells.length === 0) return null;
  return (
    <ul>
      {cells.slice(0, mostNamed).map((cell) => (
        <li>{sentence(visit, grid, cell)}</li>
      ))}
      {cells.length > mostNamed && <li>{t.more(cells.length - mostNamed)}</li>}
    </ul>
  );
};

function sentence(visit: ActorVisit, grid: Grid, cell: ElsewhereChanged): string {
  const t = visit.t.themes.saved;
  const user = grid.users.find((person) => person.id === cell.personId);
  const column = grid.themes.findIndex((theme) => theme.id === cell.themeId);
  const theme = grid.themes[column];
  if (!user || !theme) return '';
  const state = t.cell(listName(user), themeLabel(theme, visit.t), isTicked(user.versions[column] ?? 0));
  return cell.by ? `${state} (${t.by(cell.by)})` : state;
}
