import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { actAsDoor, actAsPerson, actAsSystem, asSystem } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { perform } from '#access/use-case.ts';
import { applyRows, rehearseList } from '#apps/rights/commands/apply-list.ts';
import { listRows, moveList, noteProgress, noteVerdicts } from '#apps/rights/lists/list-store.ts';
import type { ListState } from '#apps/rights/lists/model.ts';
import type { Database, Db, Tx } from '#platform/db.ts';
import { log } from '#platform/log.ts';

/** A list that this process has in hand, in the name of who brought it. */
export interface ClaimedList {
  id: string;
  personId: string;
  targetGroup: string;
  workRelationId: string | null;
  allOrNothing: boolean;
  state: ListState;
}

/** So many rows between two tellings of how far it is. */
const chunkSize = 250;
/** After this another process takes over a list whose process was killed. */
const leaseMinutes = 5;

/** Looks at and applies lists for as long as the program runs; any number of processes may do so. */
export function startLists(database: Database, every = 1000): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(database, stopping.signal, every);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(database: Database, signal: AbortSignal, every: number): Promise<void> {
  while (!signal.aborted) {
    let pause = every;
    try {
      if (await workOnNext(database)) pause = 0;
    } catch (error) {
      log.error('list-failed', { error });
      pause = Math.max(every, 5000);
    }
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** Takes the next list and does what waits for it; false when nothing waits. */
export async function workOnNext(database: Database): Promise<boolean> {
  const list = await beside(database, claim);
  if (!list) return false;
  if (list.state === 'checking') await check(database, list);
  else await apply(database, list);
  return true;
}

async function claim(tx: Tx): Promise<ClaimedList | undefined> {
  const { rows } = await sql<ClaimedList>`
    update rights_lists set leased_until = now() + make_interval(mins => ${leaseMinutes})
    where id = (
      select id from rights_lists
      where state in ('checking', 'applying') and (leased_until is null or leased_until < now())
      order by made_at limit 1 for update skip locked)
    returning id, person_id as "personId", target_group as "targetGroup", work_relation_id as "workRelationId",
      all_or_nothing as "allOrNothing", state`.execute(tx);
  return rows[0];
}

/** Says of every row what it would come to (R26). */
async function check(database: Database, list: ClaimedList): Promise<void> {
  const verdicts = await database.read(async (db) => {
    const actor = await enter(db, list);
    return actor ? rehearseList(db, actor, list.id) : [];
  });
  for (let start = 0; start < verdicts.length; start += chunkSize) {
    const part = verdicts.slice(start, start + chunkSize);
    await asOwner(database, list, (tx) => noteVerdicts(tx, list.id, part));
    await tell(database, list, start + part.length);
  }
  await asSystem(database, (tx) => moveList(tx, list.id, list.state, 'checked'));
}

async function apply(database: Database, list: ClaimedList): Promise<void> {
  const lines = await linesToGive(database, list);
  const done = list.allOrNothing ? await applyWhole(database, list, lines) : await applyParts(database, list, lines);
  // What changed since it was looked at is said of each row, and nothing was given.
  if (!done) await check(database, list);
}

/** Everything in one transaction. */
async function applyWhole(database: Database, list: ClaimedList, lines: readonly number[]): Promise<boolean> {
  try {
    const done = await asOwner(database, list, async (tx, actor) => {
      for (let start = 0; start < lines.length; start += chunkSize) {
        const part = lines.slice(start, start + chunkSize);
        const outcome = await perform(applyRows, { tx, actor }, { listId: list.id, lines: part, whole: true });
        if (outcome === 'stopped') throw new Stopped();
        await tell(database, list, start + part.length);
      }
      await moveList(tx, list.id, 'applying', 'applied');
      return true;
    });
    return done ?? false;
  } catch (error) {
    if (error instanceof Stopped) return false;
    throw error;
  }
}

/** Part by part: what cannot be given stays behind with its problem. */
async function applyParts(database: Database, list: ClaimedList, lines: readonly number[]): Promise<boolean> {
  for (let start = 0; start < lines.length; start += chunkSize) {
    const part = lines.slice(start, start + chunkSize);
    const outcome = await asOwner(database, list, (tx, actor) =>
      perform(applyRows, { tx, actor }, { listId: list.id, lines: part, whole: false }),
    );
    if (outcome === undefined) return false;
    await tell(database, list, start + part.length);
  }
  return asSystem(database, (tx) => moveList(tx, list.id, 'applying', 'applied'));
}

class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** The actor as he is at this instant: a right that was withdrawn meanwhile gives nothing. Null: he may not act any more. */
async function enter(db: Db, list: ClaimedList): Promise<Actor | null> {
  await actAsDoor(db);
  const actor = await loadActor(db, list);
  if (!actor?.actingFor) return null;
  await actAsPerson(db, actor);
  return actor;
}

async function asOwner<T>(
  database: Database,
  list: ClaimedList,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<T | undefined> {
  return database.write(async (tx) => {
    const actor = await enter(tx, list);
    return actor ? work(tx, actor) : undefined;
  });
}

async function linesToGive(database: Database, list: ClaimedList): Promise<number[]> {
  return database.read(async (db) => {
    const actor = await enter(db, list);
    return actor ? (await listRows(db, list.id, 'to-give')).map((row) => row.line) : [];
  });
}

/** How far it is, for the page that waits: beside the transaction that does the work, and never in its way. */
async function tell(database: Database, list: ClaimedList, done: number): Promise<void> {
  await beside(database, (tx) => noteProgress(tx, list.id, done));
}

/** As the system, waiting for whoever changes the same row instead of failing. */
function beside<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    await sql`set transaction isolation level read committed`.execute(tx);
    await actAsSystem(tx);
    return work(tx);
  });
}
