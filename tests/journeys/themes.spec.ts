import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { listName, themeGrid } from '#tests/journeys/pages/theme-grid.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const els = listName('secretaris');
const staff = 'Personeel openbaar';
const checks = 'Verificatie openbaar';
const figures = 'Statistieken en Dataloep openbaar';
const letter = 'Zij-instromers: anciënniteit en mentoruren';

// All of these change the grid of one school.
test.beforeEach(async ({ alone }) => alone('grid-900101'));

test(
  'TH-3, TH-4: a head ticks a theme for a colleague, who sees its documents on the very next click, and no more once unticked',
  phone,
  async ({ page, otherComputer, javaScript, checkPage }) => {
    const colleague = await otherComputer();
    await signIn(colleague, 'secretaris');
    await colleague.goto('/basisonderwijs/documenten');
    const documents = documentsPage(colleague);
    await documents.search('mentoruren');
    await expect(colleague.getByRole('heading', { name: 'Geen documenten gevonden' })).toBeVisible();
    await signIn(page, 'directeur');
    const grid = themeGrid(page, javaScript);
    await page.goto('/basisonderwijs');
    await page.getByRole('navigation', { name: 'Basisonderwijs' }).getByRole('link', { name: 'Themabeheer' }).click();
    await grid.isHere();
    await checkPage('theme-grid');
    await grid.set(els, staff, true);
    await checkPage('theme-grid-saved');
    await documents.search('mentoruren');
    await documents.open(letter);
    await expect(colleague.getByRole('heading', { level: 1, name: letter })).toBeVisible();
    const address = colleague.url();
    await grid.open();
    await grid.set(els, staff, false);
    await colleague.goto(address);
    await expect(colleague.getByRole('heading', { level: 1, name: 'Deze pagina vinden we niet' })).toBeVisible();
    await colleague.goto('/basisonderwijs/documenten');
    await documents.search('mentoruren');
    await expect(documents.found).toHaveCount(0);
  },
);

test(
  'TH-3: Alle ticks every theme of a colleague except Salarisoverzichten',
  phone,
  async ({ page, javaScript, checkPage }) => {
    await signIn(page, 'directeur');
    const grid = themeGrid(page, javaScript);
    await grid.open();
    const row = page.getByRole('row').filter({ has: page.locator('th', { hasText: els }) });
    const boxes = row.getByRole('checkbox');
    const before = await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
    await row.getByRole('button', { name: `Alle thema's voor ${els}` }).click();
    if (javaScript) await expect(grid.status).toContainText(`Bewaard voor ${els}.`);
    else await expect(page.getByRole('main').getByRole('status').first()).toContainText('wijzigingen bewaard');
    await expect(grid.box(els, 'Salarisoverzichten zeer vertrouwelijk')).not.toBeChecked();
    await expect(row.getByRole('checkbox', { checked: false })).toHaveCount(1);
    await checkPage('theme-grid-all');
    if (javaScript) {
      await page.getByRole('button', { name: 'Ongedaan maken' }).click();
      await expect(grid.status).toHaveText('Ongedaan gemaakt.');
    } else {
      for (const [index, ticked] of before.entries()) await boxes.nth(index).setChecked(ticked);
      await grid.save();
    }
    await grid.open();
    expect(await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked))).toEqual(before);
  },
);

test('TH-3, TH-7: of two administrators at once neither loses a tick silently, and the later one is told', async ({
  page,
  otherComputer,
  javaScript,
  checkPage,
}) => {
  const other = await otherComputer();
  await signIn(page, 'directeur');
  await signIn(other, 'schoolbestuur');
  const mine = themeGrid(page, javaScript);
  const theirs = themeGrid(other, javaScript);
  await theirs.open();
  for (const theme of [staff, checks, figures]) await theirs.set(els, theme, false);
  await mine.open();
  await theirs.set(els, staff, true);
  await theirs.set(els, staff, false);
  await theirs.set(els, checks, true);
  // Not check(): the answer may take the tick back before the browser is asked whether it stands.
  await mine.box(els, staff).click();
  if (javaScript) {
    await expect(mine.status).toContainText('Rita Maesschalckx wijzigde dit intussen.');
    await mine.set(els, figures, true);
  } else {
    await mine.box(els, figures).check();
    await page.getByRole('button', { name: 'Bewaar wijzigingen' }).click();
    const notice = page.getByRole('main').getByRole('status').first();
    await expect(notice).toContainText('Iemand anders werkte ook in dit rooster');
    await expect(notice).toContainText('Dit is niet bewaard');
    await expect(notice).toContainText('door Rita Maesschalckx');
  }
  await checkPage('theme-grid-conflict');
  await expect(mine.box(els, staff)).not.toBeChecked();
  await mine.open();
  await expect(mine.box(els, staff)).not.toBeChecked();
  await expect(mine.box(els, checks)).toBeChecked();
  await expect(mine.box(els, figures)).toBeChecked();
  await mine.set(els, checks, false);
  await mine.set(els, figures, false);
});

