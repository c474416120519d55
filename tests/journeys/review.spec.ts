import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const els = person('secretaris').name;
const wilgenroos = '900101 Basisschool De Wilgenroos';

test(
  'rights 10-5, R3, RI-6: a head starts the yearly review with a day that suits schools; two reviewers answer, one is first, and it is stopped',
  phone,
  async ({ page, otherComputer, checkPage, alone }) => {
    await alone('nazicht');
    await signIn(page, 'directeur');
    await page.goto('/mijn-taken');
    await checkPage('review-suggested');
    await page
      .getByRole('listitem')
      .filter({ hasText: wilgenroos })
      .getByRole('link', { name: 'Start nazicht' })
      .click();
    await page.getByLabel('Wat niet bevestigd is, eindigt op').fill('31/12/2099');
    await page.getByRole('button', { name: 'Start nazicht' }).click();
    await expect(page.getByRole('alert')).toContainText('Kies ten laatste');
    await checkPage('review-start-fault');
    await page
      .getByRole('group', { name: 'Kies in één klik' })
      .getByRole('button', { name: /^zo lang als mag|^einde schooljaar/ })
      .first()
      .click();
    await expect(page.getByLabel('Wat niet bevestigd is, eindigt op')).not.toHaveValue('31/12/2099');
    await page.getByRole('button', { name: 'Start nazicht' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Het nazicht is gestart.');
    await expect(page.getByRole('main')).toContainText(/0 van \d+ nagekeken/);
    await checkPage('review');

    const board = await otherComputer();
    await signIn(board, 'schoolbestuur');
    await board.goto('/mijn-taken');
    await board.getByRole('link', { name: new RegExp(`^${wilgenroos}: 0 van`) }).click();
    await expect(board.getByRole('checkbox', { name: /Portaal Beheerder van Rita/ })).toHaveCount(0);
    await board.getByRole('checkbox', { name: `Kies Mijn Onderwijs Gebruiker van ${els}` }).check();
    await board.getByRole('button', { name: 'Bevestig gekozen rechten' }).click();
    await expect(board.getByRole('main').getByRole('status')).toContainText('1 recht is bevestigd.');

    await page.getByRole('checkbox', { name: `Kies Mijn Onderwijs Gebruiker van ${els}` }).check();
    await page.getByRole('button', { name: 'Beëindig gekozen rechten' }).click();
    await expect(page.getByRole('alert')).toContainText('Schrijf waarom je deze rechten beëindigt.');
    await page.getByRole('link', { name: /^Alles/ }).click();
    await expect(page.getByRole('row').filter({ hasText: els })).toContainText(/bevestigd door Rita/);
    await checkPage('review-all');

    await page.getByRole('link', { name: 'Stop dit nazicht' }).click();
    await page.getByLabel('Waarom stop je?').fill('Een oefening.');
    await checkPage('review-stop');
    await page.getByRole('button', { name: 'Stop nazicht' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Het nazicht is gestopt.');
    await expect(page.getByRole('row').filter({ hasText: wilgenroos }).first()).toContainText('gestopt');
    await checkPage('reviews');
  },
);
