import { beforeAll, expect, test } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { ask, perform } from '#access/use-case.ts';
import { addRepairFiles, sendRepair } from '#apps/submissions/commands/send.ts';
import { renderReceipt } from '#apps/submissions/receipt.ts';
import { openSubmission } from '#apps/submissions/views.ts';
import { messages } from '#i18n/index.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, type Person } from '#tests/world/people.ts';
import { aHandler, aKeptFile, aSubmission, handle } from '#tests/world/submissions.ts';

let db: TestDatabase;
let school: School;
let sender: Person;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database, { id: 34_793, name: 'GBS De Wegwijzer' });
  sender = await aPortalAdmin(db.database, { of: school, name: 'Zoë Şahin' });
});

async function receiptOf(id: string): Promise<{ bytes: Buffer; text: string }> {
  const opened = await readingAs(db.database, sender, (as) => ask(openSubmission, as, { id }));
  const bytes = await renderReceipt(opened, messages.nl, 'nl');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  return { bytes, text: text.replaceAll(/\s+/g, ' ') };
}

test('O16 the receipt says number, moment, person, institution, and the name and SHA-256 of every file', async () => {
  const files = [aKeptFile('één', 'leerlingen été.txt'), aKeptFile('twee', `${'lange naam '.repeat(15)}.txt`)];
  const id = await aSubmission(db.database, sender, { of: school, files });
  const { bytes, text } = await receiptOf(id);
  expect(text).toMatch(/Ontvangstbewijs DV-\d{8}/);
  expect(text).toContain('034793 GBS De Wegwijzer');
  expect(text).toContain('Zoë Sahin');
  expect(text).toMatch(/\d{2}\/\d{2}\/\d{4},? \d{2}:\d{2}:\d{2} \(Brusselse tijd\)/);
  expect(text).toContain('leerlingen été.txt');
  for (const file of files) expect(text).toContain(file.sha256);
  expect((await receiptOf(id)).bytes.equals(bytes)).toBe(true);
});

test('O16 what was mended stands on the receipt as a second sending', async () => {
  const id = await aSubmission(db.database, sender, { of: school });
  const worker = await aHandler(db.database);
  await handle(db.database, worker, id, { handling: 'take-up' });
  await handle(db.database, worker, id, { handling: 'return', message: 'Bladzijde 2 ontbreekt.' });
  const file = aKeptFile();
  await writingAs(db.database, sender, (as) => perform(addRepairFiles, as, { id, files: [file] }));
  expect((await receiptOf(id)).text).not.toContain(file.sha256);
  await writingAs(db.database, sender, (as) => perform(sendRepair, as, { id, key: newId(), message: '' }));
  const { text } = await receiptOf(id);
  expect(text).toContain(file.sha256);
  expect(text.match(/Tijdstip/g)).toHaveLength(2);
});
