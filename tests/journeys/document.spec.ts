import { readFile } from 'node:fs/promises';
import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const manual = 'Gebruikershandleiding Webapplicatie Beheer Omkadering';

test(
  'DO-4, DO-5: a PDF opens in the browser, with its contact person beside it',
  phone,
  async ({ page, checkPage, isMobile }) => {
    await signIn(page, 'secretaris');
    await page.goto('/documenten?q=handleiding');
    await documentsPage(page).open(manual);
    await expect(page.getByRole('heading', { level: 1, name: manual })).toBeVisible();
    const contact = page.getByRole('region', { name: 'Contactpersoon' });
    await expect(contact.getByRole('link', { name: /^[0-9 ]+$/ })).toHaveAttribute('href', /^tel:/);
    await expect(page.getByRole('region', { name: 'Over dit document' })).toContainText('900101');
    if (isMobile) await expect(page.getByRole('link', { name: 'Open het document' })).toBeVisible();
    else {
      const frame = page.locator('.viewer iframe');
      const [left, right] = [await contact.boundingBox(), await frame.boundingBox()];
      expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0);
    }
    await checkPage('document-pdf');
  },
);

test('DO-4: the file of a PDF may be shown, read in parts, and is kept by no shared cache', async ({ page }) => {
  await signIn(page, 'secretaris');
  await page.goto('/documenten?q=handleiding');
  await documentsPage(page).open(manual);
  const file = `${new URL(page.url()).pathname}/bestand`;
  const whole = await page.request.get(file);
  expect(whole.status()).toBe(200);
  expect(whole.headers()['content-type']).toBe('application/pdf');
  expect(whole.headers()['content-disposition']).toMatch(/^inline/);
  expect(whole.headers()['cache-control']).toContain('private');
  const bytes = await whole.body();
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const part = await page.request.get(file, { headers: { range: 'bytes=0-99' } });
  expect(part.status()).toBe(206);
  expect(part.headers()['content-range']).toBe(`bytes 0-99/${bytes.length}`);
  expect(await part.body()).toEqual(bytes.subarray(0, 100));
});

test('DO-4: an office file has a page from which to download it', phone, async ({ page, checkPage }) => {
  await signIn(page, 'directeur');
  await page.goto('/documenten?q=berekeningsblad');
  await documentsPage(page).open(/Berekeningsblad lestijden/);
  await expect(page.getByRole('main')).toContainText(
    'Een bestand van het type Excel bekijk je in het programma op je eigen toestel.',
  );
  await expect(page.locator('iframe')).toHaveCount(0);
  await checkPage('document-office');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Downloaden' }).first().click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^900101 Berekeningsblad lestijden en uren-leraar \d{4}-\d{4}\.xlsx$/);
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK');
});

test('DO-4: a downloaded file keeps its name, accents included', async ({ page }) => {
  await signIn(page, 'directeur');
  await page.goto('/documenten?q=mentoruren');
  await documentsPage(page).open(/anciënniteit/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Downloaden' }).first().click();
  expect((await downloading).suggestedFilename()).toMatch(/anciënniteit en mentoruren\.pdf$/);
});

test('DO-4: a picture is shown, with a text for who cannot see it', async ({ page, checkPage }) => {
  await signIn(page, 'schoolbestuur');
  await page.goto('/documenten?q=grafiek');
  await documentsPage(page).open(/^Grafiek evolutie/);
  const picture = page.getByRole('img', { name: /Document: Grafiek evolutie/ });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  await checkPage('document-picture');
});

test(
  'DO-7, DO-9: a confidential document of somebody else’s theme looks exactly like a document that does not exist',
  phone,
  async ({ page, otherComputer, checkPage }) => {
    const head = await otherComputer();
    await signIn(head, 'directeur');
    await head.goto('/documenten?q=salarisoverzicht');
    await documentsPage(head).open(/^Salarisoverzicht/);
    await expect(head.getByRole('main')).toContainText(
      'Het document is zeer vertrouwelijk. Dat je het opent, wordt genoteerd',
    );
    const { pathname } = new URL(head.url());
    await signIn(page, 'secretaris');
    await page.goto('/documenten?q=salarisoverzicht');
    await expect(documentsPage(page).found.filter({ hasText: 'Salarisoverzicht' })).toHaveCount(0);
    const nowhere = pathname.replace(/[0-9a-f]{12}$/, '000000000000');
    for (const part of ['', '/bestand', '/download']) {
      const refused = await page.goto(pathname + part);
      const secret = [refused?.status(), await page.title(), await page.getByRole('main').innerText()];
      const missing = await page.goto(nowhere + part);
      expect(secret).toEqual([missing?.status(), await page.title(), await page.getByRole('main').innerText()]);
      expect(missing?.status()).toBe(404);
    }
    await checkPage('document-unknown');
  },
);

test('DO-4, SI-6: a link to a document asks to sign in and then shows it', async ({ page, otherComputer }) => {
  await signIn(page, 'secretaris');
  await page.goto('/documenten?q=handleiding');
  await documentsPage(page).open(manual);
  const visitor = await otherComputer();
  await visitor.goto(page.url());
  await expect(visitor.getByRole('heading', { level: 1, name: 'Aanmelden bij Schoolpoort' })).toBeVisible();
  const file = await visitor.request.get(`${new URL(page.url()).pathname}/bestand`);
  expect(new URL(file.url()).pathname).toBe('/aanmelden');
});
