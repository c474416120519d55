import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { docx, openDocument, openXml, pdf, pptx, xlsx, zip } from './sample-files.ts';
import { sniffBytes } from './sniff.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const JPG = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
]);
const text = (content: string): Buffer => Buffer.from(content, 'utf8');

let letter: Buffer;
let table: Buffer;

beforeAll(async () => {
  letter = await pdf(['Een brief.']);
  table = await xlsx([['naam', 'aantal']]);
});

test.each([
  ['pdf', () => letter],
  ['xlsx', () => table],
  ['docx', () => docx('<w:p/>')],
  ['pptx', () => pptx(['Dia'])],
  ['odt', () => openDocument('text', '')],
  ['ods', () => openDocument('spreadsheet', '')],
  ['png', () => PNG],
  ['jpg', () => JPG],
  ['txt', () => text('Beste ouders,\nEen brief, met komma.\n')],
  ['txt', () => Buffer.from('Élèves: €5', 'latin1')],
  ['txt', () => Buffer.from('\ufeffTekst uit Kladblok', 'utf16le')],
  ['csv', () => text('a;b\n1;2\n3;4\n')],
  ['csv', () => text('naam,"straat, nummer",plaats\nx,y,z\nx,y,z')],
])('DO-10: %s is known by its bytes, whatever its name', async (kind, bytes) => {
  expect(await sniffBytes(bytes(), 'bestand')).toMatchObject({ ok: true, kind, extension: kind });
  const renamed = await sniffBytes(bytes(), 'factuur.exe');
  expect(renamed).toMatchObject({ ok: true, kind, warning: 'other-extension' });
  expect(await sniffBytes(bytes(), `bestand.${kind.toUpperCase()}`)).not.toHaveProperty('warning');
});

test('DO-10: between txt and csv the name decides', async () => {
  expect(await sniffBytes(text('een woord'), 'lijst.csv')).toMatchObject({ kind: 'csv' });
  expect(await sniffBytes(text('a;b\n1;2\n3;4\n'), 'lijst.txt')).toMatchObject({ kind: 'txt' });
});

test.each([
  ['empty', 'leeg.pdf', () => Buffer.alloc(0)],
  ['executable', 'brief.pdf', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
  ['executable', 'brief.txt', () => Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)])],
  ['executable', 'brief.txt', () => text('#!/bin/sh\nrm -rf /\n')],
  ['executable', 'brief.docx', () => zip({ 'META-INF/MANIFEST.MF': strToU8('x') })],
  ['active-content', 'brief.txt', () => text('<!DOCTYPE html><script>alert(1)</script>')],
  ['active-content', 'brief.txt', () => text(' \n<!-- x --><!-- y -->\n<html>')],
  ['active-content', 'tekening.png', () => text('<?xml version="1.0"?><svg onload="x"/>')],
  ['macros', 'brief.docx', () => openXml('word/document.xml', '', { 'word/document.xml': '<w/>' }, true)],
  ['macros', 'brief.docx', () => docx('', { 'word/vbaProject.bin': new Uint8Array([1]) })],
  [
    'macros',
    'brief.odt',
    () => zip({ mimetype: strToU8('application/vnd.oasis.opendocument.text'), 'Basic/x.xml': strToU8('x') }),
  ],
  ['encrypted', 'brief.odt', () => openDocument('text', '', '<manifest:encryption-data/>')],
  ['encrypted', 'brief.docx', () => compoundFile('EncryptedPackage')],
  ['unknown', 'brief.doc', () => compoundFile('WordDocument')],
  ['unknown', 'archief.zip', () => zip({ 'a.txt': strToU8('a') })],
  ['unknown', 'brief.rtf', () => text('{\\rtf1 tekst}')],
  ['unknown', 'bestand', () => Buffer.from([1, 2, 3, 0, 200, 100])],
  ['broken', 'brief.pdf', () => letter.subarray(0, letter.length - 300)],
  ['broken', 'brief.docx', () => docx('<w:p/>').subarray(0, 200)],
  ['zip-bomb', 'bom.docx', () => docx('', { 'word/media/nul.bin': new Uint8Array(120 * 1024 * 1024) })],
])('DO-10: refuses %s: %s', async (reason, name, bytes) => {
  expect(await sniffBytes(bytes(), name)).toMatchObject({ ok: false, reason });
});

test('a page of comments without end takes no time', async () => {
  const started = performance.now();
  await sniffBytes(text('<!---->'.repeat(100_000)), 'x.txt');
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('no bytes whatever make the judgement fail', async () => {
  const whole = [letter, table, docx('<w:p/>'), openDocument('text', '')];
  const damaged = fc.record({
    file: fc.constantFrom(...whole),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    noise: fc.uint8Array({ maxLength: 40 }),
    cut: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(damaged, async ({ file, from, noise, cut }) => {
      const at = Math.floor(from * file.length);
      const bytes = Buffer.concat([
        file.subarray(0, at),
        noise,
        cut ? Buffer.alloc(0) : file.subarray(at + noise.length),
      ]);
      expect(await sniffBytes(bytes, 'x.pdf')).toHaveProperty('ok');
    }),
    { numRuns: 300 },
  );
});

/** The old office container, as far as its first bytes tell. */
function compoundFile(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);
}
