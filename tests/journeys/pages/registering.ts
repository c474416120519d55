import { randomInt } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { checkDigits } from '#directory/national-number.ts';

/** The number of nobody: a woman born on 12 May 1985, another one every time. */
export function aNumber(): string {
  const nine = `850512${String(randomInt(1, 499) * 2).padStart(3, '0')}`;
  return nine + checkDigits(nine, 1900);
}

/** Persoon registreren: first looking, then the form. */
export function registering(page: Page) {
  const main = page.getByRole('main');
  return {
    number: main.getByLabel('Rijksregisternummer of bisnummer'),
    async open() {
      await page.goto('/gebruikersbeheer');
      await main.getByRole('link', { name: 'Persoon registreren' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Persoon registreren' })).toBeVisible();
    },
    async look(number: string) {
      await this.number.first().fill(number);
      await main.getByRole('button', { name: 'Zoek', exact: true }).click();
    },
    async typeName(who: { givenName: string; familyName: string }) {
      await main.getByLabel('Familienaam').fill(who.familyName);
      await main.getByLabel('Voornaam').fill(who.givenName);
    },
    async submit() {
      await main.getByRole('button', { name: 'Registreer persoon' }).click();
    },
  };
}
