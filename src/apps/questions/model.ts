/** What one person writes at once. */
export const mostMessage = 4000;

/** Title of a template. */
export const mostTitle = 150;

export const pageSize = 50;

/** `draft` is the asker's own; `open` and `reopened` wait for the service; `closed` can be reopened. */
export type State = 'draft' | 'open' | 'reopened' | 'answered' | 'closed';

/** In the order in which they ask for work. */
export const askedStates = ['open', 'reopened', 'answered', 'closed'] as const;

export type Side = 'asker' | 'service';

export type EventKind =
  'asked' | 'added' | 'reopened' | 'closed' | 'taken-up' | 'released' | 'answered' | 'handed-over';

/** Whether the service owes an answer. */
export const isWaiting = (state: State): boolean => state === 'open' || state === 'reopened';

/** How people name a question: in mails, in lists and on the telephone. */
export const formatNumber = (number: number): string => `VR-${String(number).padStart(8, '0')}`;

/** What somebody on the asker's side does with a question. */
export type Reaction = 'write' | 'close';

interface Move {
  to: State;
  event: EventKind;
}

/** What a reaction leads to; null when it cannot be done as things are. Writing to what was answered or closed opens it again. */
export function reactionOf(reaction: Reaction, state: State): Move | null {
  if (state === 'draft') return null;
  if (reaction === 'close') return state === 'closed' ? null : { to: 'closed', event: 'closed' };
  return isWaiting(state) ? { to: state, event: 'added' } : { to: 'reopened', event: 'reopened' };
}

/** What somebody of the service does with a question. */
export type Handling = 'take-up' | 'release' | 'answer' | 'hand-over' | 'close';

interface HandlingRule {
  from: readonly State[];
  /** Absent: the state stays. */
  to?: State;
  event: EventKind;
}

const handlings: Readonly<Record<Handling, HandlingRule>> = {
  'take-up': { from: ['open', 'reopened'], event: 'taken-up' },
  release: { from: ['open', 'reopened'], event: 'released' },
  answer: { from: ['open', 'reopened', 'answered'], to: 'answered', event: 'answered' },
  'hand-over': { from: ['open', 'reopened'], event: 'handed-over' },
  close: { from: ['open', 'reopened', 'answered'], to: 'closed', event: 'closed' },
};

/** What somebody who answers must know of a question. */
export interface Handled {
  state: State;
  handlerId: string | null;
}

/**
 * What a handling leads to; null when it cannot be done as things are. Nobody answers what a colleague took up: he takes it
 * over first.
 */
export function handlingOf(handling: Handling, question: Handled, personId: string): Move | null {
  const { from, to = question.state, event } = handlings[handling];
  const isMine = question.handlerId === personId;
  const mayAct =
    handling === 'take-up' ? !isMine : handling === 'release' ? isMine : isMine || question.handlerId === null;
  return from.includes(question.state) && mayAct ? { to, event } : null;
}
