import { readAsSystem } from '#access/context.ts';
import type { FilesOfForm } from '#access/route.ts';
import type { Visit } from '#access/visit.ts';
import { FileTooLarge, StorageFull } from '#platform/files/file-store.ts';
import { keepFile, type SentFile } from '#platform/files/keep-file.ts';
import { addPiece, beginPart, dropPart, isWhole, partsFolder, pathOfPart, type Part } from '#platform/files/parts.ts';
import { findPointedTo } from '#platform/files/pointers.ts';
import { log } from '#platform/log.ts';
import type { Services } from '#platform/services.ts';

/** A piece is sent to the address of the form that the file belongs to, behind the same rule, with these headers. */
const hashHeader = 'x-sha256';
const offsetHeader = 'x-offset';
const mostPieceBytes = 1024 * 1024;

export const isPiece = (request: Request): boolean =>
  request.headers.get('content-type') === 'application/octet-stream' && request.headers.has(hashHeader);

/**
 * Takes a piece of a file (DV-1) and answers how much of it there is, so that an upload goes on where it stopped: after a lost
 * connection, a reload, or in another tab. A person reaches only what the same person sent.
 */
export async function answerPiece(
  { request, services }: Visit,
  rules: FilesOfForm,
  personId: string,
): Promise<Response> {
  const sha256 = request.headers.get(hashHeader) ?? '';
  const offset = request.headers.get(offsetHeader);
  if (!isHash(sha256) || (offset !== null && !/^\d{1,12}$/.test(offset))) return Response.json({}, { status: 400 });
  if (Number(request.headers.get('content-length') ?? 0) > mostPieceBytes) return Response.json({}, { status: 413 });
  const folder = partsFolder(services.config.dataDir);
  const part = { personId, sha256 };
  try {
    if (offset === null) return Response.json({ received: await beginPart(folder, part) });
    const from = Number(offset);
    const piece = { from, source: bodyOf(request), maxBytes: Math.min(rules.maxBytes, from + mostPieceBytes) };
    return Response.json({ received: await addPiece(folder, part, piece) });
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): Response {
  if (error instanceof FileTooLarge) return Response.json({}, { status: 413 });
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Response.json({ received: 0 }, { status: 409 });
  // A connection that was lost is nobody's fault; the sender asks how much arrived.
  const level = error instanceof StorageFull ? 'error' : 'warn';
  log[level]('piece-not-kept', { error });
  return Response.json({}, { status: 503 });
}

/** A file that arrived in pieces, as the form names it. */
export interface NamedPart extends Part {
  name: string;
}

/** Takes the names of what arrived in pieces out of a form: `<sha256>.<name of the file>`, beside the field of its files. */
export function takeNamedParts(form: FormData, rules: FilesOfForm, personId: string): NamedPart[] {
  const field = `${rules.field}-klaar`;
  const named = form.getAll(field).slice(0, rules.most).map(String);
  form.delete(field);
  return named
    .map((text) => ({ personId, sha256: text.slice(0, 64), name: text.slice(65) }))
    .filter(({ sha256, name }) => isHash(sha256) && name !== '');
}

/** Judges and keeps what arrived in pieces, like any file that came with its form. */
export async function keepParts(
  services: Services,
  rules: FilesOfForm,
  parts: readonly NamedPart[],
): Promise<SentFile[]> {
  const folder = partsFolder(services.config.dataDir);
  const files: SentFile[] = [];
  for (const part of parts) {
    const path = pathOfPart(folder, part);
    if (await isWhole(folder, part)) {
      const file = await keepFile(services, { path, name: part.name, maxBytes: rules.maxBytes });
      // What was refused for what it is would be refused again.
      if (!file.ok && file.reason !== 'not-kept') await dropPart(folder, part);
      files.push(file);
    } else {
      // What has other bytes than it promised can never become whole.
      await dropPart(folder, part);
      files.push({ ok: false, name: part.name, reason: 'not-kept' });
    }
  }
  return files;
}

/** Lets go of what arrived once it is part of something; a form that has to be sent again finds the rest where it is. */
export async function dropTakenParts({ config, database }: Services, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return;
  const hashes = parts.map(({ sha256 }) => sha256);
  const taken = new Set(await readAsSystem(database, (db) => findPointedTo(db, hashes)));
  for (const part of parts) if (taken.has(part.sha256)) await dropPart(partsFolder(config.dataDir), part);
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

async function* bodyOf(request: Request): AsyncIterable<Uint8Array> {
  if (request.body) yield* request.body as unknown as AsyncIterable<Uint8Array>;
}
