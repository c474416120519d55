import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { openMenu } from '#tests/journeys/pages/sign-in.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };

test(
  'PO-1, PO-2: the start page greets, has a tile per level with its documents, and the newest documents',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'twee-scholen');
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Dag Lieve' })).toBeVisible();
    const tiles = page.getByRole('list', { name: 'Jouw onderwijsniveaus' });
    await expect(tiles.getByRole('link')).toHaveText(['Basisonderwijs', 'Secundair onderwijs']);
    await expect(tiles.getByRole('listitem').first()).toContainText(/\d+ document/);
    await expect(page.getByRole('region', { name: 'Nieuwste documenten' }).locator('.document')).toHaveCount(5);
    await checkPage('start');
  },
);

test(
  'PO-2, PO-3: choosing a level changes the blue bar to its tabs, and its list holds only that level',
  phone,
  async ({ page }) => {
    await signIn(page, 'twee-scholen');
    await page.goto('/');
    await page
      .getByRole('list', { name: 'Jouw onderwijsniveaus' })
      .getByRole('link', { name: 'Secundair onderwijs' })
      .click();
    await documentsPage(page).isHere('Documenten');
    const bar = page.getByRole('navigation', { name: 'Secundair onderwijs' });
    await expect(bar.getByRole('link', { name: 'Documenten' })).toHaveAttribute('aria-current', 'page');
    await expect(documentsPage(page).found.first()).toBeVisible();
    await expect(page.getByRole('group', { name: 'Onderwijsniveau' })).toHaveCount(0);
    await expect(documentsPage(page).list.getByText('900201')).toHaveCount(0);
  },
);

