import { sql } from 'kysely';
import type { InvitationState } from '#apps/rights/invitations/model.ts';
import { visitMinutes } from '#apps/rights/invitations/model.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import type { Db, Tx } from '#platform/db.ts';

/** An invitation as administrators see it. */
export interface Invitation {
  id: string;
  organisationId: number;
  organisationName: string;
  givenName: string;
  familyName: string;
  email: string;
  category: string;
  from: string;
  until: string | null;
  entitlementId: string | null;
  entitlementName: string | null;
  rightUntil: string | null;
  invitedBy: string;
  inviter: string | null;
  targetGroup: string;
  workRelationId: string | null;
  invitedOn: string;
  state: InvitationState;
  sent: number;
  expiresOn: string;
  isExpired: boolean;
  /** Who signed in with the link and waits to be confirmed. */
  visitorGivenName: string | null;
  visitorFamilyName: string | null;
}

const columns = sql`
  i.id, i.organisation_id as "organisationId", o.name as "organisationName", i.given_name as "givenName",
  i.family_name as "familyName", i.email, i.category, i.relation_from as "from", i.relation_until as until,
  i.entitlement_id as "entitlementId", e.name as "entitlementName", i.right_until as "rightUntil",
  i.invited_by as "invitedBy", p.given_name || ' ' || p.family_name as inviter, i.target_group as "targetGroup",
  i.work_relation_id as "workRelationId", (i.invited_at at time zone 'Europe/Brussels')::date as "invitedOn", i.state, i.sent,
  (i.expires_at at time zone 'Europe/Brussels')::date as "expiresOn", i.expires_at < now() as "isExpired",
  i.visitor_given_name as "visitorGivenName", i.visitor_family_name as "visitorFamilyName"
  from invitations i
  join organisations o on o.id = i.organisation_id
  left join entitlements e on e.id = i.entitlement_id
  left join persons p on p.id = i.invited_by`;

/** The invitations of these institutions: what waits first, then the newest. */
export async function listInvitations(db: Db, organisationIds: readonly number[]): Promise<Invitation[]> {
  const { rows } = await sql<Invitation>`
    select ${columns} where i.organisation_id = any (${[...organisationIds]}::integer[])
    order by i.state in ('open', 'held') desc, i.invited_at desc limit 200`.execute(db);
  return rows;
}

export async function findInvitation(
  db: Db,
  id: string,
  organisationIds: readonly number[],
): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select ${columns} where i.id = ${id} and i.organisation_id = any (${[...organisationIds]}::integer[])`.execute(db);
  return rows[0];
}

/** The open invitation whose visitor proved by a sign-in who he is. */
export async function findByVisit(db: Db, secret: string): Promise<Invitation | undefined> {
  const { rows } = await sql<Invitation>`
    select ${columns}
    where i.visitor_hash = ${hashToken(secret)} and i.visitor_expires_at > now() and i.state = 'open' and i.expires_at > now()
      and i.visitor_number_sealed is not null`.execute(db);
  return rows[0];
}

export interface NewInvitation {
  organisationId: number;
  givenName: string;
  familyName: string;
  email: string;
  category: string;
  from: string;
  until: string | null;
  right: { entitlementId: string; until: string } | null;
  invitedBy: string;
  targetGroup: string;
  workRelationId: string | null;
}

/** Keeps an invitation; answers its id and the secret of its link, which is stored nowhere. */
export async function insertInvitation(
  tx: Tx,
  invitation: NewInvitation,
  days: number,
): Promise<{ id: string; token: string }> {
  const token = randomToken();
  const { rows } = await sql<{ id: string }>`
    insert into invitations (organisation_id, given_name, family_name, email, category, relation_from, relation_until,
      entitlement_id, right_until, invited_by, target_group, work_relation_id, token_hash, expires_at)
    values (${invitation.organisationId}, ${invitation.givenName}, ${invitation.familyName}, ${invitation.email},
      ${invitation.category}, ${invitation.from}, ${invitation.until}, ${invitation.right?.entitlementId ?? null},
      ${invitation.right?.until ?? null}, ${invitation.invitedBy}, ${invitation.targetGroup}, ${invitation.workRelationId},
      ${hashToken(token)}, now() + make_interval(days => ${days}))
    returning id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a stored invitation has an id');
  return { id: row.id, token };
}

