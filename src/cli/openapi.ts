import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { openApiDocument } from '#access/openapi.ts';
import { deliveryEndpoints } from '#apps/library/index.ts';
import { projectRoot } from '#platform/root.ts';

const path = join(projectRoot, 'docs', 'openapi.json');

export function register(program: Command): void {
  program
    .command('openapi')
    .description('Write docs/openapi.json from the schemas that check the requests')
    .option('--check', 'only say whether it is current')
    .action(run);
}

async function run(flags: { check?: boolean }): Promise<void> {
  const text = `${JSON.stringify(openApiDocument(deliveryEndpoints), null, 2)}\n`;
  if (!flags.check) {
    await writeFile(path, text);
    return;
  }
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return;
  process.stderr.write('docs/openapi.json is not current: npm run openapi\n');
  process.exitCode = 1;
}
