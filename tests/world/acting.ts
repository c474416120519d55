import { actAsDoor, actAsPerson } from '#access/context.ts';
import type { Actor } from '#access/actor.ts';
import { loadActor } from '#access/load-actor.ts';
import type { Database, Db, Tx } from '#platform/db.ts';
import type { Person } from '#tests/world/people.ts';

/** The actor as the next request would find it. */
export async function actorOf(database: Database, person: Person): Promise<Actor> {
  return database.read(async (db) => enter(db, person));
}

/** Reads on behalf of a person: actor and data in one snapshot, row-level security on. */
export async function readingAs<T>(
  database: Database,
  person: Person,
  work: (as: { db: Db; actor: Actor }) => Promise<T>,
): Promise<T> {
  return database.read(async (db) => work({ db, actor: await enter(db, person) }));
}

/** Changes on behalf of a person, in one transaction that is tried again as a request's is. */
export async function writingAs<T>(
  database: Database,
  person: Person,
  work: (as: { tx: Tx; db: Tx; actor: Actor }) => Promise<T>,
): Promise<T> {
  return database.write(async (tx) => work({ tx, db: tx, actor: await enter(tx, person) }));
}

async function enter(db: Db, person: Person): Promise<Actor> {
  await actAsDoor(db);
  const actor = await loadActor(db, person.onBehalfOf);
  if (!actor) throw new Error(`${person.givenName} ${person.familyName} cannot act`);
  await actAsPerson(db, actor);
  return actor;
}
