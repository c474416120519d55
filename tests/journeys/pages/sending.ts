import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A file that nobody sent before. */
export const someFile = (name: string): ChosenFile => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(`${name} ${randomUUID()}`),
});

/** Document versturen: the form, and the page of what was sent. */
export function sending(page: Page, javaScript: boolean) {
  const main = page.getByRole('main');
  return {
    form: main.getByLabel('Formulier', { exact: true }),
    sendButton: main.getByRole('button', { name: 'Stuur document(en) door' }),
    success: main.getByRole('status').filter({ hasText: 'Uw document(en) zijn succesvol verstuurd.' }),
    prepared: main.getByRole('list', { name: 'Deze bestanden staan klaar' }).getByRole('listitem'),
    async open(level = 'basisonderwijs') {
      await page.goto(`/${level}/document-versturen`);
      await expect(page.getByRole('heading', { level: 1, name: 'Document versturen' })).toBeVisible();
    },
    async chooseForm(title: string) {
      await this.form.selectOption({ label: title });
    },
    /** With script files are kept as soon as they are chosen. */
    async addFiles(...files: ChosenFile[]) {
      await main.locator('input[type=file]').setInputFiles(files);
      if (!javaScript) return;
      await expect(page).toHaveURL(/\/concept\//);
      for (const file of files) await expect(this.prepared.filter({ hasText: file.name })).toBeVisible();
    },
    async send() {
      await this.sendButton.click();
      await expect(this.success).toBeVisible();
    },
    /** How people name what was just sent. */
    async number(): Promise<string> {
      return /DV-\d{8}/.exec(await main.innerText())?.[0] ?? '';
    },
    state: (word: string) => main.locator('.page-heading').getByText(word, { exact: true }),
  };
}
