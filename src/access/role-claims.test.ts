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

  it('R22 a name that could be read two ways is refused', () => {
    expect(() => encodeRole({ role: 'A-B', context: null, organisation: '1' })).toThrow();
    expect(() => encodeRole({ role: 'A', context: 'x:y', organisation: '1' })).toThrow();
  });

  it.each(['', 'A', ':1', 'A-:1', 'A:', 'A:1:2', 'A:1 2'])('%j is no role', (text) => {
    expect(decodeRole(text)).toBeNull();
  });

  it('R19 institution numbers compare as integers', () => {
    expect(organisationKey('034793')).toBe(organisationKey('34793'));
    expect(organisationKey('OVO002949')).toBe(1_002_949);
    expect(organisationKey('0')).toBeNull();
  });
});
