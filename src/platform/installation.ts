import type { Config } from '#platform/config.ts';
import { sealer } from '#platform/crypto.ts';
import { reachDatabase, type DatabaseAddresses } from '#platform/databases.ts';
import { openDatabase } from '#platform/db.ts';
import { createFileStore } from '#platform/files/index.ts';
import { malwareScanner } from '#platform/files/malware.ts';
import { migrate, pendingMigrations } from '#platform/migrate.ts';
import type { Installation } from '#platform/services.ts';
import { createExtractor } from '#platform/text/extractor.ts';

/** Reading one file may take this much, whatever is in it. */
const extraction = { workers: 2, maxSeconds: 20, maxMegabytes: 400 };

/** Opens database, files and readers of an installation, migrated and ready; `close` leaves nothing running. */
export async function openInstallation(config: Config): Promise<Installation> {
  const databases = await reachDatabase(config);
  await bringUpToDate(databases);
  const database = openDatabase(databases.appUrl, { poolSize: config.databasePoolSize });
  const extractor = createExtractor(extraction);
  return {
    config,
    database,
    appUrl: databases.appUrl,
    files: await createFileStore(config),
    extractor,
    malware: malwareScanner(config.clamd),
    sealer: sealer(config.keys),
    sessionSealer: sealer({ nationalNumber: config.keys.session, nationalNumberLookup: config.keys.session }),
    async close() {
      await extractor.close();
      await database.close();
      await databases.stop();
    },
  };
}

/** Migrates as the owner; without the owner's address it only looks whether somebody did. */
async function bringUpToDate(databases: DatabaseAddresses): Promise<void> {
  if (databases.ownerUrl !== null) {
    await migrate(databases.ownerUrl, { appUrl: databases.appUrl });
    return;
  }
  const pending = await pendingMigrations(databases.appUrl);
  if (pending.length > 0)
    throw new Error(`The database lacks ${pending.join(', ')}: run migrate with DATABASE_OWNER_URL, or set it here`);
}
