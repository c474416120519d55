import type { Config } from '#platform/config.ts';
import { startEmbeddedServer } from '#platform/database-server.ts';

/** The database that the settings name, ready for connections. */
export interface DatabaseAddresses {
  /** null: this process may not migrate, because the settings do not name the owner. */
  ownerUrl: string | null;
  appUrl: string;
  /** Stops the embedded server when nobody else uses it; leaves any other server alone. */
  stop(): Promise<void>;
}

/** Starts or joins the embedded server, or takes the addresses from the settings. */
export async function reachDatabase(
  config: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'dataDir'>,
): Promise<DatabaseAddresses> {
  if (config.databaseUrl === null) return startEmbeddedServer({ dataDir: config.dataDir });
  return { ownerUrl: config.databaseOwnerUrl, appUrl: config.databaseUrl, stop: async () => undefined };
}
