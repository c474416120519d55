import type { ActorVisit } from '#access/visit.ts';
import type { Grid, GridFilter } from '#apps/themes/model.ts';
import { themeLabel } from '#apps/themes/pages/labels.ts';
import { gridAddress } from '#apps/themes/pages/place.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { Chips, type Chip } from '#ui/components/chips.tsx';

export interface GridFiltersProps {
  readonly visit: ActorVisit;
  readonly path: string;
  readonly grid: Grid;
  readonly filter: GridFilter;
}

/**
 * Narrows the grid: by theme, and by name where no script runs (with script the grid has a box of its own that answers
 * while typing).
 */
export const GridFilters = ({ visit, path, grid, filter }: GridFiltersProps) => {
  const t = visit.t.themes.grid;
  return (
    <>
      <auto-submit>
        <form class="list-order" action={path} autocomplete="off">
          <input type="hidden" name="instelling" value={formatInstitutionNumber(grid.institution.id)} />
          <noscript>
            <label for="zoek">{t.findName}</label>{' '}
            <input class="input" type="search" id="zoek" name="zoek" value={filter.search} />
          </noscript>
          <label for="thema">{t.has}</label>
          <select class="input" id="thema" name="thema">
            <option value="">{t.everybody}</option>
            {grid.themes.map((theme) => (
              <option value={String(theme.id)} selected={theme.id === filter.themeId}>
                {themeLabel(theme, visit.t)}
              </option>
            ))}
          </select>
          <button class="button plain apply" type="submit">
            {t.apply}
          </button>
        </form>
      </auto-submit>
      <Chips
        t={visit.t.ui}
        chips={chipsOf({ visit, path, grid, filter })}
        clearHref={gridAddress(path, grid.institution.id)}
      />
    </>
  );
};

function chipsOf({ visit, path, grid, filter }: GridFiltersProps): Chip[] {
  const t = visit.t.themes.grid;
  const theme = grid.themes.find((one) => one.id === filter.themeId);
  return [
    ...(filter.search
      ? [{ label: t.nameChip(filter.search), href: gridAddress(path, grid.institution.id, { ...filter, search: '' }) }]
      : []),
    ...(theme
      ? [
          {
            label: t.themeChip(themeLabel(theme, visit.t)),
            href: gridAddress(path, grid.institution.id, { ...filter, themeId: null }),
          },
        ]
      : []),
  ];
}
