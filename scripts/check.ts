import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { runSteps, type Step } from './steps.ts';

const bin = (name: string): string => join(projectRoot, 'node_modules', '.bin', name);
const script = (name: string, path: string, ...args: string[]): Step => ({
  name,
  command: process.execPath,
  args: [path, ...args],
});

/** Everything that can be said about the sources without running the tests. */
export const checks: readonly Step[] = [
  { name: 'types', command: bin('tsc'), args: ['--noEmit', '-p', '.'] },
  { name: 'lint', command: bin('oxlint'), args: ['--deny-warnings'] },
  { name: 'format', command: bin('prettier'), args: ['--check', '--log-level', 'warn', '--cache', '.'] },
  script('boundaries', 'scripts/boundaries.ts'),
  { name: 'unused code', command: bin('knip'), args: ['--no-progress'] },
  script('.env.example', 'scripts/settings.ts', '--check'),
  script('schema.sql', 'scripts/schema.ts', '--check'),
  script('openapi', 'dist/cli.js', 'openapi', '--check'),
  script('access table', 'dist/cli.js', 'permissions', '--check'),
];

if (import.meta.main) {
  if (!existsSync(join(projectRoot, 'dist', 'cli.js'))) process.stdout.write('Not built yet: npm run build\n');
  const results = await runSteps(checks, Math.min(4, availableParallelism()));
  process.exitCode = results.every((result) => result.ok) ? 0 : 1;
}
