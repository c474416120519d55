import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileTooLarge } from '#platform/files/file-store.ts';
import { prepareIncoming, storageError } from '#platform/files/incoming.ts';

/** A file on its way, in pieces: it belongs to whoever sends it and is named by the content that it is going to have. */
export interface Part {
  personId: string;
  /** As the sender says; believed once all of it is there. */
  sha256: string;
}

/** So many files of one person are on their way at once; the one that waits longest gives way. */
const mostOfOnePerson = 60;

/** Where files on their way wait. What did not move for a day is cleared by whoever comes next. */
export const partsFolder = (dataDir: string): string => join(dataDir, 'parts');

const nameOf = ({ personId, sha256 }: Part): string => `${personId}-${sha256}`;

export const pathOfPart = (folder: string, part: Part): string => join(folder, nameOf(part));

/** How many bytes of a file arrived; it is begun when nothing did. */
export async function beginPart(folder: string, part: Part): Promise<number> {
  await prepareIncoming(folder);
  await makeRoom(folder, part);
  const file = await open(pathOfPart(folder, part), 'a', 0o600).catch(refuse);
  try {
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/**
 * Adds a piece that begins where the last one ended, and answers how many bytes there are. A piece that begins elsewhere
 * changes nothing: the answer says where to go on. What arrived of a piece before the connection was lost counts.
 */
export async function addPiece(
  folder: string,
  part: Part,
  piece: { from: number; source: AsyncIterable<Uint8Array>; maxBytes: number },
): Promise<number> {
  // Created by beginPart: a piece of a file that was cleared must begin again. Two tabs write the same bytes in the same places.
  const file = await open(pathOfPart(folder, part), constants.O_WRONLY).catch(refuse);
  try {
    const { size } = await file.stat();
    if (size !== piece.from) return size;
    let at = size;
    for await (const chunk of piece.source) {
      if (at + chunk.byteLength > piece.maxBytes) throw new FileTooLarge(piece.maxBytes);
      for (let done = 0; done < chunk.byteLength;)
        done += (await file.write(chunk, done, undefined, at + done)).bytesWritten;
      at += chunk.byteLength;
    }
    return at;
  } catch (error) {
    throw storageError(error);
  } finally {
    await file.close();
  }
}

/** Whether all of a file is there: its content has the name that was promised. */
export async function isWhole(folder: string, part: Part): Promise<boolean> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(pathOfPart(folder, part)), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  return hash.digest('hex') === part.sha256;
}

export const dropPart = (folder: string, part: Part): Promise<void> => rm(pathOfPart(folder, part), { force: true });

/** The sizes in bytes of what one person began to send and did not finish; not of what is somewhere already. */
export async function sizesOfParts(folder: string, personId: string, arrived: readonly string[]): Promise<number[]> {
  const names = new Set(arrived.map((sha256) => nameOf({ personId, sha256 })));
  const parts = (await partsOf(folder, personId)).filter((part) => part.bytes > 0 && !names.has(part.name));
  return parts.map((part) => part.bytes);
}

async function makeRoom(folder: string, part: Part): Promise<void> {
  const others = (await partsOf(folder, part.personId)).filter((other) => other.name !== nameOf(part));
  const inTheWay = others.toSorted((one, other) => other.movedAt - one.movedAt).slice(mostOfOnePerson - 1);
  for (const { name } of inTheWay) await rm(join(folder, name), { force: true });
}

async function partsOf(folder: string, personId: string) {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(`${personId}-`));
  const found = await Promise.all(
    names.map(async (name) => ({ name, found: await stat(join(folder, name)).catch(() => null) })),
  );
  return found.flatMap(({ name, found: part }) => (part ? [{ name, bytes: part.size, movedAt: part.mtimeMs }] : []));
}

function refuse(error: unknown): never {
  throw storageError(error);
}
