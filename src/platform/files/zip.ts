import { Zip, ZipPassThrough } from 'fflate';
import { log } from '#platform/log.ts';

export interface ZipEntry {
  /** With `/` between folders. */
  name: string;
  at: Date;
  open: () => Promise<AsyncIterable<Uint8Array>>;
}

/** Several files as one ZIP, made while it is sent: of its content no more lies in memory than one piece. */
export function zipOf(entries: readonly ZipEntry[]): ReadableStream<Uint8Array> {
  const pieces = piecesOf(entries);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const piece = await pieces.next();
          if (piece.done) controller.close();
          else controller.enqueue(piece.value);
        } catch (error) {
          log.error('zip-broke-off', { error });
          controller.error(new Error('A file cannot be read'));
        }
      },
      // Lets go of the file that is open.
      cancel: async () => void (await pieces.return()),
    },
    { highWaterMark: 0 },
  );
}

async function* piecesOf(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array, void, void> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  for (const { name, at, open } of entries) {
    // What institutions send is compressed already: it goes as it is.
    const part = new ZipPassThrough(name);
    part.mtime = at;
    zip.add(part);
    for await (const piece of await open()) {
      part.push(new Uint8Array(piece));
      yield* ready.splice(0);
    }
    part.push(new Uint8Array(0), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
