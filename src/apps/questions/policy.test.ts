import { expect, test } from 'vitest';
import { scopeOf, type Actor } from '#access/actor.ts';
import { mayHandle, mayTakePart } from '#apps/questions/policy.ts';
import type { Question } from '#apps/questions/queries.ts';

const school = 34_793;
const answering = (entitlement: string, ...services: string[]): Actor =>
  ({ grants: [{ id: `${entitlement}-1`, entitlement, organisationId: 1, contexts: services }] }) as unknown as Actor;

test('DO-6: a question is answered by who handles those of its service, on that right', () => {
  expect(mayHandle(answering('question-handler', 'ahovoks', 'agodi'), 'agodi')).toEqual({
    verdict: 'allowed',
    restsOn: 'question-handler-1',
  });
});

test('DO-6, P3: for anybody else the question does not exist', () => {
  const unknown = { verdict: 'unknown' };
  expect(mayHandle(answering('question-handler', 'ahovoks'), 'agodi')).toEqual(unknown);
  expect(mayHandle(answering('question-handler'), 'agodi')).toEqual(unknown);
  expect(mayHandle(answering('submission-handler', 'agodi'), 'agodi')).toEqual(unknown);
  expect(mayHandle({ grants: [] } as unknown as Actor, 'agodi')).toEqual(unknown);
});

test('DO-6: a question that a mailbox answers by invitation is handled by no service', () => {
  expect(mayHandle(answering('question-handler', 'agodi'), null)).toEqual({ verdict: 'unknown' });
  expect(mayHandle(answering('question-handler', 'null'), null)).toEqual({ verdict: 'unknown' });
});

const question = { institutionId: school, levelId: 1, themeId: 3, askedBy: 'an' } as Question;
const reading = (personId: string, reach: Partial<Actor['reach']> = {}): Actor =>
  ({ personId, reach: { institutions: [], scopes: [], themes: [], shared: [], ...reach } }) as unknown as Actor;

test('DO-6: the asker and colleagues who hold the theme write in a thread', () => {
  expect(mayTakePart(reading('an'), question)).toBe(true);
  expect(mayTakePart(reading('bart', { institutions: [school] }), question)).toBe(true);
  expect(mayTakePart(reading('bart', { scopes: [scopeOf(school, 1, 3)] }), question)).toBe(true);
});

test('DO-6, P4: whoever holds something else looks on at most, a reader of the administration too', () => {
  expect(mayTakePart(reading('bart'), question)).toBe(false);
  expect(mayTakePart(reading('bart', { institutions: [12_345] }), question)).toBe(false);
  const scopes = [scopeOf(school, 1, 4), scopeOf(school, 2, 3), scopeOf(12_345, 1, 3)];
  expect(mayTakePart(reading('bart', { scopes }), question)).toBe(false);
  expect(mayTakePart(reading('bart', { themes: [3] }), question)).toBe(false);
});
