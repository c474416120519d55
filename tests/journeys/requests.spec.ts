import { granting } from '#tests/journeys/pages/granting.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const wout = person('zonder-recht').name;

test(
  'RE, R28: from a closed door one asks for a theme; who can give it finds a task, approves, and it works at once',
  phone,
  async ({ page, otherComputer, checkPage, alone }) => {
    await alone('zonder-recht');
    await signIn(page, 'zonder-recht');
    await page.goto('/gebruikersbeheer');
    await page.getByRole('main').getByRole('link', { name: 'Vraag toegang' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Vraag toegang' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Mijn Onderwijs Portaal Beheerder' })).toBeVisible();
    await checkPage('ask-which');
    await page.goto('/waarom');
    await checkPage('why-with-asking');
    await page.getByRole('link', { name: /^Vraag toegang Leerlingen \(vertrouwelijk\)/ }).click();
    await expect(page.getByRole('main')).toContainText('Thema Leerlingen (vertrouwelijk), basisonderwijs');
    for (const day of ['31/02/2027', '31/12/2099']) {
      await page.getByLabel('Tot wanneer').fill(day);
      await page.getByRole('button', { name: 'Verstuur vraag' }).click();
      await expect(page.getByRole('alert')).toContainText('2 dingen zijn nog niet in orde');
      await expect(page.getByLabel('Tot wanneer')).toHaveValue(day);
    }
    await checkPage('ask-faults');
    await page.getByLabel('Tot wanneer').fill(`30/06/${new Date().getFullYear() + 1}`);
    await page.getByLabel('Waarom heb je dit nodig?').fill('Ik vervang Els tot het einde van het schooljaar.');
    await checkPage('ask');
    await page.getByRole('button', { name: 'Verstuur vraag' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Je vraag is verstuurd.');
    await expect(
      page.getByRole('row', { name: /Leerlingen/ }).filter({ hasText: 'wacht op een beslissing' }),
    ).toHaveCount(1);
    await checkPage('own-requests');

    const head = await otherComputer();
    await signIn(head, 'directeur');
    await head.goto('/');
    await head
      .getByRole('banner')
      .getByRole('link', { name: /\d+ ta(ak|ken) voor jou/ })
      .click();
    await expect(head.getByRole('heading', { level: 1, name: 'Meldingen' })).toBeVisible();
    await head
      .getByRole('main')
      .getByRole('link', { name: /^\d+ ta(ak|ken) voor jou$/ })
      .click();
    await expect(head.getByRole('heading', { level: 1, name: 'Mijn taken' })).toBeVisible();
    await head.screenshot({ path: `test-results/screens/tasks-${head.viewportSize()?.width}.png`, fullPage: true });
    await head.getByRole('main').getByRole('link', { name: wout }).first().click();
    await expect(head.getByRole('main')).toContainText('Ik vervang Els');
    await head.getByLabel('Einddatum').fill('31/12/2099');
    await head.getByRole('button', { name: 'Keur goed' }).click();
    await expect(head.getByRole('alert')).toContainText('Je kunt niet meer geven dan gevraagd is.');
    await head.screenshot({ path: `test-results/screens/task-${head.viewportSize()?.width}.png`, fullPage: true });
    await head.getByLabel('Einddatum').fill(`29/06/${new Date().getFullYear() + 1}`);
    await head.getByRole('button', { name: 'Keur goed' }).click();
    await expect(head.getByRole('main').getByRole('status')).toContainText('Goedgekeurd.');

    await page.reload();
    await expect(page.getByRole('main')).toContainText(`tot en met 29/06/${new Date().getFullYear() + 1}`);
    await page.goto('/');
    await expect(page.getByRole('list', { name: 'Jouw onderwijsniveaus' }).getByRole('link')).toHaveText([
      'Basisonderwijs',
    ]);
    const grant = granting(head);
    await grant.listPerson('900101', wout);
    await grant.endAtOnce('Mijn Onderwijs Gebruiker');
  },
);

test('RE: a request can be taken back, and is then no task any more', async ({ page, otherComputer, alone }) => {
  await alone('zonder-recht');
  await signIn(page, 'zonder-recht');
  await page.goto('/toegang-vragen?instelling=900101&recht=edison-admin');
  await page.getByLabel('Waarom heb je dit nodig?').fill('Voor de zendingen.');
  await page.getByRole('button', { name: 'Verstuur vraag' }).click();
  await page.goto('/toegang-vragen?instelling=900101&recht=edison-admin');
  await expect(page.getByRole('main')).toContainText('Je hebt dit al gevraagd.');
  await page.goto('/mijn-aanvragen');
  await page.getByRole('button', { name: /^Trek in WebEdison Beheerder/ }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Je vraag is ingetrokken.');
  const head = await otherComputer();
  await signIn(head, 'directeur');
  await head.goto('/mijn-taken');
  await expect(head.getByRole('row', { name: /WebEdison Beheerder/ })).toHaveCount(0);
});
