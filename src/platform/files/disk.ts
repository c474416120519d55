import { createReadStream } from 'node:fs';
import { access, mkdir, open, opendir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  FileMissing,
  keyOf,
  type ByteRange,
  type FileSource,
  type FileStore,
  type ListedFile,
  type StoredFile,
} from '#platform/files/file-store.ts';
import { prepareIncoming, receive, storageError, type ReceivedFile } from '#platform/files/incoming.ts';

/** Files in a folder of our own. */
export async function diskFileStore(folder: string): Promise<FileStore> {
  // Inside the same folder, so on the same volume: a rename is then all or nothing.
  const incoming = join(folder, 'incoming');
  await prepareIncoming(incoming);
  const aside = join(folder, 'aside');
  const pathOf = (sha256: string): string => join(folder, keyOf(sha256));
  const asideOf = (sha256: string): string => join(aside, keyOf(sha256));
  return {
    async put(source: FileSource, { maxBytes }): Promise<StoredFile> {
      const received = await receive(incoming, source, maxBytes);
      await keep(received, pathOf(received.sha256));
      return { sha256: received.sha256, bytes: received.bytes };
    },
    open: (sha256, range) =>
      openFile(pathOf(sha256), range).catch((error: unknown) => {
        if (error instanceof FileMissing) return openFile(asideOf(sha256), range);
        throw error;
      }),
    has: async (sha256) => (await exists(pathOf(sha256))) || exists(asideOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    list: () => listFolder(folder),
    async setAside(sha256) {
      const moment = new Date();
      // First, so that a file is never aside with an older date than it was put there.
      await utimes(pathOf(sha256), moment, moment);
      await moveInto(pathOf(sha256), asideOf(sha256));
    },
    restore: async (sha256) => {
      if (await exists(pathOf(sha256))) await rm(asideOf(sha256), { force: true });
      else await moveInto(asideOf(sha256), pathOf(sha256));
    },
    removeAside: (sha256) => rm(asideOf(sha256), { force: true }),
    listAside: () => listFolder(aside),
  };
}

async function moveInto(path: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rename(path, target);
  await syncFolder(dirname(target));
}

async function keep(received: ReceivedFile, target: string): Promise<void> {
  try {
    const known = await exists(target);
    if (known) return await renew(received.path, target);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(received.path, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(received.path, { force: true });
    throw storageError(error);
  }
}

// Somebody may clear up this very file at this moment: then the new copy takes its place.
async function renew(path: string, target: string): Promise<void> {
  const moment = new Date();
  const renewed = await utimes(target, moment, moment).then(
    () => true,
    () => false,
  );
  if (renewed && (await exists(target))) await rm(path, { force: true });
  else await rename(path, target);
}

// Without this a power cut may forget the new name although the content is on disk.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function openFile(path: string, range: ByteRange | undefined): Promise<Readable> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new FileMissing(basename(path)) : error;
  });
  return createReadStream('', { fd: file, ...range });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function* listFolder(folder: string): AsyncIterable<ListedFile> {
  if (!(await exists(folder))) return;
  for await (const shard of await opendir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shard.name)) continue;
    for await (const entry of await opendir(join(folder, shard.name))) {
      const found = await stat(join(folder, shard.name, entry.name)).catch(() => null);
      if (found) yield { sha256: entry.name, bytes: found.size, storedAt: found.mtime };
    }
  }
}
