import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const els = person('secretaris').name;

test(
  'TH-7, R14: a portal administrator reads who can open a document and by which path, today and on a day that is over',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer');
    await page.getByRole('main').getByRole('link', { name: 'Wie kan wat openen?' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Wie kan dit openen?' })).toBeVisible();
    await page.getByLabel('Wat', { exact: true }).selectOption({ label: 'Thema Algemeen (openbaar) · Basisonderwijs' });
    await page.getByRole('button', { name: 'Toon' }).click();
    const row = page.getByRole('row', { name: new RegExp(els) });
    await expect(row).toContainText('Recht Mijn Onderwijs Gebruiker');
    await expect(row).toContainText('Thema Algemeen (openbaar), aangevinkt op');
    await checkPage('who-can');
    const day = page.getByLabel('Op welke dag');
    await day.fill('31/02/2026');
    await page.getByRole('button', { name: 'Toon' }).click();
    await expect(day).toHaveValue('31/02/2026');
    await expect(day).toHaveAccessibleDescription(/Dit is geen datum/);
    await checkPage('who-can-wrong-day');
    await day.fill('01/09/2020');
    await page.getByRole('button', { name: 'Toon' }).click();
    await expect(page.getByRole('main')).toContainText('Niemand met een recht bij je instelling');
    await checkPage('who-can-nobody');
  },
);

test('PO-6: from a person to everything that person can open, and from a document to everybody who can open it', async ({
  page,
  checkPage,
}) => {
  await signIn(page, 'directeur');
  await page.goto('/gebruikersbeheer/personen');
  await page.getByRole('main').getByRole('link', { name: els }).click();
  await page.getByRole('link', { name: 'Wat kan deze persoon openen, en langs welke weg?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Wat kan ${els} openen?` })).toBeVisible();
  await expect(page.getByRole('row', { name: /Toepassing Documenten/ })).toContainText('Mijn Onderwijs Gebruiker');
  await checkPage('what-can-a-person');
  await page.goto('/documenten');
  await page.locator('.document-row a, .document a').first().click();
  await page.getByRole('link', { name: 'Wie kan dit document openen?' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^Document “/ })).toBeVisible();
  await checkPage('who-can-open-a-document');
});

test('TH-7: a secretary is told nothing about others, and why', async ({ page }) => {
  await signIn(page, 'secretaris');
  await page.goto('/wie-kan');
  await expect(page.getByRole('main')).toContainText('Je hebt hier geen toegang toe');
  await expect(page.getByRole('main')).not.toContainText('Langs welke weg');
});

test(
  'R25: whoever manages an institution reads who did what there, narrows it and saves it for a spreadsheet',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer');
    await page.getByRole('main').getByRole('link', { name: 'Logboek' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Logboek' })).toBeVisible();
    await checkPage('journal');
    await page.getByLabel('Soort').selectOption({ label: 'Rechten en banden' });
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    await expect(page.getByRole('row', { name: /een recht/ }).first()).toBeVisible();
    await page.getByLabel('Soort').selectOption({ label: 'Thema’s' });
    await page.getByLabel('Vanaf').fill('40/01/2026');
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    await expect(page.getByLabel('Vanaf')).toHaveValue('40/01/2026');
    await expect(page.getByRole('alert')).toContainText('Dit is geen datum');
    await checkPage('journal-wrong-day');
    await page.getByLabel('Vanaf').fill('');
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    await expect(page.getByRole('row', { name: /Vinkte een thema aan/ }).first()).toBeVisible();
    await expect(page.getByRole('row', { name: /een recht/ })).toHaveCount(0);
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Bewaar als CSV' }).click();
    expect((await saving).suggestedFilename()).toMatch(/^logboek-\d{4}-\d\d-\d\d\.csv$/);
  },
);
