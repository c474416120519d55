import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { asking, someQuestion } from '#tests/journeys/pages/asking.ts';
import { sending, someFile } from '#tests/journeys/pages/sending.ts';
import { openMenu } from '#tests/journeys/pages/sign-in.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

// Each journey answers the question of source 000 whose words are its title.

test.describe('PO-1: Over Mijn Onderwijs voor directies en administraties', () => {
  test('Wat is Mijn Onderwijs voor directies en administraties?', async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/');
    const bar = page.getByRole('navigation').first();
    for (const part of ['Alle documenten', 'Agenda', 'Mijn contacten', 'Gestelde vragen'])
      await expect(bar.getByRole('link', { name: part })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Nieuwste documenten' })).toBeVisible();
    await page.goto('/documenten?q=salarisoverzicht');
    await expect(documentsPage(page).found.first()).toContainText('Salarisoverzicht');
    await page.goto('/basisonderwijs');
    for (const application of ['Noodnummers', 'Document versturen', 'Themabeheer'])
      await expect(
        page.getByRole('navigation', { name: 'Basisonderwijs' }).getByRole('link', { name: application }),
      ).toBeVisible();
    await checkPage();
  });

  test('Waar kan ik terecht bij problemen met aanmelden?', async ({ page, checkPage }) => {
    await page.goto('/aanmelden');
    await expect(page.getByRole('main')).toContainText('1700');
    await page.getByRole('contentinfo').getByRole('link', { name: /1700/ }).click();
    await expect(page.getByRole('main')).toContainText('Bel gratis 1700 bij problemen met aanmelden');
    await checkPage();
  });

  test('Hoe attendering aanzetten?', async ({ page }) => {
    await signIn(page, 'secretaris');
    await page.goto('/');
    await openMenu(page, 'Mijn profiel');
    await page.getByRole('banner').getByRole('link', { name: 'Mijn profiel' }).click();
    await expect(page.getByLabel('E-mailadres')).toHaveValue(person('secretaris').email);
    await page.getByRole('radio', { name: 'Aan' }).check();
    await page.getByRole('radio', { name: 'Dagelijks' }).check();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Je keuze is bewaard.');
    await page.goto('/mijn-profiel');
    await expect(page.getByRole('radio', { name: 'Aan' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Dagelijks' })).toBeChecked();
  });

  test('Wat is het verschil tussen de rechten Mijn Onderwijs Gebruiker en Mijn Onderwijs Portaal Beheerder?', async ({
    page,
    otherComputer,
  }) => {
    const table = 'Mijn instellingen en thema’s: Basisonderwijs';
    await signIn(page, 'directeur');
    await page.goto('/mijn-profiel');
    await expect(page.getByRole('table', { name: table })).toContainText('alle thema’s');
    await page.goto('/basisonderwijs');
    await expect(page.getByRole('navigation', { name: 'Basisonderwijs' })).toContainText('Themabeheer');
    const user = await otherComputer();
    await signIn(user, 'secretaris');
    await user.goto('/mijn-profiel');
    await expect(user.getByRole('table', { name: table })).toContainText(/\d van 14 thema’s/);
    await user.goto('/basisonderwijs');
    await expect(user.getByRole('navigation', { name: 'Basisonderwijs' })).not.toContainText('Themabeheer');
  });

  test('Wie is mijn beheerder om thema’s toe te kennen?', async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/');
    await openMenu(page, 'Mijn profiel');
    await page.getByRole('banner').getByRole('link', { name: 'Mijn profiel' }).click();
    await page
      .getByRole('button', { name: /Wie beheert mijn thema’s/ })
      .first()
      .click();
    const sheet = page.locator('.mark-sheet:popover-open');
    await expect(sheet).toContainText(person('directeur').name);
    await expect(sheet.getByRole('link', { name: person('directeur').email })).toBeVisible();
    await checkPage();
  });

  test('Waar vind ik het Themabeheer?', async ({ page }) => {
    await signIn(page, 'directeur');
    await page.goto('/');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Basisonderwijs/ })
      .first()
      .click();
    await page.getByRole('navigation', { name: 'Basisonderwijs' }).getByRole('link', { name: 'Themabeheer' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Themabeheer' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Salarisoverzichten');
  });

  test('Hoe te weten komen wie contactpersoon van een document is en hoe deze te contacteren?', async ({ page }) => {
    await signIn(page, 'secretaris');
    await page.goto('/documenten?q=handleiding');
    await documentsPage(page).open('Gebruikershandleiding Webapplicatie Beheer Omkadering');
    const contact = page.getByRole('region', { name: 'Contactpersoon' });
    await expect(contact).toContainText('Hilde Broeckmeersch');
    await expect(contact.getByRole('link', { name: /^[0-9 ]+$/ })).toHaveAttribute('href', /^tel:/);
    await page.getByRole('main').getByRole('link', { name: 'Stel een vraag' }).click();
    const asks = asking(page);
    await asks.text.fill(someQuestion());
    await asks.send();
    await expect(page.getByRole('region', { name: 'Over deze vraag' })).toContainText('Hilde Broeckmeersch');
  });
});

test.describe('NN-1: Over Noodnummers', () => {
  test('Wat is Noodnummers?', async ({ page }) => {
    await signIn(page, 'directeur');
    await page.goto('/basisonderwijs/noodnummers');
    await expect(page.getByRole('main')).toContainText(/team infectieziektebestrijding/i);
    await expect(page.getByRole('main')).not.toContainText('+3299');
  });

  test('Waar vind ik Noodnummers?', async ({ page }) => {
    await signIn(page, 'directeur');
    await page.goto('/');
    await openMenu(page, 'Mijn sites');
    await page.getByRole('banner').getByRole('link', { name: 'Basisonderwijs' }).click();
    await page.getByRole('navigation', { name: 'Basisonderwijs' }).getByRole('link', { name: 'Noodnummers' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Noodnummers' })).toBeVisible();
  });

  test('Hoe krijg ik toegang tot Noodnummers?', async ({ page }) => {
    await signIn(page, 'secretaris');
    expect((await page.goto('/basisonderwijs/noodnummers'))?.status()).toBe(403);
    await expect(page.getByRole('main')).toContainText('Mijn Onderwijs Portaal Beheerder');
  });
});

test.describe('DV-1, DV-2, DV-3: Over Document versturen', () => {
  test('Wat is Document versturen?', async ({ page }) => {
    await signIn(page, 'secretaris');
    await page.goto('/basisonderwijs/document-versturen');
    await expect(page.getByRole('main')).toContainText('Verstuur documenten op een beveiligde manier');
  });

  test('Waar vind ik Document versturen?', async ({ page }) => {
    await signIn(page, 'secretaris');
    await page.goto('/');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Basisonderwijs/ })
      .first()
      .click();
    await page
      .getByRole('navigation', { name: 'Basisonderwijs' })
      .getByRole('link', { name: 'Document versturen' })
      .click();
    await expect(page.getByRole('heading', { level: 1, name: 'Document versturen' })).toBeVisible();
  });

  test('Hoe krijg ik toegang tot Document versturen?', async ({ page, otherComputer, javaScript, alone }) => {
    await alone('zonder-recht');
    await signIn(page, 'zonder-recht');
    expect((await page.goto('/basisonderwijs/document-versturen'))?.status()).toBe(403);
    await expect(page.getByRole('main')).toContainText('Mijn Onderwijs Gebruiker');
    const user = await otherComputer();
    await signIn(user, 'secretaris');
    await user.goto('/basisonderwijs/document-versturen');
    // A form without its theme is not in the list.
    const { form } = sending(user, javaScript);
    await expect(form.locator('option').filter({ hasText: 'Leerlingen (LLN)' })).toHaveCount(1);
    await expect(form.locator('option').filter({ hasText: 'Toelage (TOEL)' })).toHaveCount(0);
  });

  test('Welk thema voor welk document nodig?', async ({ page }) => {
    await signIn(page, 'secretaris');
    await page.goto('/formulieren');
    await expect(page.getByRole('heading', { level: 2 })).toHaveCount(20);
    await expect(page.getByRole('table', { name: 'Toelage (TOEL)' })).toContainText(
      'Omkadering en toelagen (vertrouwelijk)',
    );
  });

  test('Hoe document versturen?', async ({ page, javaScript }) => {
    await signIn(page, 'secretaris');
    const sends = sending(page, javaScript);
    await sends.open();
    await sends.chooseForm('Leerlingen (LLN)');
    await page.getByLabel('Schooljaar').selectOption({ index: 1 });
    await sends.addFiles(someFile('leerlingen.txt'));
    await sends.send();
  });

  test('Waar vind ik mijn verstuurde documenten?', async ({ page }) => {
    await signIn(page, 'secretaris');
    await page.goto('/basisonderwijs/document-versturen');
    await page.getByRole('link', { name: 'Overzicht verstuurde documenten' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overzicht verstuurde documenten' })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Leerlingen (LLN)' }).first()).toBeVisible();
    // Without the theme not in the list: only the head sees the request on staffing.
    await expect(page.getByRole('row').filter({ hasText: 'Toelage (TOEL)' })).toHaveCount(0);
  });
});
