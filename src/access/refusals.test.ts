import { expect, test } from 'vitest';
import { z } from 'zod';
import { Conflict, Forbidden, Invalid, NotFound, SignInAgain, Unavailable } from '#access/refusals.ts';
import { holds } from '#access/rule.ts';

test('PO-6: a refusal carries what is missing and where, or nothing', () => {
  expect(new Forbidden(holds('portal-admin'), 34_793)).toMatchObject({
    missing: holds('portal-admin'),
    institutionId: 34_793,
  });
  expect(new Forbidden()).toMatchObject({ missing: undefined, institutionId: undefined });
});

test('a refusal is called by its name in the log, and says nothing of what was refused', () => {
  const { error } = z.object({ day: z.string() }).safeParse({ day: 7 });
  const invalid = new Invalid(error!);
  const refusals = [
    new NotFound(),
    new Forbidden(holds('portal-admin'), 34_793),
    new Unavailable(),
    new SignInAgain('/loon'),
    new Conflict(),
    invalid,
  ];
  expect(refusals.map(String)).toEqual([
    'NotFound',
    'Forbidden: forbidden',
    'Unavailable',
    'SignInAgain: sign in again',
    'Conflict',
    'Invalid: invalid input',
  ]);
  expect(invalid.problems.issues.map(({ path }) => path)).toEqual([['day']]);
});
