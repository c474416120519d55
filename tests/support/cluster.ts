import { accessSync, chmodSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer, type EmbeddedServer } from '#platform/database-server.ts';

/** A throw-away database server: in memory where the system has room for that, and gone afterwards. */
export async function startThrowAwayServer(): Promise<EmbeddedServer> {
  const dataDir = mkdtempSync(join(fastFolder(), 'schoolpoort-test-'));
  // The server may run as another user, which has to pass through.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedServer({
    dataDir,
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
      shared_buffers: '128MB',
      max_connections: '100',
      max_wal_size: '256MB',
      wal_level: 'minimal',
      max_wal_senders: '0',
    },
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function fastFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}
