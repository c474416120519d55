import { asking, questionDesk, someQuestion } from '#tests/journeys/pages/asking.ts';
import { someFile } from '#tests/journeys/pages/sending.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const manual = 'Gebruikershandleiding Webapplicatie Beheer Omkadering';

test(
  'DO-6, P10: a question on an opened document is answered in the portal, opened again and closed',
  phone,
  async ({ page, otherComputer, checkPage }) => {
    await signIn(page, 'secretaris');
    const asks = asking(page);
    await asks.open('handleiding', manual);
    await checkPage('question-ask');
    const words = someQuestion();
    await asks.text.fill(words);
    await asks.files.setInputFiles(someFile('eigen berekening.txt'));
    await asks.send();
    await checkPage('question-asked');
    const number = await asks.number();
    const address = page.url().replace(/\?.*$/, '');
    await page.goto('/gestelde-vragen');
    await expect(page.getByRole('row').filter({ hasText: number })).toContainText('Open');
    await checkPage('question-list');

    const service = await otherComputer();
    await signIn(service, 'antwoorder');
    const desk = questionDesk(service);
    await desk.openQuestion(number);
    await expect(service.getByRole('main')).toContainText(words);
    const waiting = service.waitForEvent('download');
    await service.getByRole('link', { name: 'eigen berekening.txt' }).click();
    expect((await waiting).suggestedFilename()).toBe('eigen berekening.txt');
    await desk.press('Verstuur antwoord');
    await expect(service.getByRole('alert')).toContainText('Schrijf een bericht of voeg een bijlage toe.');
    await desk.answer.fill('De teldag is 1 februari.');
    await desk.press('Verstuur antwoord');
    await expect(desk.told).toContainText('Je antwoord is verstuurd.');

    await page.goto('/gestelde-vragen');
    await expect(page.getByRole('row').filter({ hasText: number })).toContainText('Nieuw antwoord');
    await page.goto(address);
    await expect(asks.state('Beantwoord')).toBeVisible();
    await expect(page.getByRole('main')).toContainText('De teldag is 1 februari.');
    await checkPage('question-answered');
    await page.getByLabel('Bericht aan de dienst').fill('Geldt dat ook voor de kleuters?');
    await page.getByRole('button', { name: 'Heropen met dit bericht' }).click();
    await expect(asks.state('Heropend')).toBeVisible();
    await page.getByRole('button', { name: 'Sluit de vraag' }).click();
    await expect(asks.state('Gesloten')).toBeVisible();
    await expect(asks.events).toHaveText(['Vraag', 'Antwoord', 'Heropend', 'Gesloten']);
    await checkPage('question-closed');
  },
);

test(
  'DO-6, P10: without an e-mail address asking leads to Mijn profiel and back, and what was typed is kept',
  phone,
  async ({ page, alone, checkPage }) => {
    await alone('email-clb');
    await signIn(page, 'clb');
    const address = async (value: string) => {
      await page.getByLabel('E-mailadres').fill(value);
      await page.getByRole('radio', { name: 'Uit' }).check();
      await page.getByRole('button', { name: 'Opslaan' }).click();
    };
    await page.goto('/mijn-profiel');
    await address('');
    const asks = asking(page);
    await asks.open('omkadering', /./);
    await checkPage('question-without-email');
    const words = someQuestion('het CLB');
    await asks.text.fill(words);
    await asks.files.setInputFiles(someFile('toelichting.txt'));
    await asks.sendButton.click();
    await expect(page).toHaveURL(/\/mijn-profiel\?terug=/);
    await expect(page.getByRole('main')).toContainText('Je vraag wacht op je e-mailadres');
    await checkPage('question-email-in-profile');
    await address('geen adres');
    await expect(page.getByLabel('E-mailadres')).toHaveAccessibleDescription(/Vul een volledig e-mailadres in/);
    await address(`p.${Date.now()}@baken.example`);
    await expect(page.getByRole('main').getByRole('status')).toContainText('We stuurden een link naar');
    await page.getByRole('link', { name: 'Postvak van de demo' }).click();
    await page.getByRole('link', { name: 'Bevestig je e-mailadres' }).first().click();
    await page.getByRole('link', { name: 'E-mailadres bevestigen' }).click();
    await page.getByRole('button', { name: 'Bevestig dit adres' }).click();
    await expect(page).toHaveURL(/\/document\/[0-9a-f-]+\/vraag$/);
    await expect(asks.text).toHaveValue(words);
    await expect(page.getByRole('list', { name: 'Deze bijlagen staan klaar' })).toContainText('toelichting.txt');
    await asks.send();
    await expect(page.getByRole('main')).toContainText(words);
    await expect(page.getByRole('main')).toContainText('toelichting.txt');
  },
);

