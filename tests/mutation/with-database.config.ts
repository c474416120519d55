import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/access/*.test.ts'],
    // Of a job that is left out, with a database per test.
    exclude: ['src/access/seal-waiting.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
