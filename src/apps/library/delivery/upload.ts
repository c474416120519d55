import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { putAside, type LocalFile } from '#apps/library/delivery/local-file.ts';
import { isReason, type Reason } from '#apps/library/delivery/reasons.ts';
import type { Config } from '#platform/config.ts';

const maxMetadataBytes = 64 * 1024;
const patienceMs = 20_000;

/** The two parts of an upload; the file lies on disk. */
export interface Upload {
  /** The JSON text; undefined when the part is missing or too large. */
  metadata: string | undefined;
  file: LocalFile | Reason | undefined;
  fileName: string;
}

/** The body is not a multipart form, or ends too early. */
export class MalformedUpload extends Error {
  override readonly name = 'MalformedUpload';
}

/** Reads the parts as they arrive; no more of the file lies in memory than one piece. */
export async function readUpload(
  request: Request,
  config: Pick<Config, 'maxUploadBytes' | 'dataDir'>,
  idleMs = patienceMs,
): Promise<Upload> {
  const upload: Upload = { metadata: undefined, file: undefined, fileName: '' };
  const parser = parserFor(request, config.maxUploadBytes);
  let arriving: { stream: Readable; stored: Promise<LocalFile | Reason> } | undefined;
  // A form that ends too early makes the parser complain several times, also after we stopped listening to it; one complaint
  // without a listener would end the program.
  parser.on('error', () => undefined);
  parser.on('field', (name, value, _nameCut, isCut) => {
    if (name === 'metadata' && !isCut) upload.metadata = value;
  });
  parser.on('file', (_name, stream, fileName: string | undefined) => {
    stream.on('error', () => undefined);
    upload.fileName = fileName ?? '';
    arriving = { stream, stored: putAside(config, withoutEnding(stream)) };
    // The fault is told by whoever awaits below; until then it must not count as forgotten.
    arriving.stored.catch(() => stream.resume());
  });
  try {
    await pipeUntilStill(bodyOf(request), parser, idleMs);
  } catch (error) {
    arriving?.stream.destroy(error as Error);
    const stored = await arriving?.stored.catch(() => undefined);
    if (stored && !isReason(stored)) await stored.release();
    throw new MalformedUpload((error as Error).message);
  }
  upload.file = await arriving?.stored;
  return upload;
}

/** Ends when nothing moves any more: after some malformed endings the parser waits for ever, and a sender may do so too. */
async function pipeUntilStill(body: Readable, parser: BusboyInstance, idleMs: number): Promise<void> {
  const stillness = Promise.withResolvers<never>();
  const clock = setTimeout(() => stillness.reject(new Error('The form stands still before its end')), idleMs);
  const moving = async function* (pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const piece of pieces) {
      clock.refresh();
      yield piece;
    }
  };
  const piped = pipeline(body, moving, parser);
  // A parser that waits does not answer to being destroyed either, so its end is not awaited.
  piped.catch(() => undefined);
  try {
    await Promise.race([piped, stillness.promise]);
  } finally {
    clearTimeout(clock);
    body.destroy();
  }
}

function parserFor(request: Request, maxBytes: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      isPartAFile: (name) => name === 'file',
      // One byte over the limit arrives, so that the file is known to be too large; the rest is passed over.
      limits: { fields: 1, files: 1, fieldSize: maxMetadataBytes, fileSize: maxBytes + 1, headerPairs: 20 },
    });
  } catch (error) {
    throw new MalformedUpload((error as Error).message);
  }
}

/** Whoever stops reading leaves the stream as it is: the parser must still be able to pass over the rest. */
async function* withoutEnding(stream: Readable): AsyncIterable<Uint8Array> {
  try {
    yield* stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
  } finally {
    stream.resume();
  }
}

function bodyOf(request: Request): Readable {
  return request.body ? Readable.fromWeb(request.body as ReadableStream<Uint8Array>) : Readable.from([]);
}
