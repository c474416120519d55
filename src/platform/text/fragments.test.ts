import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexText } from './analyse.ts';
import { fragments, markTitle, type Piece } from './fragments.ts';
import { parseSearch } from './search-query.ts';

test('DO-11: a title is marked as it is written, accents included', () => {
  expect(marked(markTitle('Élèves en schoolbesturen', parseSearch('eleve bestuur')))).toBe(
    '[Élèves] en [schoolbesturen]',
  );
});

test('DO-11: fragments show every word that was asked, cut at words', () => {
  const body = `${'Vooraf staat hier iets anders. '.repeat(20)}De omkaderingsgewichten zijn bekend. ${'Tussendoor nog veel tekst. '.repeat(30)}
    Elke school krijgt een brief. ${'En daarna nog meer. '.repeat(30)}`;
  const shown = fragments(body, parseSearch('gewichten scholen'), { max: 2, length: 80 }).map(({ pieces }) =>
    marked(pieces),
  );
  expect(shown).toHaveLength(2);
  expect(shown[0]).toMatch(/^….*De \[omkaderingsgewichten\] zijn.*…$/);
  expect(shown[1]).toMatch(/^….*Elke \[school\] krijgt.*…$/);
});

test('DO-2: a phrase is marked as a whole and only where it stands', () => {
  const pieces = markTitle('Openbare stukken en openbare documenten', parseSearch('"openbare documenten"'));
  expect(marked(pieces)).toBe('Openbare stukken en [openbare documenten]');
});

test('DO-2: overlapping beginnings of a phrase do not hide it', () => {
  expect(marked(markTitle('a a b a a a c', parseSearch('"a a c"')))).toBe('a a b a [a a c]');
});

test('DO-11: nothing found, no fragments', () => {
  expect(fragments('Een brief.', parseSearch('rekening'))).toEqual([]);
  expect(fragments('Een brief.', parseSearch(''))).toEqual([]);
});

test('DO-11: whatever is asked, a title keeps its text, and a found text shows why', () => {
  const text = fc.array(
    fc.constantFrom('school', 'besturen', 'Élève', 'de', '\n', 'x', '.', '2015-2016', 'klassenraad'),
    { maxLength: 60 },
  );
  const question = fc.array(fc.constantFrom('school', 'bestuur', 'eleve', '"de x"', 'raad', '"', '2015'), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(text, question, (words, asked) => {
      const body = words.join(' ');
      const query = parseSearch(asked.join(' '));
      const plain = markTitle(body, query)
        .map((piece) => piece.text)
        .join('');
      expect(plain).toBe(body);
      for (const { pieces } of fragments(body, query)) {
        expect(pieces.some((piece) => piece.marked)).toBe(true);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
      }
    }),
  );
});

test.each([
  ['words of a million letters', 'a'.repeat(1_000_000), 'aaa'],
  ['a million spaces', `abc${' '.repeat(1_000_000)}abc`, 'abc'],
  ['one word everywhere', 'school '.repeat(150_000), 'school'],
  ['a phrase that nearly matches everywhere', 'ab '.repeat(330_000), '"ab ab ab ab c"'],
  [
    'as many terms as are read',
    'school bestuur klas '.repeat(50_000),
    'school bestuur klas leden raad brief '.repeat(6),
  ],
])('DO-11: %s take linear time', (_, body, question) => {
  const started = performance.now();
  const found = fragments(body, parseSearch(question));
  expect(performance.now() - started).toBeLessThan(1_500);
  for (const { pieces } of found) expect(pieces.reduce((sum, piece) => sum + piece.text.length, 0)).toBeLessThan(1_200);
});

test('DO-11: indexing keeps up with delivery', () => {
  const body =
    'De omkaderingsgewichten van de scholengemeenschappen worden in de brieven aan de besturen vermeld. '.repeat(1_000);
  indexText({ title: '', body });
  const started = performance.now();
  for (let times = 0; times < 10; times += 1) indexText({ title: '', body });
  const megabytesPerSecond = (body.length * 10) / 1_000 / (performance.now() - started);
  expect(megabytesPerSecond).toBeGreaterThan(2);
});

function marked(pieces: readonly Piece[]): string {
  return pieces.map(({ text, marked: isMarked }) => (isMarked ? `[${text}]` : text)).join('');
}
