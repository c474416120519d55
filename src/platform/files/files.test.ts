import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diskFileStore } from '#platform/files/disk.ts';
import { FileMissing, FileTooLarge, StorageFull, type FileStore } from '#platform/files/file-store.ts';
import { storageError } from '#platform/files/incoming.ts';
import { s3FileStore } from '#platform/files/s3.ts';

const folder = mkdtempSync(join(tmpdir(), 'schoolpoort-files-'));
const incoming = { disk: join(folder, 'disk', 'incoming'), s3: join(folder, 's3') };
const bucket = new Map<string, { content: Buffer; at: Date }>();
let server: Server;
const stores: Partial<Record<keyof typeof incoming, FileStore>> = {};

beforeAll(async () => {
  server = createServer((request, response) => void fakeS3(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  stores.disk = await diskFileStore(join(folder, 'disk'));
  stores.s3 = await s3FileStore(
    { endpoint: `http://127.0.0.1:${port}`, region: 'eu', bucket: 'poort', accessKeyId: 'a', secretAccessKey: 'b' },
    incoming.s3,
  );
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** The part of S3 that we use, as strict as S3: a signature, a length and the right hash. */
async function fakeS3(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', 'http://s3');
  const key = url.pathname.replace('/poort/', '');
  const answer = (status: number, body: string | Buffer = '', headers = {}): void =>
    void response.writeHead(status, headers).end(body);
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256')) return answer(403);
  const source = bucket.get(String(request.headers['x-amz-copy-source'] ?? '').replace('/poort/', ''));
  if (request.method === 'PUT' && source) {
    bucket.set(key, { content: source.content, at: new Date() });
    return answer(200);
  }
  if (request.method === 'PUT') {
    const content = await buffer(request);
    if (!request.headers['content-length']) return answer(411);
    if (createHash('sha256').update(content).digest('hex') !== request.headers['x-amz-content-sha256'])
      return answer(400);
    bucket.set(key, { content, at: new Date() });
    return answer(200);
  }
  if (url.searchParams.has('list-type')) return answer(200, listing(url.searchParams));
  const found = bucket.get(key);
  if (request.method === 'DELETE') bucket.delete(key);
  if (request.method === 'DELETE') return answer(204);
  if (!found) return answer(404, '<Code>NoSuchKey</Code>');
  const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
  const headers = { 'last-modified': found.at.toUTCString() };
  if (range) return answer(206, found.content.subarray(Number(range[1]), Number(range[2]) + 1), headers);
  return answer(200, found.content, headers);
}

function listing(query: URLSearchParams): string {
  const token = query.get('continuation-token');
  const keys = [...bucket.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).sort();
  if (keys.length === 0) return '<ListBucketResult></ListBucketResult>';
  const at = token === null ? 0 : Number(token);
  const key = keys[at] ?? '';
  const entry = `<Contents><Key>${key}</Key><Size>${bucket.get(key)?.content.length}</Size><LastModified>2026-01-01T00:00:00Z</LastModified></Contents>`;
  const next = at + 1 < keys.length ? `<NextContinuationToken>${at + 1}</NextContinuationToken>` : '';
  return `<ListBucketResult>${entry}${next}</ListBucketResult>`;
}

async function* pieces(content: Buffer, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function* breaksOff(): AsyncIterable<Uint8Array> {
  yield randomBytes(1000);
  throw new Error('connection lost');
}

describe.each(['disk', 's3'] as const)('files on %s', (kind) => {
  const store = (): FileStore => stores[kind]!;
  const content = randomBytes(100_000);
  const sha256 = createHash('sha256').update(content).digest('hex');

  test('a file comes back whole and in part, under the hash of its content', async () => {
    expect(await store().put(pieces(content, 777), { maxBytes: 100_000 })).toEqual({ sha256, bytes: 100_000 });
    expect(await store().has(sha256)).toBe(true);
    expect((await buffer(await store().open(sha256))).equals(content)).toBe(true);
    const part = await buffer(await store().open(sha256, { start: 10, end: 19 }));
    expect(part.equals(content.subarray(10, 20))).toBe(true);
  });

  test('the same content twice, also at once, is kept once', async () => {
    await Promise.all([1, 2, 3, 4].map(() => store().put(content, { maxBytes: 100_000 })));
    await store().put(Buffer.from('other'), { maxBytes: 10 });
    const listed = await Array.fromAsync(store().list());
    expect(listed.filter((file) => file.sha256 === sha256)).toMatchObject([{ bytes: 100_000 }]);
    expect(listed).toHaveLength(2);
    expect(readdirSync(incoming[kind])).toEqual([]);
  });

  test('a file over the limit or broken off is refused and leaves nothing behind', async () => {
    await expect(store().put(pieces(content, 999), { maxBytes: 99_999 })).rejects.toThrow(FileTooLarge);
    await expect(store().put(breaksOff(), { maxBytes: 10_000 })).rejects.toThrow('connection lost');
    expect(readdirSync(incoming[kind])).toEqual([]);
  });

  test('what was set aside is out of the list, can still be opened, and comes back', async () => {
    const { sha256: aside } = await store().put(Buffer.from('aside'), { maxBytes: 10 });
    await store().setAside(aside);
    expect((await Array.fromAsync(store().list())).map((file) => file.sha256)).not.toContain(aside);
    expect(await Array.fromAsync(store().listAside())).toMatchObject([{ sha256: aside, bytes: 5 }]);
    expect(await store().has(aside)).toBe(true);
    expect((await buffer(await store().open(aside))).toString()).toBe('aside');
    await store().restore(aside);
    expect(await Array.fromAsync(store().listAside())).toEqual([]);
    expect((await buffer(await store().open(aside))).toString()).toBe('aside');
    await store().setAside(aside);
    await store().put(Buffer.from('aside'), { maxBytes: 10 });
    await store().removeAside(aside);
    expect(await store().has(aside)).toBe(true);
    await store().remove(aside);
    expect(await store().has(aside)).toBe(false);
  });

  test('an empty file is a file', async () => {
    const empty = await store().put(Buffer.alloc(0), { maxBytes: 1 });
    expect(await buffer(await store().open(empty.sha256))).toHaveLength(0);
    await store().remove(empty.sha256);
  });

  test('what was removed is missing, and removing it again is no fault', async () => {
    await store().remove(sha256);
    await store().remove(sha256);
    expect(await store().has(sha256)).toBe(false);
    await expect(store().open(sha256)).rejects.toThrow(FileMissing);
  });

  test('only a hash is a name', async () => {
    await expect(async () => store().open('../../keys.json')).rejects.toThrow(TypeError);
  });
});

test('files on disk are for their owner only', async () => {
  const { sha256 } = await stores.disk!.put(Buffer.from('private'), { maxBytes: 10 });
  const path = join(folder, 'disk', sha256.slice(0, 2), sha256);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a full disk has its own name', () => {
  expect(storageError(Object.assign(new Error('write'), { code: 'ENOSPC' }))).toBeInstanceOf(StorageFull);
  expect(storageError(new Error('other'))).not.toBeInstanceOf(StorageFull);
});
