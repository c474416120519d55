import { createInflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';
import type { ByteSource } from './byte-source.ts';

/** One file inside a zip, as its directory describes it; the sizes are claims. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerAt: number;
  readonly encrypted: boolean;
}

/** The zip cannot be read: cut off, contradictory, or of a make that office programs do not write. */
export class ZipError extends Error {}

/** More came out than was allowed. */
export class InflatedTooLarge extends Error {}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const HEADER_SIGNATURE = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const HEADER_SIZE = 30;
const MAX_COMMENT = 0xffff;
const MAX_ENTRIES = 20_000;
const MAX_DIRECTORY = 8 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const READ_SIZE = 64 * 1024;

/** The directory of a zip, with as little reading as possible. */
export async function readZipDirectory(source: ByteSource): Promise<readonly ZipEntry[]> {
  const tailAt = Math.max(0, source.size - END_SIZE - MAX_COMMENT);
  const tail = await source.read(tailAt, source.size - tailAt);
  const endAt = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (endAt < 0 || tail.length - endAt < END_SIZE || tail.readUInt32LE(endAt) !== END_SIGNATURE) {
    throw new ZipError('no directory');
  }
  const count = tail.readUInt16LE(endAt + 10);
  const size = tail.readUInt32LE(endAt + 12);
  const from = tail.readUInt32LE(endAt + 16);
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY || from + size > source.size)
    throw new ZipError('impossible directory');
  return parseDirectory(await source.read(from, size), count);
}

function parseDirectory(bytes: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    if (at + ENTRY_SIZE > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE)
      throw new ZipError('broken directory');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      headerAt: bytes.readUInt32LE(at + 42),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) !== 0,
    });
    at += ENTRY_SIZE + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The contents of one entry, piece by piece; throws once more than `maxBytes` came out, whatever the directory claims. */
export async function* readZipEntry(source: ByteSource, entry: ZipEntry, maxBytes: number): AsyncGenerator<Buffer> {
  if (entry.encrypted || (entry.method !== STORED && entry.method !== DEFLATED)) throw new ZipError('unreadable entry');
  const header = await source.read(entry.headerAt, HEADER_SIZE);
  if (header.length < HEADER_SIZE || header.readUInt32LE(0) !== HEADER_SIGNATURE) throw new ZipError('broken entry');
  const from = entry.headerAt + HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (from + entry.packedSize > source.size) throw new ZipError('entry beyond the end');
  const packed = Readable.from(packedPieces(source, from, entry.packedSize));
  let bytes = 0;
  for await (const piece of entry.method === DEFLATED ? inflate(packed) : packed) {
    bytes += (piece as Buffer).length;
    if (bytes > maxBytes) throw new InflatedTooLarge(entry.name);
    yield piece as Buffer;
  }
}

/** A small entry as text. */
export async function readZipText(source: ByteSource, entry: ZipEntry, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of readZipEntry(source, entry, maxBytes)) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

async function* packedPieces(source: ByteSource, from: number, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < size; at += READ_SIZE) yield await source.read(from + at, Math.min(READ_SIZE, size - at));
}

function inflate(packed: Readable): AsyncIterable<Buffer> {
  const inflated = createInflateRaw();
  packed.on('error', (error) => inflated.destroy(error));
  return packed.pipe(inflated);
}
