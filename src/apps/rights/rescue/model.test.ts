import { expect, test } from 'vitest';
import { askedBoardOf, isRescuer, type RescueState } from '#apps/rights/rescue/model.ts';

const [board, school, administration] = [900, 34_793, 1_001_835];
const rescue = (state: RescueState, boardId: number | null = board) => ({ state, boardId });
const acting = (entitlement: string, organisationId: number) => ({ grants: [{ entitlement, organisationId }] });
const helpdesk = acting('helpdesk', administration);
const headOfBoard = acting('head-local-admin', board);

test.each<[RescueState, number | null]>([
  ['foreseen', null],
  ['board', board],
  ['helpdesk', board],
  ['closed', null],
])('R8: while a rescue is %s the board that may name somebody is %s', (state, asked) => {
  expect(askedBoardOf(rescue(state))).toBe(asked);
});

test('R8: without a rescue, and where there is no board, no board is asked', () => {
  expect(askedBoardOf(undefined)).toBeNull();
  expect(askedBoardOf(rescue('board', null))).toBeNull();
});

test.each<[RescueState, boolean, boolean]>([
  ['foreseen', false, false],
  ['board', true, false],
  ['helpdesk', true, true],
  ['closed', false, false],
])('R5, R8: while a rescue is %s the board is asked: %s, the helpdesk: %s', (state, boardAsked, helpdeskAsked) => {
  expect(isRescuer(headOfBoard, rescue(state))).toBe(boardAsked);
  expect(isRescuer(helpdesk, rescue(state))).toBe(helpdeskAsked);
});

test('R1, R8: nobody else is asked', () => {
  expect(isRescuer(acting('portal-admin', board), rescue('helpdesk'))).toBe(false);
  expect(isRescuer(acting('head-local-admin', school), rescue('helpdesk'))).toBe(false);
  expect(isRescuer(acting('head-local-admin', board), rescue('helpdesk', null))).toBe(false);
  expect(isRescuer({ grants: [] }, rescue('helpdesk'))).toBe(false);
});
