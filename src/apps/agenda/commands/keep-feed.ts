import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, useCase, view } from '#access/use-case.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import type { Db, Tx } from '#platform/db.ts';

/** The feed that a person has now. */
export interface Feed {
  madeOn: string;
  lastUsedOn: string | null;
}

/** The own feed; nobody sees another's, and nobody sees its secret again. */
export const ownFeed = view({
  permission: 'agenda:read-own-feed',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor): Promise<Feed | undefined> => findFeed(db, actor.personId),
});

/** Makes the secret address of the person's agenda and ends the one before it; the secret is told this once. */
export const makeFeed = useCase({
  permission: 'agenda:make-feed',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  async run(tx, actor): Promise<{ result: { token: string }; audit: readonly AuditEntry[] }> {
    const token = randomToken();
    await endFeed(tx, actor.personId);
    await sql`
      insert into calendar_feeds (token_hash, person_id, target_group)
      values (${hashToken(token)}, ${actor.personId}, ${actor.actingFor?.targetGroup ?? ''})`.execute(tx);
    return { result: { token }, audit: [entryOf('make-calendar-feed', actor.personId)] };
  },
});

/** Ends the feed: from the next fetch on its address answers as one that never was. */
export const revokeFeed = useCase({
  permission: 'agenda:revoke-feed',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  async run(tx, actor): Promise<{ result: null; audit: readonly AuditEntry[] }> {
    const ended = await endFeed(tx, actor.personId);
    return { result: null, audit: ended ? [entryOf('revoke-calendar-feed', actor.personId)] : [] };
  },
});

async function findFeed(db: Db, personId: string): Promise<Feed | undefined> {
  const { rows } = await sql<Feed>`
    select (made_at at time zone 'Europe/Brussels')::date as "madeOn", last_used_on as "lastUsedOn"
    from calendar_feeds where person_id = ${personId} and revoked_at is null`.execute(db);
  return rows[0];
}

async function endFeed(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await sql`
    update calendar_feeds set revoked_at = now() where person_id = ${personId} and revoked_at is null returning 1`.execute(
    tx,
  );
  return rows.length > 0;
}

const entryOf = (action: string, subjectId: string): AuditEntry => ({ action, subjectKind: 'person', subjectId });
