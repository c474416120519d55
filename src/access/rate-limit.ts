import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { actAsDoor, actAsPerson } from '#access/context.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';
import type { Services } from '#platform/services.ts';

const windowMs = 5 * 60_000;

/** Counts an attempt and says whether it is one too many in five minutes. */
export async function isOverLimit(services: Services, name: string, address: string, most: number): Promise<boolean> {
  return (await countAttempts(services, name, address, 1)) > most;
}

/**
 * Counts attempts and answers how many there were in these five minutes. Addresses are personal data: only a keyed hash
 * is kept, for the hour until the clean-up. Counted in the database, so that all server processes count together.
 */
export async function countAttempts(
  services: Services,
  name: string,
  address: string,
  attempts: number,
): Promise<number> {
  return services.database.write(async (tx) => {
    // Everybody behind one address counts in one row: each waits for the one before instead of trying again.
    await sql`set transaction isolation level read committed`.execute(tx);
    await actAsDoor(tx);
    return count(tx, services, `${name}:${address}`, attempts);
  });
}

/** Counts an attempt of an actor in the transaction of his request, and says whether it is one too many in five minutes. */
export async function isActorOverLimit(
  as: { tx: Tx; actor: Actor; services: Services },
  name: string,
  most: number,
): Promise<boolean> {
  await actAsDoor(as.tx);
  const attempts = await count(as.tx, as.services, `${name}:${as.actor.personId}`, 1);
  await actAsPerson(as.tx, as.actor);
  return attempts > most;
}

async function count(tx: Tx, services: Services, what: string, attempts: number): Promise<number> {
  const key = createHmac('sha256', services.config.keys.session).update(what).digest();
  const start = new Date(Math.floor(now().getTime() / windowMs) * windowMs);
  const { rows } = await sql<{ n: number }>`
    insert into rate_limits as r (key, window_start, n) values (${key}, ${start}, ${attempts})
    on conflict (key, window_start) do update set n = r.n + excluded.n
    returning n`.execute(tx);
  return rows[0]?.n ?? attempts;
}
