import { randomInt } from 'node:crypto';
import { aNumber, registering } from '#tests/journeys/pages/registering.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

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
    const number = aNumber();
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
