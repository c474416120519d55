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

const brusselsOffset = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Brussels', timeZoneName: 'longOffset' });

function offsetMs(at: number): number {
  const name = brusselsOffset.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, hours = '0', minutes = '0'] = /GMT\+(\d{2}):(\d{2})/.exec(name) ?? [];
  return (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** The moment at which the clocks of Brussels show this time of this day. Not for the hour that a night of summer time skips. */
export function brusselsMoment(day: string, time: string): Date {
  const shown = Date.parse(`${day}T${time}:00Z`);
  return new Date(shown - offsetMs(shown - offsetMs(shown)));
}

/** The day so many days after a day. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}
