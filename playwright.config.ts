import { defineConfig } from '@playwright/test';

const port = process.env.JOURNEY_PORT ?? '3199';
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

/** Every journey runs with and without JavaScript; those marked @phone also on a small screen. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  // Journeys that change the same grid wait for each other, and axe takes its time on a slow machine.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'nl-BE',
    timezoneId: 'Europe/Brussels',
    // A recording costs time, and is for who looks at it.
    trace: process.env.LOOK ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    // Without a language the browser calls every file with an accent "download".
    launchOptions: { executablePath, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
  },
  projects: [
    { name: 'with-javascript', testDir: 'tests/journeys', use: { viewport: wide } },
    { name: 'without-javascript', testDir: 'tests/journeys', use: { viewport: wide, javaScriptEnabled: false } },
    {
      name: 'phone',
      testDir: 'tests/journeys',
      grep: /@phone/,
      use: { viewport: phone, hasTouch: true, isMobile: true },
    },
    { name: 'samples', testDir: 'tests/pages', use: { viewport: wide } },
  ],
  webServer: {
    // Without a shell in between it sees when the run is killed, and ends too.
    command: 'exec node --import ./scripts/end-with-parent.mjs tests/support/journey-server.ts',
    url: `http://localhost:${port}/readyz`,
    env: { JOURNEY_PORT: port },
    reuseExistingServer: false,
    timeout: 120_000,
    stdout: 'ignore',
    stderr: 'pipe',
    // Time for the website and its database to stop and to clear up.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
