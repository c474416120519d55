import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const wout = person('zonder-recht').name;
const marieke = person('genodigd');
const right = 'Mijn Onderwijs Gebruiker';

test(
  'RI-3, TH-3, R26: access is given in one wish, rehearsed before, read by the colleague, and rehearsed again before it ends',
  phone,
  async ({ page, otherComputer, checkPage, alone }) => {
    await alone('zonder-recht');
    const main = page.getByRole('main');
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer');
    await expect(main.getByRole('list', { name: 'Personen en rechten' }).getByRole('link').first()).toContainText(
      'Geef toegang',
    );
    await main.getByRole('link', { name: 'Geef toegang' }).click();
    await main.getByRole('searchbox', { name: 'Zoek op naam' }).fill(wout);
    await main.getByRole('button', { name: 'Zoeken' }).click();
    await checkPage('access-who');
    await main.getByRole('link', { name: wout, exact: true }).click();
    await main.getByRole('button', { name: 'Kijk na wat dit geeft' }).click();
    await expect(page.getByRole('alert')).toContainText('Eén ding is nog niet in orde');
    await checkPage('access-nothing-chosen');
    await main.getByRole('checkbox', { name: 'Documenten over omkadering en toelagen lezen' }).check();
    await main.getByRole('button', { name: 'Kijk na wat dit geeft' }).click();
    await expect(main.locator('p.lead')).toContainText(`Je geeft ${wout} toegang voor 900101`);
    await expect(main.getByRole('row', { name: /Omkadering en toelagen \(openbaar\)/ })).toContainText(
      'wordt aangevinkt',
    );
    await expect(main.getByRole('region', { name: /Wat verandert er op/ })).toContainText(
      /Ziet voortaan \d+ documenten/,
    );
    const told = Number(/voortaan (\d+) documenten/.exec(await main.innerText())?.[1]);
    expect(told).toBeGreaterThan(0);
    await checkPage('access-preview');

    const colleague = await otherComputer();
    await signIn(colleague, 'zonder-recht');
    await colleague.goto('/');
    await expect(colleague.getByRole('heading', { name: 'Je hebt vandaag geen rechten' })).toBeVisible();
    await main.getByRole('button', { name: 'Geef toegang' }).click();
    await expect(main.getByRole('status')).toContainText('De toegang is gegeven.');
    await checkPage('access-done');
    await colleague.goto('/documenten');
    await expect(colleague.getByRole('main')).toContainText(`${told} documenten`);

    await main.getByRole('link', { name: new RegExp(`Beëindigen ${right}`) }).click();
    await main.getByRole('radio', { name: 'Meteen' }).check();
    await main.getByRole('button', { name: 'Bekijk eerst wat er verandert' }).click();
    await expect(main.getByRole('region', { name: /Wat verandert er op/ })).toContainText(
      new RegExp(`Ziet ${told} documenten niet meer`),
    );
    await expect(main.getByRole('radio', { name: 'Meteen' })).toBeChecked();
    await checkPage('access-end-rehearsed');
    await colleague.reload();
    await expect(colleague.getByRole('main')).toContainText(`${told} documenten`);
    await main.getByRole('textbox', { name: /^Reden/ }).fill('andere functie');
    await main.getByRole('button', { name: 'Beëindig recht' }).click();
    await expect(main.getByRole('status')).toContainText('Het recht is ingetrokken.');
  },
);

test(
  'RI-1, R18: somebody is invited by e-mail, signs in at another computer, accepts, and is there',
  phone,
  async ({ page, otherComputer, checkPage, alone }) => {
    await alone('genodigd');
    const main = page.getByRole('main');
    await signIn(page, 'directeur');
    await page.goto('/gebruikersbeheer/uitnodigen');
    await main.getByRole('button', { name: 'Verstuur uitnodiging' }).click();
    await expect(page.getByRole('alert')).toContainText('3 dingen');
    await checkPage('invite-empty');
    await main.getByRole('textbox', { name: 'Voornaam' }).fill(marieke.givenName);
    await main.getByRole('textbox', { name: 'Familienaam' }).fill(marieke.familyName);
    await main.getByRole('textbox', { name: 'E-mailadres' }).fill(marieke.email);
    await main.getByRole('radio', { name: 'Gebruiker: Mijn Onderwijs Gebruiker' }).check();
    await main.getByRole('button', { name: 'Verstuur uitnodiging' }).click();
    await expect(main.getByRole('status')).toContainText('De uitnodiging is verstuurd.');
    await expect(main.getByRole('row', { name: new RegExp(marieke.name) }).first()).toContainText('wacht op antwoord');
    await checkPage('invite-list');

    // Who has no account has no inbox in the demo: everybody finds mails to such an address.
    await page.goto('/demo/postvak');
    await main
      .getByRole('link', { name: /Je bent uitgenodigd door/ })
      .first()
      .click();
    await checkPage('invite-mail');
    const link = await main.getByRole('link', { name: 'Bekijk de uitnodiging' }).getAttribute('href');
    const invited = await otherComputer();
    const theirs = invited.getByRole('main');
    await invited.goto(link ?? '');
    await expect(theirs).not.toContainText('Wilgenroos');
    await theirs.getByRole('button', { name: 'Meld je aan' }).click();
    await invited.getByRole('button', { name: new RegExp(marieke.name) }).click();
    await expect(theirs).toContainText('nodigt je uit voor Basisschool De Wilgenroos');
    await invited.screenshot({
      path: `test-results/screens/invited-accept-${invited.viewportSize()?.width}.png`,
      fullPage: true,
    });
    await theirs.getByRole('button', { name: 'Aanvaard' }).click();
    await expect(invited.getByRole('heading', { level: 1, name: 'Welkom' })).toBeVisible();
    await invited.goto(link ?? '');
    await expect(invited.getByRole('heading', { level: 1, name: 'Deze uitnodiging werkt niet meer' })).toBeVisible();
    await signIn(invited, marieke.key);
    await invited.goto('/');
    await expect(invited.getByRole('list', { name: 'Jouw onderwijsniveaus' })).toContainText('Basisonderwijs');

    await page.goto('/gebruikersbeheer/uitnodigingen');
    await expect(main.getByRole('row', { name: new RegExp(marieke.name) }).first()).toContainText('aanvaard');
    await page.goto(`/gebruikersbeheer/instelling/900101?q=${encodeURIComponent(marieke.familyName)}`);
    await main
      .getByRole('row')
      .filter({ hasText: right })
      .getByRole('link', { name: /^Beëindigen/ })
      .click();
    await main.getByRole('radio', { name: 'Meteen' }).check();
    await main.getByRole('textbox', { name: /^Reden/ }).fill('einde van de proef');
    await main.getByRole('button', { name: 'Beëindig recht' }).click();
    await expect(main.getByRole('status')).toContainText('Het recht is ingetrokken.');
  },
);
