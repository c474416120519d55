import { expect, test } from 'vitest';
import { formatNumber, handlingOf, reactionOf, type Handling, type State } from '#apps/questions/model.ts';

const states: readonly State[] = ['draft', 'open', 'reopened', 'answered', 'closed'];

test('DO-6 a question has a number that can be said on the telephone', () => {
  expect(formatNumber(42)).toBe('VR-00000042');
});

test('DO-6 writing to what was answered or closed opens it again; a draft is nobody’s to react to', () => {
  expect(states.map((state) => reactionOf('write', state)?.to ?? null)).toEqual([
    null,
    'open',
    'reopened',
    'reopened',
    'reopened',
  ]);
  expect(states.map((state) => reactionOf('close', state)?.to ?? null)).toEqual([
    null,
    'closed',
    'closed',
    'closed',
    null,
  ]);
});

test.each<[Handling, State[], State | null]>([
  ['take-up', ['open', 'reopened'], null],
  ['answer', ['open', 'reopened', 'answered'], 'answered'],
  ['hand-over', ['open', 'reopened'], null],
  ['close', ['open', 'reopened', 'answered'], 'closed'],
])('DO-6 %s is possible in these states only', (handling, from, to) => {
  for (const state of states)
    expect([state, handlingOf(handling, { state, handlerId: null }, 'ward')?.to ?? null]).toEqual([
      state,
      from.includes(state) ? (to ?? state) : null,
    ]);
});

test('DO-6 what a colleague took up is taken over before it is answered', () => {
  const taken = { state: 'open', handlerId: 'ines' } as const;
  for (const handling of ['answer', 'hand-over', 'close', 'release'] as const) {
    expect(handlingOf(handling, taken, 'ward')).toBeNull();
    expect(handlingOf(handling, taken, 'ines')).not.toBeNull();
  }
  expect(handlingOf('take-up', taken, 'ward')).toEqual({ to: 'open', event: 'taken-up' });
  expect(handlingOf('take-up', taken, 'ines')).toBeNull();
});