test('PO-2: Mijn sites offers the same levels, by keyboard', phone, async ({ page, checkPage, javaScript }) => {
  await signIn(page, 'twee-scholen');
  await page.goto('/');
  const menu = page.locator('summary').filter({ hasText: 'Mijn sites' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await checkPage('my-sites');
  if (javaScript) {
    await page.keyboard.press('Escape');
    await expect(menu).toBeFocused();
    await expect(page.locator('details.menu[open]')).toHaveCount(0);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Startpagina', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('banner').getByRole('link', { name: 'Basisonderwijs' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/basisonderwijs\/documenten$/);
});

test('PO-4: the logo always leads back to the start page, whose tabs hold Alle documenten', async ({ page }) => {
  await signIn(page, 'directeur');
  for (const address of [
    '/basisonderwijs/documenten',
    '/basisonderwijs/themabeheer',
    '/gebruikersbeheer',
    '/waarom',
    '/geen-adres',
  ]) {
    await page.goto(address);
    await page.getByRole('link', { name: 'Schoolpoort, naar de startpagina' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Dag Karim' })).toBeVisible();
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Alle documenten' }).click();
  await documentsPage(page).isHere();
});

test('PO-3, PO-5: tabs are shown exactly to those who can open them', async ({ page, otherComputer }) => {
  await signIn(page, 'directeur');
  await page.goto('/basisonderwijs');
  const bar = page.getByRole('navigation', { name: 'Basisonderwijs' });
  await expect(bar.getByRole('link', { name: 'Themabeheer' })).toBeVisible();
  const colleague = await otherComputer();
  await signIn(colleague, 'secretaris');
  await colleague.goto('/basisonderwijs');
  await expect(
    colleague.getByRole('navigation', { name: 'Basisonderwijs' }).getByRole('link', { name: 'Documenten' }),
  ).toBeVisible();
  await expect(colleague.getByRole('link', { name: 'Themabeheer' })).toHaveCount(0);
  await expect(colleague.getByRole('link', { name: 'Gebruikersbeheer' })).toHaveCount(0);
});

test(
  'PO-5: a level without a right has no tile and no place in Mijn sites, and its address explains itself',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/');
    await expect(page.getByRole('list', { name: 'Jouw onderwijsniveaus' }).getByRole('link')).toHaveText([
      'Basisonderwijs',
    ]);
    await openMenu(page, 'Mijn sites');
    await expect(page.getByRole('link', { name: 'Internaten' })).toHaveCount(0);
    await page.goto('/internaat');
    await expect(page.getByRole('heading', { level: 1, name: 'Waarom zie ik dit niet?' })).toBeVisible();
    await checkPage('why-level');
  },
);

test(
  'PO-6: whoever has no right at all is told so, what is needed, and whom to ask',
  phone,
  async ({ page, checkPage, alone }) => {
    await alone('zonder-recht');
    await signIn(page, 'zonder-recht');
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Je hebt vandaag geen rechten' })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Jouw onderwijsniveaus' })).toHaveCount(0);
    await checkPage('start-without-rights');
    await page.getByRole('main').getByRole('link', { name: 'Waarom zie ik iets niet?' }).click();
    await expect(page.getByRole('main')).toContainText('Mijn Onderwijs Gebruiker');
    await expect(page.getByRole('row', { name: /^Karim Van Steenlandt/ }).getByRole('link')).toHaveText(
      'directeur@demo.schoolpoort.example',
    );
    await expect(page.getByRole('link', { name: 'Vraag toegang Gebruikersbeheer' })).toBeVisible();
    await checkPage('why-without-rights');
  },
);

test(
  'PO-6, RI-5: whoever’s right ended yesterday reads that, with its last day',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'gisteren-geeindigd');
    await page.goto('/');
    await page.getByRole('main').getByRole('link', { name: 'Waarom zie ik iets niet?' }).click();
    await expect(page.getByRole('main')).toContainText(
      `je recht Mijn Onderwijs Gebruiker afliep op ${inBrussels(-1)}.`,
    );
    await checkPage('why-ended');
    await page.goto('/documenten');
    await expect(page.getByRole('heading', { level: 1, name: 'Je hebt hier geen toegang toe' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(`afliep op ${inBrussels(-1)}`);
    await expect(page.getByRole('main')).toContainText('Karim Van Steenlandt');
    await checkPage('refused-ended');
  },
);

test('PO-6, RI-5: whoever’s right begins tomorrow reads from when', phone, async ({ page, checkPage }) => {
  await signIn(page, 'begint-morgen');
  await page.goto('/waarom');
  await expect(page.getByRole('main')).toContainText(
    `je recht Mijn Onderwijs Gebruiker pas begint op ${inBrussels(1)}.`,
  );
  await checkPage('why-begins-tomorrow');
});

test(
  'PO-6: for every application, theme and level it says what is had, what is missing and who can give it',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/waarom');
    const row = (table: RegExp, name: string | RegExp) =>
      page.getByRole('table', { name: table }).getByRole('row', { name });
    await expect(row(/Niveaus/, /Basisonderwijs/)).toContainText('Je hebt dit');
    await expect(row(/Toepassingen/, /Themabeheer/)).toContainText('Je hebt dit niet');
    await expect(row(/Toepassingen/, /Themabeheer/)).toContainText('Mijn Onderwijs Portaal Beheerder');
    await expect(row(/Thema’s · Basisonderwijs/, /^Algemeen/)).toContainText('Je hebt dit');
    await expect(row(/Thema’s · Basisonderwijs/, /^Salarisoverzichten/)).toContainText('Je hebt dit niet');
    await expect(row(/Thema’s · Basisonderwijs/, /^Salarisoverzichten/)).toContainText('Karim Van Steenlandt');
    await checkPage('why');
  },
);

test(
  'PO-6: an unknown institution number and an institution that is not mine are answered kindly',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/waarom?instelling=999999');
    await expect(page.getByRole('main')).toContainText('We vinden geen instelling met dat nummer of die naam.');
    await checkPage('why-unknown-institution');
    await page.goto('/waarom');
    const search = page.getByRole('main').getByRole('searchbox');
    await search.fill('De Vuurtoren');
    await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
    await page.getByRole('link', { name: /900202 GO! atheneum De Vuurtoren/ }).click();
    await expect(page.getByRole('heading', { level: 2, name: /900202 GO! atheneum De Vuurtoren/ })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Je hebt geen band met deze instelling.');
    await checkPage('why-not-mine');
    await search.fill('zwembadacademie');
    await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
    await expect(page.getByRole('main')).toContainText('We vinden geen instelling met dat nummer of die naam.');
  },
);

test('SI-6, PO-4: an address that does not exist says so and leads on', phone, async ({ page, checkPage }) => {
  await signIn(page, 'secretaris');
  await page.goto('/dit-bestaat-niet');
  await expect(page.getByRole('heading', { level: 1, name: 'Deze pagina vinden we niet' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Bel gratis 1700');
  await checkPage('not-found');
  await page.getByRole('link', { name: 'Naar de startpagina', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dag Els' })).toBeVisible();
});

/** A day seen from today, as pages write it. */
function inBrussels(days: number): string {
  const format = new Intl.DateTimeFormat('nl-BE', {
    timeZone: 'Europe/Brussels',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  });
  return format.format(new Date(Date.now() + days * 86_400_000));
}

test(
  'PO-6: who works for a board is not told what the board lacks, but asked for which of its schools',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'schoolbestuur');
    await page.goto('/waarom');
    await expect(page.getByRole('main').getByText('Je hebt dit niet')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: 'Jouw instellingen' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText(/en nog 4\d/);
    await checkPage('why-board');
    const refused = await page.goto('/secundair-onderwijs/themabeheer?instelling=900202');
    expect(refused?.status()).toBe(403);
    await expect(page.getByRole('main')).toContainText('Je hebt geen band met deze instelling.');
    await checkPage('refused-unbound');
  },
);

test(
  'PO-4, PO-5: whoever reads no documents finds the applications that open on the start page',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'helpdesk');
    await page.goto('/');
    const tiles = page.getByRole('list', { name: 'Jouw toepassingen' });
    await expect(tiles.getByRole('link')).toHaveText(['Gebruikersbeheer']);
    await expect(page.getByRole('heading', { name: 'Je hebt vandaag geen rechten' })).toHaveCount(0);
    await checkPage('start-helpdesk');
  },
);

test(
  'TH-6: a reader of the administration finds the themes by their names in Mijn profiel',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'administratie');
    await page.goto('/mijn-profiel');
    await expect(page.getByRole('listitem').filter({ hasText: 'Verificatie (vertrouwelijk)' })).toBeVisible();
    await expect(page.getByRole('main')).not.toContainText('verificatie-vertrouwelijk');
    await checkPage('profile-administration');
  },
);
