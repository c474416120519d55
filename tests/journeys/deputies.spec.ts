import { granting } from '#tests/journeys/pages/granting.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const wout = person('zonder-recht').name;
const els = person('secretaris').name;
const user = 'Mijn Onderwijs Gebruiker';
const day = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Brussels' } as const;

test(
  'RI-11, R25: a colleague replaces who is absent for a while, reads what she reads, sees it, stops it; the log says both names; RE: she asks for it herself',
  { tag: '@phone' },
  async ({ page, checkPage, alone }) => {
    await alone('zonder-recht');
    await signIn(page, 'directeur');
    await granting(page).listPerson('900101', els);
    await page.getByRole('main').getByRole('link', { name: els }).first().click();
    await page.getByRole('link', { name: 'Duid een plaatsvervanger aan' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Wie vervangt ${els}?` })).toBeVisible();
    await page.getByRole('main').getByRole('searchbox', { name: 'Zoek op naam' }).fill(wout);
    await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
    await checkPage('deputy-who');
    await page.getByRole('main').getByRole('link', { name: wout, exact: true }).click();

    await expect(page.getByRole('checkbox', { name: user })).toBeChecked();
    await page.getByLabel('Tot en met').fill('ooit');
    await page.getByRole('checkbox', { name: 'Algemeen (openbaar)' }).uncheck();
    await page.getByRole('button', { name: 'Duid aan' }).click();
    await expect(page.getByRole('alert')).toContainText('Schrijf de datum');
    await expect(page.getByLabel('Tot en met')).toHaveValue('ooit');
    await expect(page.getByRole('checkbox', { name: 'Algemeen (openbaar)' })).not.toBeChecked();
    await checkPage('deputy-wrong');
    const until = new Date(Date.now() + 20 * 86_400_000).toLocaleDateString('nl-BE', day);
    await page.getByLabel('Tot en met').fill(until);
    await page.getByRole('button', { name: 'Duid aan' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('De plaatsvervanger is aangeduid.');
    await expect(page.getByRole('main')).toContainText(`${els} wordt vervangen door ${wout} tot en met ${until}`);
    await checkPage('deputy-named');

    await signIn(page, 'zonder-recht');
    expect((await page.goto('/documenten'))?.status()).toBe(200);
    await page.goto('/mijn-profiel');
    await expect(page.getByRole('main')).toContainText(`Je vervangt ${els} tot en met ${until}`);
    await expect(page.getByRole('row').filter({ hasText: user }).first()).toContainText(
      'Als plaatsvervanger van een collega',
    );
    await checkPage('deputy-profile');
    await page.getByRole('button', { name: 'Stop de vervanging' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('De vervanging is gestopt.');
    expect((await page.goto('/documenten'))?.status()).toBe(403);

    await signIn(page, 'secretaris');
    await page.goto('/mijn-profiel');
    await page.getByRole('link', { name: 'Vraag een plaatsvervanger' }).click();
    await page.getByRole('textbox', { name: 'Wie kan je vervangen?' }).fill(wout);
    await page.getByLabel('Tot en met').fill('ooit');
    await page.getByRole('button', { name: 'Verstuur vraag' }).click();
    await expect(page.getByRole('alert')).toContainText('Schrijf de datum');
    await expect(page.getByRole('textbox', { name: 'Wie kan je vervangen?' })).toHaveValue(wout);
    await checkPage('deputy-ask');
    await page.getByLabel('Tot en met').fill(until);
    await page.getByRole('button', { name: 'Verstuur vraag' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('Je vraag is verstuurd.');
    const asked = page.getByRole('row').filter({ hasText: `Een plaatsvervanger: ${wout}` });
    await expect(asked.first()).toContainText('wacht op een beslissing');
    await checkPage('deputy-asked');

    await signIn(page, 'directeur');
    await page.goto('/mijn-taken');
    await page
      .getByRole('row')
      .filter({ hasText: `Een plaatsvervanger: ${wout}` })
      .getByRole('link', { name: els })
      .click();
    await checkPage('deputy-task');
    await page.getByRole('link', { name: 'Kies wie vervangt' }).click();
    await expect(page.getByRole('main')).toContainText(`Gevraagd is: ${wout}.`);
    await page.getByRole('main').getByRole('searchbox', { name: 'Zoek op naam' }).fill(wout);
    await page.getByRole('main').getByRole('button', { name: 'Zoeken' }).click();
    await page.getByRole('main').getByRole('link', { name: wout, exact: true }).click();
    await expect(page.getByLabel('Tot en met')).toHaveValue(until);
    const later = new Date(Date.now() + 21 * 86_400_000).toLocaleDateString('nl-BE', day);
    await page.getByLabel('Tot en met').fill(later);
    await page.getByRole('button', { name: 'Duid aan' }).click();
    await expect(page.getByRole('alert')).toContainText('Je kunt niet meer geven dan gevraagd is.');
    await checkPage('deputy-more');
    await page.getByLabel('Tot en met').fill(until);
    await page.getByRole('button', { name: 'Duid aan' }).click();
    await expect(page.getByRole('main').getByRole('status')).toContainText('De plaatsvervanger is aangeduid.');
    await page.getByRole('button', { name: 'Stop de vervanging' }).click();

    await page.goto('/gebruikersbeheer/logboek');
    await expect(page.getByRole('main')).toContainText(`${els} → ${wout}`);
    await expect(page.getByRole('main')).toContainText(`${wout}, als plaatsvervanger van ${els}`);
    await checkPage('deputy-journal');
  },
);
