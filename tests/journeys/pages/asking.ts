import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { documentsPage } from '#tests/journeys/pages/documents.ts';

/** Words that nobody asked before. */
export const someQuestion = (about = 'de berekening'): string => `Vraag over ${about}: ${randomUUID()}`;

/** Stel een vraag: the form on a document, and the thread that comes of it. */
export function asking(page: Page) {
  const main = page.getByRole('main');
  return {
    text: main.getByLabel('Je vraag of opmerking'),
    files: main.locator('input[type=file]'),
    sendButton: main.getByRole('button', { name: 'Versturen' }),
    success: main.getByRole('status').filter({ hasText: 'Je vraag is verstuurd.' }),
    told: main.getByRole('status').first(),
    /** Finds a document, opens it and goes to ask. */
    async open(search: string, title: string | RegExp) {
      await page.goto(`/documenten?q=${encodeURIComponent(search)}`);
      await documentsPage(page).open(title);
      await main.getByRole('link', { name: 'Stel een vraag' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Stel een vraag' })).toBeVisible();
    },
    async send() {
      await this.sendButton.click();
      await expect(this.success).toBeVisible();
    },
    /** How people name what was just asked. */
    async number(): Promise<string> {
      return /VR-\d{8}/.exec(await main.innerText())?.[0] ?? '';
    },
    state: (word: string) => main.locator('.page-heading').getByText(word, { exact: true }),
    events: main.locator('.history h3'),
  };
}

/** Vragen: the work of a service. */
export function questionDesk(page: Page) {
  const main = page.getByRole('main');
  return {
    row: (number: string) => main.getByRole('row').filter({ hasText: number }),
    async openQuestion(number: string) {
      await page.goto('/vragen');
      await this.row(number).getByRole('link').first().click();
      await expect(main).toContainText(number);
    },
    answer: main.getByRole('textbox', { name: 'Antwoord (niet verplicht)' }),
    told: main.getByRole('status').first(),
    press: (name: string) => main.getByRole('button', { name, exact: true }).click(),
  };
}
