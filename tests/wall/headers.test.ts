import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { openFiles } from '#tests/wall/open-files.ts';
import { aTown, type Town } from '#tests/wall/personas.ts';
import { aSite, signIn, type Asking, type Site } from '#tests/wall/site.ts';

let db: TestDatabase;
let site: Site;
let town: Town;
let head: string;
let pdf: string;

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  town = await aTown(db.database, site.services.files);
  const admin = town.personas.administrator.person;
  if (!admin) throw new Error('no administrator');
  head = await signIn(db.database, admin);
  const wish = { institutionId: town.school.id, kind: 'pdf' as const, files: site.services.files };
  pdf = (await aDocument(db.database, { ...wish, title: 'Brief met "aanhalingstekens" en\r\nregels é' })).id;
  mkdirSync(join(site.services.assets.folder, 'assets'));
  writeFileSync(join(site.services.assets.folder, 'assets', 'style.css'), 'body { color: black }');
});

interface Kind {
  path: string;
  status: number;
  asking?: Asking;
}

/** One answer of every kind that there is. */
const kinds = (): Record<string, Kind> => {
  const session = head;
  const form = (): Asking => ({ method: 'POST', session, body: new URLSearchParams({ email: 'x' }) });
  return {
    'public page': { path: '/hulp', status: 200 },
    'sign-in page': { path: '/aanmelden', status: 200 },
    'start page': { path: '/', status: 200, asking: { session } },
    list: { path: '/documenten', status: 200, asking: { session } },
    search: { path: '/documenten?q=brief', status: 200, asking: { session } },
    document: { path: `/document/${pdf}`, status: 200, asking: { session } },
    'theme grid': { path: '/basisonderwijs/themabeheer', status: 200, asking: { session } },
    people: { path: '/gebruikersbeheer', status: 200, asking: { session } },
    profile: { path: '/mijn-profiel', status: 200, asking: { session } },
    'redirect to sign in': { path: '/documenten', status: 303 },
    'redirect after a form': { path: '/taal', status: 303, asking: form() },
    'fields to mend': { path: '/mijn-profiel', status: 422, asking: form() },
    'lost session': { path: '/mijn-profiel', status: 401, asking: { ...form(), session: null } },
    'other site': { path: '/mijn-profiel', status: 403, asking: { ...form(), withoutOrigin: true } },
    refusal: { path: '/clb/documenten', status: 403, asking: { session } },
    'nothing there': { path: '/bestaat-niet', status: 404, asking: { session } },
    'no such method': { path: '/documenten', status: 404, asking: { session, method: 'PUT' } },
    'head only': { path: '/documenten', status: 200, asking: { session, method: 'HEAD' } },
    file: { path: `/document/${pdf}/bestand`, status: 200, asking: { session } },
    download: { path: `/document/${pdf}/download`, status: 200, asking: { session } },
    'part of a file': {
      path: `/document/${pdf}/bestand`,
      status: 206,
      asking: { session, headers: { range: 'bytes=1-3' } },
    },
    'beyond a file': {
      path: `/document/${pdf}/bestand`,
      status: 416,
      asking: { session, headers: { range: 'bytes=99999-' } },
    },
    'file of nobody': { path: `/document/${pdf}/bestand`, status: 303 },
    'api without token': { path: '/api/v1/documents', status: 401, asking: { method: 'POST' } },
    'api refusal': {
      path: '/api/v1/documents/abc',
      status: 404,
      asking: { headers: { authorization: `Bearer ${town.personas.service.token ?? ''}` } },
    },
    'token refused': { path: '/oauth2/token', status: 400, asking: form() },
    'api description': { path: '/api/v1/openapi.json', status: 200 },
    health: { path: '/livez', status: 200 },
    asset: { path: '/assets/style.css', status: 200 },
    'no such asset': { path: '/assets/geen.css', status: 404 },
    icon: { path: '/favicon.svg', status: 200 },
  };
};

/** What is the same for everybody may be kept by anybody. */
const sharedByAll = ['asset', 'icon', 'api description'];

async function answerOf(name: string): Promise<Response> {
  const kind = kinds()[name];
  if (!kind) throw new Error(`no kind ${name}`);
  const answer = await site.ask(kind.path, kind.asking ?? {});
  expect([name, answer.status]).toEqual([name, kind.status]);
  return answer;
}

const names = [
  'public page',
  'sign-in page',
  'start page',
  'list',
  'search',
  'document',
  'theme grid',
  'people',
  'profile',
  'redirect to sign in',
  'redirect after a form',
  'fields to mend',
  'lost session',
  'other site',
  'refusal',
  'nothing there',
  'no such method',
  'head only',
  'file',
  'download',
  'part of a file',
  'beyond a file',
  'file of nobody',
  'api without token',
  'api refusal',
  'token refused',
  'api description',
  'health',
  'asset',
  'no such asset',
  'icon',
];

