import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface LaunchedDatabase {
  ownerUrl: string;
  appUrl: string;
  stop(): Promise<void>;
}

/** Starts a migrated throw-away database in a process of its own. */
export async function launchDatabase(): Promise<LaunchedDatabase> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'database-launcher.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    ended.then(([code]) => Promise.reject(new Error(`The test database ended with code ${String(code)}`))),
  ]);
  const { ownerUrl, appUrl } = JSON.parse(line) as { ownerUrl: string; appUrl: string };
  return {
    ownerUrl,
    appUrl,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
