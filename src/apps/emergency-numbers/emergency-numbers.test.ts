import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import {
  changeNumber,
  confirmNumber,
  numbersOf,
  readNumbers,
  registerNumber,
  removeNumber,
  removeNumbersOfLeavers,
} from '#apps/emergency-numbers/index.ts';
import type { SealedNumber } from '#apps/emergency-numbers/model.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aSite, signIn, type Site } from '#tests/wall/site.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, anAdministration, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let site: Site;
let school: School;
let head: Person & GivenRight;
let stranger: Person & GivenRight;
let colleague: Person & GivenRight;
let team: Person & GivenRight;
const phone = '+32470123456';

beforeAll(async () => {
  db = await testDatabase();
  site = await aSite(db);
  school = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Mia Hermans' });
  stranger = await aPortalAdmin(db.database, { of: await aSchool(db.database), name: 'Omer Lambrecht' });
  colleague = await aPortalUser(db.database, { of: school, themes: [1], name: 'Nele Jacobs' });
  const service = await anAdministration(db.database, { name: 'Team infectieziektebestrijding' });
  team = await aHolder(db.database, 'health-team', { of: service, targetGroup: 'GID', name: 'Tine Quintens' });
});

const details = { holderId: null as string | null, label: 'Directeur, gsm', callOrder: 1, from: null, until: null };
const seal = (text: string): Buffer => site.services.sealer.seal(text);

interface Wish {
  at?: School;
  holderId?: string | null;
  until?: string | null;
  number?: string;
}

const register = (by: Person, { at = school, number = phone, ...wish }: Wish = {}): Promise<null> =>
  writingAs(db.database, by, (as) =>
    perform(registerNumber, as, { institutionId: at.id, key: newId(), sealed: seal(number), ...details, ...wish }),
  );

const numbersFor = async (by: Person, at: School): Promise<readonly SealedNumber[]> =>
  (await readingAs(db.database, by, (as) => ask(numbersOf, as, { institutionId: at.id }))).numbers;

const lookUp = (by: Person, at: School): Promise<readonly SealedNumber[]> =>
  writingAs(db.database, by, (as) =>
    perform(readNumbers, as, {
      institutionId: at.id,
      caseNumber: '2026-114',
      purpose: 'Uitbraak van mazelen in een klas',
    }),
  );

const openAll = (numbers: readonly SealedNumber[]): string[] =>
  numbers.map((number) => site.services.sealer.open(number.sealed));

async function aSchoolWithNumber(wish: Wish = {}): Promise<{ at: School; admin: Person & GivenRight; id: string }> {
  const at = await aSchool(db.database);
  const admin = await aPortalAdmin(db.database, { of: at });
  await register(admin, { at, ...wish });
  return { at, admin, id: (await numbersFor(admin, at))[0]?.id ?? '' };
}

