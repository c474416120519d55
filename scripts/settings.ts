import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform/root.ts';
import { renderEnvExample } from '#platform/settings.ts';

// Writes `.env.example` from the schema of the settings; with --check it only compares.
const path = join(projectRoot, '.env.example');
const text = renderEnvExample();
if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  process.stderr.write('.env.example is behind: run npm run settings\n');
  process.exitCode = 1;
}
