import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { accessTable } from '#cli/permissions/access-table.ts';
import { projectRoot } from '#platform/root.ts';

const path = join(projectRoot, 'docs', 'access-table.md');

export function register(program: Command): void {
  program
    .command('permissions')
    .description('Write docs/access-table.md: who may open which address, from the rules that guard them')
    .option('--check', 'only say whether it is current')
    .action(run);
}

async function run(flags: { check?: boolean }): Promise<void> {
  const text = accessTable();
  if (!flags.check) {
    await writeFile(path, text);
    return;
  }
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return;
  process.stderr.write('docs/access-table.md is not current: npm run permissions\n');
  process.exitCode = 1;
}