describe('SI-6: headers on every kind of answer', () => {
  test('every kind is looked at', () => expect(Object.keys(kinds())).toEqual(names));

  test.each(names)('%s: no guessing of types, no foreign frames, no addresses given away', async (name) => {
    const { headers } = await answerOf(name);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors '(none|self)'/);
    expect(headers.get('x-frame-options')).toMatch(/^(DENY|SAMEORIGIN)$/);
    expect(headers.get('referrer-policy')).toMatch(/^(same-origin|no-referrer)$/);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    for (const telling of ['server', 'x-powered-by']) expect(headers.get(telling)).toBeNull();
  });

  test.each(names.filter((name) => !sharedByAll.includes(name)))('%s: kept by no cache', async (name) => {
    expect((await answerOf(name)).headers.get('cache-control')).toMatch(/no-store/);
  });

  test.each(sharedByAll)('%s: may be kept, and sets no cookie', async (name) => {
    const { headers } = await answerOf(name);
    expect(headers.get('cache-control')).toMatch(/^public, max-age=\d+/);
    expect(headers.getSetCookie()).toEqual([]);
  });

  test('scripts and styles run only with the nonce of this answer, which is never the same twice', async () => {
    const nonces = new Set<string>();
    for (const name of ['start page', 'document', 'refusal', 'nothing there', 'fields to mend', 'lost session']) {
      for (let turn = 0; turn < 2; turn += 1) {
        const answer = await answerOf(name);
        const policy = answer.headers.get('content-security-policy') ?? '';
        const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
        expect(Buffer.from(nonce, 'base64').length).toBe(16);
        expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*/);
        nonces.add(nonce);
        const html = await answer.text();
        for (const [tag] of html.matchAll(/<(script|style|link rel="stylesheet")\b[^>]*>/g))
          expect(tag).toContain(`nonce="${nonce}"`);
        expect(html).not.toMatch(/\son[a-z]+="|style="|href="javascript:/);
      }
    }
    expect(nonces.size).toBe(12);
  });

  test('a delivered file runs nothing and frames nothing, and its name breaks no header', async () => {
    for (const name of ['file', 'download']) {
      const { headers } = await answerOf(name);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).not.toContain('script-src');
      expect(policy).toContain("frame-ancestors 'self'");
      expect(headers.get('content-type')).toBe('application/pdf');
      expect(headers.get('content-disposition')).toMatch(name === 'file' ? /^inline/ : /^attachment/);
      expect(headers.get('content-disposition')).not.toMatch(/[\r\n]/);
    }
    const text = await site.ask(`/document/${town.documents.open.id}/bestand`, { session: head });
    expect(text.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(text.headers.get('content-security-policy')).toContain('sandbox');
  });

  test('odd ranges give at most the whole file, never a fault', async () => {
    for (const range of [
      'bytes=0-0',
      'bytes=-1',
      'bytes=0-',
      'bytes=5-2',
      'bytes=a-b',
      'bytes=0-1,3-4',
      'lines=1-2',
      'bytes=-0',
    ])
      for (const part of ['bestand', 'download']) {
        const answer = await site.ask(`/document/${pdf}/${part}`, { session: head, headers: { range } });
        expect([range, [200, 206, 416].includes(answer.status)]).toEqual([range, true]);
        const length = Number(answer.headers.get('content-length') ?? 0);
        expect([range, (await answer.arrayBuffer()).byteLength]).toEqual([range, answer.status === 416 ? 0 : length]);
      }
  });

  test('two hundred heads of files leave no file open', async () => {
    const before = openFiles();
    for (let turn = 0; turn < 200; turn += 1)
      await site.ask(`/document/${pdf}/bestand`, { session: head, method: 'HEAD' });
    expect(openFiles() - before).toBeLessThan(20);
  });

  test('a title is text, wherever it stands', async () => {
    const title = '<img src=x onerror=alert(1)> & "brief"';
    const { id } = await aDocument(db.database, {
      institutionId: town.school.id,
      title,
      body: '</p><script>alert(2)</script> omleiding',
      files: site.services.files,
    });
    for (const path of [`/document/${id}`, '/documenten', '/documenten?q=omleiding', '/']) {
      const html = await (await site.ask(path, { session: head })).text();
      expect(html).not.toMatch(/<img src=x|<script>alert/);
    }
    const search = encodeURIComponent('"><script>alert(3)</script>');
    for (const path of [
      `/documenten?q=${search}`,
      `/aanmelden?terug=/${search}`,
      `/gebruikersbeheer?q=${search}`,
      `/${search}`,
    ])
      expect(await (await site.ask(path, { session: head })).text()).not.toContain('<script>alert');
  });
});
