import type { Locator, Page } from '@playwright/test';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const school = '900108';
const grid = `/basisonderwijs/themabeheer?instelling=${school}`;
const pay = 'Salarisoverzichten zeer vertrouwelijk';

const boxOf = (page: Page): Locator => page.getByRole('checkbox', { name: new RegExp(pay) }).first();
const waiting = (page: Page): Locator => page.getByRole('main').getByRole('link', { name: 'wacht op bevestiging' });

/** Somebody else's computer, where a task is opened and confirmed. */
async function confirms(page: Page, task: RegExp): Promise<void> {
  await page.goto('/mijn-taken');
  await page.getByRole('table').getByRole('link', { name: task }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bevestigen met twee' })).toBeVisible();
  await page.getByRole('button', { name: 'Bevestig' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('bevestigde dit voorstel. Het geldt.');
}

test(
  'TH-3: with the two-person rule one ticks Salarisoverzichten and another confirms; unticking takes one, switching off two',
  phone,
  async ({ page, otherComputer, javaScript, checkPage, alone }) => {
    await alone(`second-person-${school}`);
    await signIn(page, 'schoolbestuur');
    await page.goto(grid);
    await page.getByRole('main').getByRole('link', { name: 'Tweepersoonsregel' }).click();
    await expect(page.getByRole('main')).toContainText('uit');
    await checkPage('second-person-rule');
    await page.getByRole('button', { name: 'Zet de regel aan' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('De regel staat aan.');

    await page.goto(grid);
    await boxOf(page).check();
    if (javaScript) {
      await expect(page.locator('.tick-status')).toContainText('wacht op bevestiging door een tweede persoon');
      await expect(boxOf(page)).not.toBeChecked();
      await page.reload();
    } else {
      await page.getByRole('button', { name: 'Bewaar wijzigingen' }).click();
      await expect(page.getByRole('main').getByRole('status').first()).toContainText('Het geldt nog niet');
    }
    await expect(waiting(page)).toHaveCount(1);
    await expect(page.getByRole('main')).toContainText('te bevestigen door');
    await checkPage('second-person-grid');
    await waiting(page).click();
    await expect(page.getByRole('button', { name: 'Bevestig' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Trek voorstel in' })).toBeVisible();

    const other = await otherComputer();
    await signIn(other, 'bestuursbeheerder');
    await other.goto('/mijn-taken');
    await other
      .getByRole('table')
      .getByRole('link', { name: /Salarisoverzichten/ })
      .first()
      .click();
    await other.getByRole('button', { name: 'Weiger' }).click();
    await expect(other.getByRole('alert')).toContainText('Schrijf waarom je weigert.');
    await other.screenshot({
      path: `test-results/screens/second-person-task-${other.viewportSize()?.width}.png`,
      fullPage: true,
    });
    const late = await otherComputer();
    await signIn(late, 'bestuursbeheerder');
    await late.goto(other.url().replace(/\/nee$/, ''));
    await confirms(other, /Salarisoverzichten/);
    await late.getByRole('textbox', { name: 'Reden' }).fill('Te laat.');
    await late.getByRole('button', { name: 'Weiger' }).click();
    await expect(late.getByRole('main').getByRole('status')).toContainText('Iemand anders besliste al.');
    await expect(late.getByRole('main').getByRole('status')).toContainText('bevestigde dit voorstel');

    await page.goto(grid);
    await expect(boxOf(page)).toBeChecked();
    await boxOf(page).uncheck();
    if (!javaScript) await page.getByRole('button', { name: 'Bewaar wijzigingen' }).click();
    else await expect(page.locator('.tick-status')).not.toBeEmpty();

    await page.goto(`/tweepersoonsregel/${school}`);
    await page.getByRole('button', { name: 'Stel voor om de regel uit te zetten' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('wacht op bevestiging');
    await checkPage('second-person-off');
    await confirms(other, /De tweepersoonsregel uitzetten/);
    await page.goto(`/tweepersoonsregel/${school}`);
    await expect(page.getByRole('button', { name: 'Zet de regel aan' })).toBeVisible();
  },
);