test('DO-6: a double click, a refresh and two tabs ask once; other words in the other tab are another question', async ({
  page,
  context,
}) => {
  await signIn(page, 'secretaris');
  const asks = asking(page);
  await asks.open('handleiding', manual);
  const form = page.url();
  const other = await context.newPage();
  await other.goto(form);
  const words = someQuestion();
  await asks.text.fill(words);
  await asks.sendButton.dblclick();
  await expect(asks.success).toBeVisible();
  const number = await asks.number();
  await page.reload();
  expect(await asks.number()).toBe(number);
  const again = asking(other);
  await again.text.fill(words);
  await again.sendButton.click();
  await expect(again.told).toContainText(`Je stelde deze vraag al, met nummer ${number}.`);
  await other.goto(form);
  await again.text.fill(someQuestion('iets anders'));
  await again.send();
  expect(await again.number()).not.toBe(number);
});

test(
  'DO-6: what is missing is said beside its field, and a draft waits until it is asked or thrown away',
  phone,
  async ({ page, checkPage, javaScript }) => {
    await signIn(page, 'directeur');
    const asks = asking(page);
    await asks.open('handleiding', manual);
    await asks.sendButton.click();
    await expect(page.getByRole('alert')).toContainText('Schrijf je vraag of opmerking.');
    await expect(asks.text).toHaveAccessibleDescription(/Schrijf je vraag of opmerking/);
    await checkPage('question-missing');
    const words = someQuestion('het concept');
    await asks.text.fill(words);
    await page.getByRole('button', { name: 'Bewaar als concept' }).click();
    await expect(asks.told).toContainText('Bewaard.');
    if (!javaScript) {
      await asks.files.setInputFiles({
        name: 'scan.txt',
        mimeType: 'text/plain',
        buffer: Buffer.alloc(10 * 1024 * 1024, 'a'),
      });
      await asks.sendButton.click();
      await expect(page.getByRole('main')).toContainText('scan.txt is 10 MB of groter');
      await expect(asks.text).toHaveValue(words);
    }
    await page.goto('/documenten');
    await asks.open('handleiding', manual);
    await expect(asks.text).toHaveValue(words);
    await checkPage('question-draft');
    await page.getByText('Gooi concept weg', { exact: true }).click();
    await page.getByRole('button', { name: 'Ja, gooi het weg' }).click();
    await expect(asks.told).toContainText('Het concept is weggegooid.');
    await expect(asks.text).toHaveValue('');
  },
);

test('P10: a colleague with the theme reads along and adds to it; for others the thread does not exist', async ({
  page,
  otherComputer,
  checkPage,
}) => {
  await signIn(page, 'secretaris');
  const asks = asking(page);
  await asks.open('handleiding', manual);
  const words = someQuestion();
  await asks.text.fill(words);
  await asks.send();
  const { pathname } = new URL(page.url());
  const head = await otherComputer();
  await signIn(head, 'directeur');
  await head.goto('/documenten?q=handleiding');
  await head.getByRole('main').getByRole('link', { name: manual }).first().click();
  await head.getByRole('link', { name: 'Stel een vraag' }).click();
  await expect(head.getByRole('region', { name: 'Al gevraagd over dit document' })).toBeVisible();
  await head.goto(pathname);
  await expect(head.getByRole('main')).toContainText(words);
  await head.getByLabel('Bericht aan de dienst').fill('Het gaat om bladzijde 2.');
  await head.getByRole('button', { name: 'Verstuur bericht' }).click();
  await expect(head.getByRole('main')).toContainText('Je bericht is toegevoegd.');
  await page.reload();
  await expect(page.getByRole('main')).toContainText('Het gaat om bladzijde 2.');

  await signIn(head, 'administratie');
  await head.goto(pathname);
  await expect(head.getByRole('main')).toContainText('Je leest deze vraag mee.');
  await signIn(head, 'clb');
  const secret = await head.goto(pathname);
  const missing = await head.goto(pathname.replace(/[0-9a-f]{12}$/, '000000000000'));
  expect([secret?.status(), missing?.status()]).toEqual([404, 404]);
  await checkPage();
});

test('DO-6: the work list of a service puts what is overdue first, and narrows', phone, async ({ page, checkPage }) => {
  await signIn(page, 'antwoorder');
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: 'Vragen', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Vragen' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('row').nth(1)).toContainText('te laat');
  await checkPage('question-desk');
  await page.goto('/vragen?toestand=reopened');
  const row = page.getByRole('main').getByRole('row').filter({ hasText: 'Karim Van Steenlandt' });
  await expect(row.first()).toContainText('Heropend');
  await expect(page.getByRole('main').getByRole('row').filter({ hasText: 'Beantwoord' })).toHaveCount(0);
  await row.first().getByRole('link').first().click();
  await expect(page.getByRole('main')).toContainText('De indeling volgt het aantal regelmatige leerlingen.');
  await expect(page.getByRole('link', { name: 'Open het document' })).toHaveCount(0);
  await checkPage('question-desk-item');
});

