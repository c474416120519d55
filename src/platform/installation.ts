import type { Config } from '#platform/config.ts';
import { sealer } from '#platform/crypto.ts';
import { startEmbeddedServer } from '#platform/database-server.ts';
import { openDatabase } from '#platform/db.ts';
import { createFileStore } from '#platform/files/index.ts';
import { migrate } from '#platform/migrate.ts';
import type { Installation } from '#platform/services.ts';
import { createExtractor } from '#platform/text/extractor.ts';

/** Reading one file may take this much, whatever is in it. */
const extraction = { workers: 2, maxSeconds: 20, maxMegabytes: 400 };

/** Opens database, files and readers of an installation, migrated and ready; `close` leaves nothing running. */
export async function openInstallation(config: Config): Promise<Installation> {
  const databases = await databasesOf(config);
  await migrate(databases.ownerUrl);
  const database = openDatabase(databases.appUrl, { poolSize: config.databasePoolSize });
  const extractor = createExtractor(extraction);
  return {
    config,
    database,
    appUrl: databases.appUrl,
    files: await createFileStore(config),
    extractor,
    sealer: sealer(config.keys),
    sessionSealer: sealer({ nationalNumber: config.keys.session, nationalNumberLookup: config.keys.session }),
    async close() {
      await extractor.close();
      await database.close();
      await databases.stop();
    },
  };
}

async function databasesOf(config: Config): Promise<{ ownerUrl: string; appUrl: string; stop: () => Promise<void> }> {
  if (config.databaseUrl === null) return startEmbeddedServer({ dataDir: config.dataDir });
  return {
    appUrl: config.databaseUrl,
    ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl,
    stop: () => Promise.resolve(),
  };
}
