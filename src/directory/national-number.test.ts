import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigits, formatNationalNumber, isNationalNumber, readNationalNumber } from '#directory/national-number.ts';

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

const century = fc.constantFrom<1900 | 2000>(1900, 2000);

const anyNumber = fc
  .record({
    year: fc.nat(99),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    offset: fc.constantFrom(0, 20, 40),
    serial: fc.integer({ min: 1, max: 998 }),
    century,
  })
  .map((parts) => {
    const nine = pad(parts.year, 2) + pad(parts.month + parts.offset, 2) + pad(parts.day, 2) + pad(parts.serial, 3);
    return { ...parts, nine, digits: nine + checkDigits(nine, parts.century) };
  });

test('the example of the register passes and tells its birth date', () => {
  expect(readNationalNumber('93.05.18-223.61')).toEqual({
    valid: true,
    number: { digits: '93051822361', kind: 'rrn', century: 1900, birthDate: '1993-05-18' },
  });
  expect(formatNationalNumber('93051822361')).toBe('93.05.18-223.61');
});

test('every well-formed RRN and BIS number passes, with the century and date it was made of (R17)', () => {
  fc.assert(
    fc.property(anyNumber, (made) => {
      const read = readNationalNumber(formatNationalNumber(made.digits));
      expect(read).toEqual({
        valid: true,
        number: {
          digits: made.digits,
          kind: made.offset === 0 ? 'rrn' : 'bis',
          century: made.century,
          birthDate: `${made.century + made.year}-${pad(made.month, 2)}-${pad(made.day, 2)}`,
        },
      });
    }),
  );
});

test('a number never satisfies both centuries (R17)', () => {
  fc.assert(
    fc.property(anyNumber, ({ nine }) => {
      expect(checkDigits(nine, 1900)).not.toBe(checkDigits(nine, 2000));
    }),
  );
});

test('a single wrong digit is caught, except a second year digit that is 6 off (R17, domain reference 3.1)', () => {
  fc.assert(
    fc.property(anyNumber, fc.nat(10), fc.integer({ min: 1, max: 9 }), (made, at, by) => {
      const wrongDigit = (Number(made.digits[at]) + by) % 10;
      const wrong = made.digits.slice(0, at) + wrongDigit + made.digits.slice(at + 1);
      const difference = wrongDigit - Number(made.digits[at]);
      const trap = at === 1 && difference === (made.century === 1900 ? -6 : 6);
      expect(isNationalNumber(wrong)).toBe(trap);
    }),
    { numRuns: 2000 },
  );
});

test('the trap of the year digit is real: the form must show the date it understood', () => {
  const before = readNationalNumber('17051822317');
  const after = readNationalNumber('11051822317');
  expect(before).toMatchObject({ valid: true, number: { birthDate: '1917-05-18' } });
  expect(after).toMatchObject({ valid: true, number: { birthDate: '2011-05-18' } });
});

test('month and day may be unknown', () => {
  const nine = '800000123';
  expect(readNationalNumber(nine + checkDigits(nine, 1900))).toMatchObject({
    valid: true,
    number: { birthDate: undefined, kind: 'rrn' },
  });
});

test.each([
  ['', 'length'],
  ['9305182236', 'length'],
  ['93131822361', 'month'],
  ['93351822361', 'month'],
  ['93531822361', 'month'],
  ['93051822362', 'check-digits'],
  ['930230001' + checkDigits('930230001', 1900), 'day'],
] as const)('what is wrong with %s is told', (text, problem) => {
  expect(readNationalNumber(text)).toEqual({ valid: false, problem });
});
