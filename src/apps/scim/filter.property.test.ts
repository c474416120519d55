import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseFilter, type Filter } from '#apps/scim/filter.ts';
import { matches } from '#apps/scim/matches.ts';
import { readQualified, writeQualified } from '#apps/scim/qualified-right.ts';
import { testDatabase } from '#tests/support/database.ts';
import { aSite } from '#tests/wall/site.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPerson, aWorkRelation } from '#tests/world/people.ts';
import { aScimClient, codeOf, extension, type Asked } from '#tests/world/scim.ts';

describe('the filter of RFC 7644 §3.4.2.2', () => {
  // Figure 1 of the RFC, with what each means as a tree.
  test.each([
    ['userName eq "bjensen"', { kind: 'compare', path: ['username'], operator: 'eq', value: 'bjensen' }],
    [
      'name.familyName co "O\'Malley"',
      { kind: 'compare', path: ['name', 'familyname'], operator: 'co', value: "O'Malley" },
    ],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
      { kind: 'compare', path: ['username'], operator: 'sw', value: 'J' },
    ],
    ['title pr', { kind: 'present', path: ['title'] }],
    [
      'meta.lastModified gt "2011-05-13T04:42:34Z"',
      { kind: 'compare', path: ['meta', 'lastmodified'], operator: 'gt', value: '2011-05-13T04:42:34Z' },
    ],
    [
      'emails[type eq "work" and value co "@example.com"]',
      { kind: 'element', path: ['emails'], filter: { kind: 'and' } },
    ],
    [
      'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
      { kind: 'and', parts: [{}, { kind: 'or' }] },
    ],
    ['userType ne "Employee" and not (emails co "example.com")', { kind: 'and', parts: [{}, { kind: 'not' }] }],
    ['a pr or b pr and c pr', { kind: 'or', parts: [{ path: ['a'] }, { kind: 'and' }] }],
    ['A EQ TRUE or a Eq true', null],
  ])('%s', (text, tree) => {
    if (tree === null) expect(() => parseFilter(text)).toThrow();
    else expect(parseFilter(text)).toMatchObject(tree);
  });

  test.each([
    '',
    'userName',
    'userName eq',
    'userName like "x"',
    'eq "x"',
    '(userName pr',
    'userName pr)',
    'emails[type pr',
    'userName eq "x',
    'userName eq x',
    'userName pr and',
    'not userName pr',
    '('.repeat(40),
    'a pr'.padEnd(3000, ' '),
  ])('%j is no filter', (text) => {
    expect(() => parseFilter(text)).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }));
  });
});

