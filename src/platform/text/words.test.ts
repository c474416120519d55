import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachWord, fold, wordsOf } from './words.ts';

test.each([
  ['Élève', ['eleve']],
  ['2015-2016', ['2015', '2016']],
  ['ĳsvrĳ IJzer Ĳ', ['ijsvrij', 'ijzer', 'ij']],
  ["thema’s en foto's", ['thema', 's', 'en', 'foto', 's']],
  ['e\u0301e\u0301n', ['een']],
  ['ﬁnanciën', ['financien']],
  ['onder\u00adwijs', ['onderwijs']],
  ['Straße Œuvre Ødegård', ['strasse', 'oeuvre', 'odegard']],
  ['½ m² x₂', ['12', 'm2', 'x2']],
  ['𝔘𝔫𝔦 𐐀', ['uni', '𐐨']],
  ['a\u0000b', ['a', 'b']],
  ['\u0301a \ud800 b', ['a', 'b']],
  ['', []],
])('DO-11: %j is cut into %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('words are letters and digits only, lower case and bounded, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      for (const word of wordsOf(text)) {
        expect(word).toMatch(/^[\p{L}\p{N}]{1,200}$/u);
        expect(fold(word)).toBe(word);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('words stand where they are said to stand, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      let last = 0;
      eachWord(text, (start, end) => {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
        return true;
      });
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});
