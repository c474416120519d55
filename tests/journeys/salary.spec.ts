import { readFile } from 'node:fs/promises';
import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const october = 'Salarisoverzicht oktober 2026';

test(
  'DO-9: a head reads the monthly pay overview as PDF and CSV, and every reading stands on a page of the administrators',
  phone,
  async ({ page, checkPage }) => {
    const main = page.getByRole('main');
    const list = documentsPage(page);
    await signIn(page, 'directeur');
    await page.goto('/documenten?q=salarisoverzicht');
    for (const month of ['augustus', 'september', 'oktober'])
      await expect(list.found.filter({ hasText: `Salarisoverzicht ${month} 2026` })).toHaveCount(2);
    await expect(main.locator('.document-fragment')).toHaveCount(0);
    await checkPage('pay-list');
    await main.locator('.documents').getByRole('link', { name: october, exact: true }).click();
    await expect(main).toContainText('Zeer vertrouwelijk');
    await expect(main).toContainText('Dat je het opent, wordt genoteerd');
    await expect(main.getByRole('link', { name: 'Delen' })).toHaveCount(0);
    await page.goto('/documenten?q=salarisoverzicht');
    await list.open(/oktober 2026 als rekenblad/);
    const downloading = page.waitForEvent('download');
    await main.getByRole('link', { name: 'Downloaden' }).first().click();
    const [head = ''] = (await readFile(await (await downloading).path(), 'utf8')).split('\r\n');
    expect(head).toContain('Personeelslid;Ambt;Salarisschaal');

    await page.goto('/basisonderwijs/themabeheer');
    await main.getByRole('link', { name: 'Wie las salarisoverzichten?' }).click();
    const name = person('directeur').name;
    await expect(
      main.getByRole('row').filter({ hasText: october }).filter({ hasText: 'Geopend' }).first(),
    ).toContainText(name);
    await expect(main.getByRole('row').filter({ hasText: 'Gedownload' }).first()).toContainText('als rekenblad');
    await checkPage('pay-readings');
  },
);

test(
  'DO-9: who signed in too long ago signs in again and comes back to the overview',
  phone,
  async ({ page, checkPage }) => {
    const main = page.getByRole('main');
    await signIn(page, 'directeur');
    await page.goto('/documenten?q=salarisoverzicht');
    await main.locator('.documents').getByRole('link', { name: october, exact: true }).click();
    const { pathname } = new URL(page.url());
    // Where a sign-in of more than fifteen minutes ago leads.
    await page.goto(`/aanmelden/opnieuw?terug=${encodeURIComponent(pathname)}`);
    await expect(main).toContainText('in de laatste 15 minuten');
    await checkPage('pay-sign-in-again');
    await main.getByRole('button', { name: 'Opnieuw aanmelden' }).click();
    await expect(page).toHaveURL(/\/demo\/aanmelden\//);
    await page.getByRole('button', { name: new RegExp(person('directeur').name) }).click();
    await expect(page.getByRole('heading', { level: 1, name: october })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(pathname);
  },
);

test('TH-3: a secretary without the theme finds no pay overview', async ({ page }) => {
  await signIn(page, 'secretaris');
  await page.goto('/documenten?q=salarisoverzicht');
  await expect(documentsPage(page).found.filter({ hasText: 'Salarisoverzicht' })).toHaveCount(0);
});
