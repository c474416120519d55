import type { Cursor, DocumentFilter, Order } from '#apps/library/model.ts';
import { encodeCursor } from '#apps/library/model.ts';

export const filterNames = {
  levels: 'niveau',
  themes: 'thema',
  schoolYears: 'schooljaar',
  institutions: 'instelling',
  sharers: 'gedeeld-door',
} as const;

/** What an address of the list says: the same address always shows the same question. */
export interface ListState {
  path: string;
  search: string;
  filter: DocumentFilter;
  order: Order;
}

export interface Move {
  older?: Cursor | null;
  newer?: Cursor | null;
  skip?: number | null;
}

/** The address of a list; parts that say nothing are left out, so that addresses stay short and stable. */
export function listAddress(state: ListState, move: Move = {}): string {
  const params = new URLSearchParams();
  if (state.search !== '') params.set('q', state.search);
  for (const [part, name] of Object.entries(filterNames)) {
    for (const value of state.filter[part as keyof DocumentFilter]) params.append(name, String(value));
  }
  if (state.order === 'relevance') params.set('volgorde', 'passend');
  if (move.older) params.set('na', encodeCursor(move.older));
  if (move.newer) params.set('voor', encodeCursor(move.newer));
  if (move.skip) params.set('vanaf', String(move.skip));
  const query = params.toString();
  return query === '' ? state.path : `${state.path}?${query}`;
}

/** The same list without one ticked value. */
export function without(state: ListState, part: keyof DocumentFilter, value: number | string): ListState {
  const rest = [...state.filter[part]].filter((other) => other !== value);
  return { ...state, filter: { ...state.filter, [part]: rest } };
}
