import { readdir } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { addClient, deliveryEndpoints, revokeClient, rotateSecret } from '#apps/library/index.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import type { Database } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';
import { pdf } from '#platform/text/sample-files.ts';
import { buildServer } from '#web/server.tsx';
import { httpServer } from '#web/listen.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aDesk, metadataFor, type Desk } from '#tests/world/deliveries.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';

const limit = 3_000_000;
let database: Database;
let desk: Desk;
let origin: string;
let school: School;
let client: { clientId: string; clientSecret: string };
let made = 0;

beforeAll(async () => {
  ({ database } = await testDatabase());
  desk = await aDesk(database, { maxUploadBytes: limit });
  school = await aSchool(database);
  client = await addClient(database, {
    slug: 'omkadering',
    name: 'Dienst Omkadering',
    themes: ['omkadering-en-toelagen-openbaar', 'omkadering-en-toelagen-vertrouwelijk'],
  });
  const app = buildServer(desk as unknown as Services, [], deliveryEndpoints);
  const server = httpServer(app, null);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => server.close());
});
afterAll(resetClock);
// Every test asks tokens from one address; the limit on that has a test of its own.
beforeEach(() => asSystem(database, (tx) => tx.deleteFrom('rate_limits').execute()));

type Fields = Record<string, string>;

function askToken(fields: Fields, headers: Fields = {}): Promise<Response> {
  return fetch(`${origin}/oauth2/token`, { method: 'POST', body: new URLSearchParams(fields), headers });
}

