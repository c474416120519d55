import { expect, test } from 'vitest';
import { formatBytes, formatDate, formatNumber } from './format.ts';

test('dates are written dd/mm/jjjj', () => {
  expect(formatDate('2026-09-01')).toBe('01/09/2026');
});

test('sizes count in thousands and read naturally', () => {
  expect([999, 120_400, 1_440_000, 12_600_000].map((bytes) => formatBytes(bytes, 'nl'))).toEqual([
    '999 B',
    '120 kB',
    '1,4 MB',
    '13 MB',
  ]);
  expect(formatBytes(1_440_000, 'en')).toBe('1.4 MB');
});

test('large numbers are grouped as the language does', () => {
  expect(formatNumber(12345, 'nl')).toBe('12.345');
  expect(formatNumber(12345, 'en')).toBe('12,345');
});
