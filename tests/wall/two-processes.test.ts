import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { aSite, signIn } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let ports: number[];
let document: MadeDocument;
let user: Person & GivenRight;

beforeAll(async () => {
  db = await testDatabase();
  const site = await aSite(db);
  const school = await aSchool(db.database);
  document = await aDocument(db.database, { institutionId: school.id, files: site.services.files });
  user = await aPortalUser(db.database, { of: school, themes: [1] });
  ports = await Promise.all([1, 2].map(() => startProcess(site.services.config.dataDir)));
});

/** Starts a server in a process of its own, which ends with the test file. */
async function startProcess(dataDir: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'run-with-jsx.ts'), 'server-process.ts', db.appUrl, dataDir],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  afterAll(async () => {
    child.stdin.end();
    await once(child, 'exit');
  });
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  return Number(port);
}

const get = (port: number, path: string, session: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie: `sessie=${session}` }, redirect: 'manual' });

test('P6: two processes on one database agree from the next request on', async () => {
  const session = await signIn(db.database, user);
  const path = `/document/${document.id}/download`;
  for (const port of ports) expect((await get(port, path, session)).status).toBe(200);
  await withdraw(db.database, user.grantId);
  for (const port of ports) expect((await get(port, path, session)).status).toBe(403);
});

test.each([
  ['TRACE', 'TRACE /documenten HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 (4\d\d|501)/],
  ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', /^(HTTP\/1\.1 4\d\d.*)?$/s],
  [
    'an absolute address',
    'GET http://evil.example/documenten HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 (303|4\d\d)/,
  ],
  [
    'a host with a path',
    'GET /documenten HTTP/1.1\r\nHost: evil.example/x\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 (303|4\d\d)/,
  ],
  ['no host', 'GET /documenten HTTP/1.1\r\nConnection: close\r\n\r\n', /^HTTP\/1\.1 4\d\d/],
  [
    'half a percent sign',
    'GET /document/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    /^HTTP\/1\.1 (303|4\d\d)/,
  ],
  [
    'an address of 100 kB',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    /^HTTP\/1\.1 431/,
  ],
  [
    'two lengths',
    'POST /aanmelden HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    /^HTTP\/1\.1 400/,
  ],
  [
    'a length and chunks',
    'POST /aanmelden HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    /^HTTP\/1\.1 400/,
  ],
])('SI-6: on the wire, %s is no fault and opens nothing', async (_what, request, expected) => {
  const answer = await talk(ports[0] ?? 0, request);
  expect(answer).toMatch(expected);
  expect(answer).not.toMatch(/location: *(https?:)?\/\/evil/i);
});

async function talk(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(request);
  let answer = '';
  socket.on('data', (part) => (answer += part.toString('latin1')));
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}
