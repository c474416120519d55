import { expect, type Page } from '@playwright/test';
import { person } from '#tests/support/journey-people.ts';

/** The grid carries family names first. */
export function listName(key: string): string {
  const { givenName, familyName } = person(key);
  return `${familyName} ${givenName}`;
}

/** Themabeheer of one institution at one level. */
export function themeGrid(page: Page, javaScript: boolean) {
  const box = (name: string, theme: string) => page.getByRole('checkbox', { name: `${name} ${theme}`, exact: true });
  return {
    box,
    status: page.locator('.tick-status'),
    async open(institution = '900101', level = 'basisonderwijs') {
      await page.goto(`/${level}/themabeheer?instelling=${institution}`);
      await this.isHere();
    },
    async isHere() {
      await expect(page.getByRole('heading', { level: 1, name: 'Themabeheer' })).toBeVisible();
      await expect(page.locator('.tick-table')).toBeVisible();
    },
    /** With script a tick saves itself; the plain form has a button. */
    async set(name: string, theme: string, ticked: boolean) {
      if ((await box(name, theme).isChecked()) === ticked) return;
      await box(name, theme).setChecked(ticked);
      await this.save();
      await expect(box(name, theme)).toBeChecked({ checked: ticked });
    },
    async save() {
      if (javaScript) await expect(page.locator('.tick-status')).toContainText('Bewaard');
      else {
        await page.getByRole('button', { name: 'Bewaar wijzigingen' }).click();
        await expect(page.getByRole('main').getByRole('status').first()).toContainText('bewaard');
      }
    },
  };
}
