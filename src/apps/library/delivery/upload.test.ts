import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readUpload, type Upload } from '#apps/library/delivery/upload.ts';
import { MalformedForm } from '#platform/files/multipart.ts';

let dataDir: string;
beforeAll(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'schoolpoort-upload-'))));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

function read(body: string | ReadableStream<Uint8Array>): Promise<Upload> {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const request = new Request('http://schoolpoort/', init);
  return readUpload(request, { maxUploadBytes: 1000, dataDir }, 150);
}

const left = (): Promise<string[]> => readdir(join(dataDir, 'deliveries')).catch(() => []);

// After this ending the parser waits for more, which never comes.
const waitsForEver = '--x--\r\n--x--x';

test('DO-10 a form that stands still is given up', async () => {
  await expect(read(waitsForEver)).rejects.toThrow(MalformedForm);
  const begun = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nbegin';
  const silent = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from(begun)) });
  await expect(read(silent)).rejects.toThrow('stands still');
  expect(await left()).toEqual([]);
});

test('DO-10 no body, however odd, hangs or makes the program fall', async () => {
  const piece = fc.constantFrom(
    '--x',
    '--x--',
    '\r\n',
    '\n',
    'content-disposition: form-data; name="file"; filename="a.txt"',
    'content-disposition: form-data; name="metadata"',
    'content-disposition: form-data; name="file"; filename*=utf-9\'\'%ff',
    'content-disposition: ;;;=',
    'content-type: text/plain; charset=utf-99',
    'content-transfer-encoding: base64',
    '\0\u00ff',
    'inhoud',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const upload = await read(pieces.join('')).catch((error: unknown) => {
        if (!(error instanceof MalformedForm)) throw error;
      });
      if (upload?.file && 'release' in upload.file) await upload.file.release();
    }),
    { numRuns: 500, examples: [[[waitsForEver]]] },
  );
  expect(await left()).toEqual([]);
});
