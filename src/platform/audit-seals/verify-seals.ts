import { sql } from 'kysely';
import { countWaiting, findEvents, type SealedEvent } from '#platform/audit-seals/events.ts';
import { beforeAll } from '#platform/audit-seals/merkle.ts';
import { BrokenSeal, lastSealNumber, readSeal, type Seal } from '#platform/audit-seals/seal-files.ts';
import type { Db } from '#platform/db.ts';

/** One thing that is not as it was sealed. */
export type Deviation =
  /** `altered`: it says something else; `moved`: it says the same at another moment; `removed`: it is gone. */
  | { kind: 'altered' | 'moved' | 'removed'; seal: number; position: number; eventId: string }
  /** An event that neither waits for a seal nor has one. */
  | { kind: 'added'; eventId: string }
  /** A file that is gone, changed, or no continuation of the one before. */
  | { kind: 'file-missing' | 'file-altered' | 'chain-broken'; seal: number }
  /** The database says something else about a seal than its file, or nothing. */
  | { kind: 'seal-altered' | 'seal-removed'; seal: number };

export interface Verification {
  seals: number;
  events: number;
  /** Events too young to have a seal: nothing can be said of them yet. */
  waiting: number;
  /** The chain up to the last seal: what an operator compares with what was noted elsewhere. */
  chain: string | null;
  /** In the order of the seals; the first is where to look. */
  deviations: readonly Deviation[];
}

interface Count {
  seals: number;
  events: number;
  chain: string | null;
}

/** Compares every sealed event with its seal outside the database (R25). Reads one seal at a time. */
export async function verifySeals(db: Db, folder: string): Promise<Verification> {
  const deviations: Deviation[] = [];
  const count: Count = { seals: 0, events: 0, chain: null };
  const known = new Set<string>();
  const stored = await listStoredSeals(db);
  const last = Math.max(await lastSealNumber(folder), ...stored.keys());
  for (let number = 1; number <= last; number++) {
    const read = await readWhole(folder, number);
    if (typeof read === 'string') {
      deviations.push({ kind: read, seal: number });
      count.chain = null;
      continue;
    }
    if (!follows(read, count.chain)) deviations.push({ kind: 'chain-broken', seal: number });
    deviations.push(
      ...(await comparedWithDatabase(db, read, stored.get(number))),
      ...(await comparedWithEvents(db, read)),
    );
    for (const { id } of read.events) known.add(id);
    Object.assign(count, { seals: count.seals + 1, events: count.events + read.events.length, chain: read.chain });
  }
  const unsealed = await listUnsealed(db, known);
  const added = unsealed.added.map((eventId): Deviation => ({ kind: 'added', eventId }));
  return { ...count, waiting: unsealed.waiting, deviations: [...deviations, ...added] };
}

/** After a file that cannot be read nothing is known of what came before. */
const follows = (seal: Seal, chain: string | null): boolean =>
  seal.number === 1 ? seal.previous === beforeAll.toString('hex') : chain === null || seal.previous === chain;

async function readWhole(folder: string, number: number): Promise<Seal | 'file-missing' | 'file-altered'> {
  try {
    return (await readSeal(folder, number)) ?? 'file-missing';
  } catch (error) {
    if (error instanceof BrokenSeal) return 'file-altered';
    throw error;
  }
}

async function comparedWithDatabase(db: Db, seal: Seal, chain: string | undefined): Promise<Deviation[]> {
  if (chain !== undefined) return chain === seal.chain ? [] : [{ kind: 'seal-altered', seal: seal.number }];
  const ids = seal.events.map(({ id }) => id);
  // The file is written first: while its events wait, somebody is busy with this seal or was killed.
  return (await countWaiting(db, ids)) === ids.length ? [] : [{ kind: 'seal-removed', seal: seal.number }];
}

async function comparedWithEvents(db: Db, seal: Seal): Promise<Deviation[]> {
  const present = await findEvents(
    db,
    seal.events.map(({ id }) => id),
  );
  return seal.events.flatMap((event, index) => {
    const kind = differenceOf(event, present.get(event.id));
    return kind ? [{ kind, seal: seal.number, position: index + 1, eventId: event.id }] : [];
  });
}

function differenceOf(
  sealed: SealedEvent,
  found: SealedEvent | undefined,
): 'altered' | 'moved' | 'removed' | undefined {
  if (!found) return 'removed';
  if (found.body !== sealed.body) return 'altered';
  return found.at === sealed.at ? undefined : 'moved';
}

async function listStoredSeals(db: Db): Promise<Map<number, string>> {
  const { rows } = await sql<{ number: number; chain: string }>`
    select number, encode(chain, 'hex') as chain from audit_seals order by number`.execute(db);
  return new Map(rows.map(({ number, chain }) => [number, chain]));
}

const pageSize = 20_000;

/** Walks the ids of all events, a page at a time. */
async function listUnsealed(db: Db, known: ReadonlySet<string>): Promise<{ waiting: number; added: string[] }> {
  const outcome = { waiting: 0, added: [] as string[] };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string; waits: boolean }>`
      select e.id, w.event_id is not null as waits
      from audit_events e left join audit_waiting w on w.event_id = e.id
      where e.id > ${after}::uuid order by e.id limit ${pageSize}`.execute(db);
    for (const { id, waits } of rows) {
      if (waits) outcome.waiting++;
      else if (!known.has(id)) outcome.added.push(id);
    }
    const end = rows.at(-1);
    if (!end) return outcome;
    after = end.id;
  }
}
