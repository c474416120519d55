import { expect, test } from 'vitest';
import { isId, newId } from '#platform/ids.ts';

test('ids are UUID version 7, never the same, and sort in the order they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids.slice(0, 100))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('an id carries the moment it was made', () => {
  const before = Date.now();
  const moment = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
  expect(moment).toBeGreaterThanOrEqual(before - 1);
  expect(moment).toBeLessThan(Date.now() + 1000);
});

test('only the usual way of writing is an id', () => {
  expect(isId(newId())).toBe(true);
  expect(isId('1')).toBe(false);
  expect(isId(newId().toUpperCase())).toBe(false);
  expect(isId(`${newId()}'`)).toBe(false);
});
