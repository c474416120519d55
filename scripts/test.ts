import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { findChromium } from '#tests/support/chromium.ts';
import { checks } from './check.ts';
import { runSteps } from './steps.ts';

interface Tally {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

const reports = join(projectRoot, '.tmp', 'reports');
const bin = (name: string): string => join(projectRoot, 'node_modules', '.bin', name);

/** Runs a test program in sight; resolves with its exit code. */
function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(command, args, { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function report<T>(name: string): T | null {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8')) as T;
  } catch {
    return null;
  }
}

// A program that failed without naming a failed test, or without any report, counts as one failure.
const honest = (tally: Tally, code: number): Tally =>
  code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;

async function checkSources(): Promise<Tally> {
  const results = await runSteps(checks, Math.min(4, availableParallelism()));
  const passed = results.filter((result) => result.ok).length;
  return { passed, failed: results.length - passed };
}

async function unitTests(): Promise<Tally> {
  const code = await run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'vitest.json')}`,
  ]);
  const found = report<VitestReport>('vitest.json');
  return honest({ passed: found?.numPassedTests ?? 0, failed: found?.numFailedTests ?? 0 }, code);
}

async function journeys(): Promise<Tally> {
  const chromium = await findChromium().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    return null;
  });
  if (chromium === null) return { passed: 0, failed: 1 };
  const code = await run(bin('playwright'), ['test', '--pass-with-no-tests', '--reporter=list,json'], {
    CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'playwright.json'),
  });
  const stats = report<PlaywrightReport>('playwright.json')?.stats;
  return honest({ passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) }, code);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const tallies = [await checkSources(), await unitTests(), await journeys()];
const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
const failed = sum((tally) => tally.failed);
process.stdout.write(`\n${sum((tally) => tally.passed)} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
