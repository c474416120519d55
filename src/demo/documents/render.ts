import type { Content } from '#demo/documents/content.ts';
import { renderDocx, renderOdt } from '#demo/documents/office.ts';
import { renderPptx } from '#demo/documents/presentation.ts';
import { renderPdf } from '#demo/documents/pdf.ts';
import { renderChart } from '#demo/documents/png.ts';
import { renderCsv, renderTxt, renderXlsx } from '#demo/documents/sheets.ts';

export type Format = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'odt' | 'txt' | 'csv' | 'png';

/** The content as a real file of the kind asked. */
export async function render(content: Content, format: Format): Promise<Buffer> {
  switch (format) {
    case 'pdf':
      return renderPdf(content);
    case 'xlsx':
      return renderXlsx(content);
    case 'docx':
      return renderDocx(content);
    case 'odt':
      return renderOdt(content);
    case 'pptx':
      return renderPptx(content);
    case 'csv':
      return renderCsv(content);
    case 'txt':
      return renderTxt(content);
    case 'png':
      return renderChart(firstNumbers(content));
  }
}

function firstNumbers(content: Content): number[] {
  const table = content.blocks.find((block) => block.kind === 'table');
  return table ? table.rows.map((row) => row.find((cell) => typeof cell === 'number') ?? 0) : [];
}
