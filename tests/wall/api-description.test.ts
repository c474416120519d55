import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aSite, type Site } from '#tests/wall/site.ts';

interface Description {
  paths: Record<string, Record<string, { security: unknown[] }>>;
}

let site: Site;
let served: Description;
beforeAll(async () => {
  site = await aSite(await testDatabase());
  served = (await (await site.ask('/api/v1/openapi.json')).json()) as Description;
});

test('DO-10 the description that is served is the one in docs', async () => {
  expect(served).toEqual(JSON.parse(await readFile(join(projectRoot, 'docs', 'openapi.json'), 'utf8')));
});

test('DO-10 it holds every endpoint there is, the files of the interface aside, and says which ask for a token', () => {
  const described = Object.entries(served.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => [method, path, security.length > 0].join(' ')),
  );
  const existing = site.endpoints
    .filter(({ path }) => !path.startsWith('/assets/') && path !== '/favicon.svg')
    .map(({ method, path, access }) =>
      [method.toLowerCase(), path.replace(/:(\w+)/g, '{$1}'), access.kind !== 'public'].join(' '),
    );
  expect(described.toSorted()).toEqual(existing.toSorted());
  expect(existing).toContain('get /readyz false');
});
