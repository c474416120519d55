import { expect, type Locator, type Page } from '@playwright/test';

/** Alle documenten, or the documents of one level. */
export function documentsPage(page: Page) {
  const main = page.getByRole('main');
  return {
    list: main.locator('.documents'),
    found: main.locator('.documents h3 a'),
    chips: main.getByRole('list', { name: 'Gekozen filters' }),
    count: main.locator('.page-heading h2'),
    async isHere(title = 'Alle documenten') {
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    },
    async search(words: string) {
      await main.getByRole('searchbox', { name: 'Zoek in naam en inhoud' }).fill(words);
      await main.getByRole('button', { name: 'Zoeken', exact: true }).click();
      await expect(page).toHaveURL(/[?&]q=/);
    },
    option: (group: string, label: string | RegExp): Locator =>
      main.getByRole('group', { name: group }).locator('label').filter({ hasText: label }),
    /** On a small screen the filters are a sheet behind a button. */
    async openFilters() {
      const button = main.getByRole('button', { name: /^Filters/ });
      const isOpen = await main.locator('#filters').isVisible();
      if (!isOpen && (await button.isVisible())) await button.click();
    },
    /** Ticks or unticks; without script, or in the sheet, its button applies the filters. */
    async toggle(group: string, label: string | RegExp) {
      await this.openFilters();
      const before = page.url();
      await this.option(group, label).click();
      const apply = main.getByRole('button', { name: 'Toepassen' }).first();
      if (await apply.isVisible()) await apply.click();
      await expect(page).not.toHaveURL(before);
    },
    /** The number beside an option. */
    async countOf(group: string, label: string | RegExp): Promise<string> {
      await this.openFilters();
      return this.option(group, label).locator('.count').innerText();
    },
    open: (title: string | RegExp) => main.locator('.documents').getByRole('link', { name: title }).first().click(),
  };
}
