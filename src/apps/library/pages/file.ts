import type { ActorVisit } from '#access/visit.ts';
import { serveFile } from '#access/serve-file.ts';
import { documentOf } from '#apps/library/pages/document.tsx';
import type { DocumentDetails } from '#apps/library/queries.ts';

/** The file, to look at: only kinds that a browser shows safely; the others are always a download (DO-4). */
export async function filePage(visit: ActorVisit): Promise<Response> {
  return serve(visit, await documentOf(visit, 'open-document'), 'inline');
}

/** The file, to keep. */
export async function downloadPage(visit: ActorVisit): Promise<Response> {
  return serve(visit, await documentOf(visit, 'download-document'), 'attachment');
}

function serve(visit: ActorVisit, document: DocumentDetails, type: 'inline' | 'attachment'): Promise<Response> {
  const { fileName: name, fileKind: kind, fileBytes: bytes, fileSha256: sha256, publishedAt: since } = document;
  return serveFile(visit, { name, kind, bytes, sha256, since }, type);
}
