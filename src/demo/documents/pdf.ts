import type PDFDocument from 'pdfkit';
import { fictive, written, type Block, type Content } from '#demo/documents/content.ts';

const margin = 56;
const width = 595.28 - 2 * margin;
const bottom = 841.89 - margin - 20;

/** A4 pages with headings, tables that run on with their head repeated, and page numbers. */
export async function renderPdf(content: Content): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  // A fixed date: the same content is the same file, byte for byte.
  const info = { Title: content.title, Author: 'Schoolpoort demo', CreationDate: new Date('2026-09-01T00:00:00Z') };
  const doc = new PDFDocument({ size: 'A4', margin, bufferPages: true, lang: 'nl-BE', info });
  const parts: Buffer[] = [];
  doc.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  doc.font('Helvetica-Bold').fontSize(17).text(content.title, { width }).moveDown(0.8);
  for (const block of content.blocks) drawBlock(doc, block);
  numberPages(doc);
  doc.end();
  return done;
}

type Doc = InstanceType<typeof PDFDocument>;

function drawBlock(doc: Doc, block: Block): void {
  if (block.kind === 'heading') {
    if (doc.y > bottom - 80) doc.addPage();
    doc.moveDown(0.4).font('Helvetica-Bold').fontSize(12.5).text(block.text, margin, doc.y, { width }).moveDown(0.3);
  } else if (block.kind === 'text') {
    doc.font('Helvetica').fontSize(10.5).text(block.text, margin, doc.y, { width, lineGap: 2 }).moveDown(0.6);
  } else if (block.kind === 'list') {
    doc
      .font('Helvetica')
      .fontSize(10.5)
      .list([...block.items], margin, doc.y, { width, bulletRadius: 1.6, lineGap: 2 })
      .moveDown(0.6);
  } else {
    drawTable(doc, block);
  }
}

function drawTable(doc: Doc, block: Extract<Block, { kind: 'table' }>): void {
  const column = width / block.head.length;
  const line = (cells: readonly string[], font: string): void => {
    if (doc.y > bottom - 16) {
      doc.addPage();
      if (font === 'Helvetica') line(block.head, 'Helvetica-Bold');
    }
    const top = doc.y;
    doc.font(font).fontSize(9);
    cells.forEach((cell, index) =>
      doc.text(cell, margin + index * column, top, { width: column - 6, height: 11, ellipsis: true, lineBreak: false }),
    );
    doc
      .moveTo(margin, top + 13)
      .lineTo(margin + width, top + 13)
      .lineWidth(0.4)
      .strokeColor('#999')
      .stroke();
    doc.y = top + 16;
  };
  line(block.head, 'Helvetica-Bold');
  for (const row of block.rows) line(row.map(written), 'Helvetica');
  doc.x = margin;
  doc.moveDown(0.8);
}

function numberPages(doc: Doc): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin a text would open a page of its own.
    doc.page.margins.bottom = 0;
    doc.font('Helvetica').fontSize(8).fillColor('#555');
    doc.text(`${fictive}   ${page + 1} / ${count}`, margin, 841.89 - 40, { width, align: 'center', lineBreak: false });
    doc.fillColor('black');
  }
}
