import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSecret, signedHeaders, signedToken } from '#apps/links/telling/signature.ts';
import { projectRoot } from '#platform/root.ts';

interface Documented {
  readMessage(message: { headers: Record<string, string>; body: string }, secret: string): { id: string } | null;
  readClaims(jwt: string, secret: string, expected: { iss: string; aud: string }): Record<string, unknown> | null;
}

let documented: Documented;
beforeAll(async () => {
  const page = await readFile(join(projectRoot, 'docs', 'machines.md'), 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'documented-'));
  afterAll(() => rm(folder, { recursive: true }));
  const file = join(folder, 'receiver.mjs');
  await writeFile(file, /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  documented = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as Documented;
});

const secret = newSecret();
const body = JSON.stringify({ type: 'right.ended', data: { roles: ['DiscimusGebruiker:034793'] } });
const sent = (at = new Date(), secrets = [secret]) => ({
  headers: signedHeaders({ id: '019a', at, body }, secrets),
  body,
});
const seconds = (n: number) => new Date(Date.now() + n * 1000);

describe('OT-1 a receiver that does what docs/machines.md says', () => {
  test('reads what we sign, with an id to remember, also while one secret takes over another', () => {
    expect(documented.readMessage(sent(), secret)).toMatchObject({ id: '019a', type: 'right.ended' });
    expect(documented.readMessage(sent(new Date(), [newSecret(), secret]), secret)).not.toBeNull();
  });

  test.each([
    ['with another secret', sent(new Date(), [newSecret()])],
    ['changed on its way', { ...sent(), body: body.replace('034793', '034801') }],
    ['under another id', { ...sent(), headers: { ...sent().headers, 'webhook-id': '019b' } }],
    [
      'at a newer time than was signed',
      {
        ...sent(seconds(-900)),
        headers: { ...sent(seconds(-900)).headers, 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) },
      },
    ],
    ['recorded ten minutes ago', sent(seconds(-600))],
    ['from ten minutes ahead', sent(seconds(600))],
    ['without a signature', { headers: {}, body }],
    [
      'with a signature in other letters',
      { ...sent(), headers: { ...sent().headers, 'webhook-signature': `v1,${'é'.repeat(44)}` } },
    ],
  ])('does not believe a message %s', (_how, message) => {
    expect(documented.readMessage(message, secret)).toBeNull();
  });

  const claims = {
    iss: 'https://schoolpoort.example',
    aud: 'discimus',
    exp: Date.now() / 1000 + 60,
    discimus_rol_3d: [],
  };
  const expected = { iss: claims.iss, aud: claims.aud };
  test('believes claims that are signed for it, until they expire, and no others', () => {
    expect(documented.readClaims(signedToken(claims, secret), secret, expected)).toEqual(claims);
    for (const wrong of [
      signedToken(claims, newSecret()),
      signedToken({ ...claims, exp: Date.now() / 1000 - 1 }, secret),
      signedToken({ ...claims, aud: 'koala' }, secret),
      signedToken({ ...claims, iss: 'https://elsewhere.example' }, secret),
      'geen token',
    ])
      expect(documented.readClaims(wrong, secret, expected)).toBeNull();
  });
});
