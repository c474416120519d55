import { open } from 'node:fs/promises';

/** Bytes that can be read anywhere, so that a file of any size is never in memory as a whole. */
export interface ByteSource {
  readonly size: number;
  /** Fewer bytes than asked only at the end. */
  read(from: number, length: number): Promise<Buffer>;
}

export function bytesOf(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { size: buffer.length, read: async (from, length) => buffer.subarray(from, from + length) };
}

/** Opens a file for as long as `use` takes. */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await use({
      size,
      async read(from, length) {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
        let done = 0;
        while (done < buffer.length) {
          const { bytesRead } = await file.read(buffer, done, buffer.length - done, from + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return buffer.subarray(0, done);
      },
    });
  } finally {
    await file.close();
  }
}
