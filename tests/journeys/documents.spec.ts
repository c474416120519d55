import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const holidays = 'Vakantieregeling en vrije dagen schooljaar 2026-2027';
const manual = 'Gebruikershandleiding Webapplicatie Beheer Omkadering';

test(
  'DO-1, PO-4: Alle documenten lists what I may see, the level tab only those of that level',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'twee-scholen');
    await page.goto('/');
    await page.getByRole('navigation').getByRole('link', { name: 'Alle documenten' }).click();
    const documents = documentsPage(page);
    await documents.isHere();
    await checkPage('documents');
    const primary = Number(await documents.countOf('Onderwijsniveau', 'Basisonderwijs'));
    const secondary = Number(await documents.countOf('Onderwijsniveau', 'Secundair onderwijs'));
    await expect(documents.count).toHaveText(`${primary + secondary} documenten`);
    await page.goto('/basisonderwijs/documenten');
    await expect(documents.count).toHaveText(`${primary} documenten`);
    await page.goto('/secundair-onderwijs/documenten');
    await expect(documents.count).toHaveText(`${secondary} documenten`);
  },
);

test('DO-1, DO-7: every document says in a word and an icon whether it is open or confidential', async ({ page }) => {
  await signIn(page, 'directeur');
  await page.goto('/documenten?q=salarisoverzicht');
  await expect(documentsPage(page).list.getByRole('listitem').first()).toContainText('Zeer vertrouwelijk');
  await page.goto('/documenten?q=taalbad');
  await expect(documentsPage(page).list.getByRole('listitem').first()).toContainText('Openbaar');
});

test('DO-2: searching starts from three characters, and says so kindly', phone, async ({ page, checkPage }) => {
  await signIn(page, 'secretaris');
  await page.goto('/documenten');
  const documents = documentsPage(page);
  await documents.search('om');
  await expect(page.getByRole('main').getByRole('status')).toContainText('Typ minstens drie tekens');
  await expect(documents.found.first()).toBeVisible();
  await checkPage('documents-two-characters');
});

test(
  'DO-2, DO-11: a word that stands only in the content is found and marked in a fragment',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/documenten');
    const documents = documentsPage(page);
    await documents.search('herfstvakantie');
    await expect(documents.found.first()).toHaveText(holidays);
    await expect(documents.list.locator('.document-fragment mark').first()).toHaveText(/herfstvakantie/i);
    await expect(documents.count).toContainText('voor “herfstvakantie”');
    await checkPage('documents-found');
  },
);

test('DO-2: words between double quotes must match exactly as a phrase', async ({ page }) => {
  await signIn(page, 'secretaris');
  await page.goto('/documenten');
  const documents = documentsPage(page);
  await documents.search('"omkadering schooljaar 2024-2025"');
  await expect(documents.found).toHaveText(['Dienstbrief omkadering schooljaar 2024-2025']);
  await documents.search('"beheer omkadering"');
  await expect(documents.found.filter({ hasText: manual })).toHaveCount(1);
  await documents.search('"omkadering beheer"');
  await expect(page.getByRole('heading', { name: 'Geen documenten gevonden' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Laat de aanhalingstekens weg');
  await documents.search('omkadering beheer');
  await expect(documents.found.filter({ hasText: manual })).toHaveCount(1);
});

for (const [typed, finds, why] of [
  ['vakantieregelingen', holidays, 'another form of the word'],
  ['handleidingen', manual, 'another form of a part of a compound'],
  ['handleiding', manual, 'a part of a compound'],
  ['gebruikershand', manual, 'the beginning of a word'],
  ['HERFSTVAKANTIE', holidays, 'capitals'],
  ['ancienniteit', 'Zij-instromers: anciënniteit en mentoruren', 'no accent where the document has one'],
  ['kerstvakántie', holidays, 'an accent where the document has none'],
] as const) {
  test(`DO-2, DO-11: ${typed} finds “${finds}” (${why})`, async ({ page }) => {
    await signIn(page, 'directeur');
    await page.goto('/documenten');
    const documents = documentsPage(page);
    await documents.search(typed);
    await expect(documents.found.filter({ hasText: finds }).first()).toBeVisible();
    await expect(documents.list.locator('mark').first()).toBeVisible();
  });
}

test(
  'DO-3: filters have counts, several can be ticked, and chips take them away again',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'schoolbestuur');
    await page.goto('/documenten');
    const documents = documentsPage(page);
    const boarding = await documents.countOf('Onderwijsniveau', 'Internaten');
    await page.reload();
    await documents.toggle('Onderwijsniveau', 'Internaten');
    await expect(documents.count).toHaveText(`${boarding} documenten`);
    await expect(documents.chips.getByRole('link')).toHaveText([/Internaten/]);
    await documents.toggle('Onderwijsniveau', 'Secundair onderwijs');
    await documents.toggle('Schooljaar', '2025-2026');
    await expect(documents.chips.getByRole('link').filter({ hasText: 'Verwijder filter' })).toHaveCount(3);
    await checkPage('documents-filtered');
    await documents.chips.getByRole('link', { name: 'Verwijder filter 2025-2026' }).click();
    await documents.chips.getByRole('link', { name: 'Verwijder filter Secundair onderwijs' }).click();
    await expect(documents.count).toHaveText(`${boarding} documenten`);
  },
);

test('DO-3: the back button undoes a filter, and the address shows the same list to the same person elsewhere', async ({
  page,
}) => {
  await signIn(page, 'clb');
  await page.goto('/documenten');
  const documents = documentsPage(page);
  const all = await documents.count.innerText();
  await documents.toggle('Schooljaar', '2025-2026');
  await expect(documents.count).not.toHaveText(all);
  const filtered = await documents.count.innerText();
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await expect(documentsPage(tab).count).toHaveText(filtered);
  await expect(documentsPage(tab).option('Schooljaar', '2025-2026').getByRole('checkbox')).toBeChecked();
  await page.goBack();
  await expect(documents.count).toHaveText(all);
  await expect(documents.option('Schooljaar', '2025-2026').getByRole('checkbox')).not.toBeChecked();
  await page.goForward();
  await expect(documents.count).toHaveText(filtered);
});

test('DO-3: a search keeps the filters and a filter keeps the search', async ({ page }) => {
  await signIn(page, 'directeur');
  await page.goto('/documenten');
  const documents = documentsPage(page);
  await documents.search('omkadering');
  const found = await documents.count.innerText();
  await documents.toggle('Schooljaar', '2025-2026');
  await expect(documents.count).toContainText('“omkadering”');
  await expect(documents.count).not.toHaveText(found);
  await documents.search('leerlingen');
  await expect(documents.chips.getByRole('link', { name: 'Verwijder filter 2025-2026' })).toBeVisible();
});

test('DO-11: results are ranked on request, otherwise the newest come first', async ({ page, javaScript }) => {
  await signIn(page, 'directeur');
  await page.goto('/documenten?q=handleiding+omkadering');
  const documents = documentsPage(page);
  await page.getByRole('main').getByLabel('Volgorde').selectOption('Meest passend eerst');
  if (!javaScript) await page.locator('.list-order').getByRole('button', { name: 'Toepassen' }).click();
  await expect(page).toHaveURL(/volgorde=passend/);
  await expect(documents.found.first()).toHaveText(manual);
});

test(
  'DO-1: a long list is read page by page, forwards and back, without missing or repeating a document',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'directeur');
    await page.goto('/documenten');
    const documents = documentsPage(page);
    const seen = new Set<string>();
    const total = Number((await documents.count.innerText()).replace(/\D/g, ''));
    const first = await documents.found.first().getAttribute('href');
    for (let turn = 0; ; turn += 1) {
      for (const link of await documents.found.all()) seen.add((await link.getAttribute('href')) ?? '');
      const next = page.getByRole('navigation', { name: 'Bladeren' }).getByRole('link', { name: 'Volgende' });
      if (turn === 0) await next.scrollIntoViewIfNeeded();
      if (!(await next.isVisible())) break;
      const before = page.url();
      await next.click();
      await expect(page).not.toHaveURL(before);
    }
    expect(total).toBeGreaterThan(50);
    expect(seen.size).toBe(total);
    await checkPage('documents-last-page');
    const previous = page.getByRole('navigation', { name: 'Bladeren' }).getByRole('link', { name: 'Vorige' });
    while (await previous.isVisible()) {
      const before = page.url();
      await previous.click();
      await expect(page).not.toHaveURL(before);
    }
    expect(await documents.found.first().getAttribute('href')).toBe(first);
  },
);

