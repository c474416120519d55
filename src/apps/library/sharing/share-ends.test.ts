import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { openDocument, shareDocument, sharesOfInstitution } from '#apps/library/index.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aDesk, aService, deliver, metadataFor, type Desk, type TestService } from '#tests/world/deliveries.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aPortalAdmin,
  aPortalUser,
  setPeriod,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { endedYesterday, running } from '#tests/world/periods.ts';

type Holder = Person & GivenRight;

const openTheme = 6;
const secret = { theme: 'omkadering-en-toelagen-vertrouwelijk', confidentiality: 'confidential' } as const;

let db: TestDatabase;
let desk: Desk;
let service: TestService;
let school: School;
let elsewhere: School;
let sharer: Holder;
let head: Holder;

beforeAll(async () => {
  db = await testDatabase();
  desk = await aDesk(db.database);
  service = await aService(db.database, { themes: [openTheme, 7] });
  school = await aSchool(db.database);
  elsewhere = await aSchool(db.database);
  sharer = await aPortalUser(db.database, { of: school, themes: [openTheme], name: 'Karel Claes' });
  head = await aPortalAdmin(db.database, { of: school, name: 'Mia Hermans' });
});

let made = 0;

/** A delivered letter, and how it is delivered again as something else. */
async function aLetter() {
  made += 1;
  const reference = `OMK-${made}`;
  const send = async (changes: object = {}, content = 'De lestijden zijn berekend.') => {
    const metadata = metadataFor(school, { reference, ...changes });
    const outcome = await deliver(desk, { caller: service, metadata, content });
    if (outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome));
    return outcome.id;
  };
  return { id: await send(), send };
}

const aReceiver = (): Promise<Holder> => aPortalUser(db.database, { of: elsewhere, name: 'Lies Goossens' });

const share = (by: Person, documentId: string, to: Person, key: string = newId()) =>
  writingAs(db.database, by, (as) =>
    perform(shareDocument, as, { documentId, email: to.email, personId: null, key, note: null }),
  );

const reads = (person: Person, id: string): Promise<boolean> =>
  readingAs(db.database, person, (as) => ask(openDocument, as, { id })).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotFound) return false;
      throw error;
    },
  );

const overviewFor = (person: Person, at: School = school) =>
  readingAs(db.database, person, (as) =>
    ask(sharesOfInstitution, as, { institutionId: at.id, levelId: at.levels[0] ?? 1, from: null }),
  );

const statesOf = async (documentId: string): Promise<string[]> =>
  (await overviewFor(head)).shares.filter((one) => one.documentId === documentId).map((one) => one.state);

describe('DO-7, P5: a share works as long as the receiver has access and the document is what was shared', () => {
  test('on the very next request after the last right of the receiver ends it gives nothing, and with access it works again', async () => {
    const [receiver, letter] = [await aReceiver(), await aLetter()];
    await share(sharer, letter.id, receiver);
    const second = await aGrant(db.database, receiver, 'portal-admin', { of: elsewhere });
    await withdraw(db.database, receiver.grantId);
    expect(await reads(receiver, letter.id)).toBe(true);
    await setPeriod(db.database, second.grantId, endedYesterday());
    expect(await reads(receiver, letter.id)).toBe(false);
    expect(await statesOf(letter.id)).toEqual(['no-access']);
    await setPeriod(db.database, second.grantId, running());
    expect(await reads(receiver, letter.id)).toBe(true);
    expect(await statesOf(letter.id)).toEqual(['works']);
  });

  test('it does not depend on what becomes of whoever shared it', async () => {
    const leaving = await aPortalUser(db.database, { of: school, themes: [openTheme] });
    const [receiver, letter] = [await aReceiver(), await aLetter()];
    await share(leaving, letter.id, receiver);
    await withdraw(db.database, leaving.grantId);
    expect(await reads(receiver, letter.id)).toBe(true);
  });

  test('a new version stays shared', async () => {
    const [receiver, letter] = [await aReceiver(), await aLetter()];
    await share(sharer, letter.id, receiver);
    await letter.send({}, 'De lestijden zijn herberekend.');
    expect(await reads(receiver, letter.id)).toBe(true);
  });

  test.each([
    ['becomes confidential', 'confidential', () => secret],
    ['goes to another institution', 'moved', () => ({ institution: elsewhere.id })],
  ])('a document that %s is no longer shared, also when it comes back', async (_what, state, change) => {
    const [receiver, letter] = [await aReceiver(), await aLetter()];
    await share(sharer, letter.id, receiver);
    await letter.send(change());
    expect(await reads(receiver, letter.id)).toBe(false);
    await letter.send();
    expect(await reads(receiver, letter.id)).toBe(false);
    expect(await statesOf(letter.id)).toEqual([state]);
    const ended = await readAsSystem(db.database, (all) =>
      all
        .selectFrom('audit_events')
        .select(['organisation_id'])
        .where('subject_id', '=', letter.id)
        .where('action', '=', 'end-share')
        .execute(),
    );
    expect(ended).toEqual([{ organisation_id: school.id }]);
    expect(await share(sharer, letter.id, receiver)).toEqual({ kind: 'shared' });
    expect(await reads(receiver, letter.id)).toBe(true);
  });

  test('of a version that was confidential the receiver sees nothing, in the database neither', async () => {
    const [receiver, letter] = [await aReceiver(), await aLetter()];
    await letter.send(secret, 'Over Bilal Demir.');
    await letter.send({}, 'Zonder namen.');
    await share(sharer, letter.id, receiver);
    const versions = await readingAs(db.database, receiver, (as) =>
      as.db
        .selectFrom('document_versions')
        .select('version')
        .where('document_id', '=', letter.id)
        .orderBy('version')
        .execute(),
    );
    expect(versions.map((one) => one.version)).toEqual([1, 3]);
  });
});

