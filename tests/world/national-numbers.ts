import { checkDigits } from '#directory/national-number.ts';

let made = 0;

/** The number of nobody that exists: born on 12 May 1985, a woman unless asked otherwise; every call another one. */
export function aNationalNumber(wishes: { gender?: 'female' | 'male'; bis?: boolean } = {}): string {
  made += 1;
  const serial = made * 2 + (wishes.gender === 'male' ? 1 : 0);
  const nine = `85${wishes.bis ? '45' : '05'}12${String(serial).padStart(3, '0')}`;
  return nine + checkDigits(nine, 1900);
}
