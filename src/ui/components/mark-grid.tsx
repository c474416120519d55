import type { Child } from 'hono/jsx';
import type { UiMessages } from '#i18n/nl/ui.ts';

export interface MarkGridRow {
  /** Names the row and is unique in the grid: an institution number. */
  readonly id: string;
  readonly header: Child;
  /** The row in a few words; on a phone it stands for a row with every mark. */
  readonly summary: string;
  /** Every mark, so that a phone need not list them. */
  readonly all: boolean;
  /** In the order of the columns. */
  readonly marks: readonly boolean[];
  /** Shown on pressing the question mark at the end of the row. */
  readonly help: Child;
  readonly helpLabel: string;
}

export interface MarkGridProps {
  readonly t: UiMessages;
  /** Unique on the page. */
  readonly id: string;
  readonly caption: string;
  readonly rowLabel: string;
  readonly helpColumn: string;
  readonly close: string;
  readonly columns: readonly { readonly name: string; readonly detail: string }[];
  readonly rows: readonly MarkGridRow[];
}

/** Who has what, to read (TH-6): names at the left, a mark per column, a question mark at the end. Rows of labelled values on a phone. */
export const MarkGrid = (props: MarkGridProps) => {
  const { id, caption, rowLabel, helpColumn, columns, rows } = props;
  return (
    <div class="mark-box" role="region" aria-labelledby={`${id}-titel`} tabindex={0}>
      <table class="mark-table" role="table">
        <caption class="hidden-text" id={`${id}-titel`}>
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {rowLabel}
            </th>
            {columns.map(({ name, detail }) => (
              <th role="columnheader" scope="col">
                <span>
                  {name} <small>{detail}</small>
                </span>
              </th>
            ))}
            <th role="columnheader" scope="col">
              <span>{helpColumn}</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Row {...props} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Row = ({ t, id, close, columns, row }: MarkGridProps & { readonly row: MarkGridRow }) => (
  <tr role="row" class={row.all ? 'all-marks' : undefined}>
    <th role="rowheader" scope="row">
      <span>{row.header}</span>
      <small>{row.summary}</small>
    </th>
    {columns.map(({ name, detail }, index) => (
      <Mark t={t} label={`${name} (${detail})`} marked={row.marks[index] ?? false} />
    ))}
    <td role="cell" class="mark-help">
      <button class="mark-ask" type="button" popovertarget={`${id}-${row.id}`} aria-label={row.helpLabel}>
        ?
      </button>
      <div class="mark-sheet" id={`${id}-${row.id}`} popover="auto">
        <h3>{row.helpLabel}</h3>
        {row.help}
        <button class="button plain" type="button" popovertarget={`${id}-${row.id}`} popovertargetaction="hide">
          {close}
        </button>
      </div>
    </td>
  </tr>
);

const Mark = ({ t, label, marked }: { t: UiMessages; label: string; marked: boolean }) =>
  marked ? (
    <td role="cell" class="marked" data-label={label}>
      <span aria-hidden="true">✓</span>
      <span class="hidden-text">{t.yes}</span>
    </td>
  ) : (
    <td role="cell" data-label={label}>
      <span class="hidden-text">{t.no}</span>
    </td>
  );
