import type { Readable } from 'node:stream';

export interface StoredFile {
  /** Lower-case hexadecimal: the name of the content. */
  sha256: string;
  bytes: number;
}

export interface ListedFile extends StoredFile {
  /** Renewed when the same content is put again, so that clearing up can leave alone what is new. */
  storedAt: Date;
}

/** Both ends inclusive, as in HTTP. */
export interface ByteRange {
  start: number;
  end: number;
}

export type FileSource = Uint8Array | AsyncIterable<Uint8Array>;

/** Files by content: the same content is kept once, and nothing is ever overwritten. */
export interface FileStore {
  /** Stores the whole file or nothing. Throws FileTooLarge or StorageFull. */
  put(source: FileSource, limits: { maxBytes: number }): Promise<StoredFile>;
  /** Throws FileMissing before the first byte. */
  open(sha256: string, range?: ByteRange): Promise<Readable>;
  has(sha256: string): Promise<boolean>;
  /** Removing what is not there is no fault. */
  remove(sha256: string): Promise<void>;
  list(): AsyncIterable<ListedFile>;
  /** Takes a file that nothing points to out of the list. It is still opened when something points to it after all. */
  setAside(sha256: string): Promise<void>;
  /** Brings a file back that was set aside. */
  restore(sha256: string): Promise<void>;
  /** Removes a file that was set aside for good. */
  removeAside(sha256: string): Promise<void>;
  /** What was set aside, and when. */
  listAside(): AsyncIterable<ListedFile>;
}

export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`The file is larger than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}

export class FileMissing extends Error {
  override readonly name = 'FileMissing';

  constructor(sha256: string) {
    super(`There is no file ${sha256}`);
  }
}

/** `ab/abcdef…`: folders stay small, and a copy of the disk is a copy for S3. */
export function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError('A file is named by 64 hexadecimal digits');
  return `${sha256.slice(0, 2)}/${sha256}`;
}
