// What a spreadsheet takes for a formula, also behind its full-width forms (OWASP, CSV injection).
const formula = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r]/;

/**
 * Rows as CSV (RFC 4180) for the spreadsheets of here: UTF-8 with its mark, semicolons. A cell that would be a formula gets an
 * apostrophe before it, so that nobody's file name or form runs on the computer of who opens the list.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cellOf).join(';')}\r\n`).join('')}`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
