/** Days are `YYYY-MM-DD`. Working days run from Monday to Friday, without the legal holidays of Belgium (royal decree of 18 April 1974). */

const dayMs = 86_400_000;
const fixedHolidays = new Set(['01-01', '05-01', '07-21', '08-15', '11-01', '11-11', '12-25']);
/** Easter Monday, Ascension Day and Whit Monday, in days after Easter. */
const afterEaster = [1, 39, 50];

export function isWorkingDay(day: string): boolean {
  const at = momentOf(day);
  const weekday = new Date(at).getUTCDay();
  if (weekday === 0 || weekday === 6 || fixedHolidays.has(day.slice(5))) return false;
  return !afterEaster.includes((at - easterOf(Number(day.slice(0, 4)))) / dayMs);
}

/** The day on which so many working days have passed since a day. */
export function addWorkingDays(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = nextDay(at);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

/** How many working days have passed since a day, the last one included. */
export function workingDaysBetween(from: string, until: string): number {
  let count = 0;
  for (let at = from; at < until;) {
    at = nextDay(at);
    if (isWorkingDay(at)) count += 1;
  }
  return count;
}

const momentOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const nextDay = (day: string): string => new Date(momentOf(day) + dayMs).toISOString().slice(0, 10);

/** Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher. */
function easterOf(year: number): number {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const correction = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + correction + 15) % 30;
  const moon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  const offset = moon - weekday;
  const month = 3 + Math.floor((offset + 40) / 44);
  return Date.UTC(year, month - 1, offset + 28 - 31 * Math.floor(month / 4));
}
