import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { actAsDoor } from '#access/context.ts';
import { now } from '#platform/clock.ts';
import type { Services } from '#platform/services.ts';

const windowMs = 5 * 60_000;

/**
 * Counts an attempt and says whether it is one too many in five minutes. Addresses are personal data: only a keyed
 * hash is kept, for the hour until the clean-up. Counted in the database, so that all server processes count together.
 */
export async function isOverLimit(services: Services, name: string, address: string, most: number): Promise<boolean> {
  const key = createHmac('sha256', services.config.keys.session).update(`${name}:${address}`).digest();
  const start = new Date(Math.floor(now().getTime() / windowMs) * windowMs);
  return services.database.write(async (tx) => {
    // Everybody behind one address counts in one row: each waits for the one before instead of trying again.
    await sql`set transaction isolation level read committed`.execute(tx);
    await actAsDoor(tx);
    const { rows } = await sql<{ n: number }>`
      insert into rate_limits as r (key, window_start, n) values (${key}, ${start}, 1)
      on conflict (key, window_start) do update set n = r.n + 1
      returning n`.execute(tx);
    return (rows[0]?.n ?? 0) > most;
  });
}
