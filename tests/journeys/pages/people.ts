import { expect, type Locator, type Page } from '@playwright/test';

/** Gebruikersbeheer: a list of people that can be searched and narrowed. */
export function people(page: Page) {
  const main = page.getByRole('main');
  return {
    row: (name: string): Locator => main.getByRole('row').filter({ hasText: name }),
    async find(name: string) {
      await main.getByRole('searchbox', { name: 'Zoek op naam' }).fill(name);
      await main.getByRole('button', { name: 'Zoeken' }).click();
      await expect(page).toHaveURL(new RegExp(`q=${name}`));
    },
    /** Narrows at once with script, with the button without; what the list shows then tells that it did. */
    async narrow(label: string, option: string) {
      const select = main.getByLabel(label, { exact: true });
      await select.selectOption({ label: option });
      const apply = main.getByRole('button', { name: 'Toepassen' });
      if (await apply.isVisible()) await apply.click();
    },
  };
}
