import { configureLog } from '#platform/log.ts';
import { migrate } from '#platform/migrate.ts';
import { startThrowAwayServer } from '#tests/support/cluster.ts';

// A process of its own: it outlives a test runner that crashes, just long enough to clean up. It says on standard output where
// the server is, and nothing else; it stops as soon as its standard input closes, which happens however the runner ends.
configureLog({ write: (line) => process.stderr.write(line) });
const server = await startThrowAwayServer();
let stopping: Promise<void> | undefined;
const stop = (): Promise<void> => (stopping ??= server.stop());
process.stdin.resume();
process.stdin.once('end', () => void stop());
// Ctrl-C reaches every process of the terminal; the end of the runner is the sign to go.
process.on('SIGINT', () => undefined);
process.once('SIGTERM', () => void stop());
try {
  await migrate(server.ownerUrl);
  process.stdout.write(`${JSON.stringify({ ownerUrl: server.ownerUrl, appUrl: server.appUrl })}\n`);
} catch (error) {
  process.stderr.write(`The test database could not be made: ${String(error)}\n`);
  process.exitCode = 1;
  await stop();
  process.exit();
}
