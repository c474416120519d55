import { granting } from '#tests/journeys/pages/granting.ts';
import { people } from '#tests/journeys/pages/people.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';
import { typedDay } from '#tests/world/periods.ts';

const phone = { tag: '@phone' };
const wout = person('zonder-recht').name;
const right = 'Mijn Onderwijs Gebruiker';
const passport = 'IRIS-Platform (Leerlingenpaspoort) Gebruiker';

test(
  'RI-7, R26: what ends soon is looked at together before it is prolonged or ended, and a wrong date is mended in place',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer');
    await checkPage('rights-start');
    await page.getByRole('main').getByRole('link', { name: 'Loopt af' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Loopt af' })).toBeVisible();
    await page.getByRole('button', { name: 'Verleng gekozen rechten' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Vink eerst één of meer rechten aan.');
    await checkPage('ending');
    const boxes = page.getByRole('checkbox', { name: new RegExp(`^Kies ${right}`) });
    for (const n of [0, 1]) await boxes.nth(n).check();
    await page.getByRole('button', { name: 'Verleng gekozen rechten' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Rechten verlengen' })).toBeVisible();
    await checkPage('prolong-day');
    const until = page.getByLabel('Nieuwe einddatum');
    await until.fill('31/12/2099');
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(until).toHaveValue('31/12/2099');
    await expect(until).toHaveAccessibleDescription(/Kies ten laatste \d\d\/\d\d\/\d{4}/);
    await checkPage('prolong-too-late');
    await until.fill(typedDay(200));
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('main')).toContainText('Je verlengt 2 rechten tot en met');
    await checkPage('prolong-confirm');
    await page.goto('/gebruikersbeheer/loopt-af');
    for (const n of [0, 1]) await boxes.nth(n).check();
    await page.getByRole('button', { name: 'Beëindig gekozen rechten' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Rechten beëindigen' })).toBeVisible();
    await page.getByRole('radio', { name: 'Meteen' }).check();
    await page.getByRole('button', { name: 'Beëindig 2 rechten' }).click();
    await expect(page.getByRole('alert')).toContainText('Schrijf waarom het recht stopt.');
    await expect(page.getByRole('radio', { name: 'Meteen' })).toBeChecked();
    await checkPage('end-several');
    await page.getByRole('link', { name: 'Toch niet' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Loopt af' })).toBeVisible();
  },
);

test('RI-7: a right that ends soon is prolonged in one confirmation and told so', async ({
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
  await grant.until.fill(typedDay(10));
  await grant.goOn();
  await page.getByRole('button', { name: 'Ken recht toe' }).click();
  await page.goto('/gebruikersbeheer/loopt-af');
  await page
    .getByRole('row', { name: wout })
    .getByRole('link', { name: /^Verlengen/ })
    .click();
  await expect(page.getByRole('link', { name: 'Terug naar Loopt af' })).toBeVisible();
  await page.getByLabel('Nieuwe einddatum').fill(typedDay(100));
  await page.getByRole('button', { name: 'Verder' }).click();
  await expect(page.getByRole('main')).toContainText(`Je verlengt het recht ${right} van ${wout}`);
  await page.getByRole('button', { name: 'Verleng recht' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Het recht is verlengd.');
  await expect(page.getByRole('heading', { level: 1, name: 'Loopt af' })).toBeVisible();
  await grant.listPerson('900101', wout);
  await expect(grant.rowOf(right)).toContainText(typedDay(100));
  await checkPage('person-prolonged');
  await grant.endAtOnce(right);
});

test(
  'RI-4: several people get the same right in three steps, as source 003 shows them',
  phone,
  async ({ page, checkPage, alone }) => {
    await alone('several');
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer');
    await page.getByRole('link', { name: 'Toekennen meerdere personen' }).click();
    await expect(page.getByRole('heading', { level: 2, name: 'Personen verbonden aan deze instelling' })).toBeVisible();
    const names = ['Joren Bruynooghe', 'Tine Eyckermans'];
    for (const name of [...names, 'Raf Gielenaers'])
      await page.getByRole('button', { name: `Voeg ${name} toe aan de keuze` }).click();
    // Who came by keyboard goes on where the plus was, not at the top of the list.
    await expect(page.locator(':focus')).toHaveText('gekozen');
    await page.getByRole('button', { name: 'Haal Raf Gielenaers uit de keuze' }).click();
    await expect(page.getByRole('button', { name: /^Haal .* uit de keuze$/ })).toHaveCount(2);
    await checkPage('many-people');
    await page.getByRole('link', { name: 'Ken gebruikersrecht toe' }).click();
    await page.getByRole('link', { name: passport }).click();
    await page.getByLabel('Einddatum').fill('31/12/2099');
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('alert')).toContainText('2 dingen zijn nog niet in orde');
    await checkPage('many-faults');
    await page.getByLabel('Einddatum').fill(typedDay(90));
    await page.getByRole('button', { name: 'Selecteer Operator' }).click();
    await page.getByRole('button', { name: 'Selecteer Gebruiker' }).click();
    await page.getByRole('button', { name: 'Haal Operator uit de selectie' }).click();
    await expect(page.getByLabel('Einddatum')).toHaveValue(typedDay(90));
    await checkPage('many-details');
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('main')).toContainText(`Je geeft 2 personen het recht ${passport} (Gebruiker)`);
    await expect(page.getByRole('main')).toContainText(`${names[0]} en ${names[1]}.`);
    await checkPage('many-confirm');
    await page.getByRole('button', { name: 'Bevestig' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('2 personen hebben het recht gekregen.');
    await checkPage('many-done');
    const list = people(page);
    await page.goto('/gebruikersbeheer/instelling/900101');
    const boxOf = (name: string) => page.getByRole('checkbox', { name: `Kies ${passport} van ${name}` });
    await boxOf('Joren Bruynooghe').check();
    await list.find('Eyckermans');
    await expect(page.getByRole('main')).toContainText('Je koos er 1 die niet op deze pagina staat.');
    await boxOf('Tine Eyckermans').check();
    await checkPage('chosen-elsewhere');
    await page.getByRole('button', { name: 'Beëindig gekozen rechten' }).click();
    await page.getByRole('radio', { name: 'Meteen' }).check();
    await page.getByRole('textbox', { name: /^Reden/ }).fill('einde van de proef');
    await page.getByRole('button', { name: 'Beëindig 2 rechten' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('2 rechten zijn ingetrokken.');
    for (const name of names) await expect(list.row(name).filter({ hasText: passport })).toHaveCount(0);
  },
);
