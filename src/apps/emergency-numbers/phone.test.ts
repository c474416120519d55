import { expect, test } from 'vitest';
import { maskPhone, readPhone, writePhone } from '#apps/emergency-numbers/phone.ts';

test('NN-1 Belgian and international numbers are read as people write them', () => {
  expect(
    ['0470 12 34 56', '0470/12.34.56', '+32 470 12 34 56', '0032 470 12 34 56', '02 553 86 11'].map(readPhone),
  ).toEqual(['+32470123456', '+32470123456', '+32470123456', '+32470123456', '+3225538611']);
  expect(['+31 6 12 34 56 78', '+33 1 42 68 53 00'].map(readPhone)).toEqual(['+31612345678', '+33142685300']);
});

test('NN-1 what cannot be called is refused', () => {
  expect(
    [
      '',
      '112233',
      '0470 12 34 5',
      '+32 470 12 34 567',
      'bel 0470 12 34 56',
      '+999 123 456 789',
      '0470 12 34 56 ext 3',
    ].map(readPhone),
  ).toEqual(Array.from({ length: 7 }, () => undefined));
});

test('O2 a masked number shows its last two digits only', () => {
  expect([maskPhone('+32470123456'), writePhone('+32470123456')]).toEqual(['••• 56', '+32 470 12 34 56']);
});
