import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { randomInt } from 'node:crypto';
import { claim } from './journey-claims.ts';

interface JourneyFixtures {
  /** Whether this run has JavaScript: a journey may do more with it, never less without it. */
  javaScript: boolean;
  /** Looks at the page as it is now: no violation of WCAG 2.2 AA that a program can find, nothing wider than the screen. */
  checkPage: (name?: string) => Promise<void>;
  /** Notes what the browser complains about; the journey fails at its end. */
  complaints: string[];
  /** Somebody else at another computer, with the same kind of screen. */
  otherComputer: () => Promise<Page>;
  /** Waits until no other journey changes the same thing, and keeps it until this journey ends. */
  alone: (thing: string) => Promise<void>;
}

/** Playwright's test, with a page that tolerates no console error, no failing request of ours and no accessibility violation. */
export const test = base.extend<JourneyFixtures>({
  // Every journey comes from an address of its own, or the limit on sign-ins would stop them all together.
  extraHTTPHeaders: async ({}, use) => use({ 'x-forwarded-for': someAddress() }),
  javaScript: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      listen(page, complaints);
      page.context().on('page', (other) => listen(other, complaints));
      await use(complaints);
      expect(complaints, 'the browser complains about nothing').toEqual([]);
    },
    { auto: true },
  ],
  otherComputer: async ({ browser, complaints }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    });
    for (const context of contexts) await context.close();
  },
  alone: async ({}, use, { timeout }) => {
    const held: (() => void)[] = [];
    await use(async (thing) => void held.push(await claim(thing, timeout)));
    for (const release of held) release();
  },
  checkPage: async ({ page, javaScript }, use) => {
    await use(async (name) => {
      // axe itself is JavaScript; the pages of both runs have the same markup.
      if (javaScript) await checkAccessibility(page);
      await checkWidth(page);
      if (name && process.env.LOOK)
        await page.screenshot({
          path: `test-results/screens/${name}-${page.viewportSize()?.width}.png`,
          fullPage: true,
        });
    });
  },
});

export { expect } from '@playwright/test';

const someAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    // A page that answers 403 or 404 on purpose is reported by the browser as a failed resource.
    if (message.type() === 'error' && !/Failed to load resource.*(40[0-9]|422|429)/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => {
    // The browser's own word when it skips the animation between two pages, as it does on a busy machine.
    if (!/^Transition was (aborted|skipped)/.test(error.message)) complaints.push(error.message);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
}

async function checkAccessibility(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // Half the time, and the same answer: no page of ours has a frame of another origin.
    .setLegacyMode()
    .analyze();
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`,
  );
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

async function checkWidth(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}
