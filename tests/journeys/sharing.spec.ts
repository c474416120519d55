import type { Page } from '@playwright/test';
import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { person, signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const manual = 'Gebruikershandleiding Webapplicatie Beheer Omkadering';
const sharer = person('secretaris');
const receiver = person('twee-scholen');

async function openManual(page: Page): Promise<string> {
  await page.goto('/documenten?q=handleiding');
  await documentsPage(page).open(manual);
  await expect(page.getByRole('heading', { level: 1, name: manual })).toBeVisible();
  return new URL(page.url()).pathname;
}

test(
  'DO-7, DO-8: an open document is shared after a warning; the receiver sees by whom and cannot pass it on; the head sees it was shared',
  phone,
  async ({ page, otherComputer, checkPage, alone }) => {
    await alone('share-handleiding');
    // Other journeys give this person a right for a while.
    await alone('zonder-recht');
    const main = page.getByRole('main');
    await signIn(page, sharer.key);
    const address = await openManual(page);
    await checkPage('share-document');
    await main.getByRole('link', { name: 'Delen' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Document delen' })).toBeVisible();
    await checkPage('share-form');

    const email = page.getByLabel('E-mailadres van de ontvanger');
    const note = page.getByLabel('Boodschap voor de ontvanger');
    const next = main.getByRole('button', { name: 'Verder' });
    await note.fill('Kijk eens naar hoofdstuk 2.');
    await next.click();
    await expect(email).toHaveAccessibleDescription(/Geef een e-mailadres, of kies een collega/);
    await expect(note).toHaveValue('Kijk eens naar hoofdstuk 2.');
    // Somebody without any right and nobody at all: the same words.
    const answers: string[] = [];
    for (const wrong of ['niemand@nergens.example', person('zonder-recht').email]) {
      await email.fill(wrong);
      await next.click();
      await expect(email).toHaveValue(wrong);
      answers.push(await main.getByRole('alert').innerText());
    }
    expect(answers[0]).toContain('Met dit adres kun je niet delen');
    expect(answers[1]).toBe(answers[0]);
    await checkPage('share-form-faults');
    await email.fill(receiver.email);
    await next.click();
    await expect(main).toContainText('Delen kun je niet ongedaan maken');
    await expect(main).toContainText(`${receiver.name} (${receiver.email})`);
    await checkPage('share-confirm');
    await main.getByRole('button', { name: 'Wijzig' }).click();
    await expect(email).toHaveValue(receiver.email);
    await expect(note).toHaveValue('Kijk eens naar hoofdstuk 2.');
    await next.click();
    await main.getByRole('button', { name: `Deel met ${receiver.name}` }).click();
    await expect(main.getByRole('status')).toContainText('Het document is gedeeld.');
    await expect(page.getByRole('region', { name: 'Gedeeld met' })).toContainText(
      `${receiver.name}, door ${sharer.name}`,
    );
    await checkPage('share-done');

    const other = await otherComputer();
    const theirs = other.getByRole('main');
    await signIn(other, receiver.key);
    await other.goto('/demo/postvak');
    await expect(theirs).toContainText(`${sharer.name} deelde een document met jou`);
    await other.goto('/documenten?q=handleiding');
    const row = theirs.locator('.documents li.document').filter({ hasText: manual });
    await expect(row).toContainText('Met jou gedeeld');
    await expect(row).toContainText(`gedeeld door ${sharer.name}`);
    await other.goto('/documenten');
    const list = documentsPage(other);
    await list.toggle('Met jou gedeeld door', sharer.name);
    await expect(list.chips).toContainText(`Gedeeld door ${sharer.name}`);
    await other.screenshot({
      path: `test-results/screens/share-received-list-${other.viewportSize()?.width}.png`,
      fullPage: true,
    });
    await list.open(manual);
    await expect(theirs).toContainText('Kijk eens naar hoofdstuk 2.');
    await expect(theirs.getByRole('link', { name: 'Delen' })).toHaveCount(0);
    await other.screenshot({
      path: `test-results/screens/share-received-${other.viewportSize()?.width}.png`,
      fullPage: true,
    });
    await other.goto(`${address}/delen`);
    await expect(theirs).toContainText('Wat je ontving, kun je niet verder delen.');

    const head = await otherComputer();
    await signIn(head, 'directeur');
    await head.goto('/basisonderwijs/themabeheer');
    await head.getByRole('main').getByRole('link', { name: 'Gedeelde documenten' }).click();
    await expect(head.getByRole('row', { name: manual }).first()).toContainText(receiver.name);
    await expect(head.getByRole('row', { name: manual }).first()).toContainText('Werkt');
    await head.screenshot({
      path: `test-results/screens/share-overview-${head.viewportSize()?.width}.png`,
      fullPage: true,
    });

    await other.goto(address);
    await theirs.getByText('Haal uit mijn documenten').click();
    await theirs.getByRole('button', { name: 'Haal weg' }).click();
    await expect(theirs.getByRole('status')).toContainText('Het document staat niet meer bij je documenten.');
    const gone = await other.goto(address);
    expect(gone?.status()).toBe(404);
  },
);

test('DO-7: a colleague is found by name, and what was typed stays', phone, async ({ page, checkPage }) => {
  const main = page.getByRole('main');
  await signIn(page, sharer.key);
  await openManual(page);
  await main.getByRole('link', { name: 'Delen' }).click();
  await page.getByLabel('Boodschap voor de ontvanger').fill('Voor de vergadering');
  await page.getByLabel(/Of zoek een collega/).fill('steenlandt');
  await main.getByRole('button', { name: 'Zoek', exact: true }).click();
  await page.getByLabel('Karim Van Steenlandt').check();
  await checkPage('share-colleague');
  await main.getByRole('button', { name: 'Verder' }).click();
  await expect(main).toContainText('Karim Van Steenlandt leest dit document vanaf nu');
  await expect(main).toContainText('Voor de vergadering');
});

test('DO-7: a confidential document cannot be shared, and says why', phone, async ({ page, checkPage }) => {
  const main = page.getByRole('main');
  await signIn(page, sharer.key);
  await page.goto('/documenten?thema=3');
  await documentsPage(page).found.first().click();
  await expect(main.locator('.badge.confidential').first()).toBeVisible();
  await expect(main.getByRole('link', { name: 'Delen' })).toHaveCount(0);
  const refused = await page.goto(`${new URL(page.url()).pathname}/delen`);
  expect(refused?.status()).toBe(403);
  await expect(main).toContainText('Enkel openbare documenten kun je delen.');
  await checkPage('share-confidential');
});
