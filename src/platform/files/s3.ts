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
    open: (sha256, range) => download(s3, sha256, range),
    has: async (sha256) => (await s3.request('HEAD', keyOf(sha256), { expect: [200, 404] })).status === 200,
    async remove(sha256) {
      await s3.request('DELETE', keyOf(sha256), { expect: [204, 200, 404] });
    },
    list: () => listBucket(s3),
  };
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

async function download(s3: S3Client, sha256: string, range: ByteRange | undefined): Promise<Readable> {
  const headers = range ? { range: `bytes=${range.start}-${range.end}` } : {};
  const response = await s3.request('GET', keyOf(sha256), { expect: [range ? 206 : 200, 404], headers });
  if (response.status === 404 || !response.body) throw new FileMissing(sha256);
  return Readable.fromWeb(response.body as ReadableStream<Uint8Array>);
}

async function* listBucket(s3: S3Client): AsyncIterable<ListedFile> {
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ 'list-type': '2', ...(token ? { 'continuation-token': token } : {}) });
    const page = await (await s3.request('GET', `?${query}`, { expect: [200] })).text();
    for (const [, entry = ''] of page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
      const sha256 = /^[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(element(entry, 'Key'))?.[1];
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
