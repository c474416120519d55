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

export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit_events')
    .values({
      actor_kind: entry.actorKind ?? 'system',
      actor_person_id: entry.actorPersonId ?? null,
      actor_label: entry.actorLabel ?? 'system',
      acting_for: entry.actingFor ?? null,
      rests_on_grant: entry.restsOnGrant ?? null,
      action: entry.action,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      organisation_id: entry.organisationId ?? null,
      before: entry.before === undefined ? null : JSON.stringify(entry.before),
      after: entry.after === undefined ? null : JSON.stringify(entry.after),
      reason: entry.reason ?? null,
    })
    .execute();
}
