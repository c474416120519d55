import { granting } from '#tests/journeys/pages/granting.ts';
import { people } from '#tests/journeys/pages/people.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const wout = person('zonder-recht').name;
const right = 'Mijn Onderwijs Gebruiker';

test(
  'RI-3, RI-5: a right is given in three steps, works on the next click of the other, and stops at once when ended',
  phone,
  async ({ page, otherComputer, checkPage, alone }) => {
    await alone('zonder-recht');
    const colleague = await otherComputer();
    await signIn(colleague, 'zonder-recht');
    await colleague.goto('/');
    await expect(colleague.getByRole('heading', { name: 'Je hebt vandaag geen rechten' })).toBeVisible();
    await signIn(page, 'directeur');
    const grant = granting(page);
    await grant.start();
    await checkPage('grant-step-1');
    await grant.choosePerson(wout);
    await checkPage('grant-step-2-right');
    await grant.chooseRight(right);
    await checkPage('grant-step-2-period');
    await grant.goOn();
    await expect(grant.sentence).toHaveText(
      new RegExp(
        `^Je geeft ${wout} het recht ${right} voor 900101 Basisschool De Wilgenroos van \\d+ \\p{L}+ \\d{4} tot en met \\d+ \\p{L}+ \\d{4}\\.$`,
        'u',
      ),
    );
    await checkPage('grant-step-3');
    await page.getByRole('button', { name: 'Ken recht toe' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText(`${wout} heeft het recht ${right}.`);
    await checkPage('grant-done');
    await colleague.reload();
    await expect(colleague.getByRole('list', { name: 'Jouw onderwijsniveaus' }).getByRole('link')).toHaveText([
      'Basisonderwijs',
    ]);
    await grant.listPerson('900101', wout);
    await grant.endAtOnce(right);
    await checkPage('grant-ended');
    await colleague
      .getByRole('list', { name: 'Jouw onderwijsniveaus' })
      .getByRole('link', { name: 'Basisonderwijs' })
      .click();
    await expect(colleague.getByRole('heading', { level: 1, name: 'Waarom zie ik dit niet?' })).toBeVisible();
  },
);

test('RI-3: a button pressed twice gives one right', async ({ page, alone }) => {
  await alone('zonder-recht');
  await signIn(page, 'directeur');
  const grant = granting(page);
  await grant.start();
  await grant.choosePerson(wout);
  await grant.chooseRight(right);
  await grant.goOn();
  await page.getByRole('button', { name: 'Ken recht toe' }).dblclick();
  await expect(page.getByRole('main').getByRole('status')).toContainText(`${wout} heeft het recht ${right}.`);
  await grant.listPerson('900101', wout);
  await expect(grant.rowOf(right)).toHaveCount(1);
  await grant.endAtOnce(right);
  await grant.listPerson('900101', wout);
  await expect(page.getByRole('row', { name: wout })).toContainText('geen rechten');
});

test(
  'RI-5, RI-11: a period that cannot be gets a message beside the field and keeps what was typed',
  phone,
  async ({ page, checkPage, alone }) => {
    await alone('zonder-recht');
    await signIn(page, 'directeur');
    const grant = granting(page);
    await grant.start();
    await grant.choosePerson(wout);
    await grant.chooseRight(right);
    await grant.until.fill('31/12/2099');
    await grant.goOn();
    await expect(page.getByRole('alert')).toContainText('Eén ding is nog niet in orde');
    await expect(grant.until).toHaveValue('31/12/2099');
    await expect(grant.until).toHaveAttribute('aria-invalid', 'true');
    await expect(grant.until).toHaveAccessibleDescription(
      /^dd\/mm\/jjjj, bijvoorbeeld [\d/]+ Fout: Kies ten laatste \d\d\/\d\d\/\d{4}: [^:]+$/,
    );
    await checkPage('grant-too-late');
    await grant.from.fill('1/1/2020');
    await grant.until.fill('31/02/2027');
    await grant.goOn();
    await expect(grant.until).toHaveAccessibleDescription(/Schrijf de datum als dd\/mm\/jjjj/);
    await expect(grant.from).toHaveValue('1/1/2020');
    await expect(grant.until).toHaveValue('31/02/2027');
    await grant.until.fill('2/1/2020');
    await grant.goOn();
    await expect(grant.from).toHaveAccessibleDescription(/Een recht kan niet beginnen in het verleden/);
    await page.getByRole('alert').getByRole('link').first().click();
    await expect(grant.from).toBeFocused();
    await checkPage('grant-in-the-past');
  },
);

test('RI-11: nobody gives a right for an institution that is not his, nor his own administration right', async ({
  page,
}) => {
  await signIn(page, 'directeur');
  const elsewhere = await page.goto('/gebruikersbeheer/recht-toekennen?instelling=900202');
  expect(elsewhere?.status()).toBe(404);
  const grant = granting(page);
  await grant.start();
  await grant.choosePerson(person('directeur').name);
  await expect(page.getByRole('main').getByRole('link', { name: 'Mijn Onderwijs Portaal Beheerder' })).toHaveCount(0);
});

test('RI-9: the catalogue of rights can be read', phone, async ({ page, checkPage }) => {
  await signIn(page, 'directeur');
  await page.goto('/gebruikersbeheer');
  await checkPage('rights-start');
  await page.getByRole('link', { name: 'Onderwijs- en vormingsinstellingen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Gebruikersrechten' })).toBeVisible();
  await checkPage('rights-catalogue');
});

test(
  'RI-8: the people of my institution are listed with their rights and periods',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer/instelling/900101');
    await expect(page.getByRole('row', { name: /Els Vanderheydonck/ })).toContainText(right);
    await checkPage('rights-people');
  },
);

