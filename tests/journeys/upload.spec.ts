import type { Page, Route } from '@playwright/test';
import { sending } from '#tests/journeys/pages/sending.ts';
import { signIn } from '#tests/support/journey-people.ts';
import { expect, test } from '#tests/support/journey.ts';

const phone = { tag: '@phone' };
const piece = 512 * 1024;
const pieces = '**/document-versturen**';

/** A file of ten pieces that nobody sent before. */
const largeFile = (name: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(`${crypto.randomUUID()} ${'leerling en klas '.repeat(400_000)}`.slice(0, 10 * piece)),
});

const isPiece = (route: Route): boolean => route.request().headers()['x-offset'] !== undefined;

/** Lets so many pieces through and then loses the connection, until it is given back. */
async function loseConnectionAfter(page: Page, most: number) {
  let through = 0;
  await page.route(pieces, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    if (isPiece(route) && through < most) {
      through += 1;
      return route.continue();
    }
    return isPiece(route) || through >= most ? route.abort('internetdisconnected') : route.continue();
  });
  return { restore: () => page.unroute(pieces) };
}

/** The places in the file at which pieces begin, as they are sent from now on. */
function offsetsSent(page: Page): number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    const offset = request.headers()['x-offset'];
    if (offset !== undefined) offsets.push(Number(offset));
  });
  return offsets;
}

const statusOf = (page: Page) => page.locator('.upload-status');
const choose = (page: Page, file: ReturnType<typeof largeFile>) =>
  page.getByRole('main').locator('input[type=file]').setInputFiles(file);

test(
  'DV-1: an upload goes on by itself when the connection is back, with a progress bar and words',
  phone,
  async ({ page, checkPage, javaScript, complaints }) => {
    test.skip(!javaScript, 'without script the form itself is sent');
    await signIn(page, 'secretaris');
    const sends = sending(page, javaScript);
    await sends.open();
    await sends.chooseForm('Leerlingen (LLN)');
    const connection = await loseConnectionAfter(page, 4);
    await choose(page, largeFile('alle klassen.txt'));
    await expect(statusOf(page)).toContainText('De verbinding is weg');
    await expect(page.getByRole('progressbar')).toBeVisible();
    await checkPage('upload-waiting');
    const offsets = offsetsSent(page);
    await connection.restore();
    await expect(page).toHaveURL(/\/concept\//);
    await expect(sends.prepared).toContainText(['alle klassen.txt']);
    expect(Math.min(...offsets)).toBe(4 * piece);
    await sends.send();
    // The browser itself reports what we took away.
    complaints.splice(
      0,
      complaints.length,
      ...complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED|ViewTransition opt-in disabled/.test(line)),
    );
  },
);

test(
  'DV-1: after a reload, and in another tab, the same file goes on where it stopped',
  phone,
  async ({ page, context, checkPage, javaScript, complaints }) => {
    test.skip(!javaScript, 'without script the form itself is sent');
    await signIn(page, 'secretaris');
    const sends = sending(page, javaScript);
    await sends.open();
    const file = largeFile('drie keer begonnen.txt');
    const first = await loseConnectionAfter(page, 3);
    await choose(page, file);
    await expect(statusOf(page)).toContainText('De verbinding is weg');
    page.once('dialog', (dialog) => dialog.accept());
    await page.reload();
    await first.restore();
    await page.reload();
    await expect(page.getByText('Kies hetzelfde bestand opnieuw: het gaat verder waar het stopte.')).toBeVisible();
    await checkPage('upload-interrupted');
    const second = await loseConnectionAfter(page, 2);
    const again = offsetsSent(page);
    await choose(page, file);
    await expect(statusOf(page)).toContainText('De verbinding is weg');
    expect(again[0]).toBe(3 * piece);
    await second.restore();
    await page.close({ runBeforeUnload: false });

    const other = await context.newPage();
    const finishes = sending(other, javaScript);
    await finishes.open();
    await finishes.chooseForm('Leerlingen (LLN)');
    const rest = offsetsSent(other);
    await choose(other, file);
    await expect(other).toHaveURL(/\/concept\//);
    expect(rest[0]).toBeGreaterThanOrEqual(5 * piece);
    await expect(finishes.prepared).toContainText(['drie keer begonnen.txt']);
    await finishes.send();
    complaints.splice(
      0,
      complaints.length,
      ...complaints.filter((line) => !/ERR_INTERNET_DISCONNECTED|ViewTransition opt-in disabled/.test(line)),
    );
  },
);
