/** What a program wants to end at one institution, and what it ended there within the last day. */
export interface EndingCount {
  /** Relations that run, those that it ended included. */
  relations: number;
  endedBefore: number;
  asked: number;
}

/**
 * Whether this goes beyond the part of an institution's relations that a program may end within a day. One a day is never a
 * mass, however small the school is; at 0 percent everything is held.
 */
export function isHeld({ relations, endedBefore, asked }: EndingCount, percent: number): boolean {
  if (asked === 0) return false;
  const most = percent === 0 ? 0 : Math.max(1, Math.floor((relations * percent) / 100));
  return endedBefore + asked > most;
}
