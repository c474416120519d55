import { sql } from 'kysely';
import { recordAudit, type AuditEntry } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import type { Tx } from '#platform/db.ts';
import { log } from '#platform/log.ts';
import type { Claims } from '#web/sign-in/identity-provider.ts';
import { decodeRole, organisationKey } from '#access/role-claims.ts';

/** Marks the grants that follow the gateway, so that only these are ended when a role is no longer claimed. */
const gatewayReason = 'toegangsbeheer';

interface ClaimedGrant {
  entitlement: string;
  organisationId: number;
  contexts: string[];
}

/**
 * Takes over the roles that the access gateway claims, where the settings map them to rights (OIDC_ROLES; none by
 * default). They hold for today and tomorrow and are renewed at every sign-in; what is no longer claimed ends at once.
 * A right that was given here by hand is never touched.
 */
export async function followGateway(tx: Tx, personId: string, claims: Claims, config: Config): Promise<void> {
  const claimed = claimedGrants(claims, config.oidc.roles);
  if (Object.keys(config.oidc.roles).length === 0) return;
  await withdrawUnclaimed(tx, personId, claimed);
  for (const grant of claimed) await renew(tx, personId, grant, claims.targetGroup ?? 'OV');
}

/** The rights in the roles of a sign-in: one per right and organisation, with all its contexts. */
export function claimedGrants(claims: Claims, roles: Readonly<Record<string, string>>): ClaimedGrant[] {
  const found = new Map<string, ClaimedGrant>();
  for (const text of claims.roles) {
    const role = decodeRole(text);
    const entitlement = role && roles[role.role];
    const organisationId = role && organisationKey(role.organisation);
    if (!entitlement || !organisationId) continue;
    const key = `${entitlement}:${organisationId}`;
    const grant = found.get(key) ?? { entitlement, organisationId, contexts: [] };
    if (role.context !== null) grant.contexts.push(role.context);
    found.set(key, grant);
  }
  return [...found.values()];
}

async function withdrawUnclaimed(tx: Tx, personId: string, claimed: readonly ClaimedGrant[]): Promise<void> {
  const keys = claimed.map((grant) => `${grant.entitlement}:${grant.organisationId}`);
  const { rows } = await sql<{ id: string; organisation_id: number }>`
    update grants set withdrawn_at = ${now()}, withdrawn_reason = ${gatewayReason}
    where person_id = ${personId} and cause = 'imported' and reason = ${gatewayReason} and withdrawn_at is null
      and not entitlement_id || ':' || organisation_id = any(${keys}::text[])
    returning id, organisation_id`.execute(tx);
  for (const row of rows)
    await audit(tx, personId, {
      action: 'withdraw-grant',
      subjectKind: 'grant',
      subjectId: row.id,
      organisationId: row.organisation_id,
      after: { withdrawn: true },
    });
}

async function renew(tx: Tx, personId: string, grant: ClaimedGrant, targetGroup: string): Promise<void> {
  const known = await tx
    .selectFrom('organisations')
    .select('id')
    .where('id', '=', grant.organisationId)
    .executeTakeFirst();
  if (!known) {
    log.warn('gateway-role-for-unknown-organisation', { organisation: grant.organisationId });
    return;
  }
  const running = await findRunning(tx, personId, grant);
  if (running) return prolong(tx, personId, grant, running);
  const relation = await relationWith(tx, personId, grant.organisationId, targetGroup);
  const { rows } = await sql<{ id: string; from: string; until: string }>`
    insert into grants (work_relation_id, person_id, entitlement_id, organisation_id, period, contexts, cause, reason)
    values (${relation}, ${personId}, ${grant.entitlement}, ${grant.organisationId},
      daterange(app.today(), app.today() + 2), ${grant.contexts}, 'imported', ${gatewayReason})
    on conflict on constraint one_grant_at_an_instant do nothing
    returning id, lower(period) as "from", upper(period) - 1 as until`.execute(tx);
  const [added] = rows;
  if (!added) return;
  const { from, until } = added;
  await audit(tx, personId, {
    action: 'give-grant',
    subjectKind: 'grant',
    subjectId: added.id,
    organisationId: grant.organisationId,
    after: { relation, person: personId, entitlement: grant.entitlement, contexts: grant.contexts, from, until },
  });
}

async function findRunning(tx: Tx, personId: string, grant: ClaimedGrant): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from grants
    where person_id = ${personId} and entitlement_id = ${grant.entitlement} and organisation_id = ${grant.organisationId}
      and cause = 'imported' and reason = ${gatewayReason} and withdrawn_at is null and period @> app.today()`.execute(
    tx,
  );
  return rows[0]?.id;
}

/** A second sign-in on the same day with the same roles changes nothing, and says nothing. */
async function prolong(tx: Tx, personId: string, grant: ClaimedGrant, grantId: string): Promise<void> {
  const { rows } = await sql<{ until: string }>`
    update grants set period = daterange(lower(period), app.today() + 2), contexts = ${grant.contexts}
    where id = ${grantId} and (upper(period) <> app.today() + 2 or contexts <> ${grant.contexts})
    returning upper(period) - 1 as until`.execute(tx);
  for (const { until } of rows)
    await audit(tx, personId, {
      action: 'prolong-grant',
      subjectKind: 'grant',
      subjectId: grantId,
      organisationId: grant.organisationId,
      after: { until, contexts: grant.contexts },
    });
}

async function relationWith(tx: Tx, personId: string, organisationId: number, targetGroup: string): Promise<string> {
  const running = await sql<{ id: string }>`
    select id from work_relations
    where person_id = ${personId} and organisation_id = ${organisationId} and target_group = ${targetGroup}
      and period @> app.today()`.execute(tx);
  const [first] = running.rows;
  if (first) return first.id;
  const { rows } = await sql<{ id: string; from: string }>`
    insert into work_relations (person_id, organisation_id, target_group, category, period)
    values (${personId}, ${organisationId}, ${targetGroup}, 'Medewerker', daterange(app.today(), null))
    returning id, lower(period) as "from"`.execute(tx);
  const [made] = rows;
  if (!made) throw new Error('a stored relation has an id');
  await audit(tx, personId, {
    action: 'make-work-relation',
    subjectKind: 'work-relation',
    subjectId: made.id,
    organisationId,
    after: { person: personId, targetGroup, from: made.from, until: null },
  });
  return made.id;
}

function audit(
  tx: Tx,
  personId: string,
  what: Pick<AuditEntry, 'action' | 'subjectKind' | 'subjectId' | 'organisationId' | 'after'>,
): Promise<void> {
  return recordAudit(tx, {
    ...what,
    actorKind: 'door',
    actorLabel: 'access-gateway',
    actorPersonId: personId,
    reason: gatewayReason,
  });
}
