import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '#platform/root.ts';

// dependency-cruiser reads sources with the JavaScript version of the compiler, which TypeScript 7 no longer is.
registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^typescript(?=\/|$)/, 'typescript6'), context),
});
process.argv.push('--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src');
await import(pathToFileURL(join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')).href);
