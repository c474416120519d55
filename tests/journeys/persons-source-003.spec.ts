import { randomInt } from 'node:crypto';
import { aNumber, registering } from '#tests/journeys/pages/registering.ts';
import { signInPage } from '#tests/journeys/pages/sign-in.ts';
import { expect, test } from '#tests/support/journey.ts';

const passport = 'IRIS-Platform (Leerlingenpaspoort) Gebruiker';
const endOfYear = (): string => {
  const today = new Date();
  return `30/06/${today.getMonth() < 4 ? today.getFullYear() : today.getFullYear() + 1}`;
};

test('003, word by word: the right of IRIS for several people of the school, and a supporter by national number', async ({
  page,
  checkPage,
  alone,
}) => {
  await alone('several');
  const main = page.getByRole('main');
  // "Na inloggen via itsme of e-ID": one sign-in, for the school.
  await page.goto('/gebruikersbeheer');
  await signInPage(page).signInAs('directeur');
  await expect(page.getByRole('heading', { level: 1, name: 'Gebruikersbeheer' })).toBeVisible();
  // The start page of the source: Mijn taken, Snel recht toekennen, Personen, Instellingen, Rechten beheren, per doelgroep.
  for (const tile of [
    'Mijn taken',
    'Snel recht toekennen',
    'Historische personen',
    'Toon alle personen',
    'Verwijder meerdere personen',
    'Toon instellingen',
    'Toekennen meerdere personen',
    'Onderwijs- en vormingsinstellingen',
    'VO-medewerkers',
  ])
    await expect(main.getByRole('link', { name: tile, exact: true })).toBeVisible();
  // "Kies voor Toekennen meerdere personen"; all people of the institution number are in sight.
  await main.getByRole('link', { name: 'Toekennen meerdere personen' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'Personen verbonden aan deze instelling' })).toBeVisible();
  // "Klik telkens op de + naast de naam … Bij het verkeerd aanklikken kan je op de – klikken."
  for (const name of ['Tine Eyckermans', 'Raf Gielenaers'])
    await main.getByRole('button', { name: `Voeg ${name} toe aan de keuze` }).click();
  await main.getByRole('button', { name: 'Haal Tine Eyckermans uit de keuze' }).click();
  const picked = page.getByRole('region', { name: 'Geselecteerde gebruikers' });
  for (const column of [
    'Voornaam',
    'Achternaam',
    'Instellingsnummer',
    'Categorie',
    'Status',
    'Begindatum',
    'Einddatum',
  ])
    await expect(picked.getByRole('columnheader', { name: column })).toHaveCount(1);
  await expect(picked.getByRole('row', { name: /Raf/ })).toContainText('900101');
  // "Klik op ken gebruikersrecht toe. Bij categorie zoek je de rol …"
  await main.getByRole('link', { name: 'Ken gebruikersrecht toe' }).click();
  await expect(page.getByRole('heading', { level: 3, name: 'IRIS-Platform' })).toBeVisible();
  await main.getByRole('link', { name: passport }).click();
  await expect(main).toContainText('Dit recht verleent toegang tot de toepassing van het IRIS-Platform');
  // "Klik op gebruiker en verplaats dit naar het vak geselecteerd. Pas indien nodig de einddatum aan."
  await main.getByRole('button', { name: 'Selecteer Gebruiker' }).click();
  await page.getByLabel('Einddatum').fill(endOfYear());
  // "Klik op verder en vervolgens op bevestig."
  await main.getByRole('button', { name: 'Verder' }).click();
  await expect(main).toContainText(`Je geeft 1 persoon het recht ${passport} (Gebruiker)`);
  await main.getByRole('button', { name: 'Bevestig' }).click();
  await expect(main.getByRole('status')).toContainText('Het recht is toegekend.');
  await page.getByRole('searchbox', { name: 'Zoek op naam' }).fill('Gielenaers');
  await main.getByRole('button', { name: 'Zoeken' }).click();
  await main
    .getByRole('row', { name: /IRIS/ })
    .getByRole('link', { name: /^Beëindigen/ })
    .click();
  await main.getByRole('radio', { name: 'Meteen' }).check();
  await main.getByRole('textbox', { name: /^Reden/ }).fill('einde van de proef');
  await main.getByRole('button', { name: 'Beëindig recht' }).click();
  await expect(main.getByRole('status')).toContainText('Het recht is ingetrokken.');

  // "Indien een ondersteuner moet toegevoegd worden … Door het ingeven van zijn / haar rijksregisternummer."
  const form = registering(page);
  await form.open();
  await form.look(aNumber());
  const familyName = `Steunaart${String(randomInt(1_000_000)).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`;
  await form.typeName({ givenName: 'Mo', familyName });
  await main.getByLabel('Categorie').selectOption('Ondersteuner');
  await form.submit();
  await expect(page.getByRole('heading', { level: 1, name: `Mo ${familyName}` })).toBeVisible();
  await expect(main.getByRole('row', { name: /Wilgenroos/ })).toContainText('Ondersteuner');
  await main.getByRole('link', { name: 'Nieuw recht toekennen' }).click();
  await main.getByRole('link', { name: passport, exact: true }).click();
  await main.getByRole('checkbox', { name: 'Gebruiker', exact: true }).check();
  await main.getByRole('button', { name: 'Verder' }).click();
  await main.getByRole('button', { name: 'Ken recht toe' }).click();
  await expect(main.getByRole('status')).toContainText(`Mo ${familyName} heeft het recht ${passport}.`);
  await checkPage('source-003');
});
