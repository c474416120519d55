import { join } from 'node:path';
import { runnerImport } from 'vite';

// Node runs TypeScript as it is, but no JSX: this runs one module, with everything it imports, the way the tests do.
const [module = ''] = process.argv.splice(2, 1);
await runnerImport(join(import.meta.dirname, module), {
  configFile: false,
  logLevel: 'error',
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  environments: { inline: { resolve: { external: true, noExternal: ['#*'] } } },
});
