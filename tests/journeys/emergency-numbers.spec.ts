import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };

test(
  'NN-1: a school registers a number, the team reads it for a case, the school sees that and removes the number',
  phone,
  async ({ page, otherComputer, checkPage, alone, javaScript }) => {
    await alone('emergency-numbers-900101');
    const main = page.getByRole('main');
    const label = `Wachttelefoon ${Math.random().toString(36).slice(2, 9)}${javaScript ? '' : ' b'}`;
    const caseNumber = `2026-${Math.random().toString(36).slice(2, 8)}`;
    await signIn(page, 'directeur');
    await page.goto('/basisonderwijs');
    await page.getByRole('navigation', { name: 'Basisonderwijs' }).getByRole('link', { name: 'Noodnummers' }).click();
    await checkPage('numbers');
    await main.getByRole('link', { name: 'Nieuw noodnummer' }).click();
    await page.getByLabel('Telefoonnummer').fill('0470 12 34');
    await page.getByLabel('Omschrijving').fill(label);
    await main.getByRole('button', { name: 'Bewaar' }).click();
    await expect(page.getByLabel('Telefoonnummer')).toHaveAccessibleDescription(/Schrijf het als 0470 12 34 56/);
    await expect(page.getByLabel('Telefoonnummer')).toHaveValue('0470 12 34');
    await expect(page.getByLabel('Omschrijving')).toHaveValue(label);
    await checkPage('numbers-new-faults');
    await page.getByLabel('Telefoonnummer').fill('0470 12 34 56');
    await main.getByRole('button', { name: 'Bewaar' }).click();
    await expect(main.getByRole('status')).toContainText('Het noodnummer is geregistreerd.');
    await expect(main.getByRole('row', { name: label })).toContainText('••• 56');
    await expect(main).not.toContainText('0470 12 34 56');

    const team = await otherComputer();
    await signIn(team, 'gezondheidsteam');
    await team.goto('/noodnummers-opvragen?q=900101');
    await team.getByRole('main').getByRole('link', { name: 'Basisschool De Wilgenroos' }).click();
    await team.getByRole('main').getByRole('button', { name: 'Toon de noodnummers' }).click();
    await expect(team.getByLabel('Reden')).toHaveAccessibleDescription(/Geef een reden/);
    await team.getByLabel('Dossiernummer').fill(caseNumber);
    await team.getByLabel('Reden').fill('Uitbraak van mazelen in het tweede leerjaar');
    await team.getByRole('main').getByRole('button', { name: 'Toon de noodnummers' }).click();
    await expect(team.getByRole('row', { name: label })).toContainText('+32 470 12 34 56');

    await page.reload();
    await expect(main.getByRole('row').filter({ hasText: caseNumber })).toContainText('Uitbraak van mazelen');
    await checkPage('numbers-read');
    await main.getByRole('link', { name: label }).click();
    await checkPage('number');
    await main.getByRole('button', { name: 'Verwijder noodnummer' }).click();
    await expect(main.getByRole('status')).toContainText('Het noodnummer is gewist.');
    await expect(main.getByRole('row', { name: label })).toHaveCount(0);
  },
);

test('NN-1: the team looks a school up, and reads nothing before it said why', phone, async ({ page, checkPage }) => {
  await signIn(page, 'gezondheidsteam');
  await page.goto('/noodnummers-opvragen?q=Wilgenroos');
  await checkPage('numbers-team-search');
  await page.getByRole('main').getByRole('link', { name: 'Basisschool De Wilgenroos' }).click();
  await expect(page.getByRole('main')).not.toContainText('+32');
  await checkPage('numbers-team-why');
});

test('NN-1: a portal user has no Noodnummers, and reads which right is missing', async ({ page, checkPage }) => {
  await signIn(page, 'secretaris');
  expect((await page.goto('/basisonderwijs/noodnummers'))?.status()).toBe(403);
  await expect(page.getByRole('main')).toContainText('Mijn Onderwijs Portaal Beheerder');
  await checkPage('numbers-refused');
  expect((await page.goto('/noodnummers-opvragen'))?.status()).toBe(403);
});

test('NN-1: a board chooses one of its schools first', async ({ page, checkPage }) => {
  await signIn(page, 'schoolbestuur');
  await page.goto('/secundair-onderwijs/noodnummers');
  await expect(page.getByRole('main').getByRole('table')).toContainText('900159');
  await checkPage('numbers-choose');
});
