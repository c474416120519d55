import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { asSystem, readAsSystem } from '#access/context.ts';
import { recordAudit } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import { hashToken, randomToken } from '#platform/crypto.ts';
import type { Database, Db, Tx } from '#platform/db.ts';

/** A delivering service as an operator asks for it; `all` are the themes that exist now. */
export interface ServiceWish {
  slug: string;
  /** Needed for a new service only. */
  name?: string;
  themes: 'all' | readonly string[];
}

/** Shown once: only a hash of the secret is kept. */
export interface ClientSecret {
  clientId: string;
  clientSecret: string;
}

export interface ClientSummary {
  service: string;
  name: string;
  /** null: a service that only delivers by command. */
  clientId: string | null;
  themes: string[];
  createdAt: Date | null;
  revokedAt: Date | null;
}

/** What an operator asked for cannot be done; the message says why. */
export class ClientRefused extends Error {
  override readonly name = 'ClientRefused';
}

/** Adds a delivering service, and a client with which it asks for tokens; a known service gets one more client. */
export function addClient(database: Database, wish: ServiceWish): Promise<ClientSecret> {
  return asSystem(database, async (tx) => {
    const serviceId = await keepService(tx, wish);
    const themes = await themeIdsOf(tx, wish.themes);
    const secret = { clientId: `${wish.slug}-${randomBytes(4).toString('hex')}`, clientSecret: randomToken() };
    await tx
      .insertInto('service_clients')
      .values({
        client_id: secret.clientId,
        service_id: serviceId,
        secret_hash: hashToken(secret.clientSecret),
        themes,
        created_at: now(),
      })
      .execute();
    await audit(tx, 'add-delivery-client', secret.clientId, { service: wish.slug, themes });
    return secret;
  });
}

/** Adds a delivering service that delivers by command only; nothing happens when it is there already. */
export async function addService(database: Database, wish: { slug: string; name: string }): Promise<void> {
  await asSystem(database, (tx) => keepService(tx, wish));
}

/** A new secret for a client; the old one and every token that it gave are worth nothing from this instant. */
export function rotateSecret(database: Database, clientId: string): Promise<ClientSecret> {
  return asSystem(database, async (tx) => {
    const clientSecret = randomToken();
    const changed = await tx
      .updateTable('service_clients')
      .set({ secret_hash: hashToken(clientSecret) })
      .where('client_id', '=', clientId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new ClientRefused(`There is no client ${clientId} that is in use`);
    await endTokens(tx, clientId);
    await audit(tx, 'rotate-delivery-secret', clientId);
    return { clientId, clientSecret };
  });
}

/** The client can do nothing any more; what it delivered stays. */
export function revokeClient(database: Database, clientId: string): Promise<void> {
  return asSystem(database, async (tx) => {
    const changed = await tx
      .updateTable('service_clients')
      .set({ revoked_at: now() })
      .where('client_id', '=', clientId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (changed.numUpdatedRows === 0n) throw new ClientRefused(`There is no client ${clientId} that is in use`);
    await endTokens(tx, clientId);
    await audit(tx, 'revoke-delivery-client', clientId);
  });
}

/** Every service with its clients, revoked ones too. */
export function listClients(database: Database): Promise<ClientSummary[]> {
  return readAsSystem(database, async (db) => {
    const { rows } = await sql<ClientSummary>`
      select s.slug as service, s.name, c.client_id as "clientId",
        array(select t.slug from themes t where t.id = any (c.themes) order by t.id) as themes,
        c.created_at as "createdAt", c.revoked_at as "revokedAt"
      from delivery_services s left join service_clients c on c.service_id = s.id
      order by s.slug, c.created_at, c.client_id`.execute(db);
    return rows;
  });
}

async function keepService(tx: Tx, { slug, name }: { slug: string; name?: string }): Promise<number> {
  if (!/^[a-z0-9-]{2,60}$/.test(slug))
    throw new ClientRefused('A service is called by small letters, digits and hyphens, such as agodi-staffing');
  const known = await tx
    .selectFrom('delivery_services')
    .select(['id', 'name'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (known && name && known.name !== name)
    throw new ClientRefused(`The service ${slug} is called ${known.name} already`);
  if (known) return known.id;
  if (!name) throw new ClientRefused(`The service ${slug} is new: say how it is called with --name`);
  const { id } = await tx
    .insertInto('delivery_services')
    .values({ slug, name })
    .returning('id')
    .executeTakeFirstOrThrow();
  await audit(tx, 'add-delivery-service', slug, { name });
  return id;
}

async function themeIdsOf(db: Db, wanted: 'all' | readonly string[]): Promise<number[]> {
  const themes = await db.selectFrom('themes').select(['id', 'slug']).orderBy('id').execute();
  if (wanted === 'all') return themes.map(({ id }) => id);
  const unknown = wanted.filter((slug) => !themes.some((theme) => theme.slug === slug));
  if (unknown.length > 0 || wanted.length === 0)
    throw new ClientRefused(
      `${unknown.join(', ') || 'Nothing'} is no theme; the themes are: ${themes.map(({ slug }) => slug).join(', ')}`,
    );
  return themes.filter(({ slug }) => wanted.includes(slug)).map(({ id }) => id);
}

async function endTokens(tx: Tx, clientId: string): Promise<void> {
  await tx.deleteFrom('service_tokens').where('client_id', '=', clientId).execute();
}

function audit(tx: Tx, action: string, subjectId: string, after?: unknown): Promise<void> {
  return recordAudit(tx, { action, actorLabel: 'service', subjectKind: 'delivery-client', subjectId, after });
}
