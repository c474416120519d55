import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';

test('DO-3 a form that sends itself lets the browser fill nothing in: going back shows what the address says', () => {
  const forms = globSync('src/**/*.tsx', { cwd: projectRoot }).flatMap((path) =>
    [...readFileSync(join(projectRoot, path), 'utf8').matchAll(/<auto-submit>\s*(<form[^>]*)/g)].map(
      ([, form = '']) => ({ path, form }),
    ),
  );
  expect(forms.length).toBeGreaterThan(2);
  expect(forms.filter(({ form }) => !form.includes('autocomplete="off"'))).toEqual([]);
});
