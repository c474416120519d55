import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { decisions } from './scope.ts';

const modules = decisions.map((path) => `'${path.replace(/^src\//, '#')}'`);

/** The tests of the modules that decide, but for those that build a world in a database. */
const include = globSync('src/{access,apps}/**/*.test.ts').filter((path) => {
  const text = readFileSync(path, 'utf8');
  return !text.includes("'#tests/") && modules.some((name) => text.includes(name));
});

export default defineConfig({ test: { include, maxWorkers: 1 } });
