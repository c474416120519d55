import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

test(
  'OT-1: linked applications are tiles of those for whom they open',
  { tag: '@phone' },
  async ({ page, checkPage }) => {
    await signIn(page, 'secretaris');
    await page.goto('/');
    const tiles = page.getByRole('list', { name: 'Toepassingen van andere diensten' });
    await expect(tiles.getByRole('link')).toHaveText(['Toetsen voor scholen (KOALA, SALTO)', 'Discimus']);
    await checkPage('links');
    await signIn(page, 'clb');
    await page.goto('/');
    await expect(tiles).toHaveCount(0);
  },
);

test('OT-1: a click begins the sign-in there for the school one acts for', async ({ page }) => {
  await signIn(page, 'secretaris');
  await page.goto('/');
  const tile = page
    .getByRole('list', { name: 'Toepassingen van andere diensten' })
    .getByRole('link', { name: 'Discimus' });
  const answer = await page.request.get((await tile.getAttribute('href')) ?? '', { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  const address = new URL(answer.headers()['location'] ?? '');
  expect(address.pathname).toBe('/aanmelden');
  const hint = Buffer.from(address.searchParams.get('login_hint') ?? '', 'base64').toString();
  expect(JSON.parse(hint)).toEqual({ cap_hint: 'OV', code_hint: '900101' });
  expect(address.searchParams.get('iss')).toContain('/demo');
});

test('OT-1: who lacks the theme reads which, on its address and on Waarom zie ik dit niet?', async ({
  page,
  checkPage,
  alone,
}) => {
  await alone('zonder-recht');
  await signIn(page, 'zonder-recht');
  const answer = await page.goto('/toepassing/discimus');
  expect(answer?.status()).toBe(403);
  await page.goto('/waarom?instelling=900101');
  await expect(page.getByRole('row', { name: /Discimus/ })).toContainText('Leerlingen (vertrouwelijk)');
  await checkPage('links-why');
});
