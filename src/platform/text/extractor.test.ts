import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { strToU8 } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createExtractor, type Extraction, type Extractor } from './extractor.ts';
import type { FileKind } from './file-kinds.ts';
import { docx, openDocument, pdf, pptx, xlsx, zip } from './sample-files.ts';

const MAX_SECONDS = 4;
const MAX_MEGABYTES = 300;

let folder: string;
let extractor: Extractor;
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'extract-'));
  extractor = createExtractor({ workers: 1, maxSeconds: MAX_SECONDS, maxMegabytes: MAX_MEGABYTES });
});

afterAll(async () => {
  await extractor.close();
  await rm(folder, { recursive: true });
});

test('DO-11: reads the pages of a PDF and joins words cut at a line end', async () => {
  const bytes = await pdf(['Eerste pagina over onder-\nwijs, leerlingen-\nen ouderraad', 'Tweede: élèves €5']);
  expect(await extract(bytes, 'pdf')).toEqual({
    ok: true,
    text: 'Eerste pagina over onderwijs, leerlingen-\nen ouderraad\nTweede: élèves €5',
    pages: 2,
  });
});

test('DO-11: reads paragraphs, table cells, breaks and notes of a docx, not what was deleted', async () => {
  const body = `<w:p><w:r><w:t>Beste </w:t></w:r><w:r><w:t>ouders &amp; l&#233;rlingen</w:t></w:r><w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>een</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>twee</w:t><w:br/><w:t>drie</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`;
  const footnotes =
    '<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>voetnoot</w:t></w:r></w:p></w:footnote></w:footnotes>';
  expect(textOf(await extract(docx(body, { 'word/footnotes.xml': footnotes }), 'docx'))).toBe(
    'Beste ouders & lérlingen\neen\ntwee\ndrie\nvoetnoot',
  );
});

test('DO-11: reads shared strings and numbers of an xlsx', async () => {
  const bytes = await xlsx(
    [
      ['school', 'gewicht'],
      ['De Linde', 12.5],
      ['De Linde', 3],
    ],
    'Omkadering',
  );
  expect(textOf(await extract(bytes, 'xlsx'))).toBe('Omkadering\nschool gewicht\nDe Linde 12.5\nDe Linde 3');
});

test('DO-11: reads slides in the order of showing, each with its notes', async () => {
  expect(textOf(await extract(pptx(['Eén', 'Twee'], ['bij één']), 'pptx'))).toBe('Eén\nbij één\nTwee');
});

test('DO-11: reads OpenDocument text and spreadsheets', async () => {
  const text = openDocument(
    'text',
    '<text:tracked-changes><text:p>weg</text:p></text:tracked-changes><text:h>Titel</text:h><text:p>Een<text:s/>zin.</text:p>',
  );
  expect(textOf(await extract(text, 'odt'))).toBe('Titel\nEen zin.');
  const row =
    '<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>';
  expect(textOf(await extract(openDocument('spreadsheet', row), 'ods'))).toBe('a\nb');
});

test.each([
  ['UTF-8', Buffer.from('Élèves €5')],
  ['UTF-8 with mark', Buffer.from('\ufeffÉlèves €5')],
  ['UTF-16', Buffer.from('\ufeffÉlèves €5', 'utf16le')],
  ['Windows', Buffer.from('c96ce8766573208035', 'hex')],
])('DO-11: reads plain text in %s', async (_, bytes) => {
  expect(textOf(await extract(bytes, 'txt'))).toBe('Élèves €5');
});

test('text is fit for a database: no NUL, no half characters, bounded', async () => {
  expect(textOf(await extract(Buffer.from('a\u0000b\u0007c'), 'txt'))).toBe('abc');
  expect(textOf(await extract(Buffer.alloc(20_000_000, 'woord '), 'txt')).length).toBeLessThanOrEqual(2_000_000);
});

test('images have no text', async () => {
  expect(await extract(Buffer.from('x'), 'png')).toEqual({ ok: true, text: '' });
});

test.each<[string, FileKind, () => Buffer | Promise<Buffer>]>([
  ['a PDF of noise', 'pdf', () => Buffer.from('%PDF-1.7\nnoise\nstartxref\n0\n%%EOF')],
  ['a docx without document', 'docx', () => zip({ 'x.xml': strToU8('<x/>') })],
  ['XML that breaks off', 'docx', () => docx('</w:p>')],
  ['a zip that is none', 'xlsx', () => Buffer.from('PK\u0003\u0004 nothing')],
])('%s is broken', async (_, kind, bytes) => {
  expect(await extract(await bytes(), kind)).toEqual({ ok: false, reason: 'broken' });
});

test('a file that is not there is broken', async () => {
  expect(await extractor.extract(join(folder, 'none'), 'txt')).toEqual({ ok: false, reason: 'broken' });
});

test('a PDF behind a password is encrypted', async () => {
  expect(await extract(await pdf(['geheim'], { userPassword: 'x' }), 'pdf')).toEqual({
    ok: false,
    reason: 'encrypted',
  });
});

test('entities of a document are never expanded', async () => {
  const entities = Array.from({ length: 20 }, (_, index) => `<!ENTITY e${index + 1} "&e${index};&e${index};">`).join(
    '',
  );
  const bomb = `<!DOCTYPE x [<!ENTITY e0 "ha">${entities}]><w:document><w:p><w:t>&e20;</w:t></w:p></w:document>`;
  expect(await extract(docx('', { 'word/document.xml': bomb }), 'docx')).toEqual({ ok: false, reason: 'broken' });
});

