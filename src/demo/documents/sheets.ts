import type ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import { fictive, written, type Block, type Content } from '#demo/documents/content.ts';

export const fixedTime = new Date('2026-09-01T00:00:00Z');

type Table = Extract<Block, { kind: 'table' }>;

function tablesOf(content: Content): Table[] {
  return content.blocks.filter((block) => block.kind === 'table');
}

/** A workbook with a sheet that explains and one sheet per table. */
export async function renderXlsx(content: Content): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.created = fixedTime;
  workbook.modified = fixedTime;
  workbook.creator = 'Schoolpoort demo';
  const cover = workbook.addWorksheet('Toelichting');
  cover.getColumn(1).width = 110;
  for (const line of [content.title, fictive, ...content.blocks.flatMap(proseOf)]) cover.addRow([line]);
  for (const table of tablesOf(content)) addSheet(workbook, table);
  // The time of writing stands in every part of the archive; without it the same figures give the same file.
  const parts = unzipSync(new Uint8Array(await workbook.xlsx.writeBuffer()));
  return Buffer.from(zipSync(parts, { mtime: fixedTime, level: 6 }));
}

function addSheet(workbook: ExcelJS.Workbook, table: Table): void {
  const sheet = workbook.addWorksheet(table.name.slice(0, 31));
  sheet.addRow([...table.head]).font = { bold: true };
  for (const row of table.rows) sheet.addRow([...row]);
  table.head.forEach((name, index) => {
    sheet.getColumn(index + 1).width = Math.max(12, name.length + 2);
  });
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
}

export function proseOf(block: Block): string[] {
  if (block.kind === 'heading' || block.kind === 'text') return [block.text];
  return block.kind === 'list' ? block.items.map((item) => `• ${item}`) : [];
}

/** The first table, as offices exchange it: semicolons, a byte order mark, Windows line ends. */
export function renderCsv(content: Content): Buffer {
  const [table] = tablesOf(content);
  const lines = table ? [table.head, ...table.rows] : [[content.title]];
  const csv = lines.map((cells) =>
    cells.map((cell) => quoted(typeof cell === 'number' ? String(cell).replace('.', ',') : cell)).join(';'),
  );
  return Buffer.from(`\uFEFF${csv.join('\r\n')}\r\n`, 'utf8');
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function renderTxt(content: Content): Buffer {
  const lines = [
    content.title.toUpperCase(),
    '',
    ...content.blocks.flatMap((block) => [...linesOf(block), '']),
    fictive,
  ];
  return Buffer.from(`${lines.join('\n')}\n`, 'utf8');
}

function linesOf(block: Block): string[] {
  if (block.kind !== 'table') return proseOf(block);
  return [
    block.name,
    ...[block.head, ...block.rows].map((cells) =>
      cells
        .map((cell) => written(cell).padEnd(22))
        .join('')
        .trimEnd(),
    ),
  ];
}
