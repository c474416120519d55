import { createHash } from 'node:crypto';

/** Leaves, nodes and links of the chain never share a preimage (RFC 9162, 2.1.1). */
const prefix = { leaf: 0, node: 1, link: 2 } as const;

export function sha256(kind: keyof typeof prefix, ...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256').update(Buffer.of(prefix[kind]));
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Root of the tree over these leaves, in this order (RFC 9162, 2.1.1): the left half is the largest power of two below the number. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const [first, second] = leaves;
  if (!first) throw new Error('a seal without events has no root');
  if (!second) return first;
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256('node', merkleRoot(leaves.slice(0, half)), merkleRoot(leaves.slice(half)));
}

/** What stands for all seals up to and including this one. */
export const chainOf = (previous: Buffer, number: number, root: Buffer): Buffer =>
  sha256('link', previous, String(number).padStart(10, '0'), root);

/** The chain before the first seal. */
export const beforeAll = Buffer.alloc(32);
