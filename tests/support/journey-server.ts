import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { startThrowAwayServer } from '#tests/support/cluster.ts';

// The website as it is built, with the demo world, on a database and a folder of its own; all of it gone afterwards.
const port = process.env.JOURNEY_PORT ?? '3199';
const dataDir = mkdtempSync(join(tmpdir(), 'schoolpoort-journeys-'));
const server = await startThrowAwayServer();
const website = spawn(
  process.execPath,
  ['--import', join(projectRoot, 'scripts', 'end-with-parent.mjs'), join(projectRoot, 'dist', 'main.js')],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      MODE: 'demo',
      PORT: port,
      BASE_URL: `http://localhost:${port}`,
      DATA_DIR: dataDir,
      DATABASE_URL: server.appUrl,
      DATABASE_OWNER_URL: server.ownerUrl,
      LOG_LEVEL: 'warn',
      SIGN_IN_LIMIT: '30',
      // Journeys say from which computer they come.
      TRUSTED_PROXY: '127.0.0.1,::1,::ffff:127.0.0.1',
    },
  },
);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => website.kill('SIGTERM'));
const [code] = await once(website, 'exit');
await server.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exitCode = (code as number | null) ?? 0;
