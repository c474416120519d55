import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };

test(
  'the language is switched to English and back, on the same page, also before signing in',
  phone,
  async ({ page, checkPage }) => {
    await page.goto('/aanmelden');
    await page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Aanmelden bij Schoolpoort');
    await checkPage('sign-in-english');
    await signIn(page, 'directeur');
    await page.goto('/documenten?q=omkadering');
    await expect(page.getByRole('heading', { level: 1, name: 'All documents' })).toBeVisible();
    await checkPage('documents-english');
    await page.getByRole('contentinfo').getByRole('button', { name: 'Nederlands' }).click();
    await expect(page).toHaveURL(/\/documenten\?q=omkadering$/);
    await documentsPage(page).isHere();
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  },
);

for (const [name, address] of [
  ['start', '/'],
  ['documents', '/documenten?q=omkadering'],
  ['agenda', '/agenda'],
  ['theme-grid', '/basisonderwijs/themabeheer'],
  ['people', '/gebruikersbeheer/instelling/900101'],
  ['profile', '/mijn-profiel'],
  ['why', '/waarom'],
] as const) {
  test(`at 400 % zoom (320 pixels) the page ${name} reflows without sideways scroll`, async ({ page, checkPage }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await signIn(page, 'directeur');
    await page.goto(address);
    await checkPage(`zoom-${name}`);
  });
}

test('at 400 % zoom (320 pixels) a document reflows without sideways scroll', async ({ page, checkPage }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await signIn(page, 'directeur');
  await page.goto('/documenten?q=handleiding');
  await documentsPage(page).found.first().click();
  await expect(page.getByRole('link', { name: 'Downloaden' }).first()).toBeVisible();
  await checkPage('zoom-document');
});

for (const [name, media] of [
  ['forced-colours', { forcedColors: 'active' }],
  ['dark', { colorScheme: 'dark' }],
  ['print', { media: 'print' }],
  ['reduced-motion', { reducedMotion: 'reduce' }],
] as const) {
  test(`list and document are whole with ${name}`, async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.emulateMedia(media);
    await page.goto('/documenten?q=omkadering');
    await expect(documentsPage(page).found.first()).toBeVisible();
    await checkPage(`documents-${name}`);
    await documentsPage(page).found.first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await checkPage(`document-${name}`);
  });
}