test(
  'DO-3: the board of sixty schools finds a school in the filter by name or number',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'schoolbestuur');
    await page.goto('/documenten');
    const documents = documentsPage(page);
    await documents.openFilters();
    const field = page.getByRole('searchbox', { name: 'Zoek in instelling' });
    await field.fill('Wilgenroos');
    await page.getByRole('main').getByRole('button', { name: 'Zoek in instelling' }).click();
    await expect(page).toHaveURL(/zoek-instelling=Wilgenroos/);
    await documents.toggle('Instelling', '900101');
    await expect(documents.chips.getByRole('link')).toHaveText([/De Wilgenroos/]);
    await expect(documents.list.getByRole('listitem').first()).toContainText('900101');
    await checkPage('documents-institution');
  },
);

test(
  'DO-2, PO-6: nothing found says what to try, and where to read what is missing',
  phone,
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/basisonderwijs/documenten');
    await documentsPage(page).search('xylofoonconcert');
    await expect(page.getByRole('heading', { name: 'Geen documenten gevonden' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Kijk de spelling na');
    await checkPage('documents-none');
    await page.getByRole('main').getByRole('link', { name: 'Alle documenten' }).click();
    await expect(page).toHaveURL(/\/documenten\?q=xylofoonconcert$/);
  },
);

test('DO-2: the search box of every page searches in everything', async ({ page, isMobile }) => {
  test.skip(isMobile, 'only on wide screens');
  await signIn(page, 'secretaris');
  await page.goto('/mijn-profiel');
  await page.getByRole('banner').getByRole('searchbox').fill('herfstvakantie');
  await page.getByRole('banner').getByRole('searchbox').press('Enter');
  await documentsPage(page).isHere();
  await expect(documentsPage(page).found.first()).toHaveText(holidays);
});

test('DO-1: by keyboard alone: past the frame to the content, a filter ticked, a document opened', async ({
  page,
  javaScript,
}) => {
  await signIn(page, 'clb');
  await page.goto('/documenten');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Naar de inhoud' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Naar de inhoud' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#inhoud$/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('searchbox', { name: 'Zoek in naam en inhoud' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').getByRole('button', { name: 'Zoeken' })).toBeFocused();
  await page.keyboard.press('Tab');
  const firstTheme = page.getByRole('group', { name: 'Onderwijsniveau' }).getByRole('checkbox').first();
  await expect(firstTheme).toBeFocused();
  await page.keyboard.press('Space');
  if (!javaScript) {
    await page.getByRole('button', { name: 'Toepassen' }).focus();
    await page.keyboard.press('Enter');
  }
  await expect(documentsPage(page).chips.getByRole('link')).toHaveCount(1);
  if (javaScript) await expect(firstTheme).toBeFocused();
  await documentsPage(page).found.first().focus();
  const title = await documentsPage(page).found.first().innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
});
