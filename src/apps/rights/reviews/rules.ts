import { addDays } from '#apps/rights/period.ts';

export type ReviewState = 'running' | 'finished' | 'withdrawn';

/** `lapsed`: ended because nobody confirmed it. `kept`: nobody confirmed it, but it is the last of a head local administrator (R8). */
export type ReviewVerdict = 'open' | 'confirmed' | 'ended' | 'lapsed' | 'kept';

/** A review ends between three weeks and half a year from its start: time to warn twice, and not for ever. A choice of this project. */
export const soonestEnd = 21;
export const latestEnd = 180;
/** What is proposed: six weeks. */
export const usualEnd = 42;
/** Days before rights end on which holders and reviewers are told. */
export const noticeDays = [14, 3] as const;
/** After so many days without a review one is suggested. */
export const suggestAfterDays = 365;

export type StartObstacle =
  | { kind: 'ends-too-soon'; soonest: string }
  | { kind: 'ends-too-late'; latest: string }
  /** Each of them is under review already. */
  | { kind: 'running-already' };

export function endObstacle(today: string, endsOn: string): StartObstacle | undefined {
  const soonest = addDays(today, soonestEnd);
  const latest = addDays(today, latestEnd);
  if (endsOn < soonest) return { kind: 'ends-too-soon', soonest };
  return endsOn > latest ? { kind: 'ends-too-late', latest } : undefined;
}

/** How many of the rights need no answer any more. */
export interface Progress {
  total: number;
  reviewed: number;
  confirmed: number;
  ended: number;
  /** Rights that stayed because nobody else would be head local administrator, and still need an answer. */
  kept: number;
}

/** Nobody judges his own administrator right (R3); what was decided, stays. */
export function awaits(
  item: { verdict: ReviewVerdict; gone: boolean; isAdmin: boolean; personId: string },
  actor: { personId: string },
): boolean {
  const undecided = item.verdict === 'open' || item.verdict === 'kept';
  return undecided && !item.gone && !(item.isAdmin && item.personId === actor.personId);
}
