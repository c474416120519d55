import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Endpoint, Route } from '#access/route.ts';
import { loadConfig, type Config } from '#platform/config.ts';
import { sealer } from '#platform/crypto.ts';
import type { Database } from '#platform/db.ts';
import { createFileStore } from '#platform/files/index.ts';
import { malwareScanner } from '#platform/files/malware.ts';
import type { Services } from '#platform/services.ts';
import { createExtractor } from '#platform/text/extractor.ts';
import { allEndpoints, allRoutes } from '#web/routes.ts';
import { buildServer } from '#web/server.tsx';
import type { IdentityProvider } from '#web/sign-in/identity-provider.ts';

export const origin = 'http://schoolpoort.test';

/** A server as it is built, in the mode that serves most: demo. Needs no test runner, so that a process of its own can make one. */
export interface BuiltSite {
  app: ReturnType<typeof buildServer>;
  services: Services;
  routes: readonly Route[];
  endpoints: readonly Endpoint[];
  close: () => Promise<void>;
}

export interface BuildWishes {
  database: Database;
  appUrl: string;
  provider: IdentityProvider;
  baseUrl?: string | undefined;
  trustedProxy?: string | undefined;
  /** Where files and keys are; without it a folder that goes with the site. */
  dataDir?: string | undefined;
  clamd?: string | undefined;
}

export async function buildSite(wishes: BuildWishes): Promise<BuiltSite> {
  const own = mkdtempSync(join(tmpdir(), 'schoolpoort-wall-'));
  const config = settings(wishes, wishes.dataDir ?? own);
  const extractor = createExtractor({ workers: 1, maxSeconds: 20, maxMegabytes: 400 });
  const services: Services = {
    config,
    database: wishes.database,
    appUrl: wishes.appUrl,
    files: await createFileStore(config),
    extractor,
    malware: malwareScanner(config.clamd),
    sealer: sealer(config.keys),
    sessionSealer: sealer({ nationalNumber: config.keys.session, nationalNumberLookup: config.keys.session }),
    assets: { css: ['/assets/style.css'], js: ['/assets/client.js'], folder: own },
  };
  const routes = allRoutes(wishes.provider, config.mode);
  const endpoints = allEndpoints();
  return {
    app: buildServer(services, routes, endpoints),
    services,
    routes,
    endpoints,
    async close() {
      await extractor.close();
      rmSync(own, { recursive: true, force: true });
    },
  };
}

function settings(wishes: BuildWishes, dataDir: string): Config {
  return loadConfig({
    MODE: 'demo',
    BASE_URL: wishes.baseUrl ?? origin,
    DATA_DIR: dataDir,
    SIGN_IN_LIMIT: '30',
    ...(wishes.clamd && { CLAMD_ADDRESS: wishes.clamd }),
    ...(wishes.trustedProxy && { TRUSTED_PROXY: wishes.trustedProxy }),
  });
}
