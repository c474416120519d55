import { strToU8, zipSync, type Zippable } from 'fflate';
import { fictive, written, type Block, type Content } from '#demo/documents/content.ts';
import { fixedTime, proseOf } from '#demo/documents/sheets.ts';

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';
export const officeNs = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function archive(files: Record<string, string>): Buffer {
  const parts: Zippable = {};
  // The type of an OpenDocument file must come first and uncompressed.
  for (const [name, body] of Object.entries(files))
    parts[name] = name === 'mimetype' ? [strToU8(body), { level: 0 }] : strToU8(body);
  return Buffer.from(zipSync(parts, { mtime: fixedTime, level: 6 }));
}

export function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function contentTypes(defaults: string, overrides: Readonly<Record<string, string>>): string {
  const parts = Object.entries(overrides).map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`);
  return `${declaration}<Types xmlns="${packageNs}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${defaults}${parts.join('')}</Types>`;
}

export function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${officeNs}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageNs}/relationships">${items.join('')}</Relationships>`;
}

/** A Word document. */
export function renderDocx(content: Content): Buffer {
  const paragraph = (text: string, size?: number): string =>
    `<w:p><w:r>${size ? `<w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr>` : ''}<w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p>`;
  const blocks = content.blocks.map((block) => {
    if (block.kind === 'heading') return paragraph(block.text, 28);
    return block.kind === 'table'
      ? wordTable(block, paragraph)
      : proseOf(block)
          .map((line) => paragraph(line))
          .join('');
  });
  const body = `${paragraph(content.title, 36)}${blocks.join('')}${paragraph(fictive)}`;
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return archive({
    '[Content_Types].xml': contentTypes('', { '/word/document.xml': main }),
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/document.xml': `${declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

function wordTable(block: Extract<Block, { kind: 'table' }>, paragraph: (text: string) => string): string {
  const edge = (side: string): string => `<w:${side} w:val="single" w:sz="4" w:color="999999"/>`;
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(edge).join('');
  const rows = [block.head, ...block.rows].map(
    (cells) => `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(written(cell))}</w:tc>`).join('')}</w:tr>`,
  );
  return `<w:tbl><w:tblPr><w:tblBorders>${borders}</w:tblBorders></w:tblPr>${rows.join('')}</w:tbl><w:p/>`;
}

/** An OpenDocument text. */
export function renderOdt(content: Content): Buffer {
  const paragraph = (line: string): string => `<text:p>${xml(line)}</text:p>`;
  const blocks = content.blocks.map((block) => {
    if (block.kind === 'heading') return `<text:h text:outline-level="2">${xml(block.text)}</text:h>`;
    return block.kind === 'table' ? openTable(block, paragraph) : proseOf(block).map(paragraph).join('');
  });
  const ns = 'urn:oasis:names:tc:opendocument:xmlns';
  const type = 'application/vnd.oasis.opendocument.text';
  return archive({
    mimetype: type,
    'META-INF/manifest.xml': `${declaration}<manifest:manifest xmlns:manifest="${ns}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    'content.xml': `${declaration}<office:document-content xmlns:office="${ns}:office:1.0" xmlns:text="${ns}:text:1.0" xmlns:table="${ns}:table:1.0" office:version="1.3"><office:body><office:text><text:h text:outline-level="1">${xml(content.title)}</text:h>${blocks.join('')}${paragraph(fictive)}</office:text></office:body></office:document-content>`,
  });
}

function openTable(block: Extract<Block, { kind: 'table' }>, paragraph: (text: string) => string): string {
  const rows = [block.head, ...block.rows].map(
    (cells) =>
      `<table:table-row>${cells.map((cell) => `<table:table-cell office:value-type="string">${paragraph(written(cell))}</table:table-cell>`).join('')}</table:table-row>`,
  );
  return `<table:table table:name="${xml(block.name)}"><table:table-column table:number-columns-repeated="${block.head.length}"/>${rows.join('')}</table:table>`;
}
