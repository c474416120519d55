import { Readable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { findGrantPerson, Problem, readNationalNumberFrom } from '#cli/grant/person.ts';
import { tickThemes } from '#cli/grant/themes.ts';
import { checkDigits } from '#directory/national-number.ts';
import { sealer } from '#platform/crypto.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf } from '#tests/world/acting.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPerson, aPortalUser } from '#tests/world/people.ts';

const number = `930518223${checkDigits('930518223', 1900)}`;
const keys = sealer({ nationalNumber: Buffer.alloc(32, 1), nationalNumberLookup: Buffer.alloc(32, 2) });

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

const find = (wanted: Partial<Parameters<typeof findGrantPerson>[1]>) =>
  asSystem(db.database, (tx) => findGrantPerson(tx, { person: '-', number: null, reason: 'start', ...wanted }, keys));

describe('the person of the command grant', () => {
  test('is found by id or e-mail address, and one address of two people is not enough', async () => {
    const person = await aPerson(db.database, { email: 'an@school.example' });
    expect(await find({ person: person.id })).toBe(person.id);
    expect(await find({ person: 'an@school.example' })).toBe(person.id);
    await aPerson(db.database, { email: 'an@school.example' });
    await expect(find({ person: 'an@school.example' })).rejects.toThrow(Problem);
    await expect(find({ person: 'nobody@school.example' })).rejects.toThrow(Problem);
  });

  test('is registered by a new national number once, sealed, and only with a name (RI-1)', async () => {
    await expect(find({ number })).rejects.toThrow(/--given-name/);
    const names = { givenName: 'An', familyName: 'Peeters' };
    const id = await find({ number, ...names });
    expect(await find({ number })).toBe(id);
    const stored = await asSystem(db.database, (tx) =>
      tx.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    );
    expect(JSON.stringify(stored)).not.toContain(number);
    expect(keys.open(stored.national_number_sealed ?? Buffer.of())).toBe(number);
  });

  test('a national number is read from standard input and never said back', async () => {
    expect(await readNationalNumberFrom(Readable.from(['93.05.18-223.61\n']))).toBe(number);
    const wrong = '93051822362';
    const reading = readNationalNumberFrom(Readable.from([wrong]));
    await expect(reading).rejects.toThrow(Problem);
    await expect(reading).rejects.not.toThrow(wrong);
  });
});

test('themes are ticked at the levels at which they exist, once, and an unknown one stops everything', async () => {
  const school = await aSchool(db.database, { levels: [1, 2] });
  const user = await aPortalUser(db.database, { of: school });
  const wish = { personId: user.id, institutionId: school.id, reason: 'start' };
  const tick = (slugs: string[]) => asSystem(db.database, (tx) => tickThemes(tx, { ...wish, slugs }));
  expect(await tick(['algemeen-openbaar', 'structuur-en-organisatie-vertrouwelijk'])).toBe(3);
  expect(await tick(['algemeen-openbaar'])).toBe(0);
  await expect(tick(['algemeen-openbaar', 'geheim'])).rejects.toThrow(/geheim/);
  expect((await actorOf(db.database, user)).ticks).toHaveLength(3);
});
