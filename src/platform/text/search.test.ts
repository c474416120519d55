import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from '#tests/support/database.ts';
import { indexText } from './analyse.ts';
import { alternatives, parseSearch, toTsquery, type SearchQuery } from './search-query.ts';

let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: (await emptyDatabase()).ownerUrl });
  await client.connect();
});

afterAll(() => client.end());

const letter = {
  title: 'Omkaderingsgewichten van de basisscholen',
  body: 'Élèves: de schoolbesturen krijgen in 2015-2016 brieven over hun inschrijvingen. De openbare documenten staan klaar.',
};

test.each([
  'omkadering',
  'gewicht',
  'gewichten',
  'school',
  'basisschool',
  'bestuur',
  'eleve',
  'élèves',
  'brief',
  'inschrijven',
  'inschrijving',
  'OPENBAAR document',
  '2015',
  '2015-2016',
  '"openbare documenten"',
  '„openbare documenten”',
  '“van de basisscholen',
  '"2015-2016" brief',
  'docu',
])('DO-2, DO-11: %s finds the letter', async (question) => {
  expect(await finds(question)).toBe(true);
});

test.each([
  '"openbare document"',
  '"documenten openbare"',
  '"basisscholen eleves"',
  'rekening',
  'school rekening',
  'kadering',
  '"schoolbestuur"',
])('DO-2: %s does not find the letter', async (question) => {
  expect(await finds(question)).toBe(false);
});

test.each([
  ['', 'none'],
  ['  \n', 'none'],
  ['""', 'none'],
  ['ab', 'too-short'],
  ['"a" b', 'too-short'],
  ['!!!?', 'too-short'],
  ['5 a', 'too-short'],
  ['abc', 'terms'],
  ['a b c', 'terms'],
  ['"a b" c', 'terms'],
] as const)('DO-2: %j is %s', (text, kind) => {
  expect(parseSearch(text).kind).toBe(kind);
});

test('DO-2: an unclosed quote reads as a phrase to the end', () => {
  expect(parseSearch('brief "openbare documenten')).toEqual({
    kind: 'terms',
    terms: [
      { kind: 'word', word: 'brief' },
      { kind: 'phrase', words: ['openbare', 'documenten'] },
    ],
  });
});

test('DO-2: one and two letters are whole words, not beginnings', () => {
  expect(toTsquery(parseSearch('5a klas'))).toMatch(/^\('5a' \| '=5a'\) & /);
});

test('DO-11: the title weighs more than the body', async () => {
  const { rows } = await client.query<{ title: number; body: number }>(
    'select ts_rank($1::tsvector, $3::tsquery) as title, ts_rank($2::tsvector, $3::tsquery) as body',
    [
      indexText({ title: 'Omkadering', body: 'brief' }).tsvector,
      indexText({ title: 'Brief', body: 'omkadering' }).tsvector,
      toTsquery(parseSearch('omkadering')),
    ],
  );
  expect(rows[0]?.title).toBeGreaterThan(rows[0]?.body ?? 1);
});

test('DO-11: a text beyond every limit of PostgreSQL is indexed in part, and says so', async () => {
  const body = Array.from({ length: 150_000 }, (_, index) => `${'lang'.repeat(60)}${index} woord${index}`).join(' ');
  for (const text of [
    body,
    'de '.repeat(200_000),
    'x'.repeat(3_000_000),
    '漢'.repeat(500_000),
    '漢字 '.repeat(90_000),
  ]) {
    const { tsvector } = indexText({ title: text.slice(0, 20_000), body: text });
    await expect(client.query('select length($1::tsvector)', [tsvector])).resolves.toBeDefined();
  }
  expect(indexText({ title: '', body }).truncated).toBe(true);
  expect(indexText({ title: '', body: 'de '.repeat(1_000) }).truncated).toBe(false);
});

