import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { findChromium } from '#tests/support/chromium.ts';
import { checks } from './check.ts';
import { readTally, type Tally, writeTally } from './reporters/tally.ts';
import { runSteps } from './steps.ts';

const reporter = (name: string): string => join(projectRoot, 'scripts', 'reporters', `${name}.ts`);

/** Runs a test program in sight; resolves with its exit code. */
function run(name: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(join(projectRoot, 'node_modules', '.bin', name), args, {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a test program and reads its tally; one that failed without naming what, or without a tally, is a failure itself. */
async function tallied(name: string, args: string[], env: Record<string, string> = {}): Promise<Tally> {
  writeTally(name, { passed: 0, failed: [] });
  const code = await run(name, args, env);
  const tally = readTally(name) ?? { passed: 0, failed: [] };
  return code === 0 || tally.failed.length > 0 ? tally : { ...tally, failed: [`${name} ended with ${code}`] };
}

async function checkSources(): Promise<Tally> {
  const results = await runSteps(checks, Math.min(4, availableParallelism()));
  const failed = results.filter(({ ok }) => !ok);
  return { passed: results.length - failed.length, failed: failed.map(({ name }) => `check: ${name}`) };
}

const unitTests = (): Promise<Tally> =>
  tallied('vitest', ['run', '--reporter=default', `--reporter=${reporter('vitest')}`]);

async function journeys(): Promise<Tally> {
  const chromium = await findChromium().catch((error: Error) => error);
  if (chromium instanceof Error) return { passed: 0, failed: [chromium.message] };
  return tallied('playwright', ['test', '--pass-with-no-tests', `--reporter=list,${reporter('playwright')}`], {
    CHROMIUM: chromium,
  });
}

const tallies = [await checkSources(), await unitTests(), await journeys()];
const passed = tallies.reduce((total, tally) => total + tally.passed, 0);
const failed = tallies.flatMap((tally) => tally.failed);
if (failed.length > 0) process.stdout.write(`\nFailed:\n${failed.join('\n')}\n`);
process.stdout.write(`\n${passed} passed, ${failed.length} failed\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
