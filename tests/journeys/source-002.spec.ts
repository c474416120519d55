import { asking, someQuestion } from '#tests/journeys/pages/asking.ts';
import { documentsPage } from '#tests/journeys/pages/documents.ts';
import { signInPage } from '#tests/journeys/pages/sign-in.ts';
import { person } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const manual = 'Gebruikershandleiding Webapplicatie Beheer Omkadering';

test(
  'PO-2, DO-1 to DO-6: the manual of source 002 from its first page to its last: sign in, start page, level, tabs, documents, search with quotes, filters, view, download, share, ask',
  { tag: '@phone' },
  async ({ page, checkPage, isMobile }) => {
    const bar = page.getByRole('navigation', { name: 'Basisonderwijs' });
    const documents = documentsPage(page);
    let address = '';
    await page.goto('/');
    await signInPage(page).signInAs('secretaris');

    await test.step('tab Startpagina: a tile per level', async () => {
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Dag Els');
      await page
        .getByRole('main')
        .getByRole('link', { name: /Basisonderwijs/ })
        .first()
        .click();
    });
    await test.step('a level changes the bar, and comes out at its documents', async () => {
      await documents.isHere('Documenten');
      for (const tab of ['Documenten', 'Agenda', 'Contactpersonen'])
        await expect(bar.getByRole('link', { name: tab })).toBeVisible();
      await expect(bar.getByRole('link', { name: 'Themabeheer' })).toHaveCount(0);
    });
    await test.step('its agenda and its contact persons', async () => {
      await bar.getByRole('link', { name: 'Agenda' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Agenda' })).toBeVisible();
      await bar.getByRole('link', { name: 'Contactpersonen' }).click();
      await expect(page.getByRole('main')).toContainText('Schoolbeheerteam');
    });
    await test.step('the logo leads back, and Alle documenten holds every level', async () => {
      await page.getByRole('link', { name: 'Schoolpoort, naar de startpagina' }).click();
      await page.getByRole('navigation').getByRole('link', { name: 'Alle documenten' }).click();
      await documents.isHere();
    });
    await test.step('searching from three characters on, and exactly between quotes', async () => {
      await documents.search('om');
      await expect(page.getByRole('main').getByRole('status')).toContainText('Typ minstens drie tekens');
      const wanted = documents.found.filter({ hasText: manual });
      await documents.search('"beheer omkadering"');
      await expect(wanted.first()).toBeVisible();
      await documents.search('"omkadering beheer"');
      await expect(wanted).toHaveCount(0);
      await documents.search('omkadering beheer');
      await expect(wanted.first()).toBeVisible();
    });
    await test.step('filters narrow, and are taken away again', async () => {
      await documents.toggle('Thema', 'Omkadering en toelagen (openbaar)');
      await expect(documents.chips).toContainText('Omkadering en toelagen (openbaar)');
      await checkPage('source-002-found');
    });
    await test.step('a document: its contact at the left, to view, print and download', async () => {
      await documents.open(manual);
      address = page.url();
      await expect(page.getByRole('region', { name: 'Contactpersoon' })).toContainText('Hilde Broeckmeersch');
      if (isMobile) await expect(page.getByRole('link', { name: 'Open het document' })).toBeVisible();
      else await expect(page.locator('.viewer iframe')).toBeVisible();
      await expect(page.getByRole('main').getByRole('link', { name: 'Afdrukken' })).toBeVisible();
      const downloading = page.waitForEvent('download');
      await page.getByRole('main').getByRole('link', { name: 'Downloaden' }).first().click();
      expect((await downloading).suggestedFilename()).toMatch(/\.pdf$/);
      await checkPage('source-002-document');
    });
    await test.step('Delen: with whom, and the warning that it cannot be undone before the button', async () => {
      await page.getByRole('main').getByRole('link', { name: 'Delen' }).click();
      await page.getByLabel('E-mailadres van de ontvanger').fill(person('twee-relaties').email);
      await page.getByRole('main').getByRole('button', { name: 'Verder' }).click();
      await expect(page.getByRole('main')).toContainText('Delen kun je niet ongedaan maken');
      await checkPage('source-002-share');
      await page.goto(address);
    });
    await test.step('Stel een vraag', async () => {
      await page.getByRole('main').getByRole('link', { name: 'Stel een vraag' }).click();
      const asks = asking(page);
      const words = someQuestion();
      await asks.text.fill(words);
      await asks.send();
      await expect(page.getByRole('main')).toContainText(words);
    });
  },
);
