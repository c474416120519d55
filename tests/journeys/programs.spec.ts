import type { Page } from '@playwright/test';
import { demoProgram } from '#demo/load-programs.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

/** What the staff administration of the demo asks, as a program does. */
async function program(
  page: Page,
): Promise<(method: 'get' | 'delete', path: string) => Promise<{ status: number; body: Record<string, never> }>> {
  const { clientId: client_id, clientSecret: client_secret } = demoProgram;
  const given = await page.request.post('/oauth2/token', {
    form: { grant_type: 'client_credentials', client_id, client_secret },
  });
  const { access_token: token } = (await given.json()) as { access_token: string };
  return async (method, path) => {
    const answer = await page.request[method](`/api/scim/v2${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status(), body: (await answer.json()) as Record<string, never> };
  };
}

test('SCIM: what a program wants to end at once waits in Mijn taken, and the head of the school refuses it whole', async ({
  page,
  checkPage,
  alone,
}) => {
  await alone('directeur');
  const ask = await program(page);
  const { body } = await ask('get', '/Users?filter=active eq true&sortBy=name.familyName&attributes=displayName');
  const people = body['Resources'] as unknown as { id: string; displayName: string }[];
  const others: typeof people = [];
  // Whom another run of this journey refused is not asked again within a day.
  for (const one of people)
    if (others.length < 2 && (await ask('delete', `/Users/${one.id}`)).status === 202) others.push(one);
  expect(others).toHaveLength(2);

  await signIn(page, 'directeur');
  await page.goto('/mijn-taken');
  const held = page.getByRole('table', { name: 'Tegengehouden uitschrijvingen' });
  await expect(held.getByRole('row', { name: /Personeelspakket/ })).toBeVisible();
  await checkPage('held-tasks');
  await held.getByRole('rowheader').getByRole('link').first().click();
  const main = page.getByRole('main');
  await expect(main).toContainText('Er is nog niets gebeurd');
  for (const { displayName } of others)
    await expect(main.getByRole('row', { name: displayName })).toContainText('band loopt');
  await checkPage('held');
  const address = page.url();

  await main.getByRole('button', { name: 'Weiger alles' }).click();
  await expect(main.getByRole('link', { name: 'Schrijf waarom.' })).toBeVisible();
  await checkPage('held-fault');
  await main.getByRole('textbox', { name: 'Waarom?' }).last().fill('De personeelslijst was niet volledig.');
  await main.getByRole('button', { name: 'Weiger alles' }).click();
  await expect(main).toContainText('Iedereen houdt zijn band en zijn rechten.');
  await expect(held).toHaveCount(0);
  for (const { id } of others) {
    expect((await ask('delete', `/Users/${id}`)).status).toBe(403);
    expect((await ask('get', `/Users/${id}`)).body).toMatchObject({ active: true });
  }
  await page.goto(address);
  await expect(main).toContainText('weigerde dit op');
  await checkPage('held-decided');
});