const word = fc.constantFrom(
  ...'school scholen schoolbestuur schoolbesturen bestuur brief brieven omzendbrief klas klassen klassenraad de een 5a 2015 Élève leden lid'.split(
    ' ',
  ),
  ..."inschrijving inschrijven verlening weken week lestijdenpakket pakket huizen ĳs 's".split(' '),
);
const glue = fc.constantFrom(' ', ' ', ' ', '-', ', ', '\n', '’');
const quote = fc.constantFrom('', '', '', '"', '„', '”');
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom(':*', "'", "\\'", '&|!', '<->', '=school', '~bestuur', '\\', "''"),
);
const prose = fc
  .array(fc.tuple(fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: noise }), glue), { maxLength: 14 })
  .map((pairs) => pairs.flat().join(''));
const question = fc
  .array(fc.tuple(quote, fc.oneof({ weight: 6, arbitrary: word }, { weight: 1, arbitrary: noise }), quote, glue), {
    maxLength: 5,
  })
  .map((parts) => parts.flat().join(''));

test('DO-2: PostgreSQL answers as the rules say, for any text and question', async () => {
  const cases = fc.sample(fc.record({ title: prose, body: prose, question }), 4_000);
  const asked = cases
    .map((one) => ({ ...one, query: parseSearch(one.question), vector: indexText(one).tsvector }))
    .map((one) => ({ ...one, tsquery: toTsquery(one.query) }))
    .filter((one) => one.tsquery !== undefined);
  const { rows } = await client.query<{ found: boolean }>(
    `select vector::tsvector @@ tsquery::tsquery as found
     from unnest($1::text[], $2::text[]) with ordinality as asked (vector, tsquery, number) order by number`,
    [asked.map((one) => one.vector), asked.map((one) => one.tsquery)],
  );
  const disagreeing = asked.filter((one, index) => matches(one, one.query) !== rows[index]?.found);
  expect(disagreeing).toEqual([]);
  expect(rows.filter(({ found }) => found).length).toBeGreaterThan(asked.length / 20);
});

test('DO-2: no input makes another query than the one meant', async () => {
  const questions = fc.sample(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), question, noise), 4_000);
  const queries = questions.map((one) => toTsquery(parseSearch(one))).filter((one) => one !== undefined);
  const { rows } = await client.query<{ nodes: number }>(
    'select numnode(tsquery::tsquery) as nodes from unnest($1::text[]) with ordinality as asked (tsquery, number) order by number',
    [queries],
  );
  queries.forEach((query, index) => {
    const operands = query.match(/'/g)?.length ?? 0;
    expect(rows[index]?.nodes).toBe(operands - 1);
  });
});

test('DO-2: a pasted page is a query of bounded size', async () => {
  const pasted = toTsquery(parseSearch('omkaderingsgewichten '.repeat(50_000))) ?? '';
  expect(pasted.length).toBeLessThan(50_000);
  await expect(client.query('select $1::tsquery', [pasted])).resolves.toBeDefined();
});

async function finds(question: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>('select $1::tsvector @@ $2::tsquery as found', [
    indexText(letter).tsvector,
    toTsquery(parseSearch(question)),
  ]);
  return rows[0]?.found ?? false;
}

/** The rules again, over the lexemes of one document. */
function matches(document: { title: string; body: string }, query: SearchQuery): boolean {
  if (query.kind !== 'terms') return false;
  const lexemes = new Map<string, readonly number[]>();
  for (const [, lexeme = '', positions = ''] of indexText(document).tsvector.matchAll(/'([^']+)'(?::([\dA,]+))?/g)) {
    lexemes.set(lexeme, positions === '' ? [] : positions.split(',').map((position) => Number.parseInt(position, 10)));
  }
  return query.terms.every((term) =>
    term.kind === 'word'
      ? alternatives(term.word).some(({ lexeme, prefix }) =>
          prefix ? [...lexemes.keys()].some((one) => one.startsWith(lexeme)) : lexemes.has(lexeme),
        )
      : (lexemes.get(term.words[0] ?? '') ?? []).some((start) =>
          term.words.every((one, offset) => lexemes.get(one)?.includes(start + offset)),
        ) ||
        (term.words.length === 1 && lexemes.has(term.words[0] ?? '')),
  );
}
