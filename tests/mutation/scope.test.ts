import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { decisions, leftOut, withDatabase } from '#tests/mutation/scope.ts';

const sources = globSync(['src/access/*.ts', 'src/apps/**/*policy*.ts'], { cwd: projectRoot })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.endsWith('.test.ts'));

test('every policy and every module of access is judged by changing it', () => {
  expect(sources.length).toBeGreaterThan(20);
  expect(sources.filter((path) => ![...decisions, ...withDatabase, ...leftOut].includes(path))).toEqual([]);
});

test('what is judged exists, once, and stands in the documentation with its score', () => {
  const judged = [...decisions, ...withDatabase];
  const documentation = readFileSync(join(projectRoot, 'docs', 'mutation.md'), 'utf8');
  expect(new Set(judged).size).toBe(judged.length);
  expect(judged.filter((path) => globSync(path, { cwd: projectRoot }).length === 0)).toEqual([]);
  expect(judged.filter((path) => !documentation.includes(`| \`${path}\` |`))).toEqual([]);
});
