import { sql } from 'kysely';
import { actAsService, asSystem, readAsSystem } from '#access/context.ts';
import type { DeliveryCaller } from '#apps/library/delivery/delivery.ts';
import type { Database, Db, Tx } from '#platform/db.ts';

/** Reads on behalf of whoever delivers. */
export function readAs<T>(database: Database, caller: DeliveryCaller, work: (db: Db) => Promise<T>): Promise<T> {
  if (caller.kind === 'system') return readAsSystem(database, work);
  return database.read(async (db) => {
    await actAsService(db, caller);
    return work(db);
  });
}

/**
 * Writes on behalf of whoever delivers, one document after the other. Two deliveries at once would change the same counts
 * and one would have to start over; with many, some would fail after the last attempt.
 */
export function writeInTurn<T>(database: Database, caller: DeliveryCaller, work: (tx: Tx) => Promise<T>): Promise<T> {
  const queued: Database = { ...database, write: (run) => afterOthers(database, () => database.write(first(run))) };
  if (caller.kind === 'system') return asSystem(queued, work);
  return queued.write(async (tx) => {
    await actAsService(tx, caller);
    return work(tx);
  });
}

// Between processes the lock makes the queue. It comes first: a lock statement takes no snapshot, so that this transaction
// sees what the one before it wrote. It does not hold up readers, nor the foreign keys of documents.
function first<T>(run: (tx: Tx) => Promise<T>): (tx: Tx) => Promise<T> {
  return async (tx) => {
    await sql`lock table delivery_services in share row exclusive mode`.execute(tx);
    return run(tx);
  };
}

// Within a process the queue is here, so that waiting takes no connections from readers.
const lastOf = new WeakMap<Database, Promise<unknown>>();

function afterOthers<T>(database: Database, write: () => Promise<T>): Promise<T> {
  const turn = (lastOf.get(database) ?? Promise.resolve()).then(write, write);
  lastOf.set(database, turn);
  return turn;
}
