import type { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import parseRange from 'range-parser';
import { Unavailable } from '#access/refusals.ts';
import type { ActorVisit } from '#access/visit.ts';
import type { FileKind } from '#apps/library/model.ts';
import { documentOf } from '#apps/library/pages/document.tsx';
import type { DocumentDetails } from '#apps/library/queries.ts';
import { FileMissing } from '#platform/files/file-store.ts';
import { log } from '#platform/log.ts';

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

/** The file, to look at: only kinds that a browser shows safely; the others are always a download (DO-4). */
export async function filePage(visit: ActorVisit): Promise<Response> {
  const document = await documentOf(visit, 'open-document');
  return serve(visit, document, shownInline.has(document.fileKind) ? 'inline' : 'attachment');
}

/** The file, to keep. */
export async function downloadPage(visit: ActorVisit): Promise<Response> {
  return serve(visit, await documentOf(visit, 'download-document'), 'attachment');
}

async function serve(visit: ActorVisit, document: DocumentDetails, type: 'inline' | 'attachment'): Promise<Response> {
  const size = document.fileBytes;
  const headers: Record<string, string> = {
    ...deliveredFileHeaders(document.fileKind),
    'content-type': contentTypes[document.fileKind],
    'content-disposition': contentDisposition(document.fileName, { type }),
    'accept-ranges': 'bytes',
    'last-modified': document.publishedAt.toUTCString(),
  };
  const range = rangeOf(visit.request, size);
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  }
  const part = range ?? { start: 0, end: size - 1 };
  headers['content-length'] = String(part.end - part.start + 1);
  if (range) headers['content-range'] = `bytes ${part.start}-${part.end}/${size}`;
  const file = await openFile(visit, document, range ?? undefined);
  return new Response(bodyOf(file, document), { status: range ? 206 : 200, headers });
}

/** The content on its way out; why reading it stopped is for the log, and the reader's connection just ends. */
function bodyOf(file: Readable, document: DocumentDetails): ReadableStream<Uint8Array> {
  // Not Readable.toWeb: there a piece that arrives after the reader broke off throws where nobody can catch it.
  const pieces = file[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = await pieces.next();
        if (piece.done) controller.close();
        else controller.enqueue(piece.value);
      } catch (error) {
        if (file.errored) log.error('document-file-unreadable', { document: document.id, error });
        controller.error(new Error('The file cannot be read'));
      }
    },
    cancel: () => void file.destroy(),
  });
}

/** A stored document whose file does not answer is a fault of ours with a name, not a missing document. */
async function openFile(
  visit: ActorVisit,
  document: DocumentDetails,
  range?: { start: number; end: number },
): Promise<Readable> {
  try {
    return await visit.services.files.open(document.fileSha256, range);
  } catch (error) {
    if (!(error instanceof FileMissing)) throw error;
    log.error('document-file-missing', { document: document.id, sha256: document.fileSha256 });
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
