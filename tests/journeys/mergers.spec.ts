import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const into = '900203 Vrije Basisschool Twee Bruggen';

test('R21: who heads the school as which another continues looks through who comes along, sees what each gains, and confirms once', async ({
  page,
  checkPage,
  otherComputer,
  javaScript,
}) => {
  // A merger is confirmed once: each run has its own.
  const old = javaScript ? '900209 Vrije Basisschool Het Klaverveld' : '900205 Vrije Kleuterschool Het Nestkastje';
  const main = page.getByRole('main');
  await signIn(page, 'fusie');
  await page.goto('/mijn-taken');
  await expect(page.getByRole('heading', { name: 'Fusies' })).toBeVisible();
  await expect(main.getByRole('link', { name: old })).toBeVisible();
  await checkPage('merger-tasks');
  // The mail that told of it leads to the same task.
  await page.goto('/demo/postvak');
  await main.getByRole('link', { name: `Fusie te bevestigen: ${old}` }).click();
  await expect(main).toContainText('Jij beslist wie meekomt');
  await main.getByRole('link', { name: 'Bekijk de fusie' }).click();
  await expect(main).toContainText(`verder als ${into}`);
  await expect(main).toContainText('Niemand krijgt meer dan');
  const boxes = main.getByRole('checkbox');
  const all = await boxes.count();
  expect(all).toBeGreaterThan(5);
  await checkPage('merger-proposal');

  for (const box of await boxes.all()) await box.uncheck();
  await page.getByRole('button', { name: 'Kijk na wat er gebeurt' }).click();
  await expect(page.getByRole('alert')).toContainText('Kies minstens één');
  await checkPage('merger-nothing-chosen');
  await expect(boxes).toHaveCount(all);
  for (const box of await boxes.all()) await box.check();
  await boxes.first().uncheck();
  await page.getByRole('button', { name: 'Kijk na wat er gebeurt' }).click();
  await expect(page.getByRole('heading', { name: 'Klopt dit?' })).toBeVisible();
  await expect(main).toContainText('laat iets achter');
  await checkPage('merger-preview');
  await page.getByRole('button', { name: 'Wijzig' }).click();
  await expect(boxes.first()).not.toBeChecked();
  await expect(main.getByRole('checkbox', { checked: true })).toHaveCount(all - 1);
  await boxes.first().check();
  await page.getByRole('button', { name: 'Kijk na wat er gebeurt' }).click();

  // The same page on another computer: whoever is second is told who was first, and nothing happens again.
  const other = await otherComputer();
  await signIn(other, 'fusie');
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Kijk na wat er gebeurt' }).click();
  await page.getByRole('button', { name: 'Bevestig de fusie' }).click();
  await expect(main.getByRole('status')).toContainText('De fusie is bevestigd');
  await expect(main).toContainText(`Bevestigd door ${person('fusie').name}`);
  await checkPage('merger-done');
  await other.getByRole('button', { name: 'Bevestig de fusie' }).click();
  await expect(other.getByRole('main').getByRole('status')).toContainText('Deze fusie was al bevestigd');

  await page.goto('/gebruikersbeheer/logboek');
  await expect(main).toContainText('Zette rechten over na een fusie');
  await page.goto('/mijn-taken');
  await expect(main.getByRole('link', { name: old })).toHaveCount(0);
});
