import { expect, test } from 'vitest';
import { identityFaults, type IdentityFault, type TypedIdentity } from '#apps/rights/registering.ts';
import { checkDigits } from '#directory/national-number.ts';

const today = '2026-10-05';
const karim: TypedIdentity = {
  number: '93.05.18-223.61',
  givenName: 'Karim',
  familyName: 'El Amrani',
  gender: 'male',
  birthDate: '1993-05-18',
};
const faults = (typed: Partial<TypedIdentity>) => identityFaults({ ...karim, ...typed }, today);

test('RI-1: an identity of which number, names, gender and day of birth agree has no faults', () => {
  expect(faults({})).toEqual([]);
});

test.each<[string, Partial<TypedIdentity>, IdentityFault[]]>([
  ['a number that is too short', { number: '93.05.18' }, [{ field: 'number', kind: 'length' }]],
  ['check digits that are wrong (R17)', { number: '93.05.18-223.62' }, [{ field: 'number', kind: 'check-digits' }]],
  ['no family name', { familyName: '' }, [{ field: 'familyName', kind: 'missing' }]],
  ['no given name', { givenName: '' }, [{ field: 'givenName', kind: 'missing' }]],
  ['no gender', { gender: null }, [{ field: 'gender', kind: 'missing' }]],
  [
    'another gender than the number says',
    { gender: 'female' },
    [{ field: 'gender', kind: 'not-of-number', gender: 'male' }],
  ],
  [
    'a gender of which nobody is sure, where the number is',
    { gender: 'unknown' },
    [{ field: 'gender', kind: 'not-of-number', gender: 'male' }],
  ],
  ['no day of birth', { birthDate: null }, [{ field: 'birthDate', kind: 'missing' }]],
  ['a day of birth to come', { birthDate: '2026-10-06' }, [{ field: 'birthDate', kind: 'in-future' }]],
  [
    'another day than the number says',
    { birthDate: '1993-05-19' },
    [{ field: 'birthDate', kind: 'not-of-number', birthDate: '1993-05-18' }],
  ],
])('RI-1: is told: %s', (_what, typed, expected) => {
  expect(faults(typed)).toEqual(expected);
});

test('RI-1: everything that is wrong is told at once, and a number that cannot be read says nothing of the rest', () => {
  expect(
    faults({ number: '', familyName: '', givenName: '', gender: null, birthDate: null }).map(({ field }) => field),
  ).toEqual(['number', 'familyName', 'givenName', 'gender', 'birthDate']);
  expect(faults({ number: '', gender: 'female', birthDate: '1980-01-01' })).toEqual([
    { field: 'number', kind: 'length' },
  ]);
});

test('RI-1: somebody born today can be registered, and a number without a day of birth says none', () => {
  const nine = '930000223';
  const number = nine + checkDigits(nine, 1900);
  expect(faults({ number, birthDate: '1980-01-01' })).toEqual([]);
  expect(faults({ number, birthDate: today })).toEqual([]);
});
