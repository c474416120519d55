import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isReason, reason, type Reason } from '#apps/library/delivery/reasons.ts';
import type { Delivery } from '#apps/library/delivery/delivery.ts';
import type { Config } from '#platform/config.ts';
import { FileTooLarge } from '#platform/files/file-store.ts';
import { prepareIncoming, receive } from '#platform/files/incoming.ts';

/** The file of a delivery, where it can be looked at, hashed and read. */
export interface LocalFile {
  path: string;
  bytes: number;
  /** Whether the file is still the one that was found. */
  isSame(): Promise<boolean>;
  /** Removes what was put aside for this delivery. */
  release(): Promise<void>;
}

/** Takes the file where it lies, or puts a stream aside on disk: it never lies in memory whole. */
export async function localFile({ file, installation }: Delivery): Promise<LocalFile | Reason> {
  if (isReason(file)) return file;
  return typeof file === 'string'
    ? fileOnDisk(file, installation.config.maxUploadBytes)
    : putAside(installation.config, file);
}

/** Keeps a stream on disk until it is delivered; of one that is too large nothing stays. */
export async function putAside(
  { maxUploadBytes: maxBytes, dataDir }: Pick<Config, 'maxUploadBytes' | 'dataDir'>,
  stream: AsyncIterable<Uint8Array>,
): Promise<LocalFile | Reason> {
  const folder = join(dataDir, 'deliveries');
  await prepareIncoming(folder);
  try {
    const { path, bytes } = await receive(folder, stream, maxBytes);
    return { path, bytes, isSame: async () => true, release: () => rm(path, { force: true }) };
  } catch (error) {
    if (error instanceof FileTooLarge) return reason('file-too-large', { maxBytes });
    throw error;
  }
}

async function fileOnDisk(path: string, maxBytes: number): Promise<LocalFile | Reason> {
  const found = await markOf(path);
  if (!found) return reason('file-missing');
  if (found.bytes > maxBytes) return reason('file-too-large', { maxBytes });
  return {
    path,
    bytes: found.bytes,
    isSame: async () => (await markOf(path))?.mark === found.mark,
    release: async () => undefined,
  };
}

async function markOf(path: string): Promise<{ bytes: number; mark: string } | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  if (!found?.isFile()) return null;
  return { bytes: Number(found.size), mark: `${found.ino}:${found.size}:${found.mtimeNs}` };
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
