import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { demoDocumentMetadata, demoDocuments, type DemoDocument } from '#demo/documents/demo-documents.ts';
import { demo } from '#demo/organisations.ts';
import { levelBySlug } from '#directory/levels.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import { testDatabase } from '#tests/support/database.ts';

const documents: DemoDocument[] = [];
beforeAll(async () => {
  for await (const document of demoDocuments()) documents.push(document);
}, 120_000);

const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const kindOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const textOf = async (bytes: Buffer): Promise<string> =>
  (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true })).text;

test('about seven hundred documents of every kind, with references of their own', () => {
  expect(documents.length).toBeGreaterThan(650);
  expect(documents.length).toBeLessThan(750);
  expect(new Set(documents.map(({ metadata }) => metadata.reference)).size).toBe(documents.length);
  expect(new Set(documents.map(({ fileName }) => kindOf(fileName)))).toEqual(
    new Set(['pdf', 'docx', 'xlsx', 'pptx', 'odt', 'txt', 'csv', 'png']),
  );
  const inSchool = documents.filter(({ metadata }) => metadata.institution === demo.primarySchool);
  expect(inSchool.length).toBeGreaterThan(60);
  expect(new Set(inSchool.map(({ metadata }) => metadata.schoolYear)).size).toBeGreaterThan(6);
});

test('the same documents come out every time, byte for byte', { timeout: 120_000 }, async () => {
  let index = 0;
  for await (const { bytes } of demoDocuments()) {
    expect(digest(bytes)).toBe(digest(documents[index]?.bytes ?? Buffer.alloc(0)));
    index += 1;
  }
  expect(demoDocumentMetadata()).toEqual(documents.map(({ metadata }) => metadata));
});

test('every theme exists at its level, with its confidentiality (TH-1)', async () => {
  const { database } = await testDatabase();
  const { rows } = await database.read((db) =>
    sql<{ pair: string }>`
      select t.slug || ' ' || l.slug || ' ' || t.confidentiality as pair from theme_levels tl join themes t on t.id = tl.theme_id join education_levels l on l.id = tl.level_id
    `.execute(db),
  );
  const possible = new Set(rows.map(({ pair }) => pair));
  for (const { metadata } of documents) {
    expect(possible).toContain(`${metadata.theme} ${metadata.level} ${metadata.confidentiality}`);
    expect(levelBySlug(metadata.level)).toBeDefined();
  }
});

test('the school year in a title is the school year of the document', () => {
  const named = documents.flatMap(({ metadata: { title, schoolYear } }) => {
    const year = /\d{4}-\d{4}/.exec(title)?.[0];
    return year ? [{ title, year, schoolYear: formatSchoolYear(schoolYear) }] : [];
  });
  expect(named.length).toBeGreaterThan(200);
  expect(named.filter(({ year, schoolYear }) => year !== schoolYear)).toEqual([]);
});

test('O23, O24: one pay overview per institution and month as PDF and as CSV; net adds up, line by line and in all', () => {
  const pay = documents.filter(({ metadata }) => metadata.reference.startsWith('demo/salarisoverzicht'));
  const months = pay.filter(({ metadata }) => metadata.institution === demo.primarySchool);
  const titles = months.map(({ metadata }) => metadata.title);
  expect(new Set(titles).size).toBe(titles.length);
  const recent = titles
    .filter((title) => title.includes('2026'))
    .map((title) => title.replace(' als rekenblad (CSV)', ''));
  expect(recent.toSorted()).toEqual(
    ['augustus', 'oktober', 'september'].flatMap((month) => Array(2).fill(`Salarisoverzicht ${month} 2026`)),
  );
  for (const { fileName, bytes } of pay.filter(({ fileName }) => fileName.endsWith('.csv'))) {
    const [, ...lines] = bytes
      .toString('utf8')
      .trim()
      .split('\r\n')
      .map((line) => line.split(';'));
    const amounts = lines.map((line) => line.slice(5).map(Number));
    for (const [gross = 0, deductions = 0, arrears = 0, net] of amounts) expect(net).toBe(gross - deductions + arrears);
    const sums = [0, 1, 2, 3].map((column) => amounts.slice(0, -1).reduce((sum, line) => sum + (line[column] ?? 0), 0));
    expect([fileName, sums]).toEqual([fileName, amounts.at(-1)]);
  }
});

test('files are what their names say', () => {
  const starts: Record<string, string> = {
    pdf: '%PDF-',
    docx: 'PK',
    xlsx: 'PK',
    pptx: 'PK',
    odt: 'PK',
    png: '\x89PNG',
  };
  for (const { fileName, bytes } of documents) {
    const start = starts[kindOf(fileName)];
    if (start) expect(bytes.subarray(0, start.length).toString('latin1')).toBe(start);
  }
  const part = (kind: string): string[] =>
    Object.keys(
      unzipSync(new Uint8Array(documents.find(({ fileName }) => kindOf(fileName) === kind)?.bytes ?? Buffer.alloc(0))),
    );
  expect(part('docx')).toContain('word/document.xml');
  expect(part('pptx')).toContain('ppt/slides/slide2.xml');
  expect(part('odt')[0]).toBe('mimetype');
});

test('the manual can be found by the words in it', async () => {
  const manual = documents.find(
    ({ metadata }) => metadata.title === 'Gebruikershandleiding Webapplicatie Beheer Omkadering',
  );
  expect(await textOf(manual?.bytes ?? Buffer.alloc(0))).toMatch(/omkaderingsgewichten/);
});
