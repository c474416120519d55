import { create as contentDisposition } from 'content-disposition';

/** A CSV that spreadsheets open with its accents, and in which nothing that somebody typed becomes a formula. */
export function csvFile(name: string, rows: readonly (readonly string[])[]): Response {
  const text = rows.map((row) => row.map(cellOf).join(';')).join('\r\n');
  return new Response(`\uFEFF${text}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': contentDisposition(name),
      'cache-control': 'private, no-store',
    },
  });
}

function cellOf(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
