import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Unavailable } from '#access/refusals.ts';
import { serveFile, type ServedFile } from '#access/serve-file.ts';
import type { Visit } from '#access/visit.ts';
import { FileMissing, type ByteRange } from '#platform/files/file-store.ts';
import { configureLog } from '#platform/log.ts';
import type { FileKind } from '#platform/text/file-kinds.ts';

const content = Buffer.from('0123456789');
const served = (kind: FileKind = 'pdf', wish: Partial<ServedFile> = {}): ServedFile => ({
  name: `Brief aan “ouders”.${kind}`,
  kind,
  bytes: content.length,
  sha256: 'a1',
  since: new Date('2026-10-05T08:00:00Z'),
  ...wish,
});

type Open = (sha256: string, range?: ByteRange) => Promise<Readable>;
const stored: Open = async (_sha256, range) =>
  Readable.from([content.subarray(range?.start ?? 0, (range?.end ?? content.length - 1) + 1)]);

function serve(
  file: ServedFile,
  { range, wish = 'inline', open = stored }: { range?: string; wish?: 'inline' | 'attachment'; open?: Open } = {},
): Promise<Response> {
  const request = new Request('https://site.example/bestand', { headers: range === undefined ? {} : { range } });
  return serveFile({ request, services: { files: { open } } } as unknown as Visit, file, wish);
}

let logged: string[] = [];
beforeEach(() => {
  logged = [];
  configureLog({ write: (line) => logged.push(line) });
});
afterEach(() => configureLog({ write: (line) => process.stdout.write(line) }));

test('DO-4: a file is sent whole, with its kind, its size and its name', async () => {
  const answer = await serve(served());
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': '10',
    'accept-ranges': 'bytes',
    'last-modified': 'Mon, 05 Oct 2026 08:00:00 GMT',
  });
  expect(answer.headers.has('content-range')).toBe(false);
  expect(answer.headers.get('content-disposition')).toMatch(/^inline; filename=".*"; filename\*=UTF-8''Brief%20aan/);
  expect(await answer.text()).toBe('0123456789');
});

test.each<[FileKind, string, boolean]>([
  ['pdf', 'application/pdf', true],
  ['png', 'image/png', true],
  ['jpg', 'image/jpeg', true],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', false],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', false],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation', false],
  ['odt', 'application/vnd.oasis.opendocument.text', false],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet', false],
  ['txt', 'text/plain; charset=utf-8', false],
  ['csv', 'text/csv; charset=utf-8', false],
])('DO-4: %s is sent as %s, shown in the browser: %s', async (kind, type, shown) => {
  const answer = await serve(served(kind));
  expect(answer.headers.get('content-type')).toBe(type);
  expect(answer.headers.get('content-disposition')).toMatch(shown ? /^inline;/ : /^attachment;/);
  expect((await serve(served(kind), { wish: 'attachment' })).headers.get('content-disposition')).toMatch(
    /^attachment;/,
  );
});

test('DO-4: what others delivered may do nothing, is framed by us only and is kept by no cache', async () => {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; frame-ancestors 'self'";
  const headersOf = async (kind: FileKind) => (await serve(served(kind))).headers;
  // A browser's own viewer of PDF does not start in a sandbox.
  expect((await headersOf('pdf')).get('content-security-policy')).toBe(policy);
  expect((await headersOf('png')).get('content-security-policy')).toBe(`${policy}; sandbox`);
  expect(Object.fromEntries(await headersOf('txt'))).toMatchObject({
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  });
});

test.each([
  ['bytes=0-3', '0123', 'bytes 0-3/10', '4'],
  ['bytes=4-', '456789', 'bytes 4-9/10', '6'],
  ['bytes=-2', '89', 'bytes 8-9/10', '2'],
  ['bytes=9-99', '9', 'bytes 9-9/10', '1'],
])('DO-4: %s is answered with that part', async (range, text, part, length) => {
  const answer = await serve(served(), { range });
  expect([answer.status, answer.headers.get('content-range'), answer.headers.get('content-length')]).toEqual([
    206,
    part,
    length,
  ]);
  expect(await answer.text()).toBe(text);
});

test.each(['bytes=0-1,4-5', 'lines=0-3', 'bytes', 'bytes=x'])(
  'DO-4: %s is answered with the whole file, as RFC 9110 14.2 allows',
  async (range) => {
    const answer = await serve(served(), { range });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([200, null]);
    expect(await answer.text()).toBe('0123456789');
  },
);

test('DO-4: a part beyond the end is refused with the size, and the file is not opened', async () => {
  const open = vi.fn(stored);
  const answer = await serve(served(), { range: 'bytes=10-', open });
  expect([answer.status, answer.headers.get('content-range'), await answer.text()]).toEqual([416, 'bytes */10', '']);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(open).not.toHaveBeenCalled();
});

test('DO-4: an empty file has no parts', async () => {
  const open: Open = async () => Readable.from([]);
  const answer = await serve(served('txt', { bytes: 0 }), { range: 'bytes=0-', open });
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '0', '']);
});

test('a file that the store does not find is unavailable, and the log says which', async () => {
  const open: Open = () => Promise.reject(new FileMissing('a1'));
  await expect(serve(served(), { open })).rejects.toThrow(Unavailable);
  expect(logged).toEqual([expect.stringMatching(/"event":"file-missing","sha256":"a1"/)]);
});

test('any other fault of the store stays what it is', async () => {
  const fault = new Error('The disk is on fire');
  await expect(serve(served(), { open: () => Promise.reject(fault) })).rejects.toBe(fault);
});

test('a file that breaks off while it is read ends the answer without saying why, and the log says which', async () => {
  const open: Open = async () =>
    new Readable({
      read() {
        this.push('01');
        this.destroy(new Error('/data/files/a1: input/output error'));
      },
    });
  const answer = await serve(served(), { open });
  await expect(answer.text()).rejects.toThrow(/^The file cannot be read$/);
  expect(logged).toEqual([expect.stringMatching(/"event":"file-unreadable","sha256":"a1".*input\/output error/)]);
});

test('a reader who goes away lets go of the file, which is no fault of the file', async () => {
  const file = new Readable({ read: () => undefined });
  const answer = await serve(served(), { open: async () => file });
  const reader = answer.body!.getReader();
  const reading = reader.read();
  await reader.cancel();
  expect(file.destroyed).toBe(true);
  expect((await reading).done).toBe(true);
  await finished(file).catch(() => undefined);
  expect(logged).toEqual([]);
});
