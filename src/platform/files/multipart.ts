import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyInstance } from '@fastify/busboy';

const patienceMs = 20_000;

/** What one form may hold. */
export interface MultipartLimits {
  fields: number;
  fieldBytes: number;
  files: number;
  /** The stream of a larger file ends one byte beyond this, so that whoever keeps it knows that it is too large. */
  fileBytes: number;
  isFile?: (name: string) => boolean;
  /** Given up when nothing moves for so long. */
  idleMs?: number | undefined;
}

/** What is done with each file while it arrives. */
export interface FileKeeper<Kept> {
  keep: (stream: AsyncIterable<Uint8Array>, name: string) => Promise<Kept>;
  /** Takes back what was kept of a form that turns out to be unreadable. */
  release: (kept: Kept) => Promise<void>;
}

export interface MultipartForm<Kept> {
  fields: readonly (readonly [name: string, value: string])[];
  files: readonly { field: string; name: string; kept: Kept }[];
  /** Something was passed over: more fields or files than the limits allow, or a field that is too long. */
  isCut: boolean;
}

/** The body is not a multipart form, or ends too early. */
export class MalformedForm extends Error {
  override readonly name = 'MalformedForm';
}

interface Arriving<Kept> {
  field: string;
  name: string;
  stream: Readable;
  kept: Promise<Kept>;
}

/** Reads a form as it arrives; of its files no more lies in memory than one piece. */
export async function readMultipart<Kept>(
  request: Request,
  limits: MultipartLimits,
  keeper: FileKeeper<Kept>,
): Promise<MultipartForm<Kept>> {
  const fields: [string, string][] = [];
  const arriving: Arriving<Kept>[] = [];
  let isCut = false;
  const parser = parserFor(request, limits);
  // A form that ends too early makes the parser complain several times, also after we stopped listening to it; one complaint
  // without a listener would end the program.
  parser.on('error', () => undefined);
  for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) parser.on(limit, () => (isCut = true));
  parser.on('field', (name, value, nameIsCut, valueIsCut) => {
    if (nameIsCut || valueIsCut) isCut = true;
    else fields.push([name, value]);
  });
  parser.on('file', (field, stream, name: string | undefined) => {
    stream.on('error', () => undefined);
    const kept = keeper.keep(withoutEnding(stream), name ?? '');
    arriving.push({ field, name: name ?? '', stream, kept });
    // The fault is told by whoever awaits below; until then it must not count as forgotten.
    kept.catch(() => stream.resume());
  });
  try {
    await pipeUntilStill(bodyOf(request), parser, limits.idleMs ?? patienceMs);
  } catch (error) {
    await takeBack(arriving, keeper, error as Error);
    throw new MalformedForm((error as Error).message);
  }
  return { fields, files: await keptFiles(arriving, keeper), isCut };
}

/** All files, or none: one that cannot be kept takes the others back. */
async function keptFiles<Kept>(arriving: readonly Arriving<Kept>[], keeper: FileKeeper<Kept>) {
  const files: { field: string; name: string; kept: Kept }[] = [];
  try {
    for (const { field, name, kept } of arriving) files.push({ field, name, kept: await kept });
    return files;
  } catch (error) {
    await takeBack(arriving, keeper, error as Error);
    throw error;
  }
}

async function takeBack<Kept>(
  arriving: readonly Arriving<Kept>[],
  keeper: FileKeeper<Kept>,
  because: Error,
): Promise<void> {
  for (const { stream, kept } of arriving) {
    stream.destroy(because);
    const settled = await kept.then(
      (value) => ({ value }),
      () => undefined,
    );
    if (settled) await keeper.release(settled.value);
  }
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

function parserFor(request: Request, limits: MultipartLimits): BusboyInstance {
  const { fields, fieldBytes, files, fileBytes, isFile } = limits;
  try {
    return new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      ...(isFile && { isPartAFile: (name: string | undefined) => isFile(name ?? '') }),
      limits: { fields, files, fieldSize: fieldBytes, fileSize: fileBytes + 1, headerPairs: 20 },
    });
  } catch (error) {
    throw new MalformedForm((error as Error).message);
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
