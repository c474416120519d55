import { granting } from '#tests/journeys/pages/granting.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const wout = person('zonder-recht').name;
const joren = 'Joren Bruynooghe';
const right = 'WebEdison Beheerder';

test('RI-7, R26: what somebody who leaves holds goes to a successor in one guided step, told before and in the log with both names', async ({
  page,
  checkPage,
  alone,
}) => {
  await alone('zonder-recht');
  await signIn(page, 'directeur');
  const grant = granting(page);
  await grant.start();
  await grant.choosePerson(wout);
  await grant.chooseRight(right);
  await grant.goOn();
  await page.getByRole('button', { name: 'Ken recht toe' }).click();

  await grant.listPerson('900101', wout);
  await page.getByRole('main').getByRole('link', { name: wout }).first().click();
  await page.getByRole('link', { name: 'Draag over aan een opvolger' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Wie volgt op?' })).toBeVisible();
  await checkPage('handover-who');
  await page.getByRole('main').getByRole('searchbox', { name: 'Zoek op naam' }).fill(joren);
  await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
  await page.getByRole('main').getByRole('link', { name: joren }).click();
  await expect(page.getByRole('radio', { name: 'Draag over' })).toBeChecked();
  await page.getByLabel(`Laatste dag van ${wout}`).fill('ooit');
  await page.getByRole('button', { name: 'Bekijk wat er gebeurt' }).click();
  await expect(page.getByRole('alert')).toContainText('Schrijf de datum');
  await page.getByLabel(`Laatste dag van ${wout}`).fill(new Date().toLocaleDateString('nl-BE', day));
  await checkPage('handover-items');
  await page.getByRole('button', { name: 'Bekijk wat er gebeurt' }).click();
  await expect(page.getByRole('row').filter({ hasText: right })).toContainText(`${joren} krijgt dit vandaag`);
  await page.getByRole('button', { name: 'Draag over' }).click();
  await expect(page.getByRole('alert')).toContainText('Schrijf waarom de rechten overgaan.');
  await page.getByRole('textbox', { name: 'Reden' }).fill('Wout verandert van school.');
  await checkPage('handover-preview');
  await page.getByRole('button', { name: 'Draag over' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Overgedragen: 1 recht.');

  await page.goto('/gebruikersbeheer/logboek');
  await expect(page.getByRole('main')).toContainText(`${wout} → ${joren}`);
  await grant.listPerson('900101', joren);
  await grant.endAtOnce(right);
  await grant.listPerson('900101', wout);
  await grant.endAtOnce(right);
});

const day = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Brussels' } as const;