describe('NN-1, O1: only a portal administrator of the institution writes', () => {
  test('a portal user, an administrator elsewhere and the team register nothing', async () => {
    for (const person of [colleague, stranger, team])
      await expect(register(person), person.familyName).rejects.toBeInstanceOf(Forbidden);
    await expect(
      writingAs(db.database, stranger, ({ tx }) =>
        tx
          .insertInto('emergency_numbers')
          .values({
            institution_id: school.id,
            label: 'Vals',
            number_sealed: seal(phone),
            call_order: 1,
            confirmed_on: daysFromToday(0),
            registered_by: stranger.id,
          })
          .execute(),
      ),
    ).rejects.toThrow('row-level security');
  });

  test('the number of an institution is unknown to an administrator of another', async () => {
    const { id, admin, at } = await aSchoolWithNumber();
    for (const command of [confirmNumber, removeNumber])
      await expect(
        writingAs(db.database, stranger, (as) => perform(command, as, { numberId: id })),
      ).rejects.toBeInstanceOf(NotFound);
    const change = { numberId: id, sealed: null, ...details };
    await expect(writingAs(db.database, stranger, (as) => perform(changeNumber, as, change))).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(numbersFor(stranger, at)).rejects.toBeInstanceOf(Forbidden);
    expect(openAll(await numbersFor(admin, at))).toEqual([phone]);
  });

  test('a number belongs to somebody with access to the institution, or to the institution', async () => {
    await register(head, { holderId: colleague.id });
    await expect(register(head, { holderId: stranger.id })).rejects.toBeInstanceOf(NotFound);
  });

  test('changing without a new number keeps the old one, and removing leaves nothing', async () => {
    const { id, admin, at } = await aSchoolWithNumber();
    const change = (sealed: Buffer | null) =>
      writingAs(db.database, admin, (as) =>
        perform(changeNumber, as, { numberId: id, sealed, ...details, label: 'Thuis' }),
      );
    await change(null);
    expect([openAll(await numbersFor(admin, at)), (await numbersFor(admin, at))[0]?.label]).toEqual([[phone], 'Thuis']);
    await change(seal('+3225530000'));
    expect(openAll(await numbersFor(admin, at))).toEqual(['+3225530000']);
    await writingAs(db.database, admin, (as) => perform(removeNumber, as, { numberId: id }));
    expect(await numbersFor(admin, at)).toEqual([]);
  });

  test('a form sent twice registers once', async () => {
    const at = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: at });
    const input = { institutionId: at.id, key: newId(), sealed: seal(phone), ...details };
    for (const _ of [1, 2]) await writingAs(db.database, admin, (as) => perform(registerNumber, as, input));
    expect(await numbersFor(admin, at)).toHaveLength(1);
  });
});

describe('NN-1, O1, O3: only the team reads, and every reading is noted and shown to the school', () => {
  test('the team reads with a reason; the school sees who, for which case and why', async () => {
    const { at, admin } = await aSchoolWithNumber();
    expect(openAll(await lookUp(team, at))).toEqual([phone]);
    const { reads } = await readingAs(db.database, admin, (as) => ask(numbersOf, as, { institutionId: at.id }));
    expect(reads).toEqual([
      {
        at: expect.any(Date),
        service: 'Team infectieziektebestrijding',
        caseNumber: '2026-114',
        purpose: 'Uitbraak van mazelen in een klas',
      },
    ]);
    expect(await actionsAt(at)).toEqual(['register-emergency-number', 'read-emergency-numbers']);
  });

  test('nobody else looks up, and the note of a reading cannot be forged, changed or deleted', async () => {
    for (const person of [head, colleague, stranger])
      await expect(lookUp(person, school)).rejects.toBeInstanceOf(Forbidden);
    const forge = (by: Person, values: { reader_id: string; reader_organisation_id: number; read_at?: Date }) =>
      writingAs(db.database, by, ({ tx }) =>
        tx
          .insertInto('emergency_number_reads')
          .values({ institution_id: school.id, case_number: '1', purpose: 'nieuwsgierigheid', ...values })
          .execute(),
      );
    const service = 1_001_001;
    await expect(forge(head, { reader_id: head.id, reader_organisation_id: school.id })).rejects.toThrow(
      'row-level security',
    );
    await expect(forge(team, { reader_id: head.id, reader_organisation_id: service })).rejects.toThrow();
    await expect(
      writingAs(db.database, team, ({ tx }) => tx.deleteFrom('emergency_number_reads').execute()),
    ).rejects.toThrow('permission denied');
  });

  test('without a note in the same transaction row-level security shows the team no number', async () => {
    const { at } = await aSchoolWithNumber();
    const rowsFor = (person: Person) =>
      readingAs(db.database, person, ({ db: own }) =>
        own.selectFrom('emergency_numbers').select('id').where('institution_id', '=', at.id).execute(),
      );
    expect(await rowsFor(team)).toEqual([]);
    await lookUp(team, at);
    expect(await rowsFor(team)).toEqual([]);
    expect(await rowsFor(stranger)).toEqual([]);
    expect(await rowsFor(colleague)).toEqual([]);
  });

  test('a note for one school opens no other', async () => {
    const [one, other] = [await aSchoolWithNumber(), await aSchoolWithNumber()];
    const seen = await writingAs(db.database, team, async (as) => {
      await perform(readNumbers, as, { institutionId: one.at.id, caseNumber: '1', purpose: 'Uitbraak van mazelen' });
      return as.tx.selectFrom('emergency_numbers').select('institution_id').execute();
    });
    expect(seen.map((row) => row.institution_id)).toEqual([one.at.id]);
    expect(other.id).not.toBe('');
  });

  test('a look-up that finds nothing is noted too', async () => {
    const at = await aSchool(db.database);
    expect(await lookUp(team, at)).toEqual([]);
    expect(await actionsAt(at)).toEqual(['read-emergency-numbers']);
  });
});

