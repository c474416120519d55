export type Direction = 'left' | 'right' | 'up' | 'down' | 'rowStart' | 'rowEnd' | 'pageUp' | 'pageDown';

const ROWS_PER_PAGE = 10;

/** Where a key leads from a cell; with Ctrl, Home and End reach the first and the last row. */
export const moveTo = (from: HTMLTableCellElement, direction: Direction, far: boolean): HTMLElement | null => {
  const row = from.parentElement as HTMLTableRowElement;
  const column = from.cellIndex;
  const last = row.cells.length - 1;
  switch (direction) {
    case 'left':
      return stopIn(row, column - 1);
    case 'right':
      return stopIn(row, column + 1);
    case 'up':
      return stopIn(rowFrom(row, -1), column);
    case 'down':
      return stopIn(rowFrom(row, 1), column);
    case 'pageUp':
      return stopIn(rowFrom(row, -ROWS_PER_PAGE), column);
    case 'pageDown':
      return stopIn(rowFrom(row, ROWS_PER_PAGE), column);
    case 'rowStart':
      return stopIn(far ? rowFrom(row, -Infinity) : row, 1);
    case 'rowEnd':
      return stopIn(far ? rowFrom(row, Infinity) : row, last);
  }
};

const stopIn = (row: HTMLTableRowElement, column: number): HTMLElement | null =>
  row.cells[column]?.querySelector<HTMLElement>('input[name=tick], button') ?? null;

/** The row so many steps away among those in sight that hold boxes; the nearest to the edge when there are fewer. */
const rowFrom = (row: HTMLTableRowElement, steps: number): HTMLTableRowElement => {
  let reached = row;
  let left = Math.abs(steps);
  for (let next = beside(row, steps); next && left > 0; next = beside(next, steps)) {
    if (next.hidden || !next.querySelector('button')) continue;
    reached = next;
    left -= 1;
  }
  return reached;
};

const beside = (row: HTMLTableRowElement, steps: number): HTMLTableRowElement | null =>
  (steps < 0 ? row.previousElementSibling : row.nextElementSibling) as HTMLTableRowElement | null;
