import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

test('a failing run exits with an error, also when it used the database', { timeout: 120_000 }, () => {
  const result = spawnSync(
    join(projectRoot, 'node_modules', '.bin', 'vitest'),
    ['run', '--root', projectRoot, '--config', 'tests/architecture/failing-run/vitest.config.ts'],
    { cwd: projectRoot, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' } },
  );
  expect(result.stdout).toContain('1 failed');
  expect(result.stderr).toContain('expected 1 to be 2');
  expect(result.status).toBe(1);
});
