export type ItemKind = 'milestone' | 'event';
/** Kinds of institution that an audience can be narrowed to. */
export const institutionKinds = ['school', 'special-school', 'school-community'] as const;
export type InstitutionKind = (typeof institutionKinds)[number];

/** A milestone or event as a service of the administration entered it (AG-1). Days are YYYY-MM-DD, both included. */
export interface AgendaItem {
  kind: ItemKind;
  id: string;
  organiserId: number;
  organiser: string;
  title: string;
  description: string;
  begins: string;
  ends: string;
  /** HH:MM in Brussels; null: the whole day. */
  beginsAt: string | null;
  endsAt: string | null;
  /** The same as moments. */
  beginMoment: Date | null;
  endMoment: Date | null;
  place: string;
  link: string;
  levels: readonly number[];
  /** Empty: every kind of institution of those levels. */
  kinds: readonly InstitutionKind[];
  revision: number;
  cancelled: boolean;
  changedAt: Date;
}

/** The last day of a right of the person: the same right at several organisations is one entry. */
export interface EndingRight {
  kind: 'right';
  /** Stable as long as right and day are the same. */
  id: string;
  entitlement: string;
  begins: string;
  ends: string;
  organisations: readonly { id: number; name: string }[];
}

/** The last day on which a form of Document versturen can be sent, for whoever may send it. */
export interface ClosingForm {
  kind: 'form';
  /** Stable as long as form and day are the same. */
  id: string;
  slug: string;
  title: string;
  /** First day on which it can be sent; null: all along. */
  opens: string | null;
  begins: string;
  ends: string;
  /** Levels at which the person may send it. */
  levels: readonly number[];
}

export type Entry = AgendaItem | EndingRight | ClosingForm;
export const entryKinds = ['milestone', 'event', 'form', 'right'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Something that a service entered, not something that follows from the person's rights. */
export const isItem = (entry: Entry): entry is AgendaItem => entry.kind === 'milestone' || entry.kind === 'event';

/** By day, whole days first, then by time. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  return [...entries].sort(
    (one, other) =>
      one.begins.localeCompare(other.begins) ||
      timeOf(one).localeCompare(timeOf(other)) ||
      one.id.localeCompare(other.id),
  );
}

const timeOf = (entry: Entry): string => (isItem(entry) ? (entry.beginsAt ?? '') : '');

/** `2026-11` of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

export function isMonth(text: string): boolean {
  return /^(20\d{2}|21\d{2})-(0[1-9]|1[0-2])$/.test(text);
}

/** The month so many months later. */
export function shiftMonth(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** First and last day of a month. */
export function daysOfMonth(month: string): { first: string; last: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { first: `${month}-01`, last: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) };
}

/** The weeks of a month from Monday to Sunday; days of its neighbours are null. */
export function weeksOf(month: string): (string | null)[][] {
  const { last } = daysOfMonth(month);
  const lead = (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7;
  const days = Array.from({ length: Number(last.slice(8)) }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
  const cells = [...Array.from({ length: lead }, () => null), ...days];
  const full = [...cells, ...Array.from({ length: (7 - (cells.length % 7)) % 7 }, () => null)];
  return Array.from({ length: full.length / 7 }, (_, week) => full.slice(week * 7, week * 7 + 7));
}

/** What happens on a day, also what began before it. */
export function entriesOn(entries: readonly Entry[], day: string): Entry[] {
  return entries.filter((entry) => entry.begins <= day && day <= entry.ends);
}
