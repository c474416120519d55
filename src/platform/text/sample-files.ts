import ExcelJS from 'exceljs';
import { strToU8, zipSync, type Zippable } from 'fflate';
import PDFDocument from 'pdfkit';

/** Files as office programs write them, made on the spot. */

export async function pdf(pages: readonly string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, ...options });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise((resolve) => document.once('end', resolve));
  for (const text of pages) document.addPage().text(text);
  document.end();
  await ended;
  return Buffer.concat(pieces);
}

export async function xlsx(rows: readonly (readonly (string | number)[])[], sheet = 'Blad'): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet(sheet).addRows(rows as unknown[][]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export function docx(body: string, more: Record<string, string | Uint8Array> = {}): Buffer {
  return openXml('word/document.xml', 'wordprocessingml.document', {
    'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    ...more,
  });
}

export function pptx(slides: readonly string[], notes: readonly string[] = []): Buffer {
  const files: Record<string, string> = {
    // The order of showing is not the order of the names.
    'ppt/presentation.xml': `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${slides
      .map((_, index) => `<p:sldId id="${index}" r:id="rId${index}"/>`)
      .join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      slides.map((_, index) => [`rId${index}`, 'slide', `slides/slide${slides.length - index}.xml`]),
    ),
  };
  slides.forEach((text, index) => {
    const number = slides.length - index;
    files[`ppt/slides/slide${number}.xml`] = drawing(text);
    const note = notes[index];
    if (note === undefined) return;
    files[`ppt/slides/_rels/slide${number}.xml.rels`] = relations([
      ['rId1', 'notesSlide', `../notesSlides/n${number}.xml`],
    ]);
    files[`ppt/notesSlides/n${number}.xml`] = drawing(note);
  });
  return openXml('ppt/presentation.xml', 'presentationml.presentation', files);
}

export function openDocument(kind: 'text' | 'spreadsheet', body: string, manifest = ''): Buffer {
  return zip({
    mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
    'META-INF/manifest.xml': strToU8(`<manifest:manifest xmlns:manifest="m">${manifest}</manifest:manifest>`),
    'content.xml': strToU8(
      `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b">${body}</office:document-content>`,
    ),
  });
}

export function openXml(
  mainPart: string,
  type: string,
  files: Record<string, string | Uint8Array>,
  macros = false,
): Buffer {
  const contentType = macros
    ? `application/vnd.ms-word.document.macroEnabled.main+xml`
    : `application/vnd.openxmlformats-officedocument.${type}.main+xml`;
  const parts: Zippable = {
    '[Content_Types].xml': strToU8(`<Types><Override PartName="/${mainPart}" ContentType="${contentType}"/></Types>`),
  };
  for (const [name, contents] of Object.entries(files))
    parts[name] = typeof contents === 'string' ? strToU8(contents) : contents;
  return zip(parts);
}

export function zip(files: Zippable): Buffer {
  return Buffer.from(zipSync(files));
}

function relations(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return `<Relationships>${list
    .map(([id, name, target]) => `<Relationship Id="${id}" Type="${type}/${name}" Target="${target}"/>`)
    .join('')}</Relationships>`;
}

function drawing(text: string): string {
  return `<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`;
}
