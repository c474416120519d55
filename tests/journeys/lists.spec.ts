import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { aNumber, registering } from '#tests/journeys/pages/registering.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';
import { daysFromToday, typedDay } from '#tests/world/periods.ts';
import type { Page } from '@playwright/test';

const phone = { tag: '@phone' };
/** A new colleague of the school of the head, with an address of his own. */
async function aColleague(page: Page): Promise<{ name: string; email: string; number: string }> {
  const email = `lijst${randomInt(1_000_000_000)}@school.example`;
  const number = aNumber();
  const form = registering(page);
  await form.open();
  await form.look(number);
  const who = { givenName: 'Lio', familyName: `Lijstmans ${email.replaceAll(/\D/g, '')}` };
  await form.typeName(who);
  await page.getByLabel('E-mailadres').fill(email);
  await form.submit();
  await expect(page.getByRole('main').getByRole('status')).toContainText('De persoon is geregistreerd');
  return { name: `${who.givenName} ${who.familyName}`, email, number };
}

/** Waits for the worker; without script somebody asks again. */
async function settled(page: Page, javaScript: boolean): Promise<void> {
  if (javaScript) return expect(page.getByRole('table')).toBeVisible({ timeout: 90_000 });
  await expect(async () => {
    if (await page.getByRole('link', { name: 'Ververs' }).isVisible())
      await page.getByRole('link', { name: 'Ververs' }).click();
    await expect(page.getByRole('table')).toBeVisible({ timeout: 1500 });
  }).toPass({ timeout: 60_000 });
}

test(
  'RI-4, R26: a pasted list is looked at row by row, its faults are told and downloaded, and what can be is given',
  phone,
  async ({ page, checkPage, javaScript }) => {
    await signIn(page, 'directeur');
    const colleague = await aColleague(page);
    await page.goto('/gebruikersbeheer');
    await page.getByRole('link', { name: 'Toekennen met een lijst' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Rechten geven met een lijst' })).toBeVisible();
    await checkPage('list-new');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download het sjabloon (CSV)' }).click();
    const template = await readFile(await (await download).path(), 'utf8');
    const [heading = ''] = template.replace('\uFEFF', '').split('\r\n');
    await page.getByLabel('Of plak de lijst hier').fill('dit is geen lijst');
    await page.getByRole('radio', { name: 'Geef wat kan' }).check();
    await page.getByRole('button', { name: 'Kijk de lijst na' }).click();
    await expect(page.getByRole('alert')).toContainText('De kolommen zijn niet herkend.');
    await expect(page.getByLabel('Of plak de lijst hier')).toHaveValue('dit is geen lijst');
    await expect(page.getByRole('radio', { name: 'Geef wat kan' })).toBeChecked();
    await checkPage('list-unreadable');
    const period = `${typedDay(0)};${typedDay(90)}`;
    const rows = [
      heading,
      `${colleague.number};Mijn Onderwijs Gebruiker;;900101;${period}`,
      `${colleague.email};IRIS-Platform (Leerlingenpaspoort) Gebruiker;Operator/Gebruiker;900101;${period}`,
      `niemand@school.example;Mijn Onderwijs Gebruiker;;900101;${period}`,
      `${colleague.email};Mijn Onderwijs Gebruiker;;900101;31/02/2027;${typedDay(90)}`,
    ];
    await page.getByLabel('Of plak de lijst hier').fill(rows.join('\n'));
    await page.getByRole('button', { name: 'Kijk de lijst na' }).click();
    await settled(page, javaScript);
    await expect(page.getByRole('main')).toContainText('2 rijen zijn in orde. Er is nog niets gegeven.');
    await expect(page.getByRole('row', { name: /niemand@school.example/ })).toContainText(
      'Niet gevonden bij deze instelling.',
    );
    await expect(page.getByRole('main')).not.toContainText(colleague.number);
    await checkPage('list-checked');
    await page.getByRole('link', { name: 'Toon de rijen met een fout' }).click();
    await expect(page.getByRole('row')).toHaveCount(3);
    const faults = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download de fouten (CSV)' }).click();
    const told = await readFile(await (await faults).path(), 'utf8');
    expect(told).toContain('Schrijf de begindatum als dd/mm/jjjj');
    expect(told).not.toContain(colleague.number);
    await page.getByRole('button', { name: 'Ken 2 rechten toe' }).click();
    await settled(page, javaScript);
    await expect(page.getByRole('main').getByRole('status')).toContainText('2 rechten zijn gegeven.');
    await checkPage('list-applied');
    await page.goto(`/gebruikersbeheer/personen?q=${encodeURIComponent(colleague.name)}`);
    await page.getByRole('main').getByRole('link', { name: colleague.name }).click();
    await expect(page.getByRole('row', { name: /IRIS-Platform/ })).toContainText('Operator, Gebruiker');
    await expect(page.getByRole('row', { name: /Mijn Onderwijs Gebruiker/ })).toContainText('geldt vandaag');
  },
);

test('RI-4, R26: an uploaded spreadsheet, all or nothing, gives nothing while one row is wrong', async ({
  page,
  checkPage,
  javaScript,
}) => {
  await signIn(page, 'directeur');
  const colleague = await aColleague(page);
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('lijst');
  const days = [0, 80].map((count) => new Date(daysFromToday(count)));
  sheet.addRow(['Instellingsnummer', 'Rijksregisternummer', 'Recht', 'Van', 'Tot en met']);
  sheet.addRow([900_101, Number(colleague.number), 'Mijn Onderwijs Gebruiker', ...days]);
  sheet.addRow([900_101, colleague.email, { formula: '"Mijn Onderwijs"&" Gebruiker"' }, ...days]);
  await page.goto('/gebruikersbeheer/lijst');
  const buffer = Buffer.from(await workbook.xlsx.writeBuffer());
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await page.getByLabel('Bestand').setInputFiles({ name: 'lijst.xlsx', mimeType, buffer });
  await page.getByRole('button', { name: 'Kijk de lijst na' }).click();
  await settled(page, javaScript);
  await expect(page.getByRole('row', { name: new RegExp(colleague.name) })).toContainText('krijgt het recht');
  await expect(page.getByRole('main')).toContainText('Er staat een formule in deze rij.');
  await expect(page.getByRole('main')).toContainText('Je koos alles of niets.');
  await expect(page.getByRole('button', { name: /^Ken .* toe$/ })).toHaveCount(0);
  await checkPage('list-whole');
});
