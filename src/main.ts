import type { Server } from 'node:http';
import { asSystem } from '#access/context.ts';
import { loadConfig, readEnvironment, type Config } from '#platform/config.ts';
import { sealer } from '#platform/crypto.ts';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { openDatabase } from '#platform/db.ts';
import { createFileStore } from '#platform/files/index.ts';
import { configureLog, log } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import type { Services } from '#platform/services.ts';
import { createExtractor } from '#platform/text/extractor.ts';
import { builtAssets } from '#web/assets.ts';
import { demoProvider } from '#web/demo-provider/provider.ts';
import { httpServer } from '#web/listen.ts';
import { allEndpoints, allRoutes } from '#web/routes.ts';
import { buildServer } from '#web/server.tsx';
import { identityProvider } from '#web/sign-in/identity-provider.ts';

/** config → database → migrations → jobs → web; nothing else. */
async function main(): Promise<void> {
  const config = loadConfig(readEnvironment());
  configureLog({ level: config.logLevel });
  const databases = await databasesOf(config);
  await migrate(databases.ownerUrl);
  const services = await servicesOf(config, databases.appUrl);
  const stopJobs = await startJobsAndDemo(services);
  const server = await listen(services);
  announce(config);
  stopOnSignal(async () => {
    server.close();
    server.closeIdleConnections();
    await stopJobs();
    await services.extractor.close();
    await services.database.close();
    await databases.stop();
  });
}

await main();
