import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Endpoint, Route } from '#access/route.ts';
import { atTheDoor } from '#access/context.ts';
import { loadConfig, type Config } from '#platform/config.ts';
import { sealer } from '#platform/crypto.ts';
import { openDatabase, type Database } from '#platform/db.ts';
import { createFileStore } from '#platform/files/index.ts';
import type { Services } from '#platform/services.ts';
import { createExtractor } from '#platform/text/extractor.ts';
import { createSession } from '#web/session/store.ts';
import { allEndpoints, allRoutes } from '#web/routes.ts';
import { buildServer } from '#web/server.tsx';
import type { IdentityProvider } from '#web/sign-in/identity-provider.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { fakeIdentityProvider } from '#tests/wall/fake-identity-provider.ts';
import type { Person } from '#tests/world/people.ts';

export const origin = 'http://schoolpoort.test';

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
export interface Site {
  services: Services;
  routes: readonly Route[];
  endpoints: readonly Endpoint[];
  ask: (path: string, asking?: Asking) => Promise<Response>;
}

export interface SiteWishes {
  baseUrl?: string;
  trustedProxy?: string;
  provider?: IdentityProvider;
  /** A pool of its own, as another process has. */
  ownPool?: boolean;
  dataDir?: string;
}

/** Builds the website on a test database, in the mode that serves most: demo. */
export async function aSite(db: TestDatabase, wishes: SiteWishes = {}): Promise<Site> {
  const config = settings(wishes);
  const database = wishes.ownPool ? openDatabase(db.appUrl, { poolSize: 8 }) : db.database;
  if (wishes.ownPool) afterAll(() => database.close());
  const services = await servicesOf(config, database, db.appUrl);
  const routes = allRoutes(wishes.provider ?? fakeIdentityProvider(), config.mode);
  const endpoints = allEndpoints();
  const app = buildServer(services, routes, endpoints);
  return {
    services,
    routes,
    endpoints,
    ask: async (path, asking = {}) => app.fetch(requestOf(config, path, asking), connection(asking.peer)),
  };
}

/** Signs a person in, as after the choice of on whose behalf; answers the token of the cookie. */
export function signIn(database: Database, person: Pick<Person, 'id' | 'onBehalfOf'>): Promise<string> {
  return atTheDoor(database, (tx) =>
    createSession(tx, {
      personId: person.id,
      targetGroup: person.onBehalfOf.targetGroup,
      workRelationId: person.onBehalfOf.workRelationId,
      issuer: 'https://idp.test',
      idTokenSealed: null,
      acr: null,
    }),
  );
}

/** The value that an answer gives a cookie, or null. */
export function cookieSet(response: Response, name: string): string | null {
  const set = response.headers.getSetCookie().find((line) => line.startsWith(`${name}=`));
  return set ? decodeURIComponent(set.slice(name.length + 1).split(';')[0] ?? '') : null;
}

function settings(wishes: SiteWishes): Config {
  const dataDir = wishes.dataDir ?? aFolder();
  return loadConfig({
    MODE: 'demo',
    BASE_URL: wishes.baseUrl ?? origin,
    DATA_DIR: dataDir,
    ...(wishes.trustedProxy && { TRUSTED_PROXY: wishes.trustedProxy }),
  });
}

/** A folder that goes with the test file. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'schoolpoort-wall-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function servicesOf(config: Config, database: Database, appUrl: string): Promise<Services> {
  const extractor = createExtractor({ workers: 1, maxSeconds: 20, maxMegabytes: 400 });
  afterAll(() => extractor.close());
  return {
    config,
    database,
    appUrl,
    files: await createFileStore(config),
    extractor,
    sealer: sealer(config.keys),
    sessionSealer: sealer({ nationalNumber: config.keys.session, nationalNumberLookup: config.keys.session }),
    assets: { css: ['/assets/style.css'], js: ['/assets/client.js'], folder: aFolder() },
  };
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
