import type { Page } from '@playwright/test';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };

const main = (page: Page) => page.getByRole('main');

async function openInbox(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Postvak van de demo' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Postvak van de demo' })).toBeVisible();
}

test(
  'NO-1: e-mail address, attendering Aan, Wekelijks, Opslaan; the address counts once its link is followed, and both addresses hear of it',
  phone,
  async ({ page, checkPage, alone }) => {
    // Five links an hour are mailed to one person: each journey that asks for one has somebody of its own.
    await alone('email-gezondheidsteam');
    const address = `r.${Date.now()}@team.example`;
    await signIn(page, 'gezondheidsteam');
    await page.goto('/mijn-profiel');
    await page.getByLabel('E-mailadres').fill('ruben@');
    await page.getByRole('radio', { name: 'Aan' }).check();
    await page.getByRole('radio', { name: 'Wekelijks' }).check();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(page.getByLabel('E-mailadres')).toHaveAccessibleDescription(/Vul een volledig e-mailadres in/);
    await expect(page.getByLabel('E-mailadres')).toHaveValue('ruben@');
    await expect(page.getByRole('radio', { name: 'Wekelijks' })).toBeChecked();
    await page.getByLabel('E-mailadres').fill(address);
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(main(page).getByRole('status')).toContainText(`We stuurden een link naar ${address}.`);
    await expect(page.getByRole('radio', { name: 'Aan' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Wekelijks' })).toBeChecked();
    await checkPage('profile-email-asked');

    await openInbox(page);
    await checkPage('inbox');
    await page.getByRole('link', { name: 'Bevestig je e-mailadres' }).first().click();
    await expect(main(page)).toContainText(address);
    await checkPage('inbox-confirm-mail');
    await page.getByRole('link', { name: 'E-mailadres bevestigen' }).click();
    await expect(main(page)).toContainText(`Bevestig dat ${address} van jou is.`);
    const link = page.url();
    await checkPage('confirm-email');
    await page.getByRole('button', { name: 'Bevestig dit adres' }).click();
    await expect(main(page).getByRole('status')).toContainText('Je e-mailadres is bevestigd.');
    await expect(page.getByLabel('E-mailadres')).toHaveValue(address);
    await openInbox(page);
    await expect(page.getByRole('link', { name: 'Je e-mailadres is bevestigd' }).first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Je e-mailadres bij Schoolpoort is gewijzigd' }).first()).toBeVisible();
    await page.goto(link);
    await expect(page.getByRole('heading', { level: 1, name: 'Deze link werkt niet meer' })).toBeVisible();
    await checkPage('confirm-email-worthless');
  },
);

test('NO-1: attendering needs an address: it says so beside the field, and nothing is lost', async ({ page }) => {
  await signIn(page, 'zonder-recht');
  await page.goto('/mijn-profiel');
  await page.getByLabel('E-mailadres').fill('');
  await page.getByRole('radio', { name: 'Aan' }).check();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByRole('alert')).toContainText('daar sturen we de attendering naartoe');
  await expect(page.getByRole('radio', { name: 'Aan' })).toBeChecked();
  await page.goto('/mijn-profiel');
  await expect(page.getByRole('radio', { name: 'Uit' })).toBeChecked();
  await expect(page.getByLabel('E-mailadres')).toHaveValue(person('zonder-recht').email);
});

test(
  'NO-1: a theme of an institution gets its own rhythm, and follows the rest again',
  phone,
  async ({ page, checkPage, alone }) => {
    await alone('alerts-directeur');
    await signIn(page, 'directeur');
    await page.goto('/mijn-profiel/attendering');
    if (await page.getByRole('link', { name: 'Zet ze aan op Mijn profiel' }).isVisible()) {
      await checkPage('rhythms-off');
      await page.getByRole('link', { name: 'Zet ze aan op Mijn profiel' }).click();
      await page.getByRole('radio', { name: 'Aan' }).check();
      await page.getByRole('radio', { name: 'Dagelijks' }).check();
      await page.getByRole('button', { name: 'Opslaan' }).click();
      await expect(main(page).getByRole('status')).toContainText('Je keuze is bewaard.');
    } else await page.goto('/mijn-profiel');
    await page.getByRole('link', { name: 'Een eigen ritme per thema en instelling' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Eigen ritme per thema' })).toBeVisible();
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await expect(page.getByRole('alert')).toContainText('Kies een thema.');
    await expect(page.getByRole('alert')).toContainText('Kies hoe vaak je een mail wilt.');
    await checkPage('rhythms-faults');
    await page.getByLabel('Thema').selectOption({ label: 'Leerlingen (vertrouwelijk)' });
    await page.getByRole('radio', { name: 'Nooit' }).check();
    await page.getByRole('button', { name: 'Bewaar' }).click();
    await expect(main(page).getByRole('status')).toContainText('Het eigen ritme is bewaard.');
    const row = main(page).getByRole('row', { name: /Leerlingen \(vertrouwelijk\)/ });
    await expect(row.first()).toContainText('Nooit');
    await checkPage('rhythms');
    await row.first().getByRole('button', { name: 'Volg weer de rest' }).click();
    await expect(main(page).getByRole('status')).toContainText('Het thema volgt weer de keuze');
    await expect(main(page).getByRole('option', { name: 'Salarisoverzichten' })).toHaveCount(0);
  },
);

test(
  'NO-2: the bell counts what is new, the list behind it shows it per institution and theme, and then it is quiet',
  phone,
  async ({ page, checkPage, alone }) => {
    await alone('bell-directeur');
    await signIn(page, 'directeur');
    await page.goto('/');
    const bell = page.getByRole('banner').getByRole('link', { name: /nieuwe? document/ });
    if (await bell.isVisible()) await bell.click();
    else await page.goto('/meldingen');
    await expect(page.getByRole('heading', { level: 1, name: 'Meldingen' })).toBeVisible();
    await expect(main(page).getByRole('heading', { level: 3, name: /Basisschool De Wilgenroos/ })).toBeVisible();
    await expect(main(page).locator('a[href^="/document/"]').first()).toBeVisible();
    await checkPage('news');
    await page.goto('/');
    await expect(bell).toHaveCount(0);
  },
);

test('NO-1: the page that ends attendering refuses what we did not write', async ({ page, checkPage }) => {
  await page.goto('/attendering/stop?gedaan');
  await expect(main(page).getByRole('status')).toContainText('Je krijgt geen mails meer over nieuwe documenten.');
  await checkPage('alerts-stopped');
  await page.goto('/attendering/stop/x.y');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Deze pagina vinden we niet');
});
