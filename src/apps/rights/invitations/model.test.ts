import { expect, test } from 'vitest';
import { isSameName } from '#apps/rights/invitations/model.ts';

const invited = { givenName: 'An', familyName: 'De Smet' };

test.each([
  ['An', 'De Smet'],
  ['AN', 'DE SMET'],
  ['An Maria Jozefa', 'De Smet'],
  [' An', 'Desmet'],
  ['Án', 'de-smét'],
  ['An\tMaria', "De S'met"],
])('RI-1: %s %s is the An De Smet who was invited, as a register writes names', (givenName, familyName) => {
  expect(isSameName(invited, { givenName, familyName })).toBe(true);
});

test.each([
  ['Anna', 'De Smet'],
  ['Maria An', 'De Smet'],
  ['An', 'De Smedt'],
  ['An', 'Smet'],
  ['De', 'Smet An'],
  ['', 'De Smet'],
  ['An', ''],
])('RI-1: %s %s is somebody else: an administrator decides first', (givenName, familyName) => {
  expect(isSameName(invited, { givenName, familyName })).toBe(false);
});

test('RI-1: of what was typed for the invitation the first given name counts too', () => {
  expect(isSameName({ ...invited, givenName: '  An  Maria' }, invited)).toBe(true);
  expect(isSameName({ ...invited, givenName: 'An-Maria' }, invited)).toBe(false);
});
