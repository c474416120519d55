import { sending, someFile } from '#tests/journeys/pages/sending.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const pupils = 'Leerlingen (LLN)';

test(
  'DV-1, DV-3: documents are sent, listed, and confirmed by a receipt',
  phone,
  async ({ page, checkPage, javaScript }) => {
    await signIn(page, 'secretaris');
    const sends = sending(page, javaScript);
    await sends.open();
    await checkPage('send-new');
    await sends.chooseForm(pupils);
    if (javaScript)
      await expect(page.getByRole('link', { name: 'Meer informatie over dit formulier' })).toHaveAttribute(
        'href',
        /#lln$/,
      );
    await sends.addFiles(someFile('klas 1A.txt'), someFile('klas 1B.txt'));
    await checkPage('send-files');
    await sends.send();
    await checkPage('send-done');
    const number = await sends.number();
    await expect(page.getByRole('main')).toContainText('klas 1A.txt');
    const waiting = page.waitForEvent('download');
    await page.getByRole('main').getByRole('link', { name: 'Ontvangstbewijs (pdf)' }).first().click();
    expect((await waiting).suggestedFilename()).toBe(`${number}.pdf`);
    await page.goto('/basisonderwijs/document-versturen/overzicht');
    await expect(page.getByRole('row').filter({ hasText: number })).toContainText('Ontvangen');
    await checkPage('send-overview');
  },
);

test('DV-1: a double click, a refresh and two tabs send once', async ({ page, javaScript, context }) => {
  await signIn(page, 'secretaris');
  const sends = sending(page, javaScript);
  await sends.open();
  await sends.chooseForm(pupils);
  const file = someFile('één keer.txt');
  await sends.addFiles(file);
  if (!javaScript) await page.getByRole('button', { name: 'Bewaar als concept' }).click();
  await expect(page).toHaveURL(/\/concept\//);
  const other = await context.newPage();
  await other.goto(page.url());
  await sends.sendButton.dblclick();
  await expect(sends.success).toBeVisible();
  const number = await sends.number();
  await page.reload();
  expect(await sends.number()).toBe(number);
  const again = sending(other, javaScript);
  await again.sendButton.click();
  await expect(again.success).toBeVisible();
  expect(await again.number()).toBe(number);
});

test(
  'DV-1: a file of 10 MB is refused with how to mend it, and the rest stays',
  phone,
  async ({ page, checkPage, javaScript }) => {
    await signIn(page, 'secretaris');
    const sends = sending(page, javaScript);
    await sends.open();
    await sends.chooseForm(pupils);
    await page
      .getByRole('main')
      .locator('input[type=file]')
      .setInputFiles({ name: 'scan.txt', mimeType: 'text/plain', buffer: Buffer.alloc(10 * 1024 * 1024, 'a') });
    if (!javaScript) await sends.sendButton.click();
    await expect(page.getByRole('main')).toContainText('scan.txt is 10 MB of groter');
    await expect(sends.form.locator('option:checked')).toHaveText(pupils);
    await checkPage('send-too-large');
  },
);

test('DV-1: what is missing is said beside its field', phone, async ({ page, checkPage, javaScript }) => {
  await signIn(page, 'secretaris');
  const sends = sending(page, javaScript);
  await sends.open();
  await sends.sendButton.click();
  await expect(page.getByRole('alert')).toContainText('2 dingen zijn nog niet in orde');
  await expect(sends.form).toHaveAccessibleDescription(/Kies een formulier/);
  await checkPage('send-missing');
});

test('DV-1: a colleague with the same theme goes on with a draft', async ({
  page,
  otherComputer,
  checkPage,
  javaScript,
}) => {
  await signIn(page, 'secretaris');
  const sends = sending(page, javaScript);
  await sends.open();
  await sends.chooseForm('Toewijzingslijst BuO (TWLBuO)');
  const file = someFile('toewijzing.txt');
  await sends.addFiles(file);
  await page.getByRole('button', { name: 'Bewaar als concept' }).click();
  await expect(page.getByRole('main').getByRole('status').first()).toContainText('Bewaard');
  await checkPage('send-draft');
  const address = page.url();
  const colleague = await otherComputer();
  await signIn(colleague, 'directeur');
  await colleague.goto('/basisonderwijs/document-versturen');
  await expect(colleague.getByRole('main').getByRole('table')).toContainText('Toewijzingslijst BuO (TWLBuO)');
  await colleague.goto(address);
  const finishes = sending(colleague, javaScript);
  await expect(finishes.prepared).toContainText(['toewijzing.txt']);
  await finishes.send();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Toewijzingslijst BuO (TWLBuO)' })).toBeVisible();
});

test(
  'DV-3, DV-4: the service takes up, sends back and finishes; the school mends in the same item',
  phone,
  async ({ page, otherComputer, checkPage, javaScript }) => {
    await signIn(page, 'secretaris');
    const sends = sending(page, javaScript);
    await sends.open();
    await sends.chooseForm(pupils);
    await sends.addFiles(someFile('bladzijde 1.txt'));
    await sends.send();
    const number = await sends.number();
    const school = page.url().replace(/\?.*$/, '');

    const service = await otherComputer();
    await signIn(service, 'behandelaar');
    await service.goto('/ontvangen-documenten');
    await service.getByRole('row').filter({ hasText: number }).getByRole('link').click();
    await service.getByRole('button', { name: 'Neem in behandeling' }).click();
    await expect(service.getByRole('main').getByRole('status').first()).toContainText('Je behandelt dit nu.');
    const waiting = service.waitForEvent('download');
    await service.getByRole('link', { name: 'bladzijde 1.txt' }).click();
    expect((await waiting).suggestedFilename()).toBe('bladzijde 1.txt');
    await service.getByRole('button', { name: 'Stuur terug' }).click();
    await expect(service.getByRole('alert')).toContainText('Schrijf wat de instelling moet verbeteren.');
    await service.getByLabel('Bericht aan de instelling').fill('Bladzijde 2 ontbreekt.');
    await service.getByRole('button', { name: 'Stuur terug' }).click();
    await expect(service.getByRole('main').getByRole('status').first()).toContainText('Teruggestuurd');

    await page.goto(school);
    await expect(sends.state('Teruggestuurd')).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Bladzijde 2 ontbreekt.');
    await expect(page.getByText('Verzending intrekken', { exact: true })).toHaveCount(0);
    await checkPage('sent-returned');
    await page.getByRole('main').locator('input[type=file]').setInputFiles(someFile('bladzijde 2.txt'));
    await sends.send();
    await expect(sends.state('Ontvangen')).toBeVisible();
    expect(await sends.number()).toBe(number);

    await service.reload();
    await service.getByRole('button', { name: 'Neem in behandeling' }).click();
    await service.getByLabel('Bericht aan de instelling').fill('Nu is het volledig.');
    await service.getByRole('main').locator('input[type=file]').setInputFiles(someFile('beslissing.txt'));
    await service.getByRole('button', { name: 'Handel af' }).click();
    await expect(service.getByRole('main').getByRole('status').first()).toContainText('Afgehandeld.');
    await page.goto(school);
    await expect(sends.state('Afgehandeld')).toBeVisible();
    await expect(page.getByRole('main')).toContainText('beslissing.txt');
    await checkPage('sent-finished');
  },
);

test('DV-4: the work of a service, by form and state', phone, async ({ page, checkPage }) => {
  await signIn(page, 'behandelaar');
  await page.goto('/');
  await page.getByRole('link', { name: 'Ontvangen documenten' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ontvangen documenten' })).toBeVisible();
  await checkPage('desk-list');
  await page.goto('/ontvangen-documenten?zoek-instelling=900101');
  await expect(
    page.getByRole('checkbox', { name: /900101 Basisschool De Wilgenroos/, includeHidden: true }),
  ).toBeAttached();
  await page.goto('/ontvangen-documenten?instelling=900101&toestand=received');
  const chosen = page.getByRole('list', { name: 'Gekozen filters' });
  await expect(chosen).toContainText('900101 Basisschool De Wilgenroos');
  await expect(chosen).toContainText('Ontvangen');
  await checkPage('desk-filtered');
  await page.goto('/ontvangen-documenten');
  const list = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download deze lijst (csv)' }).click();
  expect((await list).suggestedFilename()).toMatch(/^Ontvangen documenten .*\.csv$/);
  await page.goto('/ontvangen-documenten?toestand=in-progress');
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: 'Ward' })
      .or(page.getByRole('row').filter({ hasText: 'jij' }))
      .first(),
  ).toBeVisible();
  await page.getByRole('row').getByRole('link', { name: 'Omkadering (OMK-AFW)' }).first().click();
  await expect(page.getByRole('button', { name: 'Handel af' })).toBeVisible();
  await checkPage('desk-item');
  const all = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download alles samen (zip)' }).click();
  expect((await all).suggestedFilename()).toMatch(/^DV-\d{8}\.zip$/);
});

