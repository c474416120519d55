import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { serveSamples, type SampleServer } from './serve-samples.ts';

let samples: SampleServer;
test.beforeAll(async () => {
  samples = await serveSamples();
});
test.afterAll(() => samples.stop());
test.beforeEach(() => {
  samples.ticks.length = 0;
  samples.answers.length = 0;
});

const open = (page: Page, name: string) => page.goto(`${samples.address}/${name}`);
const boxOf = (page: Page, person: string, theme: string) =>
  page.getByRole('checkbox', { name: `${person} ${theme}`, exact: true });

for (const name of ['start', 'documents', 'document', 'grid', 'gallery']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${name} has no barrier that axe finds, keeps the policy and fits 320 pixels (${colorScheme})`, async ({
      page,
    }) => {
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await open(page, name);
        expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
        const tooWide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(tooWide).toBe(0);
      }
      expect(complaints).toEqual([]);
    });
  }
}

test('TH-3 arrow keys move through the grid, space ticks, and the tick saves itself and says so', async ({ page }) => {
  await open(page, 'gallery');
  await page.getByRole('button', { name: "Alle thema's voor An Peeters" }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(boxOf(page, 'Els De Smet', 'Algemeen openbaar')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.locator('.tick-status')).toHaveText('Bewaard: Els De Smet heeft Algemeen openbaar.');
  expect(samples.ticks.map(String)).toEqual(['person=p3&theme=1&ticked=true&seen=']);
});

test('TH-3 Alle ticks every theme except pay overviews, and can be taken back', async ({ page }) => {
  await open(page, 'gallery');
  await page.getByRole('button', { name: "Alle thema's voor Els De Smet" }).click();
  await expect(page.locator('.tick-status')).toHaveText('Bewaard voor Els De Smet. Aangevinkt: 2.');
  await expect(boxOf(page, 'Els De Smet', 'Salarisoverzichten zeer vertrouwelijk')).not.toBeChecked();
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(page.locator('.tick-status')).toHaveText('Ongedaan gemaakt.');
  await expect(boxOf(page, 'Els De Smet', 'Algemeen openbaar')).not.toBeChecked();
  expect(samples.ticks.map((tick) => tick.get('ticked'))).toEqual(['true', 'true', 'false', 'false']);
});

test('TH-3 two quick presses on one box are saved in order, the second with the version of the first', async ({
  page,
}) => {
  await open(page, 'gallery');
  const box = boxOf(page, 'An Peeters', 'Algemeen openbaar');
  await box.evaluate((one: HTMLInputElement) => {
    one.click();
    one.click();
  });
  await expect
    .poll(() => samples.ticks.map((tick) => `${tick.get('ticked')} ${tick.get('seen')}`))
    .toEqual(['false 2', 'true 101']);
  await expect(box).toBeChecked();
});

test('TH-3 a box changed meanwhile by someone else shows what is true now and says so', async ({ page }) => {
  await open(page, 'gallery');
  samples.answers.push({ ok: false, message: 'Marc Claes wijzigde dit zonet.', current: { ticked: true, version: 9 } });
  const box = boxOf(page, 'An Peeters', 'Algemeen openbaar');
  await box.click();
  await expect(page.locator('.tick-status')).toHaveText('Marc Claes wijzigde dit zonet.');
  await expect(box).toBeChecked();
  await expect(page.locator('td[data-changed]')).toHaveCount(1);
});

test('TH-3 a tick that cannot be saved goes back', async ({ page }) => {
  await open(page, 'gallery');
  await page.route('**/tick', (route) => route.abort());
  const box = boxOf(page, 'Els De Smet', 'Algemeen openbaar');
  await box.click();
  await expect(page.locator('.tick-status')).toHaveText('Niet bewaard. Probeer het opnieuw.');
  await expect(box).not.toBeChecked();
});

test('TH-3 pressing anywhere in a cell ticks its box once', async ({ page }) => {
  await open(page, 'gallery');
  const box = boxOf(page, 'Els De Smet', 'Algemeen openbaar');
  await page.locator('td', { has: box }).click({ position: { x: 4, y: 4 } });
  await expect(box).toBeChecked();
  await expect.poll(() => samples.ticks.length).toBe(1);
});

test('TH-3 a person is found in the grid by typing', async ({ page }) => {
  await open(page, 'large-grid');
  await page.getByRole('searchbox', { name: 'Zoek een naam' }).fill('amrani dirk');
  await expect(page.getByRole('rowheader').first()).toContainText('Dirk El Amrani');
});

test('DO-3 ticking a filter shows the new list, keeps the focus, and the back button returns', async ({ page }) => {
  await open(page, 'documents');
  // A click, not check(): the sample list answers every filter with the same ticks.
  await page.getByRole('checkbox', { name: 'Secundair onderwijs 34' }).click();
  await expect(page).toHaveURL(/q=omkadering\+2026&niveau=1&niveau=2&thema=1/);
  await expect(page.locator('#f-niveau-2')).toBeFocused();
  await page.goBack();
  await expect(page).toHaveURL(/\/documents$/);
  await expect(page.getByRole('button', { name: 'Toepassen' })).toHaveCount(0);
});

test('DO-3 on a phone the filters are a sheet with its own button', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'documents');
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByRole('checkbox', { name: 'Secundair onderwijs 34' }).check();
  await expect(page).toHaveURL(/\/documents$/);
  await page.getByRole('button', { name: 'Toepassen' }).first().click();
  await expect(page).toHaveURL(/niveau=2/);
});

test('a form is sent once, however often its button is pressed', async ({ page }) => {
  await open(page, 'gallery');
  let sent = 0;
  await page.route('**/rechten', (route) => {
    sent += 1;
    return route.fulfill({ body: 'Ontvangen' });
  });
  const said = await page.getByRole('button', { name: 'Verder' }).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
    return `${button.textContent} ${button.ariaDisabled}`;
  });
  expect(said).toBe('Bezig… true');
  await expect(page.getByText('Ontvangen')).toBeVisible();
  expect(sent).toBe(1);
});

test('a guarded form asks before typing is lost, and not before', async ({ page }) => {
  await open(page, 'gallery');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    return dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual([]);
  await page.getByLabel('Naam', { exact: true }).pressSequentially('x');
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
});

test('a menu closes on Escape and gives the focus back', async ({ page }) => {
  await open(page, 'start');
  const menu = page.getByText('Mijn sites');
  await menu.click();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Startpagina', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Startpagina', exact: true })).toBeHidden();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('PO-2 Mijn sites opens', async ({ page }) => {
    await open(page, 'start');
    await page.getByText('Mijn sites').click();
    await expect(page.locator('.menu-sheet').getByRole('link', { name: 'Basisonderwijs' })).toBeVisible();
  });

  test('DO-3 filters apply with a button, also in the sheet of a phone', async ({ page }) => {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 740 });
      await open(page, 'documents');
      if (width === 360) await page.getByRole('button', { name: /^Filters/ }).click();
      await page.getByRole('checkbox', { name: 'Secundair onderwijs 34' }).check();
      await page.locator('.filters-apply').getByRole('button').click();
      await expect(page).toHaveURL(/niveau=1&niveau=2/);
    }
  });

  test('TH-3 the grid is a plain form', async ({ page }) => {
    await open(page, 'gallery');
    await boxOf(page, 'Els De Smet', 'Algemeen openbaar').check();
    await page.getByRole('button', { name: 'Bewaar wijzigingen' }).click();
    expect(samples.ticks.map(String)).toEqual(['shown=p2&tick=p2%3A1&shown=p3&tick=p3%3A1']);
  });
});
