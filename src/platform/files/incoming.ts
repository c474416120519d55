import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { FileTooLarge, StorageFull, type FileSource, type StoredFile } from '#platform/files/file-store.ts';

export interface ReceivedFile extends StoredFile {
  path: string;
}

const staleAfterMs = 24 * 60 * 60 * 1000;

/** Receives a file into a folder while hashing and counting. On any fault nothing is left; otherwise it is safely on disk. */
export async function receive(folder: string, source: FileSource, maxBytes: number): Promise<ReceivedFile> {
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => Promise.reject(storageError(error)));
  try {
    const received = await write(file, source, maxBytes);
    await file.sync();
    await file.close();
    return { path, ...received };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(path, { force: true });
    throw storageError(error);
  }
}

async function write(file: FileHandle, source: FileSource, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new FileTooLarge(maxBytes);
    hash.update(chunk);
    await writeWhole(file, chunk);
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.byteLength;) at += (await file.write(chunk, at)).bytesWritten;
}

/** Names the fault that an operator mends by making room. */
export function storageError(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFull('The disk is full', { cause: error }) : error;
}

/** Makes the folder for files under way and clears what a killed process left there. */
export async function prepareIncoming(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > staleAfterMs) await rm(path, { force: true });
  }
}
