import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

interface JourneyFixtures {
  /** Whether this run has JavaScript: a journey may do more with it, never less without it. */
  javaScript: boolean;
  /** Looks at the page as it is now: no violation of WCAG 2.2 AA that a program can find, nothing wider than the screen. */
  checkPage: (name?: string) => Promise<void>;
  /** Notes what the browser complains about; the journey fails at its end. */
  complaints: string[];
}

/** Playwright's test, with a page that tolerates no console error, no failing request of ours and no accessibility violation. */
export const test = base.extend<JourneyFixtures>({
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
  checkPage: async ({ page, javaScript }, use) => {
    await use(async (name) => {
      // axe itself is JavaScript; the pages of both runs have the same markup.
      if (javaScript) await checkAccessibility(page);
      await checkWidth(page);
      if (name)
        await page.screenshot({
          path: `test-results/screens/${name}-${page.viewportSize()?.width}.png`,
          fullPage: true,
        });
    });
  },
});

export { expect } from '@playwright/test';

function listen(page: Page, complaints: string[]): void {
  page.on('console', (message) => {
    // A page that answers 403 or 404 on purpose is reported by the browser as a failed resource.
    if (message.type() === 'error' && !/Failed to load resource.*(40[0-9]|422|429)/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
}

async function checkAccessibility(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
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
