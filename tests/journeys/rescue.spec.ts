import type { Page } from '@playwright/test';
import { granting } from '#tests/journeys/pages/granting.ts';
import { aNumber, registering } from '#tests/journeys/pages/registering.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const section = 'Instellingen zonder beheerder';

/** Opens the first institution that waits, and tells which. */
async function openFirst(page: Page): Promise<string> {
  await page.goto('/mijn-taken');
  const first = page
    .getByRole('table', { name: /zonder beheerder/ })
    .getByRole('rowheader')
    .first();
  const institution = (await first.innerText()).trim();
  await first.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'Instelling zonder beheerder' })).toBeVisible();
  return institution.slice(0, 6);
}

const rows = (page: Page, institution: string) =>
  page.getByRole('table', { name: /zonder beheerder/ }).getByRole('row', { name: new RegExp(institution) });

test(
  'R8: the board that is asked names somebody of the institution, and the task goes by itself',
  phone,
  async ({ page, checkPage, alone }) => {
    await alone('bestuursbeheerder');
    await signIn(page, 'bestuursbeheerder');
    await page.goto('/mijn-taken');
    await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible();
    await checkPage('rescue-tasks');
    const institution = await openFirst(page);
    await expect(page.getByRole('main')).toContainText('bestuur Scholenkoepel De Zonnewijzer vzw, op ');
    await checkPage('rescue-task');
    await page.getByRole('link', { name: 'Kies iemand van de instelling' }).click();
    await expect(page.getByRole('main')).toContainText(institution);
    const grant = granting(page);
    await page.getByRole('main').getByRole('table').getByRole('rowheader').first().getByRole('link').click();
    await expect(page.getByRole('main').getByRole('link', { name: 'WebEdison Beheerder' })).toHaveCount(0);
    await grant.chooseRight('Hoofd Lokale Beheerder');
    await grant.goOn();
    await expect(grant.sentence).toContainText(institution);
    await checkPage('rescue-confirm');
    await page.getByRole('main').getByRole('button', { name: 'Ken recht toe' }).click();
    await page.goto('/mijn-taken');
    await expect(rows(page, institution)).toHaveCount(0);
    const gone = await page.goto(`/gebruikersbeheer/instelling/${institution}`);
    expect(gone?.status()).toBe(404);
  },
);

test('R5, RI-1: the helpdesk registers the administrator of an institution that nobody heads, and then sees inside no more', async ({
  page,
  checkPage,
  alone,
}) => {
  await alone('helpdesk');
  await signIn(page, 'helpdesk');
  const institution = await openFirst(page);
  await expect(page.getByRole('main')).toContainText('helpdesk, op ');
  const task = page.url();
  await page.goto(`/gebruikersbeheer/instellingen?q=${institution}`);
  await expect(page.getByRole('row', { name: new RegExp(institution) })).toContainText('Geen Hoofd Lokale Beheerder');
  await page.goto(task);
  await page.getByRole('link', { name: 'Registreer iemand nieuw' }).click();
  await expect(page.getByRole('main').getByRole('link', { name: 'Uitnodigen per e-mail' })).toHaveCount(0);
  const form = registering(page);
  await form.look(aNumber());
  await expect(page.getByRole('main')).toContainText(institution);
  await form.submit();
  await expect(page.getByRole('alert')).toContainText('2 dingen zijn nog niet in orde');
  await checkPage('rescue-register');
  await form.typeName({ givenName: 'Nele', familyName: 'Goossensveld' });
  await form.submit();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Er is weer een Hoofd Lokale Beheerder.');
  await expect(rows(page, institution)).toHaveCount(0);
  const gone = await page.goto(`/gebruikersbeheer/persoon-registreren?instelling=${institution}`);
  expect(gone?.status()).toBe(404);
});
