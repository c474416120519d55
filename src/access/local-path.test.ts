import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from '#access/local-path.ts';

test.each(['/', '/documenten', '/documenten?q=loon&thema=3', '/a/b?x=https://elsewhere.example'])(
  'SI-6: %s is a page of this site',
  (path) => {
    expect(localPath(path)).toBe(path);
  },
);

test.each([
  null,
  undefined,
  '',
  'documenten',
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '//elsewhere.example/documenten',
  '/\\elsewhere.example',
  '/.//elsewhere.example',
  '/./\\elsewhere.example',
  '/\t/elsewhere.example',
  'javascript:alert(1)',
  '//',
  '//[',
])('SI-6: %j leads to the start page, never to another site', (wanted) => {
  expect(localPath(wanted)).toBe('/');
});

test('SI-6: what stands behind the path is kept, a fragment is not: it never reaches the server', () => {
  expect(localPath('/a/../b?c=1#d')).toBe('/b?c=1');
});

test('SI-6: an address is at most 2000 characters long', () => {
  const longest = `/${'a'.repeat(1999)}`;
  expect(localPath(longest)).toBe(longest);
  expect(localPath(`${longest}a`)).toBe('/');
});

test('SI-6: whatever is asked, a browser stays on this site', () => {
  const pieces = fc.array(
    fc.constantFrom('/', '\\', '.', '..', '@', ':', '?', '#', '\t', '\n', 'x.example', '%2f', '['),
  );
  fc.assert(
    fc.property(
      pieces.map((parts) => `/${parts.join('')}`),
      (wanted) => {
        expect(new URL(localPath(wanted), 'https://site.example').origin).toBe('https://site.example');
      },
    ),
    { numRuns: 2000 },
  );
});
