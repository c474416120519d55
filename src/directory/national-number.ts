/** What a valid national register number (RRN) or BIS number tells. */
export interface NationalNumber {
  /** Eleven digits. */
  readonly digits: string;
  readonly kind: 'rrn' | 'bis';
  /** The century follows from the check digits: one number never satisfies both rules. */
  readonly century: 1900 | 2000;
  /** `YYYY-MM-DD`, or undefined when month or day is unknown (00). */
  readonly birthDate: string | undefined;
}

export type NationalNumberProblem = 'length' | 'month' | 'day' | 'check-digits';

export type ReadNationalNumber =
  | { readonly valid: true; readonly number: NationalNumber }
  | { readonly valid: false; readonly problem: NationalNumberProblem };

/** Reads `93.05.18-223.61` with any spaces, dots, dashes or slashes. */
export function readNationalNumber(text: string): ReadNationalNumber {
  const digits = text.replace(/[\s\u00a0.\-–/]/g, '');
  if (!/^\d{11}$/.test(digits)) return { valid: false, problem: 'length' };
  const month = monthOf(digits);
  if (!month) return { valid: false, problem: 'month' };
  const century = centuryOf(digits);
  if (!century) return { valid: false, problem: 'check-digits' };
  const year = century + Number(digits.slice(0, 2));
  const day = Number(digits.slice(4, 6));
  if (day > lastDayOf(year, month.value)) return { valid: false, problem: 'day' };
  return { valid: true, number: { digits, kind: month.kind, century, birthDate: birthDate(year, month.value, day) } };
}

export function isNationalNumber(text: string): boolean {
  return readNationalNumber(text).valid;
}

/** An odd serial number is a man's, an even one a woman's. Undefined for BIS, of which the sources contradict each other. */
export function genderOf({ digits, kind }: NationalNumber): 'female' | 'male' | undefined {
  if (kind === 'bis') return undefined;
  return Number(digits.slice(6, 9)) % 2 === 0 ? 'female' : 'male';
}

/** `93.05.18-223.61`. */
export function formatNationalNumber(digits: string): string {
  return digits.replace(/^(\d{2})(\d{2})(\d{2})(\d{3})(\d{2})$/, '$1.$2.$3-$4.$5');
}

/** The two check digits: 97 minus the nine digits modulo 97, with a 2 before them for who is born in 2000 or later. */
export function checkDigits(nineDigits: string, century: 1900 | 2000): string {
  const base = century === 2000 ? Number(`2${nineDigits}`) : Number(nineDigits);
  return String(97 - (base % 97)).padStart(2, '0');
}

/** Month 00–12 for an RRN; 20 or 40 is added for a BIS number (domain reference 3.1). */
function monthOf(digits: string): { kind: 'rrn' | 'bis'; value: number } | undefined {
  const month = Number(digits.slice(2, 4));
  const offset = month >= 40 ? 40 : month >= 20 ? 20 : 0;
  const value = month - offset;
  return value <= 12 ? { kind: offset === 0 ? 'rrn' : 'bis', value } : undefined;
}

function centuryOf(digits: string): 1900 | 2000 | undefined {
  const nine = digits.slice(0, 9);
  const check = digits.slice(9);
  if (check === checkDigits(nine, 1900)) return 1900;
  return check === checkDigits(nine, 2000) ? 2000 : undefined;
}

function lastDayOf(year: number, month: number): number {
  return month === 0 ? 31 : new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function birthDate(year: number, month: number, day: number): string | undefined {
  if (month === 0 || day === 0) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
