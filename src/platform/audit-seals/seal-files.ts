import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { leafOf } from '#platform/audit-seals/events.ts';
import { chainOf, merkleRoot } from '#platform/audit-seals/merkle.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const sealFile = z.strictObject({
  number: z.int().positive(),
  sealedAt: z.iso.datetime(),
  previous: hash,
  root: hash,
  chain: hash,
  events: z.array(z.strictObject({ id: z.uuid(), at: z.string(), body: hash })).min(1),
});

/** A seal as it stands outside the database: with the hash of every event, so that one that changed can be named. */
export type Seal = z.infer<typeof sealFile>;

/** A seal whose own hashes do not agree: somebody changed the file. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';
  readonly number: number;

  constructor(number: number, options?: ErrorOptions) {
    super(`The file of seal ${number} is not as it was written`, options);
    this.number = number;
  }
}

const fileOf = (folder: string, number: number): string => join(folder, `${String(number).padStart(10, '0')}.json`);

export function makeSeal(number: number, previous: string, events: Seal['events'], sealedAt: Date): Seal {
  const root = merkleRoot(events.map(leafOf));
  const chain = chainOf(Buffer.from(previous, 'hex'), number, root);
  return {
    number,
    sealedAt: sealedAt.toISOString(),
    previous,
    root: root.toString('hex'),
    chain: chain.toString('hex'),
    events,
  };
}

/** Writes a seal whole or not at all, and on disk before it returns. */
export async function writeSeal(folder: string, seal: Seal): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = fileOf(folder, seal.number);
  const draft = await open(`${target}.draft`, 'w', 0o600);
  try {
    await draft.writeFile(JSON.stringify(seal));
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${target}.draft`, target);
  const names = await open(folder);
  await names.sync().finally(() => names.close());
}

/** The seal with this number; undefined when there is no such file. @throws BrokenSeal */
export async function readSeal(folder: string, number: number): Promise<Seal | undefined> {
  const text = await readFile(fileOf(folder, number), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const seal = parsed(text, number);
  const right = makeSeal(number, seal.previous, seal.events, new Date(seal.sealedAt));
  if (seal.number !== number || right.root !== seal.root || right.chain !== seal.chain) throw new BrokenSeal(number);
  return seal;
}

/** The highest number for which there is a file; 0 when there is none. */
export async function lastSealNumber(folder: string): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return Math.max(0, ...names.filter((name) => /^\d{10}\.json$/.test(name)).map((name) => Number(name.slice(0, 10))));
}

function parsed(text: string, number: number): Seal {
  try {
    return sealFile.parse(JSON.parse(text));
  } catch (error) {
    throw new BrokenSeal(number, { cause: error });
  }
}
