import { granting } from '#tests/journeys/pages/granting.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const wout = person('zonder-recht').name;
const joren = 'Joren Bruynooghe';
const right = 'WebEdison Beheerder';
const user = 'Mijn Onderwijs Gebruiker';
const staffing = 'Omkadering en toelagen (openbaar)';
const pupils = 'WebEdison Instelling en Lerendenadministratie/Beheer omkadering';

test('RI-7, R26: what somebody who leaves holds goes to a successor in one guided step, told before and in the log with both names; R16: a right that a head has by itself is switched off and on', async ({
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

  await page.goto('/gebruikersbeheer/geef-toegang');
  await page.getByRole('main').getByRole('searchbox', { name: 'Zoek op naam' }).fill(wout);
  await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
  await page.getByRole('main').getByRole('link', { name: wout, exact: true }).click();
  await page.getByRole('checkbox', { name: 'Documenten over omkadering en toelagen lezen' }).check();
  await page.getByRole('button', { name: 'Kijk na wat dit geeft' }).click();
  await page.getByRole('button', { name: 'Geef toegang' }).click();

  await grant.listPerson('900101', wout);
  await page.getByRole('main').getByRole('link', { name: wout }).first().click();
  await page.getByRole('link', { name: 'Draag over aan een opvolger' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Wie volgt op?' })).toBeVisible();
  await checkPage('handover-who');
  await page.getByRole('main').getByRole('searchbox', { name: 'Zoek op naam' }).fill(joren);
  await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
  await page.getByRole('main').getByRole('link', { name: joren }).click();
  await expect(page.getByRole('radio', { name: 'Draag alles over' })).toBeChecked();
  await page.getByLabel(`Laatste dag van ${wout}`).fill('ooit');
  await page.getByRole('button', { name: 'Bekijk wat er gebeurt' }).click();
  await expect(page.getByRole('alert')).toContainText('Schrijf de datum');
  await page.getByLabel(`Laatste dag van ${wout}`).fill(new Date().toLocaleDateString('nl-BE', day));
  await checkPage('handover-items');
  // What he keeps reading is no part of it: one right goes, and one theme of another stops.
  await page.getByRole('radio', { name: 'Laat alles zoals het is' }).check();
  await page.getByRole('button', { name: 'Bekijk wat er gebeurt' }).click();
  await expect(page.getByRole('alert')).toContainText('Kies minstens één recht of thema');
  await page.getByText('Kies anders voor één recht of thema').click();
  await page.getByRole('combobox', { name: right }).selectOption('Draag over');
  await page.getByRole('combobox', { name: staffing }).selectOption('Beëindig');
  await checkPage('handover-otherwise');
  await page.getByRole('button', { name: 'Bekijk wat er gebeurt' }).click();
  await expect(page.getByRole('row').filter({ hasText: right })).toContainText(`${joren} krijgt dit vandaag`);
  await expect(page.getByRole('row').filter({ hasText: user })).toContainText(
    `${wout} verliest 1 thema meteen: ${staffing}`,
  );
  const rehearsal = page.getByRole('region', { name: /Wat verandert er op/ });
  await expect(rehearsal).toContainText(`Krijgt het recht ${right}`);
  await expect(rehearsal).toContainText(/Ziet \d+ documenten niet meer/);
  await page.getByRole('button', { name: 'Draag over' }).click();
  await expect(page.getByRole('alert')).toContainText('Schrijf waarom de rechten overgaan.');
  await page.getByRole('textbox', { name: 'Reden' }).fill('Wout verandert van school.');
  await checkPage('handover-preview');
  await page.getByRole('button', { name: 'Draag over' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText(
    'Overgedragen: 1 recht. Beëindigd: 0 rechten. Thema’s die overgingen of meteen stopten: 1.',
  );

  await page.goto('/gebruikersbeheer/logboek');
  await expect(page.getByRole('main')).toContainText(`${wout} → ${joren}`);
  await grant.listPerson('900101', joren);
  await grant.endAtOnce(right);
  for (const his of [right, user]) {
    await grant.listPerson('900101', wout);
    await grant.endAtOnce(his);
  }

  const karim = page.getByRole('row').filter({ hasText: person('directeur').name });
  await grant.listPerson('900101', person('directeur').name);
  await grant
    .rowOf(pupils)
    .getByRole('link', { name: /^Zet automatisch toekennen uit/ })
    .click();
  await expect(karim).toContainText('verliest het meteen');
  await checkPage('automatic-off');
  await page.getByRole('button', { name: 'Bekijk eerst wat er verandert' }).click();
  await expect(page.getByRole('main')).toContainText(`Verliest het recht ${pupils}.`);
  await checkPage('automatic-rehearsed');
  await page.getByRole('button', { name: 'Zet automatisch toekennen uit' }).click();
  await expect(page.getByRole('alert')).toContainText('Schrijf waarom je het uitzet.');
  await expect(page.getByRole('textbox', { name: 'Reden' })).toHaveAttribute('aria-invalid', 'true');
  await checkPage('automatic-no-reason');
  await page.getByRole('textbox', { name: 'Reden' }).fill('Dat doet het secretariaat.');
  await page.getByRole('button', { name: 'Zet automatisch toekennen uit' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Automatisch toekennen staat uit');
  await expect(grant.rowOf(pupils).first()).toContainText(/uit sinds .*: Dat doet het secretariaat\./);
  await checkPage('automatic-list');
  await grant
    .rowOf(pupils)
    .getByRole('link', { name: /^Zet weer aan/ })
    .click();
  await expect(karim).toContainText('krijgt het meteen');
  await page.getByRole('textbox', { name: 'Reden' }).fill('Toch niet.');
  await checkPage('automatic-on');
  await page.getByRole('button', { name: 'Zet automatisch toekennen weer aan' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Automatisch toekennen staat weer aan');
  // R8: he is the only one.
  await grant
    .rowOf('Hoofd Lokale Beheerder')
    .getByRole('link', { name: /^Zet uit/ })
    .click();
  await expect(page.getByRole('main')).toContainText('Geef eerst een collega dat recht met de hand.');
  await expect(page.getByRole('button', { name: 'Zet automatisch toekennen uit' })).toHaveCount(0);
  await checkPage('automatic-last-head');
  // What follows from his assignment goes to nobody.
  await grant.listPerson('900101', person('directeur').name);
  await page
    .getByRole('main')
    .getByRole('link', { name: person('directeur').name })
    .first()
    .click();
  await expect(page.getByRole('link', { name: 'Draag over aan een opvolger' })).toHaveCount(0);
  await page.goto(`${new URL(page.url()).pathname}/overdragen?instelling=900101`);
  await expect(page.getByRole('heading', { name: 'Er is niets over te dragen' })).toBeVisible();
  await checkPage('handover-nothing');
});

const day = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Brussels' } as const;
