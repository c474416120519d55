import { sql } from 'kysely';
import type { Session } from '#access/visit.ts';
import { now } from '#platform/clock.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import { prepared, type Db, type Tx } from '#platform/db.ts';

const minute = 60_000;
/** Without a request for this long, the session ends. */
export const idleMinutes = 30;
/** However busy, the session ends after this long. */
export const absoluteHours = 8;

export interface NewSession {
  personId: string;
  targetGroup: string | null;
  workRelationId: string | null;
  issuer: string;
  idTokenSealed: Buffer | null;
  acr: string | null;
  authenticatedAt: Date | null;
}

/** Makes a session and answers its token, the only copy there is (SI-6). */
export async function createSession(tx: Tx, session: NewSession): Promise<string> {
  const token = randomToken();
  const at = now();
  await tx
    .insertInto('sessions')
    .values({
      token_hash: hashToken(token),
      person_id: session.personId,
      target_group: session.targetGroup,
      work_relation_id: session.workRelationId,
      issuer: session.issuer,
      id_token_sealed: session.idTokenSealed,
      acr: session.acr,
      authenticated_at: session.authenticatedAt,
      created_at: at,
      last_seen_at: at,
      expires_at: new Date(at.getTime() + absoluteHours * 60 * minute),
      notice_accepted_at: at,
    })
    .execute();
  return token;
}

export async function findSession(db: Db, token: string): Promise<Session | null> {
  const at = now();
  const row = await db
    .selectFrom('sessions')
    .modifyFront(prepared('find-session'))
    .select([
      'token_hash',
      'person_id',
      'target_group',
      'work_relation_id',
      'issuer',
      'id_token_sealed',
      'acr',
      'authenticated_at',
      'last_seen_at',
    ])
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', at)
    .where('last_seen_at', '>', new Date(at.getTime() - idleMinutes * minute))
    .executeTakeFirst();
  if (!row) return null;
  return {
    tokenHash: row.token_hash,
    personId: row.person_id,
    targetGroup: row.target_group,
    workRelationId: row.work_relation_id,
    issuer: row.issuer,
    idTokenSealed: row.id_token_sealed,
    acr: row.acr,
    authenticatedAt: row.authenticated_at,
    lastSeenAt: row.last_seen_at,
  };
}

/** A new token for the same session with another capacity: a stolen older token is worth nothing after a switch. */
export async function rotateSession(
  tx: Tx,
  session: Session,
  onBehalfOf: { targetGroup: string; workRelationId: string | null },
): Promise<string> {
  const token = randomToken();
  await tx
    .updateTable('sessions')
    .set({
      token_hash: hashToken(token),
      target_group: onBehalfOf.targetGroup,
      work_relation_id: onBehalfOf.workRelationId,
      last_seen_at: now(),
    })
    .where('token_hash', '=', session.tokenHash)
    .execute();
  return token;
}

/** Whether the last-seen moment is old enough to be worth a write. */
export function wantsTouch(session: Session): boolean {
  return now().getTime() - session.lastSeenAt.getTime() > minute;
}

export async function touchSession(tx: Tx, session: Session): Promise<void> {
  await tx.updateTable('sessions').set({ last_seen_at: now() }).where('token_hash', '=', session.tokenHash).execute();
}

export async function endSession(tx: Tx, session: Session): Promise<void> {
  await tx.deleteFrom('sessions').where('token_hash', '=', session.tokenHash).execute();
}

export async function endAllSessions(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('sessions').where('person_id', '=', personId).execute();
}

/** Removes what can no longer be used. */
export async function purgeExpired(tx: Tx): Promise<void> {
  const at = now();
  await tx
    .deleteFrom('sessions')
    .where((or) =>
      or.or([or('expires_at', '<', at), or('last_seen_at', '<', new Date(at.getTime() - idleMinutes * minute))]),
    )
    .execute();
  await tx.deleteFrom('sign_ins').where('expires_at', '<', at).execute();
  await tx.deleteFrom('service_tokens').where('expires_at', '<', at).execute();
  await tx.deleteFrom('machine_tokens').where('expires_at', '<', at).execute();
  await sql`delete from rate_limits where window_start < ${new Date(at.getTime() - 60 * minute)}`.execute(tx);
}
