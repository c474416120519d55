import { actAsDoor, atTheDoor } from '#access/context.ts';
import { issueMachineToken } from '#access/machine.ts';
import { now } from '#platform/clock.ts';
import { equalSecrets, hashToken, randomToken } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';

export const tokenSeconds = 15 * 60;
const scopePrefix = 'documents:deliver:';

export interface TokenRequest {
  clientId: string;
  clientSecret: string;
  /** Scopes asked for, separated by spaces; undefined asks for all that the client may have. */
  scope: string | undefined;
}

export type TokenOutcome =
  | { outcome: 'granted'; accessToken: string; scope: string }
  | { outcome: 'unknown-client' }
  | { outcome: 'invalid-scope' };

// Compared with when there is no such client, so that the answer takes as long.
const nobody = hashToken(randomToken());

/** Gives a client a token for its themes, or fewer (RFC 6749 §4.4). Only a hash of the token is kept. */
export async function issueToken(database: Database, request: TokenRequest): Promise<TokenOutcome> {
  const client = await database.read(async (db) => {
    await actAsDoor(db);
    const found = await db
      .selectFrom('service_clients')
      .select(['secret_hash', 'themes'])
      .where('client_id', '=', request.clientId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    const themes = await db.selectFrom('themes').select(['id', 'slug']).orderBy('id').execute();
    return { secretHash: found?.secret_hash, themes: themes.filter(({ id }) => found?.themes.includes(id)) };
  });
  if (!client.secretHash) {
    const machine = await issueMachineToken(database, { ...request, seconds: tokenSeconds });
    if (machine) return machine;
  }
  const isRight = equalSecrets(hashToken(request.clientSecret), client.secretHash ?? nobody);
  if (!client.secretHash || !isRight) return { outcome: 'unknown-client' };
  const wanted = request.scope?.split(' ').filter(Boolean);
  const granted = client.themes.filter(({ slug }) => !wanted || wanted.includes(scopePrefix + slug));
  if (granted.length === 0 || (wanted && granted.length < new Set(wanted).size)) return { outcome: 'invalid-scope' };
  const accessToken = await keepToken(
    database,
    request.clientId,
    granted.map(({ id }) => id),
  );
  return { outcome: 'granted', accessToken, scope: granted.map(({ slug }) => scopePrefix + slug).join(' ') };
}

async function keepToken(database: Database, clientId: string, themes: number[]): Promise<string> {
  const token = randomToken();
  const expiresAt = new Date(now().getTime() + tokenSeconds * 1000);
  await atTheDoor(database, (tx) =>
    tx
      .insertInto('service_tokens')
      .values({ token_hash: hashToken(token), client_id: clientId, themes, expires_at: expiresAt })
      .execute(),
  );
  return token;
}
