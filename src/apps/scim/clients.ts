import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { listOrganisations } from '#directory/organisations.ts';
import { recordAudit } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import type { Database, Tx } from '#platform/db.ts';

/** A program of a school or board as an operator registers it. */
export interface ScimClientWish {
  slug: string;
  name: string;
  /** The only organisations it reaches. */
  organisations: readonly number[];
  /** Boards among which the institutions of the day are reached too. */
  boards: readonly number[];
  /** The administrator in whose name it acts: his id or e-mail address. */
  responsible: string;
  mayGrant: boolean;
  holdPercent: number;
}

export interface ScimClientSummary {
  clientId: string;
  name: string;
  responsible: string;
  organisations: string[];
  mayGrant: boolean;
  holdPercent: number;
  revokedAt: Date | null;
}

/** What an operator asked for cannot be done; the message says why. */
export class ScimClientRefused extends Error {
  override readonly name = 'ScimClientRefused';
}

/** Registers a program; its secret is shown this once. */
export function addScimClient(
  database: Database,
  wish: ScimClientWish,
): Promise<{ clientId: string; clientSecret: string }> {
  return asSystem(database, async (tx) => {
    const responsible = await findResponsible(tx, wish.responsible);
    await refuseUnknown(tx, [...wish.organisations, ...wish.boards]);
    if (!/^[a-z][a-z0-9-]{1,60}$/.test(wish.slug))
      throw new ScimClientRefused(
        'A client is called by small letters, digits and hyphens, such as personeel-wegwijzer',
      );
    if (wish.organisations.length + wish.boards.length === 0)
      throw new ScimClientRefused('Say for which organisations or boards it is: without them it could do nothing');
    const clientId = `${wish.slug}-${randomBytes(4).toString('hex')}`;
    const clientSecret = randomToken();
    await tx
      .insertInto('machine_clients')
      .values({
        client_id: clientId,
        name: wish.name,
        purpose: 'scim',
        secret_hash: hashToken(clientSecret),
        responsible_id: responsible.id,
        target_group: responsible.targetGroup,
        may_grant: wish.mayGrant,
        hold_percent: wish.holdPercent,
      })
      .execute();
    const scopes = [
      ...wish.boards.map((id) => ({ organisation_id: id, with_institutions: true })),
      ...wish.organisations
        .filter((id) => !wish.boards.includes(id))
        .map((id) => ({ organisation_id: id, with_institutions: false })),
    ];
    await tx
      .insertInto('machine_scopes')
      .values(scopes.map((scope) => ({ client_id: clientId, ...scope })))
      .execute();
    const { organisations, boards, mayGrant, holdPercent } = wish;
    await audit(tx, 'add-scim-client', clientId, {
      responsible: responsible.id,
      organisations,
      boards,
      mayGrant,
      holdPercent,
    });
    return { clientId, clientSecret };
  });
}

/** A new secret; the old one and every token that it gave are worth nothing from this instant. */
export function rotateScimSecret(
  database: Database,
  clientId: string,
): Promise<{ clientId: string; clientSecret: string }> {
  return asSystem(database, async (tx) => {
    const clientSecret = randomToken();
    await change(tx, clientId, { secret_hash: hashToken(clientSecret) });
    await audit(tx, 'rotate-scim-secret', clientId);
    return { clientId, clientSecret };
  });
}

/** The program can do nothing any more; what it did stays. */
export function revokeScimClient(database: Database, clientId: string): Promise<void> {
  return asSystem(database, async (tx) => {
    await change(tx, clientId, { revoked_at: now() });
    await audit(tx, 'revoke-scim-client', clientId);
  });
}

export function listScimClients(database: Database): Promise<ScimClientSummary[]> {
  return readAsSystem(database, async (db) => {
    const { rows } = await sql<Omit<ScimClientSummary, 'organisations'> & { organisations: [number, boolean][] }>`
      select c.client_id as "clientId", c.name, p.given_name || ' ' || p.family_name as responsible, c.may_grant as "mayGrant",
        c.hold_percent as "holdPercent", c.revoked_at as "revokedAt",
        (select jsonb_agg(jsonb_build_array(s.organisation_id, s.with_institutions) order by s.organisation_id)
          from machine_scopes s where s.client_id = c.client_id) as organisations
      from machine_clients c join persons p on p.id = c.responsible_id
      where c.purpose = 'scim'
      order by c.name, c.client_id`.execute(db);
    return rows.map((row) => ({
      ...row,
      organisations: row.organisations.map(
        ([id, with_]) => `${formatOrganisationCode(id)}${with_ ? ' and its institutions' : ''}`,
      ),
    }));
  });
}

async function change(tx: Tx, clientId: string, values: { secret_hash?: Buffer; revoked_at?: Date }): Promise<void> {
  const changed = await tx
    .updateTable('machine_clients')
    .set(values)
    .where('client_id', '=', clientId)
    .where('purpose', '=', 'scim')
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new ScimClientRefused(`There is no client ${clientId} that is in use`);
  await tx.deleteFrom('machine_tokens').where('client_id', '=', clientId).execute();
}

/** Somebody who holds an administrator right today; the target group of his relation is the client's. */
async function findResponsible(tx: Tx, who: string): Promise<{ id: string; targetGroup: string }> {
  const { rows } = await sql<{ id: string; targetGroup: string }>`
    select distinct p.id, a.target_group as "targetGroup"
    from persons p
    join active_grants a on a.person_id = p.id and a.deputises is null
    join entitlements e on e.id = a.entitlement_id and e.is_admin
    where p.id::text = ${who} or lower(p.email) = lower(${who})
    order by 2 desc`.execute(tx);
  const [first] = rows;
  if (!first) throw new ScimClientRefused(`Nobody with an administrator right is known as ${who}`);
  if (new Set(rows.map(({ id }) => id)).size > 1)
    throw new ScimClientRefused(`Several administrators have the address ${who}; give an id`);
  return first;
}

async function refuseUnknown(tx: Tx, ids: readonly number[]): Promise<void> {
  const known = new Set((await listOrganisations(tx, ids)).map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new ScimClientRefused(`These organisations are not known: ${unknown.map(formatOrganisationCode).join(', ')}`);
}

const audit = (tx: Tx, action: string, subjectId: string, after?: unknown): Promise<void> =>
  recordAudit(tx, { action, actorLabel: 'scim', subjectKind: 'scim-client', subjectId, after });
