import { randomInt } from 'node:crypto';
import { aNumber, registering } from '#tests/journeys/pages/registering.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';
import { typedDay } from '#tests/world/periods.ts';

const phone = { tag: '@phone' };

const somebody = () => ({
  givenName: 'Noor',
  familyName: `Verstraete${randomInt(1_000_000)
    .toString()
    .replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`,
});

test(
  'RI-1, RI-10, 001: first looking, then registering with the relation and gebruiker; wrong things are mended in place',
  phone,
  async ({ page, checkPage }) => {
    const number = aNumber('850512');
    const who = somebody();
    const name = `${who.givenName} ${who.familyName}`;
    await signIn(page, 'directeur');
    const form = registering(page);
    await form.open();
    await checkPage('register-search');
    await form.look(number.replace(/.$/, (last) => String((Number(last) + 1) % 10)));
    await expect(page.getByRole('alert')).toContainText('De laatste twee cijfers passen niet bij de rest.');
    await checkPage('register-search-wrong');
    await form.look(number);
    await expect(page.getByRole('main').getByRole('status').first()).toContainText(
      'Niet gevonden bij jouw instellingen',
    );
    await expect(page.getByRole('textbox', { name: 'Geboortedatum' })).toHaveValue('12/05/1985');
    await expect(page.getByRole('radio', { name: 'vrouw' })).toBeChecked();
    await checkPage('register');
    await page.getByRole('textbox', { name: 'Geboortedatum' }).fill('13/05/1985');
    await page.getByLabel('E-mailadres').fill('noor');
    await page.getByRole('radio', { name: 'Gebruiker: Mijn Onderwijs Gebruiker' }).check();
    await form.submit();
    await expect(page.getByRole('alert')).toContainText('4 dingen zijn nog niet in orde');
    await expect(page.getByRole('textbox', { name: 'Geboortedatum' })).toHaveAccessibleDescription(
      /Het rijksregisternummer zegt 12\/05\/1985/,
    );
    await expect(page.getByLabel('E-mailadres')).toHaveValue('noor');
    await expect(form.number).toHaveValue(number);
    await checkPage('register-wrong');
    await form.typeName(who);
    await page.getByRole('textbox', { name: 'Geboortedatum' }).fill('12/05/1985');
    await page.getByLabel('E-mailadres').fill('noor@school.example');
    await form.submit();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('main').getByRole('status')).toContainText('De persoon is geregistreerd');
    await expect(page.getByRole('row', { name: /Mijn Onderwijs Gebruiker/ })).toContainText('geldt vandaag');
    await checkPage('registered');
    // Whoever looks again finds the person, by number and by name, and the number stood in no address.
    await form.open();
    await form.look(number);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Deze persoon is al bekend.');
    expect(page.url()).not.toContain(number);
    await form.open();
    await form.typeName(who);
    await page.getByRole('textbox', { name: 'Geboortedatum' }).fill('12/05/1985');
    await page.getByRole('button', { name: 'Zoek op naam' }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  },
);

test('R7, R18: somebody of another school is not found, and is linked only by whoever knows the name', async ({
  page,
  checkPage,
}) => {
  const stranger = person('twee-scholen');
  await signIn(page, 'directeur');
  const form = registering(page);
  await form.open();
  await form.look(stranger.nationalNumber);
  await expect(page.getByRole('main').getByRole('status').first()).toContainText('Niet gevonden bij jouw instellingen');
  await expect(page.getByRole('main')).not.toContainText(stranger.familyName);
  await form.typeName({ givenName: 'Iemand', familyName: 'Anders' });
  await form.submit();
  await expect(page.getByRole('alert')).toContainText('Dit nummer en deze naam horen niet bij elkaar.');
  await expect(page.getByRole('main')).not.toContainText(stranger.familyName);
  await checkPage('register-differs');
});

