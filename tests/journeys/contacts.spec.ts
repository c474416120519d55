import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };

test(
  'CO-1: the contact persons of my school are a tab of its level and of the start page',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/basisonderwijs');
    await page
      .getByRole('navigation', { name: 'Basisonderwijs' })
      .getByRole('link', { name: 'Contactpersonen' })
      .click();
    await expect(page.getByRole('heading', { level: 2, name: '900101 Basisschool De Wilgenroos' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Schoolbeheerteam/ })).toContainText(
      'Schoolbeheerteam Basisonderwijs Antwerpen',
    );
    await expect(
      page
        .getByRole('row', { name: /Verificateur/ })
        .getByRole('link')
        .first(),
    ).toHaveAttribute('href', /^tel:/);
    await checkPage('contacts-level');
    await page.goto('/contacten');
    await expect(page.getByRole('heading', { level: 1, name: 'Mijn contacten' })).toBeVisible();
  },
);

test('CO-1: a board finds the contacts of one of its sixty schools', async ({ page, checkPage }) => {
  await signIn(page, 'schoolbestuur');
  await page.goto('/contacten');
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(20);
  await page.getByRole('main').getByRole('link', { name: 'Volgende' }).click();
  await expect(page).toHaveURL(/vanaf=20$/);
  await page.getByRole('main').getByRole('searchbox').fill('900159');
  await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(1);
  await checkPage('contacts-board');
});

test('CO-1: who has no right on the portal has no contacts', async ({ page, alone }) => {
  await alone('zonder-recht');
  await signIn(page, 'zonder-recht');
  expect((await page.goto('/contacten'))?.status()).toBe(403);
  await signIn(page, 'directeur');
  expect((await page.goto('/contactbeheer'))?.status()).toBe(403);
});

test(
  'CO-1: the administration adds a verifier, mends what was wrong, and gives a school to her',
  phone,
  async ({ page, checkPage, alone, otherComputer, javaScript }) => {
    await alone('contacts-900231');
    const main = page.getByRole('main');
    const name = `Mieke Proef ${Math.random().toString(36).slice(2, 9)}${javaScript ? '' : ' b'}`;
    await signIn(page, 'dienst');
    await page.goto('/contactbeheer');
    await main.getByRole('link', { name: 'Nieuw team of nieuwe persoon' }).click();
    await page.getByRole('radio', { name: 'Verificateur' }).check();
    await page.getByLabel('Naam').fill(name);
    await page.getByLabel('E-mailadres').fill('mieke@');
    await main.getByRole('button', { name: 'Bewaar' }).click();
    await expect(page.getByLabel('E-mailadres')).toHaveAccessibleDescription(/Geef een volledig e-mailadres/);
    await expect(page.getByLabel('Naam')).toHaveValue(name);
    await checkPage('contacts-new-faults');
    await page.getByLabel('E-mailadres').fill('mieke@demo.schoolpoort.example');
    await main.getByRole('button', { name: 'Bewaar' }).click();
    await expect(main.getByRole('status')).toContainText('Dit is bewaard.');
    await main.getByRole('searchbox').fill('900221');
    await main.getByRole('button', { name: 'Zoeken' }).click();
    await checkPage('contacts-kept');
    await main.getByRole('link', { name: 'Vrij CLB Het Baken' }).click();
    await page.getByLabel('Verificateur').selectOption({ label: name });
    await checkPage('contacts-institution');
    await main.getByRole('button', { name: 'Bewaar' }).click();
    const centre = await otherComputer();
    await signIn(centre, 'clb');
    await centre.goto('/clb/contactpersonen');
    await expect(centre.getByRole('row', { name: /Verificateur/ })).toContainText(name);
  },
);

test(
  'CO-2: the help page names the team, 1700, the browsers and the law, also before signing in',
  phone,
  async ({ page, checkPage }) => {
    await page.goto('/hulp');
    const main = page.getByRole('main');
    await expect(main).toContainText('1700');
    await expect(main.getByRole('link', { name: 'team@demo.schoolpoort.example' })).toHaveAttribute('href', /^mailto:/);
    await expect(main).toContainText('Firefox, Chrome, Edge en Safari');
    await expect(main).toContainText('wet van 28 november 2000');
    await checkPage('help');
  },
);
