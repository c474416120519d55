import { sql } from 'kysely';
import { ownRightsOnly, type Actor, type Via } from '#access/actor.ts';
import { actAsDoor, actAsPerson, atTheDoor } from '#access/context.ts';
import { loadActor } from '#access/load-actor.ts';
import { machineScopes } from '#access/machine-purposes.ts';
import type { MachineCaller, MachinePurpose } from '#access/route.ts';
import { now } from '#platform/clock.ts';
import { equalSecrets, hashToken, randomToken } from '#platform/crypto.ts';
import type { Database, Db } from '#platform/db.ts';

export type MachineToken =
  | { outcome: 'granted'; accessToken: string; scope: string }
  | { outcome: 'unknown-client' }
  | { outcome: 'invalid-scope' };

/** A token for a client that is no delivering service; null when there is no such client. Only a hash of the token is kept. */
export async function issueMachineToken(
  database: Database,
  request: { clientId: string; clientSecret: string; scope: string | undefined; seconds: number },
): Promise<MachineToken | null> {
  const client = await database.read(async (db) => {
    await actAsDoor(db);
    return db
      .selectFrom('machine_clients')
      .select(['secret_hash', 'purpose'])
      .where('client_id', '=', request.clientId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
  });
  if (!client) return null;
  if (!equalSecrets(hashToken(request.clientSecret), client.secret_hash)) return { outcome: 'unknown-client' };
  const scope = machineScopes[client.purpose as MachinePurpose];
  if (request.scope !== undefined && request.scope.trim() !== scope) return { outcome: 'invalid-scope' };
  const accessToken = randomToken();
  const expiresAt = new Date(now().getTime() + request.seconds * 1000);
  await atTheDoor(database, (tx) =>
    tx
      .insertInto('machine_tokens')
      .values({ token_hash: hashToken(accessToken), client_id: request.clientId, expires_at: expiresAt })
      .execute(),
  );
  return { outcome: 'granted', accessToken, scope };
}

/** The client behind a token; a revoked one has none left from that instant. */
export async function findMachine(db: Db, token: string): Promise<MachineCaller | null> {
  await actAsDoor(db);
  const row = await db
    .selectFrom('machine_tokens as t')
    .innerJoin('machine_clients as c', 'c.client_id', 't.client_id')
    .select(['c.client_id', 'c.name', 'c.purpose', 'c.application_id', 'c.may_grant'])
    .where('t.token_hash', '=', hashToken(token))
    .where('t.expires_at', '>', now())
    .where('c.revoked_at', 'is', null)
    .executeTakeFirst();
  if (!row) return null;
  return {
    clientId: row.client_id,
    name: row.name,
    purpose: row.purpose as MachinePurpose,
    applicationId: row.application_id,
    mayGrant: row.may_grant,
  };
}

interface Mandate {
  responsible: string;
  targetGroup: string;
  organisations: number[];
}

/**
 * The administrator in whose name a client acts, narrowed to the organisations that are registered for it: it can do what he can
 * at this instant, there, and nothing else (R1, R2). Null: he cannot act any more, or the client was revoked.
 */
export async function enterThrough(db: Db, { clientId, name }: Via): Promise<Actor | null> {
  await actAsDoor(db);
  const { rows } = await sql<Mandate>`
    select c.responsible_id as responsible, c.target_group as "targetGroup",
      array(
        select s.organisation_id from machine_scopes s where s.client_id = c.client_id
        union
        select b.organisation_id
        from machine_scopes s join organisation_relations b on b.related_id = s.organisation_id
        where s.client_id = c.client_id and s.with_institutions and b.kind = 'board' and b.period @> app.today()) as organisations
    from machine_clients c
    where c.client_id = ${clientId} and c.purpose = 'scim' and c.revoked_at is null`.execute(db);
  const [mandate] = rows;
  const { responsible: personId, targetGroup } = mandate ?? {};
  if (!mandate || !personId || !targetGroup) return null;
  const actor = await loadActor(db, { personId, targetGroup, workRelationId: null });
  if (!actor?.actingFor) return null;
  const narrowed: Actor = {
    ...actor,
    // A deputy stands in herself; a program of hers does not.
    grants: ownRightsOnly(actor).grants.filter((grant) => mandate.organisations.includes(grant.organisationId)),
    ticks: [],
    reach: { institutions: [], scopes: [], themes: [], shared: [] },
    places: [],
    via: { clientId, name },
  };
  await actAsPerson(db, narrowed);
  return narrowed;
}
