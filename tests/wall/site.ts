import { afterAll } from 'vitest';
import { atTheDoor } from '#access/context.ts';
import { now } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { openDatabase, type Database } from '#platform/db.ts';
import { createSession } from '#web/session/store.ts';
import type { IdentityProvider } from '#web/sign-in/identity-provider.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { buildSite, type BuiltSite } from '#tests/wall/build-site.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';
import type { Person } from '#tests/world/people.ts';

export { origin } from '#tests/wall/build-site.ts';

/** A browser's request: where from, with which cookies, what it sends. */
export interface Asking {
  method?: string;
  /** Token of the session. */
  session?: string | null | undefined;
  cookie?: string;
  headers?: Record<string, string>;
  body?: URLSearchParams | FormData | string | Uint8Array<ArrayBuffer>;
  /** The address of the other end of the connection. */
  peer?: string;
  /** Leave out what a browser says about where a request comes from. */
  withoutOrigin?: boolean;
}

/** One server process as it is built, with everything it answers; requests do not go over a network. */
export interface Site extends Pick<BuiltSite, 'services' | 'routes' | 'endpoints'> {
  ask: (path: string, asking?: Asking) => Promise<Response>;
}

export interface SiteWishes {
  baseUrl?: string;
  trustedProxy?: string;
  provider?: IdentityProvider;
  /** A pool of its own, as another process has. */
  ownPool?: boolean;
  dataDir?: string;
  /** Address of a malware scanner. */
  clamd?: string;
}

/** Builds the website on a test database; it goes with the test file. */
export async function aSite(db: TestDatabase, wishes: SiteWishes = {}): Promise<Site> {
  const database = wishes.ownPool ? openDatabase(db.appUrl, { poolSize: 8 }) : db.database;
  if (wishes.ownPool) afterAll(() => database.close());
  const { baseUrl, trustedProxy, dataDir, clamd, provider = fakeIdentityProvider() } = wishes;
  const built = await buildSite({ database, appUrl: db.appUrl, provider, baseUrl, trustedProxy, dataDir, clamd });
  afterAll(built.close);
  return {
    ...built,
    ask: async (path, asking = {}) =>
      built.app.fetch(requestOf(built.services.config, path, asking), connection(asking.peer)),
  };
}

/** Signs a person in, as after the choice of on whose behalf; answers the token of the cookie. */
export function signIn(
  database: Database,
  person: Pick<Person, 'id' | 'onBehalfOf'>,
  authenticatedAt: Date | null = now(),
): Promise<string> {
  return atTheDoor(database, (tx) =>
    createSession(tx, {
      personId: person.id,
      targetGroup: person.onBehalfOf.targetGroup,
      workRelationId: person.onBehalfOf.workRelationId,
      issuer: 'https://idp.test',
      idTokenSealed: null,
      acr: null,
      authenticatedAt,
    }),
  );
}

/** The value that an answer gives a cookie, or null. */
export function cookieSet(response: Response, name: string): string | null {
  const set = response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`));
  return set ? decodeURIComponent(set.slice(name.length + 1).split(';')[0] ?? '') : null;
}

function requestOf(config: Config, path: string, asking: Asking): Request {
  const method = asking.method ?? 'GET';
  const cookie = [asking.session ? `sessie=${asking.session}` : '', asking.cookie ?? ''].filter(Boolean).join('; ');
  const headers = {
    ...(method !== 'GET' && method !== 'HEAD' && !asking.withoutOrigin && { 'sec-fetch-site': 'same-origin' }),
    ...(cookie && { cookie }),
    ...asking.headers,
  };
  return new Request(`${config.baseUrl}${path}`, { method, headers, ...(asking.body && { body: asking.body }) });
}

const connection = (peer = '192.0.2.7') => ({ incoming: { socket: { remoteAddress: peer, remotePort: 50_000 } } });
