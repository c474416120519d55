import { randomInt } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { checkDigits } from '#directory/national-number.ts';

const twoDigits = (from: number, to: number): string => String(randomInt(from, to + 1)).padStart(2, '0');

/** The number of nobody: a woman, born on any day of forty years so that no two journeys make up the same one, or on the day asked for (YYMMDD). */
export function aNumber(born = `${twoDigits(60, 99)}${twoDigits(1, 12)}${twoDigits(1, 28)}`): string {
  const nine = `${born}${String(randomInt(1, 499) * 2).padStart(3, '0')}`;
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
