/** What a document says, apart from the kind of file it becomes. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly name: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    };

export type Cell = string | number;

export interface Content {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (value: string): Block => ({ kind: 'text', text: value });
export const list = (...items: string[]): Block => ({ kind: 'list', items });
export const table = (name: string, head: readonly string[], rows: readonly (readonly Cell[])[]): Block => ({
  kind: 'table',
  name,
  head,
  rows,
});

/** A number as Flemish offices write it. */
export function written(cell: Cell): string {
  return typeof cell === 'number' ? cell.toLocaleString('nl-BE') : cell;
}

export const fictive = 'Demonstratie: deze instelling, deze personen en deze cijfers zijn verzonnen.';
