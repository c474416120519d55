import { once } from 'node:events';
import { get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi, type MockInstance } from 'vitest';
import { asSystem } from '#access/context.ts';
import type { FileStore } from '#platform/files/file-store.ts';
import { configureLog } from '#platform/log.ts';
import { httpServer } from '#web/listen.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { buildSite, type BuiltSite } from '#tests/wall/build-site.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';
import { openFiles } from '#tests/wall/open-files.ts';
import { signIn } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalAdmin } from '#tests/world/people.ts';

let db: TestDatabase;
let site: BuiltSite;
let server: Server;
let cookie: string;
let address: string;
let files: FileStore;
let opened: MockInstance<FileStore['open']>;

/** More than the buffers of a connection hold, so that sending it really stops half-way. */
const fileBytes = 16 * 1024 ** 2;
const times = 60;

const logged: string[] = [];

beforeAll(async () => {
  configureLog({ write: (line) => logged.push(line) });
  db = await testDatabase();
  site = await buildSite({ database: db.database, appUrl: db.appUrl, provider: fakeIdentityProvider() });
  files = { ...site.services.files };
  const school = await aSchool(db.database);
  cookie = `sessie=${await signIn(db.database, await aPortalAdmin(db.database, { of: school }))}`;
  server = httpServer(site.app, null).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A confidential one: its reading is noted after the answer was made and before it is sent.
  const { id } = await aDocument(db.database, { institutionId: school.id, theme: 12, files: site.services.files });
  const { sha256 } = await site.services.files.put(Buffer.alloc(fileBytes), { maxBytes: fileBytes });
  await asSystem(db.database, (tx) =>
    tx
      .updateTable('documents')
      .set({ file_sha256: Buffer.from(sha256, 'hex'), file_bytes: fileBytes })
      .where('id', '=', id)
      .execute(),
  );
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/document/${id}/download`;
});
// What was opened is remembered, or the clearing up of unused memory would close it after a while.
beforeEach(() => void (opened = vi.spyOn(site.services.files, 'open')));
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await site.close();
  configureLog({ write: (line) => process.stdout.write(line) });
});

/** Asks for the file and lets go of the connection, before the answer or after its first bytes. */
async function breakOff(when: 'at once' | 'half-way'): Promise<void> {
  const request = get(address, { headers: { cookie }, agent: false });
  request.on('error', () => undefined);
  if (when === 'half-way') {
    const [answer] = await once(request, 'response');
    await once(answer, 'data');
  } else await once(request, 'socket').then(() => new Promise((resolve) => request.end(resolve)));
  request.destroy();
}

async function expectNothingLeftOpen(before: number): Promise<void> {
  await expect.poll(() => openFiles() - before, { timeout: 5_000 }).toBeLessThan(times / 2);
}

describe('DO-4: a file that cannot be sent is let go', () => {
  test.each(['at once', 'half-way'] as const)('when the reader breaks off %s', async (when) => {
    const before = openFiles();
    for (let turn = 0; turn < times; turn += 1) await breakOff(when);
    await expect.poll(() => opened.mock.results.length, { timeout: 5_000 }).toBeGreaterThan(times / 2);
    await expectNothingLeftOpen(before);
  });

  test('when the reading cannot be noted: then a page about the fault is sent in its place', async () => {
    const before = openFiles();
    vi.spyOn(site.services.database, 'write').mockRejectedValue(new Error('the database is gone'));
    for (let turn = 0; turn < times; turn += 1) {
      const answer = await site.app.request(address, { headers: { cookie } }, connection);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8']);
    }
    await expectNothingLeftOpen(before);
  });

  test('when reading it fails half-way: the connection ends and no message is sent as its content', async () => {
    const before = openFiles();
    vi.spyOn(console, 'error').mockReturnValue();
    const original = files.open;
    opened.mockImplementation(async (...wish) => {
      const file = await original(...wish);
      setImmediate(() => file.destroy(new Error('input/output error of /secret/path')));
      return file;
    });
    for (let turn = 0; turn < times; turn += 1) {
      const text = await fetch(address, { headers: { cookie } })
        .then((answer) => answer.text())
        .catch(() => '');
      expect(text).not.toContain('secret');
    }
    await expectNothingLeftOpen(before);
    expect(logged.filter((line) => line.includes('file-unreadable'))).toHaveLength(times);
  });
});

const connection = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 1, remoteFamily: 'IPv4' } } };
