import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatEnterpriseNumber, parseEnterpriseNumber } from '#directory/enterprise-number.ts';
import {
  administrationId,
  formatInstitutionNumber,
  formatOrganisationCode,
  parseInstitutionNumber,
  parseOrganisationCode,
} from '#directory/institution-number.ts';

test('institution numbers compare as integers (R19)', () => {
  expect(parseInstitutionNumber('034793')).toBe(34793);
  expect(parseInstitutionNumber(' 34 793 ')).toBe(34793);
  expect(['', '0', '1000000', '12a', '-5', '1.5e3'].map(parseInstitutionNumber)).toEqual(Array.from({ length: 6 }));
});

test('an institution number survives writing and reading (R19)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), (number) => {
      expect(parseInstitutionNumber(formatInstitutionNumber(number))).toBe(number);
      expect(parseOrganisationCode(formatOrganisationCode(number))).toBe(number);
    }),
  );
});

test('a body of the administration is keyed by its OVO code', () => {
  expect(administrationId('ovo001835')).toBe(1_001_835);
  expect(formatOrganisationCode(1_001_835)).toBe('OVO001835');
  expect(parseOrganisationCode('OVO001835')).toBe(1_001_835);
  expect(administrationId('OVO1835')).toBeUndefined();
});

test('known enterprise numbers pass, in any notation', () => {
  expect(parseEnterpriseNumber('0870585094')).toBe('0870585094');
  expect(parseEnterpriseNumber('BE 0428.315.871')).toBe('0428315871');
  expect(parseEnterpriseNumber('870.585.094')).toBe('0870585094');
  expect(formatEnterpriseNumber('0870585094')).toBe('0870.585.094');
});

test('a single wrong digit in an enterprise number is caught (R17)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 19_999_999 }), fc.nat(9), fc.integer({ min: 1, max: 9 }), (base, at, by) => {
      const eight = String(base).padStart(8, '0');
      const valid = eight + String(97 - (base % 97)).padStart(2, '0');
      expect(parseEnterpriseNumber(valid)).toBe(valid);
      const wrong = [...valid].map((digit, i) => (i === at ? String((Number(digit) + by) % 10) : digit)).join('');
      expect(parseEnterpriseNumber(wrong)).toBeUndefined();
    }),
  );
});
