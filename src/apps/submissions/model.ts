/** DV-1: each file is smaller than 10 MB, 10,485,760 bytes. */
export const mostFileBytes = 10 * 1024 * 1024 - 1;

/** No source says how many; so many are sent in one go. */
export const mostFiles = 25;

export const mostMessage = 4000;

export const pageSize = 50;

/** School years to choose from, around the current one. No source says which. */
const yearsAhead = 1;
const yearsBack = 4;

/** `draft` is being prepared; `returned` waits for the sender to mend it; the last two are final. */
export type State = 'draft' | 'received' | 'in-progress' | 'returned' | 'finished' | 'withdrawn';

export const sentStates = ['received', 'in-progress', 'returned', 'finished', 'withdrawn'] as const;

export type EventKind = 'sent' | 'withdrawn' | 'taken-up' | 'released' | 'answered' | 'returned' | 'finished';

/** Any one of the themes opens a form at a level; the service receives it there. */
export interface FormLevel {
  levelId: number;
  themeIds: readonly number[];
  serviceName: string;
}

/** A form of the catalogue (DV-2). */
export interface Form {
  id: number;
  slug: string;
  title: string;
  infoUrl: string | null;
  /** Days on which it can be sent, inclusive; null: no limit. */
  activeFrom: string | null;
  activeUntil: string | null;
  isActive: boolean;
  /** School years it can be about, inclusive; null: no limit. */
  firstYear: number | null;
  lastYear: number | null;
  /** Somebody verified what no source says. */
  verified: boolean;
  levels: readonly FormLevel[];
}

/** What somebody holds at one institution and level: every theme, or these. */
export type Holding = 'every-theme' | readonly number[];

/** Whether a form is opened by what somebody holds there (P8). */
export function opensForm(form: Form, levelId: number, holding: Holding): boolean {
  const level = form.levels.find((one) => one.levelId === levelId);
  if (!level) return false;
  return holding === 'every-theme' || level.themeIds.some((theme) => holding.includes(theme));
}

/** The forms that can be sent today, in the order of the catalogue (O13). */
export function offeredForms(forms: readonly Form[], levelId: number, holding: Holding): Form[] {
  return forms.filter((form) => form.isActive && opensForm(form, levelId, holding));
}

/** The school years to choose from, newest first; those of one form once it is chosen. */
export function offeredYears(current: number, form?: Pick<Form, 'firstYear' | 'lastYear'> | null): number[] {
  const years = Array.from({ length: yearsAhead + yearsBack + 1 }, (_, index) => current + yearsAhead - index);
  return years.filter((year) => year >= (form?.firstYear ?? year) && year <= (form?.lastYear ?? year));
}

/** How people name a submission: on the receipt, in lists and on the telephone. */
export const formatNumber = (number: number): string => `DV-${String(number).padStart(8, '0')}`;

/** Only what nobody took up yet can be taken back. */
export const canBeWithdrawn = (submission: { state: State; takenUpAt: Date | null }): boolean =>
  submission.state === 'received' && submission.takenUpAt === null;

/** What a worker of the service does with a submission. */
export type Handling = 'take-up' | 'release' | 'answer' | 'return' | 'finish';

interface Move {
  from: readonly State[];
  to: State;
  event: EventKind;
}

const moves: Readonly<Record<Handling, Move>> = {
  'take-up': { from: ['received', 'in-progress'], to: 'in-progress', event: 'taken-up' },
  release: { from: ['in-progress'], to: 'received', event: 'released' },
  answer: { from: ['in-progress'], to: 'in-progress', event: 'answered' },
  return: { from: ['in-progress'], to: 'returned', event: 'returned' },
  finish: { from: ['in-progress', 'returned'], to: 'finished', event: 'finished' },
};

/**
 * What a handling leads to; null when it cannot be done as things are. Only who took a submission up goes on with it;
 * a colleague takes it over first.
 */
export function moveOf(
  handling: Handling,
  submission: { state: State; handlerId: string | null },
  personId: string,
): { to: State; event: EventKind } | null {
  const { from, to, event } = moves[handling];
  const isMine = submission.handlerId === personId;
  const mayAct = handling === 'take-up' ? !isMine : isMine;
  return from.includes(submission.state) && mayAct ? { to, event } : null;
}

export interface Cursor {
  sentAt: Date;
  id: string;
}

export const encodeCursor = (cursor: Cursor): string => `${cursor.sentAt.getTime().toString(36)}.${cursor.id}`;

/** A cursor from an address, or null when somebody changed it. */
export function decodeCursor(text: string | null): Cursor | null {
  const parts = /^([0-9a-z]{1,9})\.([0-9a-f]{8}-[0-9a-f-]{27})$/.exec(text ?? '');
  return parts ? { sentAt: new Date(parseInt(parts[1] ?? '', 36)), id: parts[2] ?? '' } : null;
}
