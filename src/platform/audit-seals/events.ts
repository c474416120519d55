import { sql } from 'kysely';
import { sha256 } from '#platform/audit-seals/merkle.ts';
import type { Db } from '#platform/db.ts';

/** One event as its seal knows it: where it stands in time, and what it says, as a hash. */
export interface SealedEvent {
  id: string;
  /** To the microsecond, UTC. */
  at: string;
  /** SHA-256 of everything else, hexadecimal. */
  body: string;
}

interface EventRow {
  id: string;
  at: string;
  body: unknown;
}

const asRead = sql`
  e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  jsonb_build_array(e.actor_kind, e.actor_person_id, e.actor_label, e.acting_for, e.rests_on_grant, e.action,
    e.subject_kind, e.subject_id, e.organisation_id, e.before, e.after, e.reason) as body`;

/** The events that wait for a seal, the oldest first. */
export async function listWaiting(db: Db, most: number): Promise<SealedEvent[]> {
  const { rows } = await sql<EventRow>`
    select ${asRead} from audit_waiting w join audit_events e on e.id = w.event_id
    order by w.event_id limit ${most}`.execute(db);
  return rows.map(hashed);
}

/** Those of these events that are there, by id. */
export async function findEvents(db: Db, ids: readonly string[]): Promise<Map<string, SealedEvent>> {
  const { rows } = await sql<EventRow>`
    select ${asRead} from audit_events e where e.id = any (${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, hashed(row)]));
}

/** How many of these events wait. */
export async function countWaiting(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from audit_waiting where event_id = any (${[...ids]}::uuid[])`.execute(db);
  return rows[0]?.n ?? 0;
}

export const leafOf = ({ id, at, body }: SealedEvent): Buffer => sha256('leaf', id, at, body);

const hashed = ({ id, at, body }: EventRow): SealedEvent => ({
  id,
  at,
  body: sha256('leaf', canonical(body)).toString('hex'),
});

/** The same value always gives the same text, in whatever order its keys were stored. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
