import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/architecture/failing-run/*.fixture.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
  },
});
