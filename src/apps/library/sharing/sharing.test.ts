import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import {
  letGoOfShare,
  openDocument,
  previewShare,
  searchDocuments,
  shareDocument,
  sharesOfDocument,
} from '#apps/library/index.ts';
import { noFilter } from '#apps/library/model.ts';
import type { SearchInput } from '#apps/library/queries.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, someDocuments, type MadeDocument } from '#tests/wall/documents.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, aPortalAdmin, aPortalUser, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';

type Holder = Person & GivenRight;

let db: TestDatabase;
let school: School;
let elsewhere: School;
let sharer: Holder;
let head: Holder;
let letter: MadeDocument;
/** What a share of the school's letters says besides the document and its receiver. */
let standing: { institution_id: number; level_id: number; theme_id: number; sharer_id: string };

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  elsewhere = await aSchool(db.database, { levels: [2] });
  sharer = await aPortalUser(db.database, { of: school, themes: [1, 3], name: 'Karel Claes' });
  head = await aPortalAdmin(db.database, { of: school, name: 'Mia Hermans' });
  letter = await aDocument(db.database, { institutionId: school.id, title: 'Brief over de lestijden' });
  standing = { institution_id: school.id, level_id: 1, theme_id: 1, sharer_id: sharer.id };
});

/** Somebody of another school and level, who sees the letter through a share only. */
const aReceiver = (): Promise<Holder> => aPortalUser(db.database, { of: elsewhere, name: 'Lies Goossens' });

const aLetter = (): Promise<MadeDocument> => aDocument(db.database, { institutionId: school.id });

interface Wish {
  key?: string;
  note?: string | null;
}

const share = (by: Person, document: MadeDocument, to: Person, { key = newId(), note = null }: Wish = {}) =>
  writingAs(db.database, by, (as) =>
    perform(shareDocument, as, { documentId: document.id, email: to.email, personId: null, key, note }),
  );

const reads = (person: Person, document: MadeDocument): Promise<boolean> =>
  readingAs(db.database, person, (as) => ask(openDocument, as, { id: document.id })).then(
    () => true,
    (error: unknown) => {
      if (error instanceof NotFound) return false;
      throw error;
    },
  );

const question: SearchInput = {
  levelId: null,
  search: '',
  filter: noFilter,
  institutionsToo: [],
  order: 'newest',
  from: null,
  direction: 'older',
  skip: 0,
};

const listFor = (person: Person, changes: Partial<SearchInput> = {}) =>
  readingAs(db.database, person, (as) => ask(searchDocuments, as, { ...question, ...changes }));

describe('DO-7: an open document is shared with one person who has access', () => {
  test('the receiver reads it, sees who shared it and why, and finds it in list, search and filter', async () => {
    const receiver = await aReceiver();
    expect(await reads(receiver, letter)).toBe(false);
    expect(await share(sharer, letter, receiver, { note: 'Kijk eens naar punt 2.' })).toEqual({ kind: 'shared' });
    expect(await reads(receiver, letter)).toBe(true);
    for (const changes of [{}, { search: 'lestijden' }, { filter: { ...noFilter, sharers: [sharer.id] } }]) {
      const { documents, facets } = await listFor(receiver, changes);
      expect(documents.map((document) => [document.id, document.sharedBy])).toEqual([[letter.id, 'Karel Claes']]);
      expect([facets.total, facets.sharers]).toEqual([1, [{ id: sharer.id, name: 'Karel Claes', count: 1 }]]);
    }
    const [seen] = await readingAs(db.database, receiver, (as) => ask(sharesOfDocument, as, { documentId: letter.id }));
    expect(seen).toMatchObject({ sharer: 'Karel Claes', note: 'Kijk eens naar punt 2.', receiverId: receiver.id });
  });

  test('whoever holds the document sees with whom it is shared and by whom; the message is for the two of them', async () => {
    const [receiver, another, document] = [await aReceiver(), await aReceiver(), await aLetter()];
    await share(sharer, document, receiver, { note: 'Voor jou' });
    await share(sharer, document, another);
    const seenBy = (person: Person) =>
      readingAs(db.database, person, (as) => ask(sharesOfDocument, as, { documentId: document.id }));
    expect((await seenBy(head)).map((one) => [one.sharer, one.receiver, one.note])).toEqual([
      ['Karel Claes', 'Lies Goossens', null],
      ['Karel Claes', 'Lies Goossens', null],
    ]);
    expect((await seenBy(sharer)).map((one) => one.note)).toEqual([null, 'Voor jou']);
    expect((await seenBy(receiver)).map((one) => one.receiverId)).toEqual([receiver.id]);
    expect(await seenBy(await aReceiver())).toEqual([]);
  });

  test('sharing is one entry in the audit trail of the institution, without the message', async () => {
    const [receiver, document] = [await aReceiver(), await aLetter()];
    await share(sharer, document, receiver, { note: 'Vertrouwelijk tussen ons' });
    const entries = await readAsSystem(db.database, (all) =>
      all.selectFrom('audit_events').selectAll().where('subject_id', '=', document.id).execute(),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      action: 'share-document',
      organisation_id: school.id,
      actor_person_id: sharer.id,
      rests_on_grant: sharer.grantId,
    });
    expect(JSON.stringify(entries)).not.toContain('tussen ons');
  });

  test('the receiver gets one mail, with who shared and a link; nothing of the document or the message', async () => {
    const [receiver, key] = [await aReceiver(), newId()];
    for (const _ of [1, 2]) await share(sharer, letter, receiver, { key, note: 'Kijk eens naar punt 2.' });
    const mails = await readAsSystem(db.database, (all) =>
      all.selectFrom('mails').selectAll().where('person_id', '=', receiver.id).execute(),
    );
    expect(mails).toHaveLength(1);
    const said = JSON.stringify(mails[0]?.content);
    expect(said).toContain('Karel Claes deelde een document met jou');
    expect(said).toContain(`/document/${letter.id}`);
    for (const kept of ['lestijden', 'punt 2', school.name]) expect(said).not.toContain(kept);
  });

  test('who has the document by a right of his own holds it, also when it was shared: it is listed once and can be shared on', async () => {
    const [document, colleague] = [await aLetter(), await aPortalUser(db.database, { of: school, themes: [1] })];
    await share(sharer, document, colleague);
    const { documents, facets } = await listFor(colleague, { filter: { ...noFilter, themes: [1] } });
    expect(documents.filter(({ id }) => id === document.id).map((one) => one.sharedBy)).toEqual([null]);
    expect(facets.total).toBe(documents.length);
    expect(await share(colleague, document, await aReceiver())).toEqual({ kind: 'shared' });
    await withdraw(db.database, colleague.grantId);
    await aPortalUser(db.database, { of: elsewhere, to: colleague });
    expect(await reads(colleague, document)).toBe(true);
  });
});

