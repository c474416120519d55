import type { Child } from 'hono/jsx';

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => Child;
  /** Right-aligned with figures of equal width. */
  readonly numeric?: boolean | undefined;
  /** The cell that names its row. */
  readonly rowHeader?: boolean | undefined;
}

export interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** The caption stays readable for screen readers when a heading already says it. */
  readonly captionHidden?: boolean | undefined;
}

/** On a phone every row becomes a list of labelled values. Roles are written out because that layout would drop them. */
export const DataTable = <Row,>({ caption, columns, rows, captionHidden }: DataTableProps<Row>) => (
  <table class="table" role="table">
    <caption class={captionHidden ? 'hidden-text' : undefined}>{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th role="columnheader" scope="col" class={column.numeric ? 'number' : undefined}>
            {column.label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {rows.map((row) => (
        <tr role="row">
          {columns.map((column) => (
            <Cell column={column} row={row} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const Cell = <Row,>({ column, row }: { column: Column<Row>; row: Row }) => {
  const kind = column.numeric ? 'number' : undefined;
  return column.rowHeader ? (
    <th role="rowheader" scope="row" class={kind} data-label={column.label}>
      <span>{column.cell(row)}</span>
    </th>
  ) : (
    <td role="cell" class={kind} data-label={column.label}>
      <span>{column.cell(row)}</span>
    </td>
  );
};