describe('a list', () => {
  let ask: Asked;
  let all: Record<string, unknown>[];
  beforeAll(async () => {
    const db = await testDatabase();
    const site = await aSite(db);
    const [school, other] = [await aSchool(db.database), await aSchool(db.database)];
    const head = await aHolder(db.database, 'head-local-admin', { of: school, name: 'Karim Benali' });
    await aGrant(db.database, head, 'head-local-admin', { of: other });
    for (const name of ['An Peeters', 'Änne De Smet', "Bart O'Neil", 'Zoë %_', 'Chantal DE SMET'])
      await aWorkRelation(db.database, await aPerson(db.database, { name }), school);
    await aHolder(db.database, 'pupil-passport', { of: other, contexts: ['Operator'], name: 'Els Maes' });
    await aWorkRelation(db.database, await aPerson(db.database, { name: 'Zonder Mail', email: null }), other);
    ask = await aScimClient(db.database, site, { by: head, of: [school, other] });
    all = (await ask('GET', '/Users')).body.Resources;
    expect(all).toHaveLength(8);
    void codeOf;
  });

  const path = fc.constantFrom(
    'userName',
    'externalId',
    'id',
    'name.givenName',
    'name.familyName',
    'displayName',
    'emails',
    'emails.value',
    'emails.type',
    'entitlements',
    'entitlements.type',
    `${extension}:workRelations.category`,
    `${extension}:rights.right`,
  );
  const word = fc.constantFrom(
    'an',
    'AN',
    'smet',
    'peeters',
    "o'neil",
    '%',
    '_',
    'é',
    '',
    'school.example',
    'pupil-passport',
    'Medewerker',
    '0',
    '\\',
  );
  const comparison = fc
    .tuple(path, fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew'), word)
    .map(([attribute, operator, value]) => `${attribute} ${operator} ${JSON.stringify(value)}`);
  const leaf = fc.oneof(
    comparison,
    path.map((attribute) => `${attribute} pr`),
    fc.constantFrom(
      'active eq true',
      'active ne true',
      'active pr',
      'meta.lastModified gt "2020-01-01T00:00:00Z"',
      'meta.created lt "2020-01-01T00:00:00Z"',
      'emails[value ew ".example"]',
    ),
  );
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
        .map(([one, and, other]) => `(${one}) ${and} (${other})`),
      tie('filter').map((part) => `not (${part})`),
    ),
  }));

  // Of a list without elements "not equal" holds for the resource as a whole, and for no element: the database judges elements.
  const isFair = (tree: Filter): boolean =>
    !JSON.stringify(tree).includes('"ne"') || !/emails|entitlements|urn:/.test(JSON.stringify(tree));

  test('SCIM whatever the filter says of each person, the list holds exactly those', async () => {
    await fc.assert(
      fc.asyncProperty(filter, async (text) => {
        const tree = parseFilter(text);
        fc.pre(isFair(tree));
        const answer = await ask('GET', `/Users?${new URLSearchParams({ filter: text })}`);
        const expected = all.filter((user) => matches(user, tree)).map(({ id }) => id);
        expect([text, answer.status]).toEqual([text, 200]);
        const ids = answer.body.Resources.map(({ id }: { id: string }) => id);
        expect([text, ids]).toEqual([text, expected]);
        expect(answer.body.totalResults).toBe(expected.length);
      }),
      { numRuns: 150 },
    );
  });

  test('SCIM pages, sorting and chosen attributes (RFC 7644 3.4.2, 3.9)', async () => {
    const page = (await ask('GET', '/Users?startIndex=3&count=2&sortBy=name.familyName&sortOrder=descending')).body;
    const names = all
      .map((user) => (user['name'] as { familyName: string }).familyName.toLowerCase())
      .toSorted()
      .toReversed();
    expect(page).toMatchObject({ totalResults: 8, startIndex: 3, itemsPerPage: 2 });
    expect(page.Resources.map((user) => user.name.familyName.toLowerCase())).toEqual(names.slice(2, 4));
    expect((await ask('GET', '/Users?startIndex=-3&count=0')).body).toMatchObject({
      totalResults: 8,
      startIndex: 1,
      Resources: [],
    });
    expect((await ask('GET', '/Users?startIndex=9')).body).toMatchObject({ itemsPerPage: 0, Resources: [] });
    const [first] = (await ask('GET', '/Users?attributes=userName,name.givenName&count=1')).body.Resources;
    expect(Object.keys(first ?? {}).toSorted()).toEqual(['id', 'name', 'schemas', 'userName']);
    expect(Object.keys(first?.name ?? {})).toEqual(['givenName']);
    const [less] = (await ask('GET', `/Users?excludedAttributes=emails,id&count=1`)).body.Resources;
    expect([less?.['emails'], typeof less?.id]).toEqual([undefined, 'string']);
    const search = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: 'name.familyName eq "peeters"',
      attributes: ['userName'],
    };
    expect((await ask('POST', '/.search', search)).body).toMatchObject({ totalResults: 1 });
    for (const query of [
      'filter=password eq "x"',
      'filter=active gt true',
      'filter=userName eq',
      'sortBy=emails',
      'count=x',
      'sortOrder=up',
    ])
      expect([query, (await ask('GET', `/Users?${encodeURI(query)}`)).status]).toEqual([query, 400]);
  });
});

test('R22 a fully qualified right is read as it was written, whatever signs its parts hold', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9A-Z]{1,9}$/),
      name,
      fc.array(name),
      fc.stringMatching(/^[a-z-]+$/),
      (organisation, category, contexts, right) => {
        const qualified = { organisation, category, contexts, right };
        expect(readQualified(writeQualified(qualified))).toEqual(qualified);
      },
    ),
  );
  for (const text of ['', '1', '1-2-3', '1-category:x', '1-category:%-x']) expect(readQualified(text)).toBeNull();
});
