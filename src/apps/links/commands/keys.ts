import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { asSystem } from '#access/context.ts';
import { LinkRefused } from '#apps/links/commands/apply-links.ts';
import { newSecret } from '#apps/links/telling/signature.ts';
import { recordAudit } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import { hashToken, randomToken, type Sealer } from '#platform/crypto.ts';
import type { Database, Tx } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

/** A client with which a linked application asks for rights; the secret is shown this once. */
export function addLinkClient(
  database: Database,
  applicationId: string,
): Promise<{ clientId: string; clientSecret: string }> {
  return asSystem(database, async (tx) => {
    const name = await nameOf(tx, applicationId);
    const clientId = `${applicationId}-${randomBytes(4).toString('hex')}`;
    const clientSecret = randomToken();
    await tx
      .insertInto('machine_clients')
      .values({
        client_id: clientId,
        name,
        purpose: 'application',
        secret_hash: hashToken(clientSecret),
        application_id: applicationId,
      })
      .execute();
    await audit(tx, 'add-link-client', applicationId, { clientId });
    return { clientId, clientSecret };
  });
}

/** The client and its tokens are worth nothing from this instant. */
export function revokeLinkClient(database: Database, clientId: string): Promise<void> {
  return asSystem(database, async (tx) => {
    const { rows } = await sql<{ applicationId: string }>`
      update machine_clients set revoked_at = ${now()}
      where client_id = ${clientId} and purpose = 'application' and revoked_at is null
      returning application_id as "applicationId"`.execute(tx);
    const [revoked] = rows;
    if (!revoked) throw new LinkRefused(`There is no client ${clientId} that is in use`);
    await tx.deleteFrom('machine_tokens').where('client_id', '=', clientId).execute();
    await audit(tx, 'revoke-link-client', revoked.applicationId, { clientId });
  });
}

/** A new secret with which what we send is signed. The one before counts for some hours more, an older one no longer. */
export function renewLinkSecret(
  { database, sealer }: { database: Database; sealer: Sealer },
  applicationId: string,
  keepHours: number,
): Promise<string> {
  return asSystem(database, async (tx) => {
    await nameOf(tx, applicationId);
    const secret = newSecret();
    await sql`
      update application_secrets
      set expires_at = case when expires_at is null then now() + make_interval(hours => ${keepHours}) else least(expires_at, now()) end
      where application_id = ${applicationId}`.execute(tx);
    await tx
      .insertInto('application_secrets')
      .values({ application_id: applicationId, secret_sealed: sealer.seal(secret) })
      .execute();
    await audit(tx, 'renew-link-secret', applicationId, { keepHours });
    return secret;
  });
}

/** Sends an event once more, under its own id, at once; one that was taken too. */
export function sendEventAgain(database: Database, eventId: string): Promise<void> {
  return asSystem(database, async (tx) => {
    const { rows } = isId(eventId)
      ? await sql<{ applicationId: string }>`
          update application_events
          set state = 'waiting', concluded_at = null, due_at = now(), queued_at = case when state = 'given-up' then now() else queued_at end,
            attempts = 0, problem = null
          where id = ${eventId}
          returning application_id as "applicationId"`.execute(tx)
      : { rows: [] };
    const [again] = rows;
    if (!again) throw new LinkRefused(`There is no event ${eventId}`);
    await audit(tx, 'send-event-again', again.applicationId, { event: eventId });
  });
}

async function nameOf(tx: Tx, applicationId: string): Promise<string> {
  const found = await tx
    .selectFrom('linked_applications')
    .select('name_nl')
    .where('id', '=', applicationId)
    .executeTakeFirst();
  if (!found) throw new LinkRefused(`There is no linked application ${applicationId}`);
  return found.name_nl;
}

const audit = (tx: Tx, action: string, subjectId: string, after: unknown): Promise<void> =>
  recordAudit(tx, { action, actorLabel: 'link', subjectKind: 'linked-application', subjectId, after });
