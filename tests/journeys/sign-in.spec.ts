import { actingFor, endSession, onBehalfOfPage, openMenu, signInPage } from '#tests/journeys/pages/sign-in.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const law = 'wet van 28 november 2000';

test(
  'SI-1, SI-2, SI-5: a secretary says who she is, reads the notice, proves it at the provider and is in',
  phone,
  async ({ page, checkPage }) => {
    await page.goto('/');
    await signInPage(page).isHere();
    await expect(page.getByRole('radio', { name: 'Medewerker van een onderwijsinstelling' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Medewerker van de overheid' })).not.toBeChecked();
    await expect(page.getByText(law)).toBeVisible();
    await expect(page.getByText('Schoolpoort ziet je wachtwoord of pincode nooit.')).toBeVisible();
    await expect(page.locator('input[type=password]')).toHaveCount(0);
    await checkPage('sign-in');
    await signInPage(page).goToProvider();
    await checkPage('demo-provider');
    await signInPage(page).choose('secretaris');
    await expect(page.getByRole('heading', { level: 1, name: 'Dag Els' })).toBeVisible();
    await expect(actingFor(page)).toContainText('Basisschool De Wilgenroos (900101)');
  },
);

test('SI-6: signing in comes back to the page that was asked for', async ({ page }) => {
  await page.goto('/documenten?q=omkadering');
  await signInPage(page).signInAs('secretaris');
  await expect(page).toHaveURL(/\/documenten\?q=omkadering$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Alle documenten' })).toBeVisible();
});

test(
  'SI-3: whoever works for two organisations chooses one, and switches without signing out',
  phone,
  async ({ page, checkPage }) => {
    await page.goto('/documenten');
    await signInPage(page).signInAs('twee-relaties');
    await onBehalfOfPage(page).isHere();
    await checkPage('on-behalf-of');
    await page.getByRole('button', { name: 'Verder' }).click();
    await expect(page.getByRole('alert')).toContainText('Kies namens wie je wilt werken.');
    await checkPage('on-behalf-of-nothing-chosen');
    await onBehalfOfPage(page).choose(/De Stemvork/);
    await expect(page).toHaveURL(/\/documenten$/);
    await expect(actingFor(page)).toContainText('De Stemvork (900211)');
    await page.goto('/');
    await expect(page.getByRole('link', { name: 'Deeltijds kunstonderwijs' }).first()).toBeVisible();
    await actingFor(page).getByRole('link').click();
    await onBehalfOfPage(page).choose(/Het Baken/);
    await expect(actingFor(page)).toContainText('Vrij CLB Het Baken (900221)');
    await expect(page.getByRole('link', { name: 'Deeltijds kunstonderwijs' })).toHaveCount(0);
    await openMenu(page, 'Mijn profiel');
    await page.getByRole('link', { name: 'Wissel van instelling of rol', exact: true }).click();
    await onBehalfOfPage(page).choose(/Al mijn onderwijsinstellingen \(2\)/);
    await expect(actingFor(page)).toContainText('al je onderwijsinstellingen');
    await expect(page.getByRole('list', { name: 'Jouw onderwijsniveaus' }).getByRole('listitem')).toHaveCount(2);
  },
);

test(
  'SI-4: a sign-in that was cancelled or failed says what to do and gives 1700',
  phone,
  async ({ page, checkPage }) => {
    await page.goto('/aanmelden/terug?error=access_denied&state=geannuleerd');
    await expect(page.getByRole('heading', { level: 1, name: 'Aanmelden is niet gelukt' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Bel gratis 1700');
    await checkPage('sign-in-failed');
    await page.getByRole('link', { name: 'Opnieuw aanmelden' }).click();
    await signInPage(page).isHere();
    await expect(page.getByText('Lukt aanmelden niet? Bel gratis 1700.')).toBeVisible();
  },
);

test('SI-4: too many attempts from one network are stopped with an explanation', async ({ page, checkPage }) => {
  await page.goto('/aanmelden');
  const headers = { 'sec-fetch-site': 'same-origin' };
  for (let attempt = 0; attempt < 30; attempt += 1)
    await page.request.post('/aanmelden', { form: { wie: 'OV' }, headers, maxRedirects: 0 });
  await page.getByRole('button', { name: 'Aanmelden', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Wacht vijf minuten en probeer dan opnieuw.');
  await expect(page.getByRole('main')).toContainText('Bel gratis 1700');
  await checkPage('too-many-sign-ins');
});

test(
  'SI-6: a session that ended comes back to the page that was asked for, never to a white page',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/basisonderwijs/documenten');
    await endSession(page);
    await page.goto('/basisonderwijs/documenten?q=omkadering');
    await expect(page.getByRole('main').getByRole('status')).toContainText('Je sessie is afgelopen.');
    await checkPage('sign-in-expired');
    await signInPage(page).signInAs('secretaris');
    await expect(page).toHaveURL(/\/basisonderwijs\/documenten\?q=omkadering$/);
  },
);

test(
  'SI-6: a form sent after the session ended keeps what was typed until one is back',
  phone,
  async ({ page, checkPage, alone }) => {
    await alone('email-behandelaar');
    const address = `w.coppenolleman.${Date.now()}@dienst.example`;
    await signIn(page, 'behandelaar');
    await page.goto('/mijn-profiel');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill(address);
    await endSession(page);
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Je sessie is afgelopen' })).toBeVisible();
    await checkPage('session-lost');
    const tab = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Meld je aan in een nieuw tabblad' }).click();
    await signInPage(await tab).signInAs('behandelaar');
    await expect((await tab).getByRole('heading', { level: 1, name: 'Dag Ward' })).toBeVisible();
    await page.getByRole('button', { name: 'Verstuur opnieuw' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText(`We stuurden een link naar ${address}.`);
  },
);

test('SI-6: signing out ends the session and asks to sign in again', phone, async ({ page, checkPage }) => {
  await signIn(page, 'secretaris');
  await page.goto('/');
  await openMenu(page, 'Mijn profiel');
  await page.getByRole('button', { name: 'Afmelden' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Je bent afgemeld' })).toBeVisible();
  await checkPage('signed-out');
  await page.goto('/documenten');
  await signInPage(page).isHere();
});

test('SI-6: signing out everywhere ends every session of this person on the very next click, and nobody else’s', async ({
  page,
  otherComputer,
  alone,
}) => {
  await alone('sessions-helpdesk');
  const forgotten = await otherComputer();
  const colleague = await otherComputer();
  await signIn(page, 'helpdesk');
  await signIn(forgotten, 'helpdesk');
  await signIn(colleague, 'directeur');
  await forgotten.goto('/');
  await colleague.goto('/');
  await page.goto('/mijn-profiel');
  await page.getByRole('button', { name: 'Overal afmelden' }).click();
  await expect(page.getByText('Al je sessies, ook op andere toestellen, zijn beëindigd.')).toBeVisible();
  await forgotten.getByRole('link', { name: 'Schoolpoort, naar de startpagina' }).click();
  await signInPage(forgotten).isHere();
  await colleague.getByRole('link', { name: 'Schoolpoort, naar de startpagina' }).click();
  await expect(colleague.getByRole('heading', { level: 1, name: 'Dag Karim' })).toBeVisible();
});

test(
  'SI-5: the notice on unlawful access stays readable from the footer of every page',
  phone,
  async ({ page, checkPage }) => {
    for (const signedIn of [false, true]) {
      if (signedIn) await signIn(page, 'zonder-recht');
      await page.goto('/');
      await page.getByRole('contentinfo').getByRole('link', { name: 'Onrechtmatige toegang' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Onrechtmatige toegang' })).toBeVisible();
      await expect(page.getByText(law)).toBeVisible();
    }
    await checkPage('unlawful-access');
  },
);

for (const [link, heading] of [
  ['Hulp: bel gratis 1700', 'Hulp'],
  ['Toegankelijkheid', 'Toegankelijkheid'],
  ['Privacy', 'Privacy'],
] as const) {
  test(`SI-4, CO-2: ${heading} is reachable from the footer without signing in`, phone, async ({ page, checkPage }) => {
    await page.goto('/aanmelden');
    await page.getByRole('contentinfo').getByRole('link', { name: link }).click();
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await checkPage(`info-${heading.toLowerCase()}`);
  });
}

test('SI-1: signing out and in again as somebody else shows nothing of the one before', async ({ page }) => {
  await page.goto('/');
  await signInPage(page).signInAs('directeur');
  const sent = await page.context().cookies(new URL('/demo/oidc/auth', page.url()).href);
  expect(sent.map(({ name }) => name)).not.toContain('demo-sessie');
  await openMenu(page, 'Mijn profiel');
  await page.getByRole('button', { name: 'Afmelden' }).click();
  await page.getByRole('link', { name: 'Opnieuw aanmelden' }).click();
  await signInPage(page).signInAs('zonder-recht');
  await expect(page.getByRole('heading', { level: 1, name: `Dag ${person('zonder-recht').givenName}` })).toBeVisible();
  await expect(page.getByText('Themabeheer')).toHaveCount(0);
});
