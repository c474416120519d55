import { expect, test } from 'vitest';
import { problem, problemSchema } from '#access/problem.ts';
import { seeOther } from '#access/visit.ts';
import { whoAddress, whoPersonAddress } from '#access/who-addresses.ts';

test('an error for machines says what is wrong as RFC 9457 has it, and is kept by nobody', async () => {
  const answer = problem(422, 'No such theme', 'Ask for the themes first', { theme: 99 });
  expect(answer.status).toBe(422);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const body: unknown = await answer.json();
  expect(body).toEqual({
    type: 'about:blank',
    title: 'No such theme',
    status: 422,
    detail: 'Ask for the themes first',
    theme: 99,
  });
  expect(problemSchema.safeParse(body).success).toBe(true);
});

test('an error for machines without detail has none', async () => {
  expect(await problem(404, 'Not found').json()).toEqual({ type: 'about:blank', title: 'Not found', status: 404 });
});

test('the description of errors asks for a type, a title and a status', () => {
  const whole = { type: 'about:blank', title: 'Not found', status: 404 };
  expect(problemSchema.safeParse(whole).success).toBe(true);
  for (const member of Object.keys(whole))
    expect(problemSchema.safeParse({ ...whole, [member]: undefined }).success).toBe(false);
  expect(problemSchema.safeParse({ ...whole, status: 404.5 }).success).toBe(false);
});

test('after a form the browser asks for the next page, so that a refresh repeats nothing', () => {
  const answer = seeOther('/klaar', { 'set-cookie': 'a=b' });
  expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
    303,
    '/klaar',
    'a=b',
  ]);
  expect([...seeOther('/klaar').headers.keys()]).toEqual(['location']);
});

test('PO-6: the addresses of who can open what carry the question in a form that survives', () => {
  expect(whoAddress()).toBe('/wie-kan');
  expect(whoAddress({ instelling: '034793', wat: 'a&b' })).toBe('/wie-kan?instelling=034793&wat=a%26b');
  expect(whoPersonAddress('an')).toBe('/wie-kan/persoon/an');
  expect(whoPersonAddress('an', { op: '2027-01-01' })).toBe('/wie-kan/persoon/an?op=2027-01-01');
});