test('TH-3, TH-4: going back to the grid shows the ticks as they are now, not as they were', async ({
  page,
  otherComputer,
  javaScript,
}) => {
  const other = await otherComputer();
  await signIn(page, 'directeur');
  await signIn(other, 'schoolbestuur');
  const mine = themeGrid(page, javaScript);
  await mine.open();
  await mine.set(els, staff, true);
  await page.getByRole('link', { name: 'Schoolpoort, naar de startpagina' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dag Karim' })).toBeVisible();
  const theirs = themeGrid(other, javaScript);
  await theirs.open();
  await theirs.set(els, staff, false);
  await page.goBack();
  await mine.isHere();
  await expect(mine.box(els, staff)).not.toBeChecked();
});

test('TH-3: arrow keys move through the grid, space ticks and saves', async ({ page, javaScript }) => {
  test.skip(!javaScript, 'the plain form has the keys of the browser');
  await signIn(page, 'directeur');
  const grid = themeGrid(page, javaScript);
  await grid.open();
  await page.getByRole('button', { name: `Alle thema's voor ${els}` }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(grid.box(els, 'Algemeen openbaar')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('End');
  const last = page.locator(':focus');
  const ticked = await last.isChecked();
  await page.keyboard.press('Space');
  await expect(grid.status).toContainText('Bewaard');
  await expect(last).toBeChecked({ checked: !ticked });
  await page.keyboard.press('Space');
  await expect(last).toBeChecked({ checked: ticked });
  await expect(grid.status).toContainText('Bewaard');
});

test(
  'TH-7: a colleague has no Themabeheer, and its address explains why and who can help',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/basisonderwijs/documenten');
    await expect(page.getByRole('link', { name: 'Themabeheer' })).toHaveCount(0);
    const answer = await page.goto('/basisonderwijs/themabeheer?instelling=900101');
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('main')).toContainText('het recht Mijn Onderwijs Portaal Beheerder');
    await expect(page.getByRole('main')).toContainText('Karim Van Steenlandt');
    await checkPage('theme-grid-refused');
  },
);

test('TH-7: a head does not see the grid of another school, and reads which right would show it', async ({ page }) => {
  await signIn(page, 'directeur');
  const answer = await page.goto('/basisonderwijs/themabeheer?instelling=900102');
  expect(answer?.status()).toBe(403);
  await expect(page.locator('.tick-table')).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText(
    /je voor 900102 .* niet hebt: het recht Mijn Onderwijs Portaal Beheerder/,
  );
});

test(
  'TH-3: the board of sixty schools chooses a school first, and finds a person by name',
  phone,
  async ({ page, checkPage, javaScript }) => {
    await signIn(page, 'schoolbestuur');
    await page.goto('/basisonderwijs/themabeheer?kies');
    await checkPage('theme-grid-choose');
    await page.getByRole('link', { name: '900101 Basisschool De Wilgenroos' }).click();
    const box = page.getByRole('searchbox', { name: 'Zoek een naam' });
    await box.fill('heydonck els');
    if (!javaScript) await page.getByRole('main').getByRole('button', { name: 'Toon' }).click();
    await expect(page.locator('.tick-table tbody tr').filter({ visible: true })).toHaveCount(1);
    await checkPage('theme-grid-found');
  },
);

test('TH-5: a page tells which documents belong to which themes', phone, async ({ page, checkPage }) => {
  await signIn(page, 'secretaris');
  await page.goto('/themas');
  await expect(page.getByRole('row', { name: /^Salarisoverzichten/ })).toContainText('nee, altijd apart');
  await checkPage('theme-catalogue');
});

test(
  'TH-6: Mijn profiel shows my themes with ticks, and the question mark who manages them',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/mijn-profiel');
    await expect(page.getByRole('heading', { level: 1, name: person('secretaris').name })).toBeVisible();
    await checkPage('profile');
    const table = page.getByRole('table', { name: /Mijn instellingen en thema’s: Basisonderwijs/ });
    await expect(table.getByRole('row', { name: /900101 Basisschool De Wilgenroos/ })).toContainText(
      /\d van 14 thema’s/,
    );
    await table.getByRole('button', { name: /Wie beheert mijn thema’s/ }).click();
    const sheet = page.locator('.mark-sheet:popover-open');
    await expect(sheet).toContainText('Karim Van Steenlandt');
    await expect(sheet.getByRole('link', { name: 'directeur@demo.schoolpoort.example' })).toBeVisible();
    await checkPage('profile-managers');
  },
);