test('DO-6: a template fills the answer; a question is handed over with its trail', async ({
  page,
  otherComputer,
  checkPage,
}) => {
  await signIn(page, 'secretaris');
  const asks = asking(page);
  await asks.open('handleiding', manual);
  await asks.text.fill(someQuestion());
  await asks.send();
  const number = await asks.number();
  const address = page.url().replace(/\?.*$/, '');

  const service = await otherComputer();
  await signIn(service, 'antwoorder');
  const desk = questionDesk(service);
  await service.goto('/vragen/sjablonen');
  await service.getByRole('link', { name: 'Nieuw sjabloon' }).click();
  await desk.press('Bewaar');
  await expect(service.getByRole('alert')).toContainText('Geef het sjabloon een naam.');
  const title = `Sjabloon ${number}`;
  await service.getByLabel('Naam').fill(title);
  await service.getByLabel('Tekst').fill('Beste, dit staat in de omzendbrief.');
  await desk.press('Bewaar');
  await expect(desk.told).toContainText('Het sjabloon is bewaard.');

  await desk.openQuestion(number);
  await desk.answer.fill('Over uw vraag:');
  await service.getByLabel('Sjabloon').selectOption({ label: title });
  await desk.press('Voeg toe aan antwoord');
  await expect(desk.answer).toHaveValue('Over uw vraag:\n\nBeste, dit staat in de omzendbrief.');
  await service.getByText('Doorgeven', { exact: true }).click();
  await desk.press('Geef door');
  await expect(service.getByRole('alert')).toContainText('Kies aan welke dienst je de vraag doorgeeft.');
  await service.getByLabel('Aan welke dienst?').selectOption({ label: 'AHOVOKS' });
  await service.getByLabel('Toelichting').fill('Dit gaat over volwassenen.');
  await desk.press('Geef door');
  await expect(desk.told).toContainText('Doorgegeven aan de andere dienst.');
  await expect(service.getByRole('main')).toContainText('Je dienst gaf deze vraag door.');
  await page.goto(address);
  await expect(asks.events.last()).toHaveText('Doorgegeven van AGODI aan AHOVOKS');
  await expect(page.getByRole('region', { name: 'Over deze vraag' })).toContainText('AHOVOKS');
  await checkPage('question-handed-over');

  await service.goto('/vragen/sjablonen');
  await service.getByRole('link', { name: title }).click();
  await service.getByText('Verwijder sjabloon', { exact: true }).click();
  await desk.press('Ja, verwijder');
  await expect(desk.told).toContainText('Het sjabloon is verwijderd.');
});

test(
  'DO-5, DO-6: where nobody of the contact works here, a mail with a number and a link invites to answer',
  phone,
  async ({ page, otherComputer, checkPage }) => {
    await signIn(page, 'directeur');
    const asks = asking(page);
    await asks.open('salarisoverzicht', /^Salarisoverzicht/);
    const words = someQuestion('het salarisoverzicht');
    await asks.text.fill(words);
    await asks.send();
    const number = await asks.number();
    const address = page.url().replace(/\?.*$/, '');

    const contact = await otherComputer();
    await signIn(contact, 'dienst');
    await contact.goto('/demo/postvak');
    await contact.getByRole('link', { name: `Vraag ${number} wacht op antwoord` }).click();
    const mail = contact.getByRole('main');
    await expect(mail).not.toContainText('Salarisoverzicht');
    await expect(mail).not.toContainText('Wilgenroos');
    const invitation = await mail.getByRole('link', { name: 'Open de vraag' }).getAttribute('href');

    await page.goto(invitation ?? '');
    await checkPage('question-invitation');
    await page.getByRole('button', { name: 'Open de vraag' }).click();
    await expect(page.getByRole('main')).toContainText('Deze link opent niets');
    await checkPage('question-invitation-refused');

    await contact.goto(invitation ?? '');
    await contact.getByRole('button', { name: 'Open de vraag' }).click();
    await expect(contact.getByRole('main')).toContainText(words);
    const desk = questionDesk(contact);
    await desk.answer.fill('Het overzicht van november volgt nog.');
    await desk.press('Verstuur antwoord');
    await expect(desk.told).toContainText('Je antwoord is verstuurd.');
    await page.goto('/');
    await expect(page.getByRole('region', { name: 'Vragen' })).toContainText(/nieuw(e)? antwoord/);
    await page.goto(address);
    await expect(page.getByRole('main')).toContainText('Het overzicht van november volgt nog.');
    await checkPage('question-answered-by-invitation');
  },
);