/** A new link; the one before it is worth nothing from now on. */
export async function renewLink(tx: Tx, id: string, days: number): Promise<string> {
  const token = randomToken();
  await sql`
    update invitations set token_hash = ${hashToken(token)}, expires_at = now() + make_interval(days => ${days}), sent = sent + 1,
      visitor_hash = null, visitor_expires_at = null, visitor_number_sealed = null, visitor_number_lookup = null,
      visitor_given_name = null, visitor_family_name = null
    where id = ${id} and state = 'open'`.execute(tx);
  return token;
}

/** Closes an invitation; the link and the number of who signed in go with it. */
export async function closeInvitation(
  tx: Tx,
  id: string,
  state: Exclude<InvitationState, 'open' | 'held'>,
  personId: string | null = null,
): Promise<void> {
  await sql`
    update invitations set state = ${state}, closed_at = now(), person_id = ${personId}, token_hash = null, visitor_hash = null,
      visitor_expires_at = null, visitor_number_sealed = null, visitor_number_lookup = null
    where id = ${id} and state in ('open', 'held')`.execute(tx);
}

/** Another name than was invited: whoever invited decides; the link is used up. */
export async function holdInvitation(tx: Tx, id: string): Promise<void> {
  await sql`
    update invitations set state = 'held', token_hash = null, visitor_hash = null, visitor_expires_at = null
    where id = ${id} and state = 'open'`.execute(tx);
}

/** Somebody follows the link: a secret of this browser, with which the sign-in that follows is known. Null: the link is worth nothing. */
export async function beginVisit(tx: Tx, token: string): Promise<string | null> {
  const secret = randomToken();
  const { rows } = await sql`
    update invitations set visitor_hash = ${hashToken(secret)},
      visitor_expires_at = now() + make_interval(mins => ${visitMinutes}), visitor_number_sealed = null,
      visitor_number_lookup = null, visitor_given_name = null, visitor_family_name = null
    where token_hash = ${hashToken(token)} and state = 'open' and expires_at > now()
    returning id`.execute(tx);
  return rows.length === 0 ? null : secret;
}

/** Whether a link can still be used. */
export async function isUsable(db: Db, token: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from invitations where token_hash = ${hashToken(token)} and state = 'open' and expires_at > now()`.execute(
    db,
  );
  return rows.length > 0;
}

interface Visitor {
  givenName: string;
  familyName: string;
  sealed: Buffer;
  lookup: Buffer;
}

/** Keeps who signed in, sealed, until he accepts. False: this browser follows no invitation that can still be used. */
export async function noteVisit(tx: Tx, secret: string, visitor: Visitor): Promise<boolean> {
  const { rows } = await sql`
    update invitations set visitor_number_sealed = ${visitor.sealed}, visitor_number_lookup = ${visitor.lookup},
      visitor_given_name = ${visitor.givenName}, visitor_family_name = ${visitor.familyName}
    where visitor_hash = ${hashToken(secret)} and visitor_expires_at > now() and state = 'open' and expires_at > now()
    returning id`.execute(tx);
  return rows.length > 0;
}

/** The number of who signed in, sealed, with its keyed hash. */
export async function readVisitorNumber(db: Db, id: string): Promise<{ sealed: Buffer; lookup: Buffer } | undefined> {
  const { rows } = await sql<{ sealed: Buffer; lookup: Buffer }>`
    select visitor_number_sealed as sealed, visitor_number_lookup as lookup
    from invitations where id = ${id} and visitor_number_sealed is not null`.execute(db);
  return rows[0];
}

/** Who signed in and did not accept in time is forgotten. */
export async function forgetVisitors(tx: Tx): Promise<void> {
  await sql`
    update invitations set visitor_hash = null, visitor_expires_at = null, visitor_number_sealed = null,
      visitor_number_lookup = null, visitor_given_name = null, visitor_family_name = null
    where state = 'open' and visitor_expires_at < now()`.execute(tx);
}
