import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';

/** One event per change of state, written in the transaction of the change (R25). Append-only. */
export interface AuditEntry {
  actorKind?: 'person' | 'service' | 'system' | 'door';
  actorPersonId?: string | null;
  /** A word for the actor where there is no person: the name of a command, job or service. Never a person's name. */
  actorLabel?: string;
  actingFor?: number | null;
  restsOnGrant?: string | null;
  /** Verb and object, e.g. `tick-theme`. */
  action: string;
  subjectKind: string;
  subjectId: string;
  organisationId?: number | null;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
}

/** Writes events in their order; none is no statement, and many are one. */
export async function recordAudit(tx: Tx, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({ actorKind: 'system', actorLabel: 'system', ...entry }));
  await sql`
    insert into audit_events (actor_kind, actor_person_id, actor_label, acting_for, rests_on_grant, action, subject_kind,
      subject_id, organisation_id, before, after, reason)
    select e."actorKind", e."actorPersonId", e."actorLabel", e."actingFor", e."restsOnGrant", e.action, e."subjectKind",
      e."subjectId", e."organisationId", e.before, e.after, e.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e ("actorKind" text, "actorPersonId" uuid, "actorLabel" text, "actingFor" integer, "restsOnGrant" uuid, action text,
        "subjectKind" text, "subjectId" text, "organisationId" integer, before jsonb, after jsonb, reason text)`.execute(
    tx,
  );
}
