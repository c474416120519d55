import type { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import parseRange from 'range-parser';
import { Unavailable } from '#access/refusals.ts';
import type { Visit } from '#access/visit.ts';
import { FileMissing } from '#platform/files/file-store.ts';
import { log } from '#platform/log.ts';
import type { FileKind } from '#platform/text/file-kinds.ts';

/** A stored file that somebody may read. */
export interface ServedFile {
  name: string;
  kind: FileKind;
  bytes: number;
  sha256: string;
  since: Date;
}

const contentTypes: Record<FileKind, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
};

/** Kinds that a browser shows without running anything of theirs. */
const shownInline = new Set<FileKind>(['pdf', 'png', 'jpg']);

/** Answers with a file, or the part of it that was asked for. Only kinds that a browser shows safely are shown; the others are always a download (DO-4). */
export async function serveFile(
  visit: Pick<Visit, 'request' | 'services'>,
  served: ServedFile,
  wish: 'inline' | 'attachment',
): Promise<Response> {
  const size = served.bytes;
  const type = shownInline.has(served.kind) ? wish : 'attachment';
  const headers: Record<string, string> = {
    ...deliveredFileHeaders(served.kind),
    'content-type': contentTypes[served.kind],
    'content-disposition': contentDisposition(served.name, { type }),
    'accept-ranges': 'bytes',
    'last-modified': served.since.toUTCString(),
  };
  const range = rangeOf(visit.request, size);
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  }
  const part = range ?? { start: 0, end: size - 1 };
  headers['content-length'] = String(part.end - part.start + 1);
  if (range) headers['content-range'] = `bytes ${part.start}-${part.end}/${size}`;
  const file = await openFile(visit, served, range ?? undefined);
  return new Response(bodyOf(file, served), { status: range ? 206 : 200, headers });
}

/** The content on its way out; why reading it stopped is for the log, and the reader's connection just ends. */
function bodyOf(file: Readable, { sha256 }: ServedFile): ReadableStream<Uint8Array> {
  // Not Readable.toWeb: there a piece that arrives after the reader broke off throws where nobody can catch it.
  const pieces = file[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await pieces.next();
        if (piece.done) controller.close();
        else controller.enqueue(piece.value);
      } catch (error) {
        if (file.errored) log.error('file-unreadable', { sha256, error });
        controller.error(new Error('The file cannot be read'));
      }
    },
    cancel: () => void file.destroy(),
  });
}

/** A file that is known but does not answer is a fault of ours with a name, not something missing. */
async function openFile(
  visit: Pick<Visit, 'services'>,
  served: ServedFile,
  range?: { start: number; end: number },
): Promise<Readable> {
  try {
    return await visit.services.files.open(served.sha256, range);
  } catch (error) {
    if (!(error instanceof FileMissing)) throw error;
    log.error('file-missing', { sha256: served.sha256 });
    throw new Unavailable();
  }
}

/** One range is served; several at once are answered with the whole file, as the standard allows (RFC 9110 14.2). */
function rangeOf(request: Request, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const header = request.headers.get('range');
  if (!header || size === 0) return null;
  const ranges = parseRange(size, header);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null;
  const [only] = ranges;
  return only ? { start: only.start, end: only.end } : null;
}

/** Delivered by others: may be framed by us, may do nothing, and no cache but the reader's own memory keeps it. */
function deliveredFileHeaders(kind: FileKind): Record<string, string> {
  return {
    // A browser's own PDF viewer is a sandbox already and does not start inside another one.
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; frame-ancestors 'self'${kind === 'pdf' ? '' : '; sandbox'}`,
    'x-frame-options': 'SAMEORIGIN',
    'referrer-policy': 'no-referrer',
    'cache-control': 'private, no-store',
  };
}
