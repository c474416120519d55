import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalSecrets, hashToken, randomToken, sealer } from '#platform/crypto.ts';

const keys = { nationalNumber: randomBytes(32), nationalNumberLookup: randomBytes(32) };

test('what is sealed opens to the same text, and is sealed differently each time', () => {
  const { seal, open } = sealer(keys);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = seal(text);
      expect(open(sealed)).toBe(text);
      expect(seal(text).equals(sealed)).toBe(false);
    }),
  );
});

test('a sealed value that was changed anywhere does not open', () => {
  const { seal, open } = sealer(keys);
  const sealed = seal('85.07.30-033.28');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = changed[at]! ^ 1;
    expect(() => open(changed)).toThrow();
  }
  expect(() => open(sealed.subarray(0, 20))).toThrow();
});

test('another key opens nothing and finds nothing', () => {
  const other = sealer({ nationalNumber: randomBytes(32), nationalNumberLookup: randomBytes(32) });
  const { seal, lookup } = sealer(keys);
  expect(() => other.open(seal('85073003328'))).toThrow();
  expect(other.lookup('85073003328').equals(lookup('85073003328'))).toBe(false);
  expect(lookup('85073003328')).toEqual(lookup('85073003328'));
  expect(lookup('85073003328')).toHaveLength(32);
});

test('a token is long, differs each time and is stored as a hash', () => {
  expect(randomToken()).toMatch(/^[\w-]{43}$/);
  expect(randomToken()).not.toBe(randomToken());
  expect(hashToken('abc')).toHaveLength(32);
  expect(equalSecrets('abc', 'abc')).toBe(true);
  expect(equalSecrets('abc', 'abcd')).toBe(false);
});
