import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '#platform/root.ts';
import { benchKey } from '../generate/parts/keys.ts';

export interface Website {
  origin: string;
  pid: number;
  megabytes(): number;
  stop(): Promise<void>;
}

export interface WebsiteOptions {
  dataDir: string;
  port: number;
  /** File in which every statement is written down; only to look at them, never while measuring. */
  statements?: string;
}

/** Starts the built website as in production: its own process, its own settings, nothing of ours inside. */
export async function startWebsite({ dataDir, port, statements }: WebsiteOptions): Promise<Website> {
  const program = join(projectRoot, 'dist', 'main.js');
  if (!existsSync(program)) throw new Error('The website has not been built: npm run build');
  const origin = `http://127.0.0.1:${port}`;
  if (await answers(origin)) throw new Error(`Another website listens on port ${port}: name another one with --port`);
  const hook = statements ? ['--import', join(import.meta.dirname, '..', 'capture-statements.ts')] : [];
  const child = spawn(process.execPath, [...hook, program], {
    env: {
      PATH: process.env['PATH'],
      ...productionSettings(dataDir, port),
      ...(statements && { BENCH_STATEMENTS: statements }),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let ended = false;
  child.once('exit', () => (ended = true));
  for (let patience = 600; !(await answers(origin)); patience -= 1) {
    if (ended || patience === 0) throw new Error('The website does not start');
    await sleep(100);
  }
  return {
    origin,
    pid: child.pid ?? 0,
    megabytes: () => megabytesOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM');
      while (!ended) await sleep(20);
    },
  };
}

function answers(origin: string): Promise<boolean> {
  return fetch(`${origin}/readyz`).then(
    (answer) => answer.status < 500,
    () => false,
  );
}

function productionSettings(dataDir: string, port: number): Record<string, string> {
  const key = (name: string): string => benchKey(name).toString('base64');
  return {
    MODE: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    BASE_URL: 'https://schoolpoort.example',
    DATA_DIR: dataDir,
    ALLOW_EMBEDDED_DATABASE: 'yes',
    LOG_LEVEL: 'warn',
    OIDC_ISSUER: 'https://identity.example',
    OIDC_CLIENT_ID: 'schoolpoort',
    NATIONAL_NUMBER_KEY: key('number'),
    NATIONAL_NUMBER_LOOKUP_KEY: key('lookup'),
    SESSION_KEY: key('session'),
  };
}

function megabytesOf(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Math.round(Number(kilobytes) / 1024);
}
