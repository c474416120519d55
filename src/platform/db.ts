import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Kysely,
  PostgresDialect,
  sql,
  type PostgresPool,
  type PostgresPoolClient,
  type RawBuilder,
  type Transaction,
} from 'kysely';
import pg from 'pg';
import { log } from '#platform/log.ts';
import type { DB } from '#platform/schema.gen.ts';

/** The tables, as `npm run schema` reads them from the migrated database. */
export type Schema = DB;

declare const writable: unique symbol;

/** Reads only: a write outside a transaction does not compile. */
export type Db = Pick<
  Kysely<Schema>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'case' | 'dynamic' | 'getExecutor' | 'executeQuery'
>;

/** A transaction that may write. */
export type Tx = Transaction<Schema> & { readonly [writable]: true };

export interface DatabaseOptions {
  poolSize?: number;
  applicationName?: string;
  /** A statement that takes longer is cancelled. */
  statementTimeoutMs?: number;
  /** Who gets no connection in this time is refused. */
  connectTimeoutMs?: number;
}

/** One connection pool on one database. */
export interface Database {
  /** Runs reads in one snapshot (repeatable read, read only), so that a permission and the data it guards agree. */
  read<T>(run: (db: Db) => Promise<T>): Promise<T>;
  /** Runs a serializable transaction; `run` is called again when the database asks to retry, so it has no other effect. */
  write<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const maxAttempts = 5;
const lockTimedOut = '55P03';
// serialization_failure and deadlock_detected: the database rolled back and invites to try again.
const retryable = new Set(['40001', '40P01', lockTimedOut]);

/**
 * Turns of writes over all processes. Who wants to go alone makes everybody wait who comes after him, so he waits for a long one
 * before him not longer than this; and who waits beside others holds a connection that readers need.
 */
const turns = {
  besideOthers: lockedFor('5s', 'row exclusive'),
  alone: lockedFor('2s', 'share row exclusive'),
};

function lockedFor(patience: string, mode: string): RawBuilder<unknown> {
  return sql.raw(
    `set local lock_timeout = '${patience}'; lock table write_turns in ${mode} mode; set local lock_timeout = 0`,
  );
}

/**
 * Another transaction stored the same thing first. This snapshot cannot see it, so the transaction begins again and then
 * finds it: the database's own code for that makes `write` retry.
 */
export class SomebodyWasFirst extends Error {
  readonly code = '40001';
}

export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = openPool(url, options);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  const retrying = inTurns();
  return {
    read: (run) => kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(run),
    write: (run) =>
      retrying((turn) =>
        kysely
          .transaction()
          .setIsolationLevel('serializable')
          .execute(async (tx) => {
            if (turn) await turns[turn].execute(tx);
            return run(tx as Tx);
          }),
      ),
    close: () => kysely.destroy(),
  };
}

function openPool(url: string, options: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSize ?? 10,
    application_name: options.applicationName ?? 'schoolpoort',
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    types: { getTypeParser },
  });
  // Without a listener a lost idle connection would end the process.
  pool.on('error', (error) => log.warn('database-connection-lost', { error }));
  // And so would one that is lost between two statements of a transaction: the next statement fails and tells.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

const mark = /\/\* prepared ([a-z-]+) \*\//;

/**
 * Marks a statement that every request asks with other values: each connection plans it once instead of each time. Only for
 * a text that is always the same and whose best plan does not depend on its values. Put it right behind its first word.
 */
export function prepared(name: string): RawBuilder<unknown> {
  return sql.raw(`/* prepared ${name} */`);
}

/** Gives marked statements their name, which is what makes PostgreSQL keep their plan. */
function preparing(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const query = (text: string, values: readonly unknown[]) => {
        const name = mark.exec(text)?.[1];
        return client.query({ text, values: [...values], ...(name !== undefined && { name }) });
      };
      const answer: object = { query, release: () => client.release() };
      return answer as PostgresPoolClient;
    },
  };
}

/**
 * Tries again what the database rolled back. Those that try again go one after another: of many that read the same and write,
 * the database lets one through at a time, and all at once they would refuse each other until none has a try left. Whatever
 * failed twice goes alone: what comes meanwhile waits until it is done, without a connection in this process and with one in
 * another. A write inside a write waits for nobody, or it would wait for itself.
 */
function inTurns(): <T>(run: (turn?: keyof typeof turns) => Promise<T>) => Promise<T> {
  const within = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();
  let alone: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = last.then(run);
    last = mine.catch(() => undefined);
    return mine;
  };
  return async (run) => {
    const isInside = within.getStore() ?? false;
    if (!isInside) await alone;
    let failed: unknown;
    for (let attempt = 1; ; attempt += 1) {
      const turn = attempt > 2 && failed !== lockTimedOut ? 'alone' : 'besideOthers';
      const once = () => within.run(true, () => run(isInside ? undefined : turn));
      try {
        if (attempt === 1 || isInside) return await once();
        const mine = inTurn(once);
        if (turn === 'alone') alone = last;
        return await mine;
      } catch (error) {
        failed = codeOf(error);
        if (attempt >= maxAttempts || !retryable.has(String(failed))) throw error;
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  };
}

/** The database gave up: a statement took too long, it ran out of memory, or no connection came free. Trying again later, or asking less, helps. */
export function isOverloaded(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return overloads.has(String(codeOf(error))) || error.message === noConnectionFree;
}

// query_canceled, out_of_memory and lock_not_available.
const overloads = new Set(['57014', '53200', lockTimedOut]);
// What pg-pool says; it gives no code.
const noConnectionFree = 'timeout exceeded when trying to connect';

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

type Parser = (text: string) => unknown;

const identity: Parser = (text) => text;

// A count or sum as a number while that is exact, so that nobody adds texts; beyond that it is a fault, not a rounding.
const exactNumber: Parser = (text) => {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError('A number of the database is too large');
  return value;
};

const parsers = new Map<number, Parser>([
  // pg reads a date as local midnight, which is another day elsewhere.
  [pg.types.builtins.DATE, identity],
  [pg.types.builtins.INT8, exactNumber],
  [pg.types.builtins.NUMERIC, exactNumber],
]);
type TypeId = Parameters<typeof pg.types.getTypeParser>[0];
const textArray = pg.types.getTypeParser(1009 as TypeId) as (text: string) => (string | null)[];
const dateArray = 1182;
const int8Array = 1016;
const arrayParsers = new Map<number, Parser>([
  [dateArray, textArray],
  [int8Array, (text) => textArray(text).map((item) => (item === null ? null : exactNumber(item)))],
]);

/** Reads values of the database as this program wants them; also for pools that are not opened here. */
export function getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
  const parser = parsers.get(oid) ?? arrayParsers.get(oid);
  if (parser && format !== 'binary') return parser;
  return pg.types.getTypeParser(oid, format as 'text') as Parser;
}