describe('DO-7, P5: what cannot be shared', () => {
  test('confidential, very confidential and received documents; what one does not see does not exist', async () => {
    const [receiver, another] = [await aReceiver(), await aReceiver()];
    const secret = await aDocument(db.database, { institutionId: school.id, theme: 3 });
    const pay = await aDocument(db.database, { institutionId: school.id, theme: 12 });
    await share(sharer, letter, receiver);
    await expect(share(sharer, secret, receiver)).rejects.toBeInstanceOf(Forbidden);
    await expect(share(head, pay, receiver)).rejects.toBeInstanceOf(Forbidden);
    await expect(share(receiver, letter, another)).rejects.toBeInstanceOf(Forbidden);
    await expect(share(sharer, pay, receiver)).rejects.toBeInstanceOf(NotFound);
    await expect(share(another, letter, receiver)).rejects.toBeInstanceOf(NotFound);
  });

  test('the database refuses them too, whatever is written', async () => {
    const receiver = await aReceiver();
    const secret = await aDocument(db.database, { institutionId: school.id, theme: 3 });
    const document = await aLetter();
    const values = { ...standing, document_id: document.id, receiver_id: receiver.id };
    const write = (by: Person | null, changes: Partial<typeof values> & { confidentiality?: string }) =>
      by
        ? writingAs(db.database, by, ({ tx }) =>
            tx
              .insertInto('document_shares')
              .values({ ...values, ...changes })
              .execute(),
          )
        : asSystem(db.database, (tx) =>
            tx
              .insertInto('document_shares')
              .values({ ...values, ...changes })
              .execute(),
          );
    const confidential = { document_id: secret.id, theme_id: 3 };
    // Even without row-level security in the way.
    await expect(write(null, confidential)).rejects.toThrow('of_an_open_theme');
    await expect(write(null, { ...confidential, confidentiality: 'confidential' })).rejects.toThrow(
      'only_what_is_open',
    );
    await expect(write(null, { document_id: secret.id })).rejects.toThrow('where_its_document_stands');
    await expect(write(null, { institution_id: elsewhere.id })).rejects.toThrow('where_its_document_stands');
    await expect(write(null, { receiver_id: sharer.id })).rejects.toThrow('with_somebody_else');
    // As somebody.
    await expect(write(sharer, { sharer_id: head.id })).rejects.toThrow('row-level security');
    await expect(write(receiver, { sharer_id: receiver.id, receiver_id: head.id })).rejects.toThrow(
      'row-level security',
    );
    const outsider = await aPerson(db.database);
    await expect(write(sharer, { receiver_id: outsider.id })).rejects.toThrow('row-level security');
    await share(sharer, document, receiver);
    await expect(write(receiver, { sharer_id: receiver.id, receiver_id: head.id })).rejects.toThrow(
      'row-level security',
    );
    await expect(write(head, { sharer_id: head.id })).rejects.toThrow('shared_once_at_a_time');
  });

  test('DO-8: nobody takes a share back, changes it or deletes it; only the receiver lets go', async () => {
    const [receiver, document] = [await aReceiver(), await aLetter()];
    await share(sharer, document, receiver);
    const ending = sql`update document_shares set ended_at = now(), ended_because = 'receiver' where document_id = ${document.id}`;
    for (const person of [sharer, head])
      expect(await writingAs(db.database, person, ({ tx }) => ending.execute(tx))).toMatchObject({
        numAffectedRows: 0n,
      });
    for (const statement of ["update document_shares set note = 'x'", 'delete from document_shares'])
      for (const person of [sharer, receiver, head])
        await expect(writingAs(db.database, person, ({ tx }) => sql.raw(statement).execute(tx))).rejects.toThrow(
          'permission denied',
        );
    await expect(
      writingAs(db.database, sharer, (as) => perform(letGoOfShare, as, { documentId: document.id })),
    ).rejects.toBeInstanceOf(NotFound);
    await writingAs(db.database, receiver, (as) => perform(letGoOfShare, as, { documentId: document.id }));
    expect(await reads(receiver, document)).toBe(false);
    expect(await share(sharer, document, receiver)).toEqual({ kind: 'shared' });
  });
});

