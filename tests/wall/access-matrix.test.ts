import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { attemptsAt } from '#tests/wall/attempts.ts';
import { asking, everythingAt, walk, writeMatrix } from '#tests/wall/matrix.ts';
import { aTown, type PersonaName, type Town } from '#tests/wall/personas.ts';
import { aSite, type Asking, type Site } from '#tests/wall/site.ts';

const table = join(import.meta.dirname, 'access-matrix.md');

let db: TestDatabase;
let site: Site;
let town: Town;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  town = await aTown(db.database, site.services.files);
});

test('every route and endpoint says what to try at it', () => {
  const untried = everythingAt(site).filter((route) => attemptsAt(route, town) === null);
  expect(untried.map((route) => `${route.method} ${route.path}`)).toEqual([]);
});

test('everybody gets exactly the answers of the reviewed table', { timeout: 600_000 }, async () => {
  const written = writeMatrix(await walk(site, town));
  if (process.env.UPDATE_MATRIX) writeFileSync(table, written);
  expect(written.split('\n')).toEqual((existsSync(table) ? readFileSync(table, 'utf8') : '').split('\n'));
});

describe('methods', () => {
  const some: PersonaName[] = ['nobody', 'administrator', 'service'];
  /** Every address with the methods that its route has, by the pattern of the route. */
  const declared = (): { path: string; methods: Set<string> }[] => {
    const all = everythingAt(site);
    return all.flatMap((route) => {
      const methods = new Set(all.filter((other) => other.path === route.path).map((other) => other.method));
      const paths = new Set((attemptsAt(route, town) ?? []).map((attempt) => attempt.path.replace(/\?.*$/, '')));
      return [...paths].map((path) => ({ path, methods }));
    });
  };

  test('a method that no route has opens nothing', { timeout: 600_000 }, async () => {
    for (const { path, methods } of declared())
      for (const name of some)
        for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
          if (methods.has(method)) continue;
          const answer = await site.ask(path, { ...(await asking(site, town.personas[name])), method });
          expect([name, method, path, answer.status]).toEqual([name, method, path, 404]);
          expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        }
  });

  test('HEAD answers as GET does, without a body', { timeout: 600_000 }, async () => {
    for (const { path, methods } of declared()) {
      if (!methods.has('GET')) continue;
      for (const name of some) {
        const as = await asking(site, town.personas[name]);
        const [got, headed] = [await site.ask(path, as), await site.ask(path, { ...as, method: 'HEAD' })];
        expect([name, path, headed.status]).toEqual([name, path, got.status]);
        expect(await headed.text()).toBe('');
        await got.body?.cancel();
      }
    }
  });

  const strangers: [string, Record<string, string>][] = [
    ['says nothing of where it comes from', {}],
    ['comes from another site', { 'sec-fetch-site': 'cross-site' }],
    ['comes from a neighbour of the site', { 'sec-fetch-site': 'same-site' }],
    ['was typed by hand', { 'sec-fetch-site': 'none' }],
    ['has another origin', { origin: 'https://evil.example' }],
    ['has no origin', { origin: 'null' }],
    ['lies about its host', { origin: 'http://evil.example', host: 'evil.example' }],
    ['has our origin but another site', { origin: 'http://schoolpoort.test', 'sec-fetch-site': 'cross-site' }],
  ];
  test.each(strangers)('a form that %s is refused at every route, whoever sends it', async (_about, headers) => {
    const forms = site.routes.filter((route) => route.method === 'POST');
    for (const route of forms)
      for (const { path, form } of attemptsAt(route, town) ?? [])
        for (const name of ['nobody', 'administrator'] as const) {
          const ask: Asking = { method: 'POST', headers, withoutOrigin: true, body: new URLSearchParams(form) };
          const answer = await site.ask(path, { ...(await asking(site, town.personas[name])), ...ask });
          expect([name, path, answer.status]).toEqual([name, path, 403]);
          expect(answer.headers.getSetCookie()).toEqual([]);
        }
  });
});
