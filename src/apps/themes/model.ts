import type { Proposal } from '#apps/themes/second-person/model.ts';

export type Confidentiality = 'open' | 'confidential' | 'very-confidential';

/** A theme of the catalogue at one level (TH-1). */
export interface Theme {
  id: number;
  name: string;
  confidentiality: Confidentiality;
  /** Whether the column *Alle* ticks it; never true for pay overviews (TH-3, P2). */
  inAll: boolean;
}

/**
 * How often a cell changed: 0 was never ticked, odd is ticked, even is not. Two people who saw the same version saw the
 * same cell, also when it was ticked and unticked in between.
 */
export type Version = number;

export const isTicked = (version: Version): boolean => version % 2 === 1;

export interface Cell {
  personId: string;
  themeId: number;
}

/** A portal user with a version per theme, in the order of the themes. */
export interface GridUser {
  id: string;
  givenName: string;
  familyName: string;
  email: string | null;
  versions: readonly Version[];
}

/** Somebody who has every theme as portal administrator (TH-2). */
export type GridAdministrator = Omit<GridUser, 'versions'>;

const dutch = new Intl.Collator('nl');

/** The order of every list of people: family name, given name. No two people are equal, so each list has one order. */
export function byName(one: GridAdministrator, other: GridAdministrator): number {
  return (
    dutch.compare(one.familyName, other.familyName) ||
    dutch.compare(one.givenName, other.givenName) ||
    (one.id < other.id ? -1 : 1)
  );
}

export interface Grid {
  institution: { id: number; name: string };
  themes: readonly Theme[];
  users: readonly GridUser[];
  administrators: readonly GridAdministrator[];
  /** What waits for a second person, by cell. */
  waiting: ReadonlyMap<string, Waiting>;
}

/** A proposed tick, and who could confirm it. */
export interface Waiting {
  proposalId: string;
  proposal: Proposal;
  confirmers: readonly string[];
}

/** What the grid is narrowed to. */
export interface GridFilter {
  search: string;
  themeId: number | null;
}

/** The people in sight: by words of their name, and those who have a theme. */
export function narrow(grid: Grid, filter: GridFilter): Grid {
  const column = grid.themes.findIndex((theme) => theme.id === filter.themeId);
  const words = plain(filter.search).split(/\s+/).filter(Boolean);
  const named = (person: GridAdministrator): boolean => {
    const name = plain(`${person.givenName} ${person.familyName}`);
    return words.every((word) => name.includes(word));
  };
  const has = (user: GridUser): boolean => filter.themeId === null || isTicked(user.versions[column] ?? 0);
  return {
    ...grid,
    users: grid.users.filter((user) => named(user) && has(user)),
    administrators: grid.administrators.filter(named),
  };
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What a form showed: the themes, and per person in sight one character per theme. */
export interface Seen {
  themeIds: readonly number[];
  rows: readonly (readonly Version[])[];
}

// One character per cell: a version modulo 36. Parity survives (36 is even); a mix-up would take 36 changes in one sitting.
const cycle = 36;

export function encodeSeen(themes: readonly Theme[], users: readonly GridUser[]): string {
  const ids = themes.map((theme) => theme.id).join('.');
  const rows = users.map((user) => user.versions.map((version) => (version % cycle).toString(cycle)).join(''));
  return [ids, ...rows].join('-');
}

/** null when somebody changed the field. */
export function decodeSeen(text: string): Seen | null {
  if (!/^\d+(\.\d+)*(-[0-9a-z]+)*$/.test(text)) return null;
  const [ids = '', ...rows] = text.split('-');
  const themeIds = ids.split('.').map(Number);
  if (rows.some((row) => row.length !== themeIds.length)) return null;
  return { themeIds, rows: rows.map((row) => [...row].map((sign) => Number.parseInt(sign, cycle))) };
}

/** A cell that the person changed in the form, and the version that was changed. */
export interface Wish extends Cell {
  ticked: boolean;
  seen: Version;
}

/** A sent grid: who was shown, what was seen, and every box that is ticked now. */
export interface SentGrid {
  shown: readonly string[];
  seen: Seen;
  ticked: ReadonlySet<string>;
  /** The person whose *Alle* was pressed. */
  all: string | null;
}

export const cellKey = (cell: Cell): string => `${cell.personId}:${cell.themeId}`;

/** Only what the person changed: a cell that was left alone says nothing about what it should be. */
export function wishesOf(sent: SentGrid, inAll: (themeId: number) => boolean): Wish[] {
  return sent.shown.flatMap((personId, row) =>
    sent.seen.themeIds.flatMap((themeId, column) => {
      const seen = sent.seen.rows[row]?.[column] ?? 0;
      const ticked = sent.ticked.has(cellKey({ personId, themeId })) || (sent.all === personId && inAll(themeId));
      return ticked === isTicked(seen) ? [] : [{ personId, themeId, ticked, seen }];
    }),
  );
}

/** The cells in sight that somebody else changed since they were shown. */
export function changedSince(sent: SentGrid, now: (cell: Cell) => Version | undefined): Cell[] {
  return sent.shown.flatMap((personId, row) =>
    sent.seen.themeIds.flatMap((themeId, column) => {
      const version = now({ personId, themeId });
      const seen = sent.seen.rows[row]?.[column] ?? 0;
      return version === undefined || version % cycle === seen ? [] : [{ personId, themeId }];
    }),
  );
}

/**
 * What becomes of a wish. `same`: it is so already, nothing to do. `changed`: somebody else changed the cell since it was
 * shown, and that stays.
 */
export function judge(
  wish: { ticked: boolean; seen?: Version | undefined },
  now: Version,
): 'apply' | 'same' | 'changed' {
  if (isTicked(now) === wish.ticked) return 'same';
  if (wish.seen !== undefined && wish.seen % cycle !== now % cycle) return 'changed';
  return 'apply';
}
