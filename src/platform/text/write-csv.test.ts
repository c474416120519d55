import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCsv } from '#platform/text/write-csv.ts';

const read = (text: string): string[][] => parse(text, { bom: true, delimiter: ';', relax_column_count: true });

test.each(['=1+1', '+32 2 123', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=cmd|"/c calc"!A1'])(
  'a cell %j is text in a spreadsheet',
  (value) => {
    expect(read(writeCsv([[value, 'x']]))).toEqual([[`'${value}`, 'x']]);
  },
);

test('numbers, quotes, semicolons, lines and letters come back as they were', () => {
  const rows = [
    ['naam', 'aantal'],
    ['De "Wilgenroos"; été', '12'],
    ['twee\nregels', ''],
  ];
  expect(read(writeCsv(rows))).toEqual(rows);
  expect(read(writeCsv([[-3, 12]]))).toEqual([['-3', '12']]);
});

test('whatever is written is read back, with at most an apostrophe before it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1, maxLength: 5 }), (row) => {
      const [back = []] = read(writeCsv([row]));
      expect(back.map((cell, at) => (row[at] === cell ? cell : cell.replace(/^'/, '')))).toEqual(row);
      for (const cell of back) expect(/^\s*[=+\-@＝＋－＠\t\r]/.test(cell)).toBe(false);
    }),
  );
});
