import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRole, encodeRole, organisationKey } from '#access/role-claims.ts';

const name = fc.stringMatching(/^[^-:]+$/);
const context = fc.option(fc.stringMatching(/^[^:]+$/), { nil: null });
const organisation = fc.oneof(
  fc.integer({ min: 1, max: 999_999 }).map(String),
  fc.integer({ min: 0, max: 999_999 }).map((n) => `OVO${String(n).padStart(6, '0')}`),
);

describe('role claims of the access gateway', () => {
  it('R22 decoding is the inverse of encoding for every role, context and organisation', () => {
    fc.assert(
      fc.property(name, context, organisation, (role, inContext, code) => {
        const claim = { role, context: inContext, organisation: code };
        expect(decodeRole(encodeRole(claim))).toEqual(claim);
      }),
    );
  });

  it('R22 a role is written as the gateway writes it', () => {
    expect(encodeRole({ role: 'Passport', context: 'Operator-west', organisation: '34793' })).toBe(
      'Passport-Operator-west:34793',
    );
    expect(encodeRole({ role: 'Passport', context: null, organisation: 'OVO002949' })).toBe('Passport:OVO002949');
  });

  it.each([
    [{ role: 'A-B' }, /role name/],
    [{ role: 'A:B' }, /role name/],
    [{ role: '' }, /role name/],
    [{ context: 'x:y' }, /context/],
    [{ context: '' }, /context/],
    [{ organisation: '' }, /organisation code/],
    [{ organisation: '1 2' }, /organisation code/],
    [{ organisation: ':1' }, /organisation code/],
    [{ organisation: '1:' }, /organisation code/],
  ])('R22 %j could be read two ways and is refused', (part, why) => {
    expect(() => encodeRole({ role: 'A', context: null, organisation: '1', ...part })).toThrow(why);
  });

  it.each(['', 'A', ':1', 'A-:1', 'A:', 'A:1:2', 'A:1 2', '-A:1', 'A:1 ', ' :', 'A-b', 'x:A:1'])(
    'R22 %j is no role',
    (text) => {
      expect(decodeRole(text)).toBeNull();
    },
  );

  it.each([
    ['034793', 34_793],
    ['34793', 34_793],
    ['1', 1],
    ['999999', 999_999],
    ['OVO002949', 1_002_949],
    ['ovo002949', 1_002_949],
    ['0', null],
    ['000000', null],
    ['', null],
    ['1000000', null],
    ['34793a', null],
    ['a34793', null],
    ['-1', null],
    ['OVO2949', null],
    ['OVO0029491', null],
    ['xOVO002949', null],
    ['OVO00294x', null],
  ])('R19 the key of %j is %j', (code, key) => {
    expect(organisationKey(code)).toBe(key);
  });
});
