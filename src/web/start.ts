import type { AddressInfo } from 'node:net';
import type { Installation } from '#platform/services.ts';
import { builtAssets } from '#web/assets.ts';
import { demoProvider } from '#web/demo-provider/provider.ts';
import { httpServer } from '#web/listen.ts';
import { allEndpoints, allRoutes } from '#web/routes.ts';
import { buildServer } from '#web/server.tsx';
import { identityProvider } from '#web/sign-in/identity-provider.ts';

export interface RunningWeb {
  port: number;
  close: () => Promise<void>;
}

/** Starts the website of an installation; answers when it listens. */
export async function startWeb(installation: Installation): Promise<RunningWeb> {
  const { config } = installation;
  const services = { ...installation, assets: builtAssets() };
  const app = buildServer(services, allRoutes(identityProvider(config), config.mode), allEndpoints());
  const isDemo = config.mode === 'demo' && config.oidc.issuer === null;
  const server = httpServer(app, isDemo ? await demoProvider(config) : null);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Whoever is still downloading after this long starts again at another process.
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      }),
  };
}
