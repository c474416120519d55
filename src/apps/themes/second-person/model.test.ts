import { expect, test } from 'vitest';
import type { HeldGrant } from '#access/actor.ts';
import { isSecond, overseeingGrant } from '#apps/themes/second-person/model.ts';
import type { Id } from '#platform/ids.ts';

const [school, board, other] = [34_793, 900, 12_345];
const held = (entitlement: string, organisationId: number): HeldGrant => ({
  id: `${entitlement}-${organisationId}` as Id<'grant'>,
  entitlement,
  organisationId,
  contexts: [],
  until: '2027-08-31',
});
const overseeing = (grants: HeldGrant[], boardId: number | null = board) =>
  overseeingGrant({ grants }, school, boardId)?.id;

test.each(['portal-admin', 'head-local-admin'])(
  'TH-7: %s of the institution or of its board proposes and confirms, on that right',
  (entitlement) => {
    expect(overseeing([held(entitlement, school)])).toBe(`${entitlement}-${school}`);
    expect(overseeing([held(entitlement, other), held(entitlement, board)])).toBe(`${entitlement}-${board}`);
  },
);

test.each(['portal-user', 'local-admin', 'edison-admin', 'helpdesk', 'administration-reader'])(
  'TH-7: %s neither proposes nor confirms',
  (entitlement) => {
    expect(overseeing([held(entitlement, school), held(entitlement, board)])).toBeUndefined();
  },
);

test('TH-7, P4: what is held for another organisation oversees nothing, and without a board only the institution counts', () => {
  expect(overseeing([held('portal-admin', other)])).toBeUndefined();
  expect(overseeing([held('portal-admin', board)], null)).toBeUndefined();
  expect(overseeing([held('portal-admin', school)], null)).toBe(`portal-admin-${school}`);
  expect(overseeing([])).toBeUndefined();
});

test('TH-7: neither who proposed nor who receives is the second person', () => {
  const proposal = { proposedBy: 'an', personId: 'bart' };
  expect(isSecond({ personId: 'els' }, proposal)).toBe(true);
  expect(isSecond({ personId: 'an' }, proposal)).toBe(false);
  expect(isSecond({ personId: 'bart' }, proposal)).toBe(false);
  expect(isSecond({ personId: 'els' }, { ...proposal, personId: null })).toBe(true);
});