test('a zip bomb stops at the cap, whatever its directory claims', async () => {
  const bomb = docx('', {
    'word/document.xml': Buffer.concat([Buffer.from('<w:document>'), Buffer.alloc(200 * 1024 * 1024, ' ')]),
  });
  const directory = bomb.lastIndexOf('word/document.xml') - 46;
  bomb.writeUInt32LE(10, directory + 24);
  expect(await extract(bomb, 'docx')).toMatchObject({ ok: false, reason: expect.stringMatching(/too-large|time/) });
});

test.each<[string, FileKind, () => Buffer]>([
  [
    'a stream that unpacks to a gigabyte',
    'pdf',
    () => pdfWithContents(nested(Buffer.alloc(1024 * 1024 * 512, ' ')), '/FlateDecode'),
  ],
  [
    'a page that is drawn without end',
    'pdf',
    () => pdfWithContents(deflateSync(Buffer.alloc(100 * 1024 * 1024, '(a)Tj ')), '/FlateDecode'),
  ],
  ['arrays in arrays in arrays', 'pdf', () => pdfWithContents(Buffer.from('['.repeat(2_000_000)))],
  ['tags in tags in tags', 'docx', () => docx('<w:p>'.repeat(3_000_000))],
  ['shared strings beyond counting', 'xlsx', manyStrings],
])(
  '%s ends within the caps, and the next file is read',
  async (_, kind, bytes) => {
    const result = await extract(bytes(), kind);
    if (result.ok) expect(result.text.length).toBeLessThanOrEqual(2_000_000);
    // A busy machine may start the fresh process slower than the caps of this test allow.
    await expect
      .poll(async () => textOf(await extract(Buffer.from('de volgende'), 'txt')), { timeout: 40_000 })
      .toBe('de volgende');
  },
  60_000,
);

test('an endless loop ends after the time, and hunger after the memory', async () => {
  const hasty = createExtractor({ workers: 1, maxSeconds: 0.05, maxMegabytes: MAX_MEGABYTES });
  expect(
    await hasty.extract(await write(await pdf(Array.from({ length: 400 }, () => 'veel '.repeat(300)))), 'pdf'),
  ).toEqual({
    ok: false,
    reason: 'time',
  });
  await hasty.close();
  const tight = createExtractor({ workers: 1, maxSeconds: 10, maxMegabytes: 40 });
  const hungry = await tight.extract(await write(docx('<w:p>'.repeat(2_000_000))), 'docx');
  expect(hungry).toEqual({ ok: false, reason: 'memory' });
  await tight.close();
});

test('many at once wait their turn; after closing nothing is left running', async () => {
  const three = createExtractor({ workers: 2, maxSeconds: 10, maxMegabytes: MAX_MEGABYTES });
  const path = await write(Buffer.from('tekst'));
  const results = await Promise.all(Array.from({ length: 40 }, () => three.extract(path, 'txt')));
  expect(results.every((result) => result.ok && result.text === 'tekst')).toBe(true);
  const late = Promise.all(Array.from({ length: 5 }, () => three.extract(path, 'txt')));
  await three.close();
  expect((await late).every((result) => !result.ok && result.reason === 'crashed')).toBe(true);
  expect(await three.extract(path, 'txt')).toEqual({ ok: false, reason: 'crashed' });
});

test.runIf(process.platform === 'linux')('ordinary documents need little memory', async () => {
  const paths = await Promise.all(
    [pdf(['Een gewone brief.']), xlsx([['a', 1]])].map(async (bytes) => write(await bytes)),
  );
  const small = createExtractor({ workers: 1, maxSeconds: 10, maxMegabytes: 200 });
  for (let times = 0; times < 60; times += 1) {
    expect(await small.extract(paths[0] ?? '', 'pdf')).toMatchObject({ ok: true });
    expect(await small.extract(paths[1] ?? '', 'xlsx')).toMatchObject({ ok: true });
  }
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ');
  const largest = Math.max(...children.map((pid) => residentMegabytes(pid)));
  await small.close();
  expect(largest).toBeLessThan(170);
});

async function extract(bytes: Buffer, kind: FileKind): Promise<Extraction> {
  return extractor.extract(await write(bytes), kind);
}

async function write(bytes: Buffer): Promise<string> {
  const path = join(folder, String((files += 1)));
  await writeFile(path, bytes);
  return path;
}

function textOf(result: Extraction): string {
  if (!result.ok) throw new Error(result.reason);
  return result.text;
}

/** Packed twice: a kilobyte becomes a megabyte becomes a gigabyte. */
function nested(bytes: Buffer): Buffer {
  return deflateSync(deflateSync(bytes));
}

function pdfWithContents(contents: Buffer, filter = ''): Buffer {
  const filters = filter === '' ? '' : `/Filter [${filter}${contents.length < 10_000 ? ` ${filter}` : ''}]`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>',
  ].map((object, index) => Buffer.from(`${index + 1} 0 obj${object}endobj\n`));
  const stream = Buffer.concat([
    Buffer.from(`4 0 obj<</Length ${contents.length}${filters}>>stream\n`),
    contents,
    Buffer.from('\nendstream endobj\n'),
  ]);
  return Buffer.concat([
    Buffer.from('%PDF-1.4\n'),
    ...objects,
    stream,
    Buffer.from('trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF'),
  ]);
}

function manyStrings(): Buffer {
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings';
  return zip({
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/_rels/workbook.xml.rels': strToU8(`<r><Relationship Id="a" Type="${relation}" Target="s.xml"/></r>`),
    'xl/s.xml': Buffer.concat([Buffer.from('<sst>'), Buffer.alloc(120 * 1024 * 1024, '<si/>'), Buffer.from('</sst>')]),
  });
}

function residentMegabytes(pid: string): number {
  return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1_000_000;
}
