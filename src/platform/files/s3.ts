import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { S3Config } from '#platform/config.ts';
import {
  FileMissing,
  keyOf,
  StorageFull,
  type ByteRange,
  type FileStore,
  type ListedFile,
} from '#platform/files/file-store.ts';
import { prepareIncoming, receive, type ReceivedFile } from '#platform/files/incoming.ts';

// Content that is already there is sent again after this time, so that its date protects it from clearing up.
const freshMs = 12 * 60 * 60 * 1000;

/** Files in any S3 store. They pass through a local folder first: their name is known only when they are complete. */
export async function s3FileStore(config: S3Config, incoming: string): Promise<FileStore> {
  await prepareIncoming(incoming);
  const s3 = s3Client(config);
  return {
    async put(source, { maxBytes }) {
      const received = await receive(incoming, source, maxBytes);
      try {
        if (!(await isFresh(s3, received.sha256))) await upload(s3, received);
      } finally {
        await rm(received.path, { force: true });
      }
      return { sha256: received.sha256, bytes: received.bytes };
    },
    open: (sha256, range) =>
      download(s3, keyOf(sha256), range).catch((error: unknown) => {
        if (error instanceof FileMissing) return download(s3, asideKeyOf(sha256), range);
        throw error;
      }),
    has: async (sha256) => (await isThere(s3, keyOf(sha256))) || isThere(s3, asideKeyOf(sha256)),
    remove: (sha256) => erase(s3, keyOf(sha256)),
    list: () => listBucket(s3, ''),
    setAside: (sha256) => move(s3, config.bucket, keyOf(sha256), asideKeyOf(sha256)),
    restore: (sha256) => move(s3, config.bucket, asideKeyOf(sha256), keyOf(sha256)),
    removeAside: (sha256) => erase(s3, asideKeyOf(sha256)),
    listAside: () => listBucket(s3, asidePrefix),
  };
}

const asidePrefix = 'aside/';
const asideKeyOf = (sha256: string): string => asidePrefix + keyOf(sha256);

const isThere = async (s3: S3Client, key: string): Promise<boolean> =>
  (await s3.request('HEAD', key, { expect: [200, 404] })).status === 200;

const erase = async (s3: S3Client, key: string): Promise<void> =>
  void (await s3.request('DELETE', key, { expect: [204, 200, 404] }));

/** At every moment there is at least one copy. */
async function move(s3: S3Client, bucket: string, from: string, to: string): Promise<void> {
  await s3.request('PUT', to, { expect: [200], headers: { 'x-amz-copy-source': `/${bucket}/${from}` } });
  // S3 may answer 200 and fail afterwards.
  if (!(await isThere(s3, to))) throw new Error('The file store did not copy the file');
  await erase(s3, from);
}

interface RequestOptions {
  expect: number[];
  headers?: Record<string, string>;
  body?: Blob;
}

interface S3Client {
  request(method: string, path: string, options: RequestOptions): Promise<Response>;
}

function s3Client(config: S3Config): S3Client {
  const aws = new AwsClient({
    accessKeyId: config.accessKeyId,
    secretAccessKey: config.secretAccessKey,
    region: config.region,
    service: 's3',
    retries: 4,
  });
  return {
    async request(method, path, { expect, headers, body }) {
      const init = { method, ...(headers ? { headers } : {}), ...(body ? { body } : {}) };
      const response = await aws.fetch(`${config.endpoint}/${config.bucket}/${path}`, init);
      if (expect.includes(response.status)) return response;
      const text = method === 'HEAD' ? '' : await response.text();
      const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? 'no code';
      const message = `The file store answered ${response.status} (${code})`;
      throw response.status === 507 || /Quota|Storage(Full|LimitExceeded)/.test(code)
        ? new StorageFull(message)
        : new Error(message);
    },
  };
}

async function isFresh(s3: S3Client, sha256: string): Promise<boolean> {
  const response = await s3.request('HEAD', keyOf(sha256), { expect: [200, 404] });
  const modified = Date.parse(response.headers.get('last-modified') ?? '');
  return response.status === 200 && Date.now() - modified < freshMs;
}

async function upload(s3: S3Client, { path, sha256 }: ReceivedFile): Promise<void> {
  // A blob has a length, which S3 demands. The store compares the content with the signed hash and refuses a damaged upload.
  const body = await openAsBlob(path);
  await s3.request('PUT', keyOf(sha256), {
    expect: [200],
    body,
    headers: { 'content-type': 'application/octet-stream', 'x-amz-content-sha256': sha256 },
  });
}

async function download(s3: S3Client, key: string, range: ByteRange | undefined): Promise<Readable> {
  const headers = range ? { range: `bytes=${range.start}-${range.end}` } : {};
  const response = await s3.request('GET', key, { expect: [range ? 206 : 200, 404], headers });
  if (response.status === 404 || !response.body) throw new FileMissing(key.slice(-64));
  return Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
}

async function* listBucket(s3: S3Client, prefix: string): AsyncIterable<ListedFile> {
  let token: string | undefined;
  do {
    const query = new URLSearchParams({
      'list-type': '2',
      ...(prefix && { prefix }),
      ...(token ? { 'continuation-token': token } : {}),
    });
    const page = await (await s3.request('GET', `?${query}`, { expect: [200] })).text();
    for (const [, entry = ''] of page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
      const key = element(entry, 'Key');
      const sha256 = key.startsWith(prefix)
        ? /^[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(key.slice(prefix.length))?.[1]
        : undefined;
      if (sha256)
        yield { sha256, bytes: Number(element(entry, 'Size')), storedAt: new Date(element(entry, 'LastModified')) };
    }
    token = element(page, 'NextContinuationToken') || undefined;
  } while (token);
}

function element(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}