describe('sharing is one transaction', () => {
  const shareCount = async (documentId: string): Promise<number> =>
    readAsSystem(
      db.database,
      async (all) =>
        (await all.selectFrom('document_shares').select('id').where('document_id', '=', documentId).execute()).length,
    );

  test('a form sent ten times at once shares once, and everybody is told that it was done', async () => {
    const [receiver, letter, key] = [await aReceiver(), await aLetter(), newId()];
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => share(sharer, letter.id, receiver, key)));
    expect(outcomes.filter(({ kind }) => kind === 'shared')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'again')).toHaveLength(9);
    expect(await shareCount(letter.id)).toBe(1);
  });

  test('the form of what was shared, gone back to and sent with somebody else, shares with that person too', async () => {
    const [receiver, another, letter, key] = [await aReceiver(), await aReceiver(), await aLetter(), newId()];
    const kinds: string[] = [];
    for (const to of [receiver, another, receiver]) kinds.push((await share(sharer, letter.id, to, key)).kind);
    expect(kinds).toEqual(['shared', 'shared', 'again']);
    expect(await reads(another, letter.id)).toBe(true);
    expect(await shareCount(letter.id)).toBe(2);
    expect((await share(sharer, (await aLetter()).id, receiver, key)).kind).toBe('shared');
    await expect(share(head, letter.id, await aReceiver(), key)).rejects.toBeInstanceOf(NotFound);
  });

  test('two people who share the same at the same moment share it once', async () => {
    const [receiver, letter] = [await aReceiver(), await aLetter()];
    const outcomes = await Promise.all([sharer, head].map((by) => share(by, letter.id, receiver)));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['already', 'shared']);
    expect(await shareCount(letter.id)).toBe(1);
  });

  test('a document that becomes confidential at the same moment is never shared afterwards', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [receiver, letter] = [await aReceiver(), await aLetter()];
      const [shared] = await Promise.allSettled([share(sharer, letter.id, receiver), letter.send(secret)]);
      expect(await reads(receiver, letter.id)).toBe(false);
      expect(shared.status === 'fulfilled' ? await statesOf(letter.id) : ['confidential']).toEqual(['confidential']);
    }
  });
});

describe('DO-7: whoever administers the themes of an institution sees all its shares', () => {
  test('with who shared what with whom; nobody else, nor of another institution or level', async () => {
    const [receiver, letter] = [await aReceiver(), await aLetter()];
    await share(sharer, letter.id, receiver);
    const [newest] = (await overviewFor(head)).shares;
    expect(newest).toMatchObject({
      documentId: letter.id,
      sharer: 'Karel Claes',
      receiver: 'Lies Goossens',
      state: 'works',
    });
    for (const person of [sharer, receiver]) await expect(overviewFor(person)).rejects.toBeInstanceOf(Forbidden);
    await expect(overviewFor(head, elsewhere)).rejects.toBeInstanceOf(Forbidden);
    expect((await overviewFor(await aPortalAdmin(db.database, { of: elsewhere }), elsewhere)).shares).toEqual([]);
  });
});