async function tokenFor(who = client, scope?: string): Promise<string> {
  const answer = await askToken({
    grant_type: 'client_credentials',
    client_id: who.clientId,
    client_secret: who.clientSecret,
    ...(scope && { scope }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { access_token: string }).access_token;
}

interface Sent {
  metadata?: unknown;
  file?: Blob | null;
  fileName?: string;
  fileFirst?: boolean;
}

async function send(token: string, { metadata, file, fileName, fileFirst }: Sent): Promise<Response> {
  const form = new FormData();
  const content = file === undefined ? new Blob(['De lestijden zijn berekend.']) : file;
  const addFile = (): void => void (content && form.set('file', content, fileName ?? 'omkadering.txt'));
  if (fileFirst) addFile();
  if (metadata !== undefined) form.set('metadata', typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
  if (!fileFirst) addFile();
  return fetch(`${origin}/api/v1/documents`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}` },
  });
}

const aReference = (): string => `API-${(made += 1)}`;
const state = (token: string, reference: string): Promise<Response> =>
  fetch(`${origin}/api/v1/documents/${encodeURIComponent(reference)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
const nothingLeft = async (): Promise<void> =>
  expect(await readdir(join(desk.config.dataDir, 'deliveries')).catch(() => [])).toEqual([]);

describe('tokens', () => {
  test('DO-10 client credentials give a token, in the header or in the body, for all themes or fewer', async () => {
    const grant = { grant_type: 'client_credentials' };
    const basic = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;
    const answer = await askToken(grant, { authorization: basic });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'documents:deliver:omkadering-en-toelagen-openbaar documents:deliver:omkadering-en-toelagen-vertrouwelijk',
    });
    const scope = 'documents:deliver:omkadering-en-toelagen-openbaar';
    expect(await (await askToken({ ...grant, scope }, { authorization: basic })).json()).toMatchObject({ scope });
  });

  const right = (): Fields => ({
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_secret: client.clientSecret,
  });
  test.each<{ what: string; answers: [number, string]; fields: () => Fields; headers?: Fields }>([
    {
      what: 'a wrong secret',
      answers: [401, 'invalid_client'],
      fields: () => ({ ...right(), client_secret: 'geraden' }),
    },
    { what: 'an unknown client', answers: [401, 'invalid_client'], fields: () => ({ ...right(), client_id: 'wie' }) },
    {
      what: 'no secret',
      answers: [401, 'invalid_client'],
      fields: () => ({ grant_type: 'client_credentials', client_id: client.clientId }),
    },
    {
      what: 'another grant',
      answers: [400, 'unsupported_grant_type'],
      fields: () => ({ ...right(), grant_type: 'password' }),
    },
    { what: 'no grant', answers: [400, 'invalid_request'], fields: () => ({ client_id: client.clientId }) },
    {
      what: 'a scope of another theme',
      answers: [400, 'invalid_scope'],
      fields: () => ({ ...right(), scope: 'documents:deliver:salarisoverzichten' }),
    },
    { what: 'an unknown scope', answers: [400, 'invalid_scope'], fields: () => ({ ...right(), scope: 'alles' }) },
    {
      what: 'credentials twice',
      answers: [400, 'invalid_request'],
      fields: right,
      headers: { authorization: 'Basic eDp5' },
    },
    {
      what: 'another kind of body',
      answers: [400, 'invalid_request'],
      fields: right,
      headers: { 'content-type': 'application/json' },
    },
  ])('DO-10 $what gives $answers', async ({ answers: [status, error], fields, headers }) => {
    const answer = await askToken(fields(), headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error });
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
  });

  test('DO-10 whoever tries too often must wait', async () => {
    const fields = { ...right(), client_secret: 'geraden' };
    const statuses = [];
    for (let attempt = 0; attempt < 101; attempt += 1) statuses.push((await askToken(fields)).status);
    expect(statuses.indexOf(429)).toBe(100);
  });

  test('DO-10 a token ends after fifteen minutes, with its client, and with its secret', async () => {
    const status = async (token: string): Promise<number> => (await state(token, 'NIETS')).status;
    const token = await tokenFor();
    expect(await status(token)).toBe(404);
    setClock(new Date(Date.now() + 15 * 60_000 + 1000));
    expect(await status(token)).toBe(401);
    resetClock();
    const other = await addClient(database, { slug: 'omkadering', themes: 'all' });
    const first = await tokenFor(other);
    const { clientSecret } = await rotateSecret(database, other.clientId);
    expect(await status(first)).toBe(401);
    expect((await askToken({ ...right(), client_id: other.clientId, client_secret: other.clientSecret })).status).toBe(
      401,
    );
    const second = await tokenFor({ ...other, clientSecret });
    await revokeClient(database, other.clientId);
    expect(await status(second)).toBe(401);
    expect((await askToken({ ...right(), client_id: other.clientId, client_secret: clientSecret })).status).toBe(401);
  });

  test('DO-10 neither secret nor token is stored', async () => {
    const token = await tokenFor();
    const stored = await readAsSystem(database, async (db) => [
      ...(await db.selectFrom('service_clients').selectAll().execute()),
      ...(await db.selectFrom('service_tokens').selectAll().execute()),
    ]);
    const text = stored.map((row) => Object.values(row).map(String).join()).join();
    expect(text).not.toContain(token);
    expect(text).not.toContain(client.clientSecret);
  });
});

describe('delivering', () => {
  test('DO-10 a document is added, changed, unchanged, and can be asked after', async () => {
    const token = await tokenFor();
    const metadata = metadataFor(school, { reference: `OMK/2026 ${aReference()} é` });
    const added = await send(token, {
      metadata,
      file: new Blob([new Uint8Array(await pdf(['De uren-leraar.']))]),
      fileName: 'énquête 学校.pdf',
    });
    expect(added.status).toBe(201);
    const body = (await added.json()) as { id: string };
    expect(body).toMatchObject({ outcome: 'added', version: 1, searchable: true, unsearchable: null });
    expect(
      (await fetch(origin + added.headers.get('location'), { headers: { authorization: `Bearer ${token}` } })).status,
    ).toBe(200);
    const changed = await send(token, { metadata, fileFirst: true });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toMatchObject({ outcome: 'changed', id: body.id, version: 2 });
    expect(await (await send(token, { metadata })).json()).toMatchObject({ outcome: 'unchanged', version: 2 });
    const answer = await state(token, metadata.reference);
    expect(await answer.json()).toMatchObject({
      id: body.id,
      version: 2,
      searchable: true,
      institution: String(school.id).padStart(6, '0'),
      schoolYear: '2026-2027',
      file: { name: 'omkadering.txt', kind: 'txt' },
    });
    const names = await readAsSystem(database, (db) =>
      db
        .selectFrom('document_versions')
        .select('file_name')
        .where('document_id', '=', body.id)
        .orderBy('version')
        .execute(),
    );
    expect(names[0]?.file_name).toBe('énquête 学校.pdf');
    await nothingLeft();
  });

  test('DO-10 a document of another service, or outside the themes of the token, is not there', async () => {
    const reference = aReference();
    const token = await tokenFor();
    await send(token, { metadata: metadataFor(school, { reference }) });
    const stranger = await addClient(database, { slug: 'toelagen', name: 'Dienst Toelagen', themes: 'all' });
    const narrow = await tokenFor(client, 'documents:deliver:omkadering-en-toelagen-vertrouwelijk');
    for (const other of [await tokenFor(stranger), narrow]) expect((await state(other, reference)).status).toBe(404);
    expect((await state(token, reference)).status).toBe(200);
    const refused = await send(narrow, { metadata: metadataFor(school, { reference }) });
    expect(await refused.json()).toMatchObject({
      reasons: [{ code: 'theme-not-allowed' }, { code: 'document-not-allowed' }],
    });
  });

  test('DO-10 refusals carry every reason as problem+json', async () => {
    const token = await tokenFor();
    const answer = await send(token, {
      metadata: { ...metadataFor(school), title: '', institution: 'x' },
      file: new Blob([]),
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const { reasons } = (await answer.json()) as { reasons: { code: string }[] };
    expect(reasons.map(({ code }) => code).toSorted()).toEqual(['file-empty', 'institution-invalid', 'title-missing']);
    for (const sent of [{}, { metadata: 'geen json' }, { metadata: '[]' }])
      expect(await (await send(token, sent)).json()).toMatchObject({ reasons: [{ code: 'metadata-invalid' }] });
    const withoutFile = await send(token, { metadata: metadataFor(school), file: null });
    expect(await withoutFile.json()).toMatchObject({ reasons: [{ code: 'file-missing' }] });
    await nothingLeft();
  });

  test('DO-10 a file over the limit is refused, whether its length is announced or not', async () => {
    const token = await tokenFor();
    const metadata = metadataFor(school, { reference: aReference() });
    for (const bytes of [limit + 1, limit + 2_000_000]) {
      const answer = await send(token, {
        metadata,
        file: new Blob([new Uint8Array(bytes)]),
        fileFirst: bytes > limit + 1,
      });
      expect(answer.status).toBe(413);
      expect(await answer.json()).toMatchObject({ reasons: [{ code: 'file-too-large' }] });
    }
    const answer = await sendChunked(token, limit + 5_000_000);
    expect(answer).toBe(413);
    expect((await send(token, { metadata, file: new Blob(['a'.repeat(limit)]) })).status).toBe(201);
    await nothingLeft();
  });

  test('DO-10 a broken form, another type and a missing token are told apart', async () => {
    const token = await tokenFor();
    const post = (headers: Fields, body: string) =>
      fetch(`${origin}/api/v1/documents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, ...headers },
        body,
      });
    expect((await post({ 'content-type': 'application/json' }, '{}')).status).toBe(415);
    expect((await post({ 'content-type': 'multipart/form-data' }, 'x')).status).toBe(400);
    const half = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nbegin';
    expect((await post({ 'content-type': 'multipart/form-data; boundary=x' }, half)).status).toBe(400);
    expect((await post({ authorization: 'Bearer verzonnenverzonnenverzonnen' }, 'x')).status).toBe(401);
    expect((await send('', { metadata: metadataFor(school) })).status).toBe(401);
    await nothingLeft();
  });

  test('DO-10 a connection that breaks leaves nothing behind', async () => {
    const token = await tokenFor();
    await new Promise<void>((resolve) => {
      const request = chunkedRequest(token);
      request.on('error', () => resolve());
      request.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf');
      setTimeout(() => request.destroy(), 200);
    });
    await expect.poll(() => readdir(join(desk.config.dataDir, 'deliveries')), { timeout: 5000 }).toEqual([]);
  });

  test('DO-10 twenty deliveries of one reference at once give no fault', async () => {
    const token = await tokenFor();
    const metadata = metadataFor(school, { reference: aReference() });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => send(token, { metadata, file: new Blob([`Versie ${index % 4}`]) })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
  });
});

function chunkedRequest(token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x' };
  return httpRequest(`${origin}/api/v1/documents`, { method: 'POST', headers });
}

/** Sends a file without saying how long it is. */
function sendChunked(token: string, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = chunkedRequest(token);
    request.on('response', (response) => resolve(response.resume().statusCode ?? 0));
    request.on('error', reject);
    request.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n');
    request.write(Buffer.alloc(bytes, 'a'));
    request.end('\r\n--x--\r\n');
  });
}
