import ExcelJS from 'exceljs';
import { zipSync, strToU8 } from 'fflate';
import { expect, test } from 'vitest';
import { readFile } from '#apps/rights/lists/read-list.ts';

async function aSheet(rows: readonly (readonly unknown[])[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('lijst');
  for (const row of rows) sheet.addRow([...row]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const heading = ['Rijksregisternummer of e-mail', 'Recht', 'Context', 'Instellingsnummer', 'Van', 'Tot en met'];

test('RI-4: a spreadsheet keeps its zeros, days and empty cells; a formula is told', async () => {
  const day = new Date('2026-09-01T00:00:00Z');
  const read = await readFile(
    await aSheet([
      heading,
      [5_021_212_345, 'Recht', null, 34_793, day, '30/06/2027'],
      [],
      [85_051_212_345, { formula: '1+1', result: 2 }, 'Operator', '034793', day, day],
    ]),
  );
  expect(read).toEqual({
    ok: true,
    rows: [
      {
        line: 2,
        who: '05021212345',
        right: 'Recht',
        contexts: '',
        organisation: '34793',
        from: '01/09/2026',
        until: '30/06/2027',
        hasFormula: false,
      },
      expect.objectContaining({ line: 4, who: '85051212345', contexts: 'Operator', hasFormula: true }),
    ],
  });
});

test('RI-4: what is no list is refused with its reason, and nothing unpacks without end', async () => {
  const reasonOf = async (bytes: Uint8Array) => {
    const read = await readFile(bytes);
    return read.ok ? 'read' : read.reason;
  };
  const bomb = zipSync({
    'xl/worksheets/sheet1.xml': new Uint8Array(150_000_000),
    '[Content_Types].xml': strToU8('<Types/>'),
  });
  expect(bomb.length).toBeLessThan(1_000_000);
  expect(await reasonOf(bomb)).toBe('bomb');
  expect(await reasonOf(zipSync({ 'leesmij.txt': strToU8('dag') }))).toBe('kind');
  expect(await reasonOf(strToU8('%PDF-1.7 a letter'))).toBe('kind');
  expect(await reasonOf(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))).toBe('kind');
  expect(await reasonOf((await aSheet([heading])).slice(0, 2000))).toBe('broken');
  expect(await reasonOf(await aSheet([heading]))).toBe('empty');
  expect(await reasonOf(await aSheet([['a', 'b']]))).toBe('columns');
  const many = Array.from({ length: 5001 }, () => ['an@school.example', 'Recht', '', 1, '', '']);
  expect(await reasonOf(await aSheet([heading, ...many]))).toBe('too-many-rows');
});

test('RI-4: a CSV of Windows keeps its accents, and a cell that would be a formula is told', async () => {
  const text = `${heading.join(';')}\r\nzoë@school.example;Recht;;034793;01/09/2026;30/06/2027\r\n=1+1;x;;1;1;1`;
  const read = await readFile(Uint8Array.from(text, (letter) => letter.charCodeAt(0)));
  expect(read).toMatchObject({
    ok: true,
    rows: [
      { who: 'zoë@school.example', organisation: '034793', hasFormula: false },
      { line: 3, hasFormula: true },
    ],
  });
});