describe('DO-7, P3: the receiver', () => {
  test('an address of nobody and one of somebody without access answer alike', async () => {
    const without = await aPerson(db.database);
    const left = await aReceiver();
    await withdraw(db.database, left.grantId);
    const blocked = await aPortalUser(db.database, { of: elsewhere, blocked: true });
    const answers = ['nobody@school.example', without.email, left.email, blocked.email, sharer.email].map((email) =>
      readingAs(db.database, sharer, (as) => ask(previewShare, as, { documentId: letter.id, email, personId: null })),
    );
    for (const answer of answers) expect(await answer).toEqual({ kind: 'nobody' });
    const outcomes = [without, left, blocked].map((person) => share(sharer, letter, person));
    for (const outcome of outcomes) expect(await outcome).toEqual({ kind: 'nobody' });
  });

  test('is found by the exact address, capitals aside, and never by a part of it', async () => {
    const receiver = await aReceiver();
    const find = (email: string) =>
      readingAs(db.database, sharer, (as) => ask(previewShare, as, { documentId: letter.id, email, personId: null }));
    const email = receiver.email ?? '';
    expect(await find(email.toUpperCase())).toMatchObject({ kind: 'ready', receiver: { id: receiver.id } });
    for (const part of [email.slice(1), `${email}%`, '%', email.replace('.', '_')])
      expect(await find(part)).toEqual({ kind: 'nobody' });
  });

  test('is chosen by name among people of one’s own institutions, and nobody else is, by whatever id', async () => {
    const [colleague, stranger] = [await aPortalUser(db.database, { of: school }), await aReceiver()];
    const choose = (personId: string) =>
      readingAs(db.database, sharer, (as) => ask(previewShare, as, { documentId: letter.id, email: null, personId }));
    expect(await choose(colleague.id)).toMatchObject({ kind: 'ready', receiver: { id: colleague.id } });
    expect(await choose(stranger.id)).toEqual({ kind: 'nobody' });
    expect(await choose(sharer.id)).toEqual({ kind: 'nobody' });
  });

  test('who shares an address with somebody is chosen by name', async () => {
    const email = 'secretariaat@school.example';
    const [one, other] = [
      await aPortalUser(db.database, { of: elsewhere, email, name: 'An Peeters' }),
      await aPortalUser(db.database, { of: elsewhere, email, name: 'Bart Wouters' }),
    ];
    const find = (personId: string | null) =>
      readingAs(db.database, sharer, (as) => ask(previewShare, as, { documentId: letter.id, email, personId }));
    expect(await find(null)).toMatchObject({ kind: 'several', receivers: [{ id: one.id }, { id: other.id }] });
    expect(await find(other.id)).toMatchObject({ kind: 'ready', receiver: { name: 'Bart Wouters' } });
    expect(await find(head.id)).toEqual({ kind: 'nobody' });
  });

  test('holds 500 shares at most, so that every list stays quick; then no more is shared with him', async () => {
    const receiver = await aReceiver();
    const many = await someDocuments(
      db.database,
      Array.from({ length: 501 }, () => ({ institutionId: school.id })),
    );
    const [last, ...others] = many;
    const values = others.map(({ id }) => ({ ...standing, document_id: id, receiver_id: receiver.id }));
    await asSystem(db.database, (tx) => tx.insertInto('document_shares').values(values).execute());
    expect((await listFor(receiver)).facets.total).toBe(500);
    expect(await share(sharer, last as MadeDocument, receiver)).toEqual({ kind: 'nobody' });
    await expect(
      writingAs(db.database, sharer, ({ tx }) =>
        tx
          .insertInto('document_shares')
          .values({ ...standing, document_id: last?.id ?? '', receiver_id: receiver.id })
          .execute(),
      ),
    ).rejects.toThrow('row-level security');
  });
});
