import { existsSync, rmSync } from 'node:fs';
import { defineConfig } from 'vite';

// What runs on its own: the website, the commands, and the process that reads untrusted files.
const programs = {
  main: 'src/main.ts',
  cli: 'src/cli/main.ts',
  'extract-worker': 'src/platform/text/extract-worker.ts',
};
const present = Object.entries(programs).filter(([, path]) => existsSync(path));

export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  // No environment variable ends up inside a bundle.
  envPrefix: 'SCHOOLPOORT_CLIENT_',
  logLevel: 'warn',
  builder: {
    buildApp: async (builder) => {
      // Their names change with their content; the folder around them also holds the client.
      rmSync('dist/chunks', { recursive: true, force: true });
      await Promise.all(Object.values(builder.environments).map((environment) => builder.build(environment)));
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        emptyOutDir: true,
        manifest: true,
        target: 'es2023',
        cssTarget: ['chrome123', 'firefox125', 'safari17.5'],
        assetsInlineLimit: 0,
        modulePreload: false,
        rolldownOptions: { input: ['src/client/client.ts', 'src/ui/styles.css'] },
      },
    },
    server: {
      consumer: 'server',
      resolve: { external: true, noExternal: ['#*'], conditions: ['node', 'import'] },
      build: {
        outDir: 'dist',
        emptyOutDir: false,
        ssr: true,
        minify: false,
        sourcemap: true,
        target: 'node24',
        rolldownOptions: {
          input: Object.fromEntries(present),
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
  },
});
