import { sql } from 'kysely';
import { countWaiting, findEvents, leafOf, listWaiting } from '#platform/audit-seals/events.ts';
import { beforeAll } from '#platform/audit-seals/merkle.ts';
import { makeSeal, readSeal, writeSeal, type Seal } from '#platform/audit-seals/seal-files.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';

/** So many events fit in memory and in one file. */
export const eventsPerSeal = 10_000;

/** A file of a seal that the database knows nothing of and that does not agree with it: an older backup was put back, or somebody changed one of both. */
export class SealsDisagree extends Error {
  override readonly name = 'SealsDisagree';
}

/**
 * Seals the oldest events that wait, at most {@link eventsPerSeal}: their hashes and the Merkle root are written outside the
 * database before the database takes over the seal. A program that was killed in between finds the file and goes on with it.
 * Undefined when nothing waits. @throws SealsDisagree
 */
export async function sealEvents(tx: Tx, folder: string): Promise<Seal | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('audit-seals'))`.execute(tx);
  const last = await findLastSeal(tx);
  const number = (last?.number ?? 0) + 1;
  const previous = last?.chain ?? beforeAll.toString('hex');
  const begun = await readSeal(folder, number);
  if (begun) await checkBegun(tx, begun, previous);
  const seal = begun ?? (await makeNext(tx, number, previous));
  if (!seal) return undefined;
  if (!begun) await writeSeal(folder, seal);
  await keepSeal(tx, seal);
  return seal;
}

async function makeNext(tx: Tx, number: number, previous: string): Promise<Seal | undefined> {
  const events = await listWaiting(tx, eventsPerSeal);
  return events.length === 0 ? undefined : makeSeal(number, previous, events, now());
}

async function checkBegun(tx: Tx, begun: Seal, previous: string): Promise<void> {
  const ids = begun.events.map(({ id }) => id);
  const present = await findEvents(tx, ids);
  const same = begun.events.every((event) => {
    const found = present.get(event.id);
    return found !== undefined && leafOf(found).equals(leafOf(event));
  });
  if (begun.previous !== previous || !same || (await countWaiting(tx, ids)) !== ids.length)
    throw new SealsDisagree(`The file of seal ${begun.number} does not agree with the database: run audit verify`);
}

async function findLastSeal(tx: Tx): Promise<{ number: number; chain: string } | undefined> {
  const { rows } = await sql<{ number: number; chain: string }>`
    select number, encode(chain, 'hex') as chain from audit_seals order by number desc limit 1`.execute(tx);
  return rows[0];
}

async function keepSeal(tx: Tx, seal: Seal): Promise<void> {
  await sql`
    insert into audit_seals (number, sealed_at, events, root, chain)
    values (${seal.number}, ${seal.sealedAt}, ${seal.events.length}, decode(${seal.root}, 'hex'), decode(${seal.chain}, 'hex'))`.execute(
    tx,
  );
  await sql`delete from audit_waiting where event_id = any (${seal.events.map(({ id }) => id)}::uuid[])`.execute(tx);
}