test(
  'RI-7: everybody of my institutions is found by name and right, and a person’s page tells every right and its story',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer');
    await page.getByRole('link', { name: 'Toon alle personen' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Alle personen' })).toBeVisible();
    await checkPage('people-all');
    const list = people(page);
    await list.narrow('Recht', 'Zonder rechten');
    await expect(list.row('Els Vanderheydonck')).toHaveCount(0);
    await expect(list.row(wout)).toBeVisible();
    await list.narrow('Recht', 'Iedereen');
    await expect(list.row('Els Vanderheydonck')).toBeVisible();
    await list.find('broeckm');
    await page.getByRole('link', { name: 'Griet Broeckmeersch' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Griet Broeckmeersch' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Geen rechten vandaag of later.');
    await page.locator('summary').filter({ hasText: '1 recht van vroeger' }).click();
    await expect(page.getByRole('row', { name: right })).toContainText('afgelopen op');
    await checkPage('person-ended');
    await page.goto('/gebruikersbeheer/personen?q=vanderheyd');
    await page.getByRole('link', { name: 'Els Vanderheydonck' }).click();
    await expect(page.getByRole('row', { name: right })).toContainText('geldt vandaag');
    await checkPage('person');
  },
);

test(
  'RI-11: a user without that right has no Gebruikersbeheer, and its address says why',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    const answer = await page.goto('/gebruikersbeheer');
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('main')).toContainText('Hoofd Lokale Beheerder');
    await checkPage('rights-refused');
  },
);

test('RI-11: the helpdesk steps in only where an institution has nobody who can', async ({ page, checkPage }) => {
  await signIn(page, 'helpdesk');
  await page.goto('/gebruikersbeheer');
  await page.getByRole('link', { name: 'Instellingen zonder beheerder' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Instellingen zonder beheerder' })).toBeVisible();
  const search = page.getByRole('main').getByRole('searchbox');
  await search.fill('Wilgenroos');
  await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
  await expect(page).toHaveURL(/Wilgenroos/);
  await expect(page.getByRole('row', { name: /De Wilgenroos/ })).toContainText('die geeft de rechten zelf');
  await checkPage('rights-helpdesk');
});
