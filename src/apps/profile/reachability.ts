import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { findPendingEmail } from '#apps/profile/change-email.ts';
import type { Db } from '#platform/db.ts';

/** Whether mail reaches the person. */
export interface Reachability {
  /** An address whose link was not followed yet. */
  pending: string | null;
  /** The day on which the present address refused a mail for good; null: it did not. */
  bouncedOn: string | null;
}

export async function readReachability(db: Db, actor: Actor): Promise<Reachability> {
  const { rows } = await sql<{ day: string }>`
    select (bounced_at at time zone 'Europe/Brussels')::date as day from mail_bounces
    where address = ${actor.email?.toLowerCase() ?? ''}`.execute(db);
  return { pending: await findPendingEmail(db, actor.personId), bouncedOn: rows[0]?.day ?? null };
}
