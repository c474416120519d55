/** The clock of the application; tests replace it with `setClock` and restore it with `resetClock`. */
type Clock = () => Date;

const systemClock: Clock = () => new Date();
let clock: Clock = systemClock;

/** The present moment. */
export function now(): Date {
  return clock();
}

/** Replaces the clock: a fixed moment, or a function that tells the time. */
export function setClock(time: Date | Clock): void {
  clock = typeof time === 'function' ? time : () => new Date(time);
}

export function resetClock(): void {
  clock = systemClock;
}

// en-CA writes a date as YYYY-MM-DD.
const brusselsDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Brussels as `YYYY-MM-DD`: every period of a right is counted in these days. */
export function brusselsToday(at: Date = now()): string {
  return brusselsDate.format(at);
}
