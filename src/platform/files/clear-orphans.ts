import { now } from '#platform/clock.ts';
import type { FileStore, ListedFile } from '#platform/files/file-store.ts';

/** Between the moment a file lies in the store and the row that points to it: minutes at most. */
const quietMs = 24 * 60 * 60 * 1000;
const atOnce = 500;
/** More than this, and more than half of all: these are not the files of this database. */
const mostOrphans = 1000;

export interface Clearing {
  files: FileStore;
  /** Which of these something points to, at this instant. */
  pointedTo: (hashes: readonly string[]) => Promise<Set<string>>;
  signal?: AbortSignal;
  /** Files younger than this are left alone, in milliseconds. */
  quietMs?: number;
}

export interface Cleared {
  setAside: number;
  restored: number;
  removed: number;
}

/** Nearly everything seems forgotten: the database and the files do not belong together, or a restore is half done. */
export class TooManyOrphans extends Error {
  override readonly name = 'TooManyOrphans';
}

/**
 * Clears files to which nothing points: of drafts that were thrown away, of forms that were never finished, of what is past its
 * term. A file goes in two nights: first it is set aside, where it is still found, and a day later it is removed, unless
 * something points to it after all. So an upload that came in between loses nothing, and neither does a killed process.
 */
export async function clearOrphans(clearing: Clearing): Promise<Cleared> {
  const { files, pointedTo } = clearing;
  const before = now().getTime() - (clearing.quietMs ?? quietMs);
  const cleared: Cleared = { setAside: 0, restored: 0, removed: 0 };
  for await (const batch of batchesOf(files.listAside(), clearing.signal)) {
    const needed = await pointedTo(batch.map((file) => file.sha256));
    for (const { sha256, storedAt } of batch)
      if (needed.has(sha256)) {
        await files.restore(sha256);
        cleared.restored += 1;
      } else if (storedAt.getTime() < before) {
        await files.removeAside(sha256);
        cleared.removed += 1;
      }
  }
  for (const sha256 of await findOrphans(clearing, before)) {
    if (clearing.signal?.aborted) break;
    await files.setAside(sha256);
    cleared.setAside += 1;
  }
  return cleared;
}

async function findOrphans({ files, pointedTo, signal }: Clearing, before: number): Promise<string[]> {
  const orphans: string[] = [];
  let all = 0;
  for await (const batch of batchesOf(files.list(), signal)) {
    const old = batch.filter((file) => file.storedAt.getTime() < before).map((file) => file.sha256);
    const needed = old.length === 0 ? new Set() : await pointedTo(old);
    orphans.push(...old.filter((sha256) => !needed.has(sha256)));
    all += batch.length;
  }
  if (orphans.length > mostOrphans && orphans.length > all / 2)
    throw new TooManyOrphans(`Nothing points to ${orphans.length} of ${all} files: nothing was cleared`);
  return orphans;
}

async function* batchesOf(listed: AsyncIterable<ListedFile>, signal?: AbortSignal): AsyncIterable<ListedFile[]> {
  let batch: ListedFile[] = [];
  for await (const file of listed) {
    if (signal?.aborted) return;
    batch.push(file);
    if (batch.length === atOnce) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
