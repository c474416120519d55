import { expect, type Page } from '@playwright/test';
import { person } from '#tests/support/journey-people.ts';

/** The sign-in page and the demo provider behind it, as a person clicks through them. */
export const signInPage = (page: Page) => ({
  async isHere() {
    await expect(page.getByRole('heading', { level: 1, name: 'Aanmelden bij Schoolpoort' })).toBeVisible();
  },
  async goToProvider() {
    await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Demo: kies een persoon' })).toBeVisible();
  },
  async choose(key: string) {
    await page.getByRole('button', { name: `Meld aan als ${person(key).name}` }).click();
  },
  async signInAs(key: string) {
    await this.isHere();
    await this.goToProvider();
    await this.choose(key);
  },
});

/** "Namens wie wil je werken?" */
export const onBehalfOfPage = (page: Page) => ({
  async isHere() {
    await expect(page.getByRole('heading', { level: 1, name: 'Namens wie wil je werken?' })).toBeVisible();
  },
  async choose(organisation: string | RegExp) {
    await page.getByRole('radio', { name: organisation }).check();
    await page.getByRole('button', { name: 'Verder' }).click();
  },
});

/** What the top of every page says about for whom one works. */
export const actingFor = (page: Page) => page.locator('.acting-for');

/** Opens one of the menus of the header. */
export async function openMenu(page: Page, name: 'Mijn sites' | 'Mijn profiel'): Promise<void> {
  await page.locator('summary').filter({ hasText: name }).click();
}

/** What a browser keeps when its session has ended on the server. */
export async function endSession(page: Page): Promise<void> {
  const { hostname } = new URL(page.url());
  await page.context().addCookies([{ name: 'sessie', value: 'afgelopen', domain: hostname, path: '/' }]);
}