test('DV-3: a submission is withdrawn as long as nobody took it up', async ({ page, checkPage, javaScript }) => {
  await signIn(page, 'secretaris');
  const sends = sending(page, javaScript);
  await sends.open();
  await sends.chooseForm(pupils);
  await sends.addFiles(someFile('vergissing.txt'));
  await sends.send();
  await page.getByText('Verzending intrekken', { exact: true }).click();
  await page.getByRole('button', { name: 'Trek in' }).click();
  await expect(page.getByRole('main').getByRole('status').first()).toContainText('De verzending is ingetrokken.');
  await expect(sends.state('Ingetrokken')).toBeVisible();
  await checkPage('sent-withdrawn');
});

test(
  'DV-2: a form is offered with its theme and at its level, and the catalogue says which',
  phone,
  async ({ page, checkPage, javaScript }) => {
    await signIn(page, 'clb');
    const sends = sending(page, javaScript);
    await sends.open('clb');
    await expect(sends.form.locator('option')).toHaveText([
      'Kies een formulier',
      'Centra leerlingen begeleiding (CLB) - Melding overdracht omkaderingsgewichten',
      'Centra leerlingen begeleiding (CLB) - Samenwerkingsafspraak',
    ]);
    await page.goto('/formulieren');
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(20);
    await checkPage('form-catalogue');
  },
);

test('DV-1: the board of sixty schools says first for which one', phone, async ({ page, checkPage }) => {
  await signIn(page, 'schoolbestuur');
  await page.goto('/basisonderwijs/document-versturen?kies');
  await checkPage('send-choose');
  await page.getByRole('link', { name: '900101 Basisschool De Wilgenroos' }).click();
  await expect(page.getByRole('main')).toContainText('900101 Basisschool De Wilgenroos');
});

test('DV-4: only workers of a service have its work, and they send nothing themselves', async ({ page }) => {
  await signIn(page, 'secretaris');
  expect((await page.goto('/ontvangen-documenten'))?.status()).toBe(403);
  await page.goto('/basisonderwijs/documenten');
  await expect(page.getByRole('navigation', { name: 'Basisonderwijs' })).toContainText('Document versturen');
  await signIn(page, 'behandelaar');
  expect((await page.goto('/basisonderwijs/document-versturen'))?.status()).toBe(403);
});
