import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Conflict, Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import {
  addContact,
  applyContacts,
  assignContacts,
  changeContact,
  ownContacts,
  readContactFiles,
} from '#apps/contacts/index.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, aSecondarySchool, anAdministration, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let keeper: Person & GivenRight;
let school: School;
let other: School;
let reader: Person & GivenRight;
const folder = mkdtempSync(join(tmpdir(), 'schoolpoort-contacts-'));

beforeAll(async () => {
  db = await testDatabase();
  keeper = await aHolder(db.database, 'contacts-editor', {
    of: await anAdministration(db.database),
    targetGroup: 'GID',
  });
  school = await aSchool(db.database, { name: 'Basisschool De Vlieger' });
  other = await aSecondarySchool(db.database);
  reader = await aPortalUser(db.database, { of: school });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const aTeam = () => ({
  kind: 'workstation' as const,
  name: `Werkstation ${(made += 1)}`,
  phone: '02 553 00 00',
  email: '',
});

const add = async (by: Person = keeper, contact = aTeam()) =>
  writingAs(db.database, by, (as) => perform(addContact, as, { ...contact, key: newId() }));

const assign = (institution: School, contacts: Record<string, string | null>, by: Person = keeper) =>
  writingAs(db.database, by, (as) => perform(assignContacts, as, { institutionId: institution.id, contacts }));

const ownOf = async (person: Person, levelId: number | null = null): Promise<[number, string[]][]> => {
  const asked = { levelId, text: '', skip: 0 };
  const { institutions } = await readingAs(db.database, person, (as) => ask(ownContacts, as, asked));
  return institutions.map(({ organisation, contacts }) => [organisation.id, contacts.map((contact) => contact.name)]);
};

const idOf = (outcome: Awaited<ReturnType<typeof add>>): string => {
  if (outcome.kind !== 'saved') throw new Error('not saved');
  return outcome.contactId;
};

describe('CO-1: the contacts of my institutions, of no others', () => {
  test('a reader sees who serves the own institution, at its level', async () => {
    const [mine, theirs] = [aTeam(), aTeam()];
    await assign(school, { workstation: idOf(await add(keeper, mine)) });
    await assign(other, { workstation: idOf(await add(keeper, theirs)) });
    expect(await ownOf(reader)).toEqual([[school.id, [mine.name]]]);
    expect(await ownOf(reader, 1)).toEqual([[school.id, [mine.name]]]);
    expect(await ownOf(reader, 2)).toEqual([]);
    const behind = await readingAs(db.database, reader, ({ db: own }) =>
      own.selectFrom('contacts').select('name').execute(),
    );
    expect(behind.map((contact) => contact.name)).toEqual([mine.name]);
  });

  test('P6 whoever lost the right sees none', async () => {
    const leaving = await aPortalAdmin(db.database, { of: school });
    expect(await ownOf(leaving)).toHaveLength(1);
    await withdraw(db.database, leaving.grantId);
    expect(await ownOf(leaving)).toEqual([]);
  });
});

describe('CO-1: the administration keeps them', () => {
  test('nobody else adds, changes or assigns, and the database refuses it too', async () => {
    const contactId = idOf(await add());
    await expect(add(reader)).rejects.toBeInstanceOf(Forbidden);
    await expect(assign(school, { workstation: contactId }, reader)).rejects.toBeInstanceOf(NotFound);
    await expect(assign(school, { workstation: null }, reader)).rejects.toBeInstanceOf(Forbidden);
    const change = { contactId, name: 'Vals', phone: '', email: '', revision: 0 };
    await expect(writingAs(db.database, reader, (as) => perform(changeContact, as, change))).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(
      writingAs(db.database, reader, ({ tx }) =>
        tx.insertInto('contacts').values({ kind: 'verifier', name: 'Vals' }).execute(),
      ),
    ).rejects.toThrow('row-level security');
    const [deleted] = await writingAs(db.database, reader, ({ tx }) => tx.deleteFrom('institution_contacts').execute());
    expect(deleted?.numDeletedRows).toBe(0n);
  });

  test('a contact is linked under its own kind only', async () => {
    const contactId = idOf(await add());
    await expect(assign(school, { verifier: contactId })).rejects.toBeInstanceOf(NotFound);
    await expect(assign(school, { workstation: newId() })).rejects.toBeInstanceOf(NotFound);
  });

  test('a change holds for every institution it serves, once per revision, with an audit entry', async () => {
    const contactId = idOf(await add());
    await assign(school, { workstation: contactId });
    await assign(other, { workstation: contactId });
    const change = (name: string) =>
      writingAs(db.database, keeper, (as) =>
        perform(changeContact, as, { contactId, name, phone: '', email: 'team@vlaanderen.example', revision: 0 }),
      );
    await change('Werkstation Noord');
    await expect(change('Werkstation Zuid')).rejects.toBeInstanceOf(Conflict);
    expect(await ownOf(reader)).toEqual([[school.id, ['Werkstation Noord']]]);
    expect(await actionsOn(contactId)).toEqual(['add-contact', 'change-contact']);
    expect(await actionsOn(String(other.id))).toContain('assign-contact');
  });

  test('two of one kind and name do not exist, and a form sent twice adds one', async () => {
    const team = aTeam();
    const key = newId();
    const send = () => writingAs(db.database, keeper, (as) => perform(addContact, as, { ...team, key }));
    const [first, second] = [await send(), await send()];
    expect(second).toEqual(first);
    expect(await add(keeper, team)).toEqual({ kind: 'exists' });
  });
});

describe('CO-1: contacts come in from lists', () => {
  const header = 'instellingsnummer;soort;naam;telefoon;e-mail';
  async function bringIn(lines: readonly string[]) {
    const file = join(folder, 'contacten.csv');
    writeFileSync(file, [header, ...lines].join('\r\n'));
    const delivery = await readContactFiles([file], { situationDate: '2026-11-22', dryRun: false });
    return asSystem(db.database, (tx) => applyContacts(tx, delivery));
  }

  test('the same list twice changes nothing, and an empty name takes a contact away', async () => {
    const at = await aSchool(db.database);
    const person = await aPortalUser(db.database, { of: at });
    const lines = [
      `${at.id};schoolbeheerteam;Schoolbeheerteam Gent;09 276 00 00;gent@vlaanderen.example`,
      `${at.id};Verificateur;Ludo Keersmaekers;;`,
    ];
    const first = await bringIn(lines);
    expect([first.tallies.contacts?.added, first.tallies.institutions?.added]).toEqual([2, 2]);
    expect(await ownOf(person)).toEqual([[at.id, ['Schoolbeheerteam Gent', 'Ludo Keersmaekers']]]);
    const again = await bringIn(lines);
    expect([again.tallies.contacts?.unchanged, again.tallies.institutions?.unchanged, again.rejections]).toEqual([
      2,
      2,
      [],
    ]);
    const ended = await bringIn([`${at.id};verificateur;;;`]);
    expect(ended.tallies.institutions).toMatchObject({ read: 1, ended: 1 });
    expect(await ownOf(person)).toEqual([[at.id, ['Schoolbeheerteam Gent']]]);
    const changed = await bringIn([
      `${at.id};schoolbeheerteam;Schoolbeheerteam Gent;09 276 11 11;gent@vlaanderen.example`,
    ]);
    expect([changed.tallies.contacts?.changed, changed.tallies.institutions?.unchanged]).toEqual([1, 1]);
  });

  test('rows that are not in order are told with their line, and the others are taken', async () => {
    const at = await aSchool(db.database);
    const report = await bringIn([
      `${at.id};werkstation;Werkstation Lier;03 480 00 00;`,
      `${at.id};werkstation;Werkstation Mol;;`,
      'abc;werkstation;Werkstation Lier;03 480 00 00;',
      `${at.id};kok;Jan;;`,
      `${at.id};verificateur;Jan;geen nummer;`,
      '999998;werkstation;Werkstation Lier;03 480 00 00;',
      `${school.id};werkstation;Werkstation Lier;03 999 99 99;`,
    ]);
    expect(report.rejections.map(({ at: line }) => line)).toEqual([
      'line 3',
      'line 4',
      'line 5',
      'line 6',
      'line 8',
      'line 7',
    ]);
    expect(report.tallies.institutions).toMatchObject({ read: 7, rejected: 6, added: 1 });
    expect(report.rejections.map(({ reason }) => reason).join('\n')).toMatch(/telefoon is not in order/);
  });

  test('a list without a column is refused as a whole', async () => {
    writeFileSync(join(folder, 'half.csv'), 'instellingsnummer;naam\n1;x\n');
    const read = readContactFiles([join(folder, 'half.csv')], { situationDate: '2026-11-22', dryRun: false });
    await expect(read).rejects.toThrow('half.csv lacks the column soort, telefoon, e-mail');
  });
});

async function actionsOn(subject: string): Promise<string[]> {
  const rows = await readAsSystem(db.database, (own) =>
    own.selectFrom('audit_events').select('action').where('subject_id', '=', subject).orderBy('at').execute(),
  );
  return rows.map((row) => row.action);
}
