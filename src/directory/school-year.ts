/** A school year is stored by the year in which it starts: it runs from 1 September to 31 August. */
export type SchoolYear = number;

/** `2026` as `2026-2027`. */
export function formatSchoolYear(start: SchoolYear): string {
  return `${start}-${start + 1}`;
}

/** Reads `2026-2027`, `2026/27`, `2026 - 2027` or a start year by itself; anything else is undefined. */
export function parseSchoolYear(text: string): SchoolYear | undefined {
  const match = /^\s*(\d{4})(?:\s*[-–/]\s*(\d{4}|\d{2}))?\s*$/.exec(text);
  if (!match) return undefined;
  const start = Number(match[1]);
  if (start < 1990 || start > 2100) return undefined;
  const end = match[2];
  return end === undefined || String(start + 1).endsWith(end) ? start : undefined;
}

/** The school year of a day `YYYY-MM-DD`. */
export function schoolYearOf(day: string): SchoolYear {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 9 ? year : year - 1;
}

/** First and last day, both included. */
export function daysOf(start: SchoolYear): { first: string; last: string } {
  return { first: `${start}-09-01`, last: `${start + 1}-08-31` };
}
