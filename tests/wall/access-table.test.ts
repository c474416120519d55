import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessTable } from '#cli/permissions/access-table.ts';
import { projectRoot } from '#platform/root.ts';

test('docs/access-table.md says what the rules say (npm run permissions)', () => {
  expect(readFileSync(join(projectRoot, 'docs', 'access-table.md'), 'utf8')).toBe(accessTable());
});