test(
  'RI-7, R13: who leaves is removed with all rights, shown what ends first, and can be added again without them',
  phone,
  async ({ page, checkPage }) => {
    const people = [somebody(), somebody()];
    await signIn(page, 'directeur');
    const form = registering(page);
    for (const who of people) {
      await form.open();
      await form.look(aNumber());
      await form.typeName(who);
      await page.getByRole('radio', { name: 'Gebruiker: Mijn Onderwijs Gebruiker' }).check();
      await form.submit();
      await expect(page.getByRole('main').getByRole('status')).toContainText('De persoon is geregistreerd');
    }
    const names = people.map((who) => `${who.givenName} ${who.familyName}`);
    await page.goto('/gebruikersbeheer');
    await page.getByRole('link', { name: 'Verwijder meerdere personen' }).click();
    await page.getByRole('button', { name: 'Beëindig gekozen banden' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Vink eerst één of meer personen aan.');
    await checkPage('remove');
    await page.getByRole('searchbox', { name: 'Zoek op naam' }).fill('Verstraete');
    await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
    for (const name of names) await page.getByRole('checkbox', { name: `Kies ${name}` }).check();
    await page.getByRole('button', { name: 'Beëindig gekozen banden' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Banden beëindigen' })).toBeVisible();
    await expect(page.getByRole('row', { name: new RegExp(names[0] ?? '') })).toContainText('Mijn Onderwijs Gebruiker');
    await page.getByRole('textbox', { name: 'Laatste dag' }).fill('31/02/2027');
    await page.getByRole('button', { name: 'Toon wat eindigt' }).click();
    await expect(page.getByRole('textbox', { name: 'Laatste dag' })).toHaveValue('31/02/2027');
    await checkPage('end-relations-day');
    await page.getByRole('radio', { name: 'Meteen' }).check();
    await page.getByRole('button', { name: 'Toon wat eindigt' }).click();
    await expect(page.getByRole('main')).toContainText('Je beëindigt de band van 2 personen meteen.');
    await page.getByRole('button', { name: 'Beëindig 2 banden' }).click();
    await expect(page.getByRole('alert')).toContainText('Schrijf waarom de band stopt.');
    await checkPage('end-relations');
    await page.getByRole('textbox', { name: /^Reden/ }).fill('einde van de vervanging');
    await page.getByRole('button', { name: 'Beëindig 2 banden' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('2 banden zijn beëindigd.');
    await page.getByRole('searchbox', { name: 'Zoek op naam' }).fill(people[0]?.familyName ?? '');
    await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
    await page
      .getByRole('main')
      .getByRole('link', { name: names[0] ?? '' })
      .click();
    await expect(page.getByRole('heading', { name: /^Rechten voor/ })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Geen rechten vandaag of later.');
    await expect(page.getByRole('main')).toContainText('vandaag is de laatste dag');
    await checkPage('person-ended');
    await page.goto('/gebruikersbeheer/historische-personen');
    await expect(page.getByRole('heading', { level: 1, name: 'Historische personen' })).toBeVisible();
    await checkPage('former');
  },
);

test('RI-7: a relation that ends is prolonged, and a right is cut short on a chosen day', async ({
  page,
  checkPage,
}) => {
  const who = somebody();
  const name = `${who.givenName} ${who.familyName}`;
  await signIn(page, 'directeur');
  const form = registering(page);
  await form.open();
  await form.look(aNumber());
  await form.typeName(who);
  await page.getByRole('textbox', { name: 'Einddatum van de band' }).fill(typedDay(60));
  await page.getByRole('radio', { name: 'Gebruiker: Mijn Onderwijs Gebruiker' }).check();
  await form.submit();
  await expect(page.getByRole('textbox', { name: 'Einddatum van het recht' })).toHaveAccessibleDescription(
    /dan eindigt de band met de instelling/,
  );
  await page.getByRole('textbox', { name: 'Einddatum van het recht' }).fill(typedDay(60));
  await form.submit();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.getByRole('link', { name: /^Verlengen de band met/ }).click();
  await checkPage('prolong-relation');
  await page.getByRole('textbox', { name: 'Nieuwe einddatum van de band' }).fill(typedDay(30));
  await page.getByRole('button', { name: 'Verleng band' }).click();
  await expect(page.getByRole('alert')).toContainText(`Kies een datum na ${typedDay(60)}`);
  await page.getByRole('textbox', { name: 'Nieuwe einddatum van de band' }).fill('');
  await page.getByRole('button', { name: 'Verleng band' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('De band is verlengd.');
  await page.getByRole('link', { name: /^Beëindigen Mijn Onderwijs Gebruiker/ }).click();
  await page.getByRole('radio', { name: 'Op een latere dag' }).check();
  await page.getByRole('textbox', { name: /^Reden/ }).fill('kortere vervanging');
  await page.getByRole('button', { name: 'Beëindig recht' }).click();
  await expect(page.getByRole('alert')).toContainText('Schrijf de datum als dd/mm/jjjj');
  await expect(page.getByRole('radio', { name: 'Op een latere dag' })).toBeChecked();
  await checkPage('end-later');
  await page.getByRole('textbox', { name: 'Laatste dag' }).fill(typedDay(10));
  await page.getByRole('button', { name: 'Beëindig recht' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText('Het recht stopt op de dag die je koos.');
  await expect(page.getByRole('row', { name: /Mijn Onderwijs Gebruiker/ })).toContainText(typedDay(10));
});
