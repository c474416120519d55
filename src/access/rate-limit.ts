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
    return count(tx, keyOf(services, name, address), attempts);
  });
}

/**
 * Likewise for what one person does in a form, in the transaction of that form: a second connection per form would use up the
 * connections. What is refused is counted too, as long as it is answered with a page.
 */
export async function isPersonOverLimit(
  { services, tx, actor }: { services: Services; tx: Tx; actor: Actor },
  name: string,
  most: number,
): Promise<boolean> {
  await actAsDoor(tx);
  const attempts = await count(tx, keyOf(services, name, actor.personId), 1);
  await actAsPerson(tx, actor);
  return attempts > most;
}

const keyOf = ({ config }: Services, name: string, address: string): Buffer =>
  createHmac('sha256', config.keys.session).update(`${name}:${address}`).digest();

async function count(tx: Tx, key: Buffer, attempts: number): Promise<number> {
  const start = new Date(Math.floor(now().getTime() / windowMs) * windowMs);
  const { rows } = await sql<{ n: number }>`
    insert into rate_limits as r (key, window_start, n) values (${key}, ${start}, ${attempts})
    on conflict (key, window_start) do update set n = r.n + excluded.n
    returning n`.execute(tx);
  return rows[0]?.n ?? attempts;
}