describe('O4: who leaves is not called any more', () => {
  test('at once unreadable, and removed by the nightly job; others stay', async () => {
    const at = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: at });
    const leaving = await aPortalUser(db.database, { of: at });
    await register(admin, { at, holderId: leaving.id, number: '+32470000001' });
    await register(admin, { at, number: '+32470000002' });
    expect(openAll(await lookUp(team, at)).toSorted()).toEqual(['+32470000001', '+32470000002']);
    await withdraw(db.database, leaving.grantId);
    expect(openAll(await lookUp(team, at))).toEqual(['+32470000002']);
    await asSystem(db.database, removeNumbersOfLeavers);
    expect(openAll(await numbersFor(admin, at))).toEqual(['+32470000002']);
    expect(await actionsAt(at)).toContain('remove-emergency-number');
  });

  test('a number whose days are over goes too', async () => {
    const { at, admin } = await aSchoolWithNumber({ until: daysFromToday(0) });
    expect(await lookUp(team, at)).toHaveLength(1);
    await asSystem(db.database, (tx) =>
      tx
        .updateTable('emergency_numbers')
        .set({ usable: `[,${daysFromToday(-1)}]` })
        .where('institution_id', '=', at.id)
        .execute(),
    );
    expect(await lookUp(team, at)).toEqual([]);
    await asSystem(db.database, removeNumbersOfLeavers);
    expect(await numbersFor(admin, at)).toEqual([]);
  });
});

describe('O2: a number stands nowhere but where it must', () => {
  test('sealed at rest, absent from the journal, masked for the school, whole for the team only after its reason', async () => {
    const { at, admin, id } = await aSchoolWithNumber();
    const stored = await readAsSystem(db.database, async (own) => ({
      numbers: await own.selectFrom('emergency_numbers').selectAll().where('id', '=', id).execute(),
      journal: await own.selectFrom('audit_events').selectAll().where('organisation_id', '=', at.id).execute(),
    }));
    expect(stored.numbers[0]?.number_sealed.toString('latin1')).not.toContain('470123456');
    expect(JSON.stringify(stored.journal)).not.toMatch(/470\s?12/);
    const code = String(at.id).padStart(6, '0');
    const session = await signIn(db.database, admin);
    for (const path of [`/basisonderwijs/noodnummers?instelling=${code}`, `/basisonderwijs/noodnummers/${id}`]) {
      const html = await (await site.ask(path, { session })).text();
      expect(html).toContain('••• 56');
      expect(html.replaceAll(/\D/g, '')).not.toContain('470123456');
    }
    const caller = await signIn(db.database, team);
    const ask = (form: Record<string, string>) =>
      site.ask(`/noodnummers-opvragen/${code}`, { method: 'POST', session: caller, body: new URLSearchParams(form) });
    const refused = await ask({ dossier: '', reden: 'zomaar' });
    expect([refused.status, (await refused.text()).includes('+32 470 12 34 56')]).toEqual([422, false]);
    const shown = await ask({ dossier: '2026-114', reden: 'Uitbraak van mazelen' });
    expect([shown.status, (await shown.text()).includes('+32 470 12 34 56')]).toEqual([200, true]);
  });
});

async function actionsAt(at: School): Promise<string[]> {
  const rows = await readAsSystem(db.database, (own) =>
    own.selectFrom('audit_events').select('action').where('organisation_id', '=', at.id).orderBy('at').execute(),
  );
  return rows.map((row) => row.action);
}
