import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import { sending } from '#tests/journeys/pages/sending.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };

/** A day as forms ask it, so many days from now. */
function dayFromNow(days: number): string {
  const [year = '', month = '', day = ''] = new Date(Date.now() + days * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return `${day}/${month}/${year}`;
}

const main = (page: Page) => page.getByRole('main');

test(
  'AG-1: the agenda of a level is a tab, as a list and by month, with filters in the address',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/basisonderwijs');
    await page.getByRole('navigation', { name: 'Basisonderwijs' }).getByRole('link', { name: 'Agenda' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
    await expect(main(page).getByRole('link', { name: 'Laatste schooldag' })).toBeVisible();
    await expect(main(page).getByRole('link', { name: 'Overleg met de centra voor volwassenenonderwijs' })).toHaveCount(
      0,
    );
    await expect(main(page).getByRole('link', { name: 'Studiedag leersteun' })).toHaveCount(0);
    await checkPage('agenda-list');
    await page.goto('/basisonderwijs/agenda?soort=evenement');
    await expect(main(page).getByRole('link', { name: 'Laatste schooldag' })).toHaveCount(0);
    await expect(main(page).getByRole('list', { name: 'Gekozen filters' }).getByRole('link')).toHaveCount(1);
    await checkPage('agenda-filtered');
    await main(page).getByRole('link', { name: 'Voorbije' }).click();
    await expect(page).toHaveURL(/soort=evenement&voorbij=1$/);
    await page.goto('/basisonderwijs/agenda?weergave=maand');
    await main(page).getByRole('link', { name: 'Maand' }).click();
    await expect(page).toHaveURL(/maand=\d{4}-\d{2}$/);
    const address = page.url();
    await page.goto(address.replace(/maand=.*/, `maand=${juneOf(address)}`));
    await expect(main(page).getByRole('link', { name: 'Laatste schooldag' })).toBeVisible();
    await checkPage('agenda-month');
    await main(page).getByRole('link', { name: 'Laatste schooldag' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Laatste schooldag' })).toBeVisible();
    await checkPage('agenda-item');
  },
);

/** The June that ends the school year of a month in an address. */
function juneOf(address: string): string {
  const [, year = '', month = ''] = /maand=(\d{4})-(\d{2})/.exec(address) ?? [];
  return `${Number(month) >= 9 ? Number(year) + 1 : year}-06`;
}

test('AG-1: somebody without any right has no agenda, and reads why', async ({ page, checkPage, alone }) => {
  await alone('zonder-recht');
  await signIn(page, 'zonder-recht');
  const answer = await page.goto('/agenda');
  expect(answer?.status()).toBe(403);
  await expect(main(page)).toContainText('Mijn Onderwijs Gebruiker');
  await checkPage('agenda-refused');
});

test('AG-1: my rights that end stand in my agenda', async ({ page, checkPage }) => {
  await signIn(page, 'twee-scholen');
  await page.goto('/agenda?soort=recht');
  await expect(main(page).getByRole('link', { name: 'Je recht Mijn Onderwijs Gebruiker loopt af' })).toBeVisible();
  await checkPage('agenda-rights');
});

test(
  'AG-1, DV-2: the last day of a form stands in my agenda, and leads to the form',
  phone,
  async ({ page, otherComputer, checkPage, javaScript }) => {
    const title = 'Laatste dag voor Toewijzingslijst BuO (TWLBuO)';
    await signIn(page, 'secretaris');
    await page.goto('/basisonderwijs/agenda?soort=formulier');
    await expect(main(page)).toContainText('te versturen tot en met 30/06/');
    await checkPage('agenda-forms');
    await page.goto(`/agenda?maand=${juneOf(`maand=${monthNow()}`)}`);
    await checkPage('agenda-forms-month');
    await main(page).getByRole('link', { name: title }).click();
    await expect(sending(page, javaScript).form.locator('option:checked')).toHaveText('Toewijzingslijst BuO (TWLBuO)');
    const civilServant = await otherComputer();
    await signIn(civilServant, 'administratie');
    await civilServant.goto('/agenda?soort=formulier');
    await expect(civilServant.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
    await expect(main(civilServant).getByRole('link', { name: title })).toHaveCount(0);
  },
);

const monthNow = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels', year: 'numeric', month: '2-digit' }).format();

test(
  'AG-1: a secret address gives the agenda to a calendar program until it is stopped',
  phone,
  async ({ page, request, checkPage, alone }) => {
    await alone('feed-of-secretaris');
    await signIn(page, 'secretaris');
    await page.goto('/agenda');
    await main(page).getByRole('link', { name: 'In je eigen agenda' }).click();
    await checkPage('agenda-feed');
    const make = main(page).getByRole('button', { name: /^Maak een (nieuw )?adres$/ });
    await make.click();
    const address = await page.getByLabel('Geheim adres van je agenda').inputValue();
    await checkPage('agenda-feed-made');
    const path = new URL(address).pathname;
    const answer = await request.get(path);
    expect(answer.headers()['content-type']).toContain('text/calendar');
    const events = new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent');
    expect(events.map((event) => new ICAL.Event(event).summary)).toContain('Laatste schooldag');
    await page.goto('/agenda/abonnement');
    await expect(main(page)).not.toContainText(address);
    await main(page).getByRole('button', { name: 'Stop het abonnement' }).click();
    await expect(main(page).getByRole('status')).toContainText('Het abonnement is gestopt.');
    expect((await request.get(path)).status()).toBe(404);
  },
);

test(
  'AG-1: a service enters an event, mends what was wrong, and calls it off; schools see it at once',
  phone,
  async ({ page, checkPage, otherComputer, javaScript }) => {
    const title = `Infosessie ${Math.random().toString(36).slice(2, 9)}${javaScript ? '' : ' zonder script'}`;
    await signIn(page, 'dienst');
    await page.goto('/agendabeheer');
    await checkPage('agenda-kept');
    await main(page).getByRole('link', { name: 'Nieuw in de agenda' }).click();
    await page.getByLabel('Titel').fill(title);
    await page.getByLabel('Begindag').fill('31/02/2027');
    await page.getByLabel('Einduur').fill('16.00');
    await page.getByLabel('Link').fill('onderwijs.vlaanderen.be');
    await main(page).getByRole('button', { name: 'Bewaar' }).click();
    await expect(page.getByRole('alert')).toContainText('3 dingen zijn nog niet in orde');
    await expect(page.getByLabel('Titel')).toHaveValue(title);
    await expect(page.getByLabel('Begindag')).toHaveAccessibleDescription(/Schrijf de begindag als dd\/mm\/jjjj/);
    await expect(page.getByLabel('Link')).toHaveValue('onderwijs.vlaanderen.be');
    await checkPage('agenda-new-faults');
    await page.getByLabel('Begindag').fill(dayFromNow(3));
    await page.getByLabel('Beginuur').fill('14u');
    await page.getByLabel('Link').fill('https://agenda.example/infosessie');
    await page.getByLabel('Basisonderwijs').check();
    await main(page).getByRole('button', { name: 'Bewaar' }).click();
    await expect(main(page).getByRole('status')).toContainText('Het staat in de agenda.');
    const school = await otherComputer();
    await signIn(school, 'directeur');
    await school.goto('/basisonderwijs/agenda');
    const entry = main(school).getByRole('listitem').filter({ hasText: title }).first();
    await expect(entry).toContainText('14.00 tot 16.00 uur');
    await main(page)
      .getByRole('row')
      .filter({ hasText: title })
      .getByRole('link', { name: /^Wijzigen/ })
      .click();
    await checkPage('agenda-change');
    await main(page).getByRole('button', { name: 'Gelast af' }).click();
    await expect(main(page).getByRole('status')).toContainText('Het staat nu als afgelast in de agenda.');
    await school.reload();
    await expect(entry).toContainText('Afgelast');
  },
);

test('AG-1: whoever keeps no agenda has no Agendabeheer', async ({ page }) => {
  await signIn(page, 'directeur');
  const answer = await page.goto('/agendabeheer');
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Agendabeheer' })).toHaveCount(0);
});
