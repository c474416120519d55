import { expect, type Locator, type Page } from '@playwright/test';

/** Gebruikersbeheer: the people of one institution, and the three steps of a new right. */
export function granting(page: Page) {
  const main = page.getByRole('main');
  return {
    from: page.getByLabel('Begindatum'),
    until: page.getByLabel('Einddatum'),
    sentence: main.locator('p.lead').filter({ hasText: 'Je geeft' }),
    async start() {
      await page.goto('/gebruikersbeheer');
      await expect(page.getByRole('heading', { level: 1, name: 'Gebruikersbeheer' })).toBeVisible();
      await main.getByRole('link', { name: 'Snel recht toekennen' }).click();
      await expect(page.getByRole('heading', { level: 2, name: 'Aan wie?' })).toBeVisible();
    },
    async choosePerson(name: string) {
      await main.getByRole('searchbox', { name: 'Zoek op naam' }).fill(name);
      await main.getByRole('button', { name: 'Zoeken' }).click();
      await main.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 2, name: 'Welk recht?' })).toBeVisible();
    },
    async chooseRight(name: string) {
      await main.getByRole('link', { name, exact: true }).click();
      await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
    },
    async goOn() {
      await main.getByRole('button', { name: 'Verder' }).click();
    },
    async listPerson(number: string, name: string) {
      await page.goto(`/gebruikersbeheer/instelling/${number}?q=${encodeURIComponent(name)}`);
    },
    rowOf: (right: string): Locator => main.getByRole('row').filter({ hasText: right }),
    async endAtOnce(right: string) {
      await this.rowOf(right)
        .getByRole('link', { name: /^Beëindigen/ })
        .click();
      await expect(page.getByRole('heading', { level: 1, name: 'Recht beëindigen' })).toBeVisible();
      await main.getByRole('radio', { name: 'Meteen' }).check();
      await main.getByRole('textbox', { name: /^Reden/ }).fill('andere functie');
      await main.getByRole('button', { name: 'Beëindig recht' }).click();
      await expect(main.getByRole('status')).toContainText('Het recht is ingetrokken.');
    },
  };
}
