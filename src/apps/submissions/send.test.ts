import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { discardDraft, removePreparedFile, saveDraft } from '#apps/submissions/commands/prepare-draft.ts';
import { withdrawSubmission } from '#apps/submissions/commands/send.ts';
import { sentSubmissions } from '#apps/submissions/list.ts';
import { openDraft, openSubmission, sendingDesk } from '#apps/submissions/views.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, aPortalUser, aTick, withdraw, type Person } from '#tests/world/people.ts';
import { aDraft, aHandler, aKeptFile, aSubmission, handle, send } from '#tests/world/submissions.ts';

const pupils = 3;
const openStaffing = 6;

let db: TestDatabase;
let school: School;
let an: Person;
let bart: Person;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database, { levels: [1, 2] });
  an = await aPortalUser(db.database, { of: school, themes: [pupils], name: 'An Peeters' });
  bart = await aPortalUser(db.database, { of: school, themes: [pupils], name: 'Bart Wouters' });
});

async function stored(id: string) {
  return readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<{
      state: string;
      number: number | null;
      files: number;
      waiting: number;
      sendings: number;
    }>`
      select s.state, s.number,
        (select count(*) from submission_files f where f.submission_id = s.id and f.event_id is not null) as files,
        (select count(*) from submission_files f where f.submission_id = s.id and f.event_id is null) as waiting,
        (select count(*) from submission_events e where e.submission_id = s.id and e.kind = 'sent') as sendings
      from submissions s where s.id = ${id}`.execute(tx);
    return rows[0];
  });
}

async function auditOf(id: string): Promise<string[]> {
  return readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<{ action: string }>`
      select action from audit_events where subject_kind = 'submission' and subject_id = ${id} order by at, id`.execute(
      tx,
    );
    return rows.map((row) => row.action);
  });
}

const offeredTo = async (person: Person, place = { institutionId: school.id, levelId: 1 }): Promise<string[]> =>
  (await readingAs(db.database, person, (as) => ask(sendingDesk, as, place))).forms.map((form) => form.slug);

const listedFor = async (person: Person, levelId = 1): Promise<string[]> => {
  const everything = { forms: [], institutions: [], schoolYears: [], states: [], services: [] };
  const page = await readingAs(db.database, person, (as) =>
    ask(sentSubmissions, as, { ...everything, levelId, from: null, direction: 'older' }),
  );
  return page.submissions.map((submission) => submission.id);
};

describe('forms', () => {
  test('P8, O13 a user is offered the forms of the ticked themes of that institution and level, and no other', async () => {
    expect(await offeredTo(an)).toEqual(['lln', 'sol', 'twlbuo', 'verif']);
    expect(await offeredTo(an, { institutionId: school.id, levelId: 2 })).toEqual([]);
  });

  test('TH-2, P8 a portal administrator is offered every form of the level', async () => {
    const head = await aPortalAdmin(db.database, { of: school });
    const primary = ['lln', 'omk-afw', 'om1', 'om2', 'om3', 'sol', 'toel', 'twlbuo', 'verif', 'verif-mid', 'ze'];
    expect(await offeredTo(head)).toEqual(primary);
    expect(await offeredTo(head, { institutionId: school.id, levelId: 2 })).toContain('org');
  });

  test('P8 a form that is not offered is refused by the server, whatever the page showed', async () => {
    const outcome = await writingAs(db.database, an, (as) =>
      perform(saveDraft, as, {
        id: newId(),
        institutionId: school.id,
        levelId: 1,
        formSlug: 'toel',
        schoolYear: 2026,
        files: [aKeptFile()],
      }),
    );
    expect(outcome).toMatchObject({ kind: 'kept', faults: ['form-not-offered'] });
  });

  test('P8 and by the database itself, for a form without its theme and for an institution that is not theirs', async () => {
    const other = await aSecondarySchool(db.database);
    const begin = (institution: number, level: number, form: number) =>
      writingAs(db.database, an, ({ tx }) =>
        sql`insert into submissions (id, institution_id, level_id, form_id, school_year, begun_by, begun_by_name)
          values (${newId()}, ${institution}, ${level}, ${form}, 2026, ${an.id}, 'An Peeters')`.execute(tx),
      );
    await expect(begin(school.id, 1, 14)).rejects.toThrow('row-level security');
    await expect(begin(other.id, 2, 7)).rejects.toThrow('row-level security');
    await expect(begin(school.id, 1, 7)).resolves.toBeDefined();
  });

  test('O13 a form is offered on its days only', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [1] });
    expect(await offeredTo(user)).toEqual(['ze']);
    const setActive = (range: string) =>
      db.database.write(async (tx) => {
        await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
        await sql`update forms set active = ${range}::daterange where slug = 'ze'`.execute(tx);
      });
    const draft = await aDraft(db.database, user, { of: school, form: 'ze' });
    await setActive('(,2020-01-01)');
    expect(await offeredTo(user)).toEqual([]);
    expect(await send(db.database, user, draft)).toMatchObject({ kind: 'incomplete', faults: ['form-closed'] });
    await setActive('(,)');
    expect(await send(db.database, user, draft)).toMatchObject({ kind: 'sent' });
  });
});

describe('drafts', () => {
  test('DV-1 a draft keeps its files and is shared with a colleague who holds the same theme', async () => {
    const id = await aDraft(db.database, an, { of: school, files: [aKeptFile(), aKeptFile()] });
    const seen = await readingAs(db.database, bart, (as) => ask(openDraft, as, { id }));
    expect(seen.files).toHaveLength(2);
    expect(await send(db.database, bart, id)).toEqual({ kind: 'sent', id });
    expect(await stored(id)).toMatchObject({ state: 'received', files: 2, waiting: 0, sendings: 1 });
  });

  test('P8 it is out of sight for a colleague without the theme, and for a reader of the level above', async () => {
    const id = await aDraft(db.database, an, { of: school });
    const other = await aPortalUser(db.database, { of: school, themes: [openStaffing] });
    const elsewhere = await aPortalAdmin(db.database, { of: await aSchool(db.database) });
    for (const person of [other, elsewhere]) {
      await expect(readingAs(db.database, person, (as) => ask(openDraft, as, { id }))).rejects.toThrow(NotFound);
      await expect(send(db.database, person, id)).rejects.toThrow(NotFound);
    }
  });

  test('a key of somebody else answers like one that does not exist', async () => {
    const id = await aDraft(db.database, an, { of: school });
    const other = await aPortalUser(db.database, { of: school, themes: [openStaffing] });
    await expect(aDraft(db.database, other, { of: school, form: 'om3', id })).rejects.toThrow(NotFound);
  });

  test('without a form it belongs to who began it', async () => {
    const id = await aDraft(db.database, an, { of: school, form: '' });
    await expect(readingAs(db.database, bart, (as) => ask(openDraft, as, { id }))).rejects.toThrow(NotFound);
    expect(await send(db.database, an, id)).toMatchObject({ kind: 'incomplete', faults: ['form-missing'] });
  });

  test('a file is taken out, the same file is kept once, and a draft can be thrown away', async () => {
    const file = aKeptFile();
    const id = await aDraft(db.database, an, { of: school, files: [file, file] });
    await aDraft(db.database, an, { of: school, files: [file], id });
    const { files } = await readingAs(db.database, an, (as) => ask(openDraft, as, { id }));
    expect(files).toHaveLength(1);
    await writingAs(db.database, an, (as) => perform(removePreparedFile, as, { id, fileId: files[0]?.id ?? '' }));
    expect(await stored(id)).toMatchObject({ waiting: 0 });
    expect(await send(db.database, an, id)).toMatchObject({ kind: 'incomplete', faults: ['files-missing'] });
    await writingAs(db.database, an, (as) => perform(discardDraft, as, { id }));
    expect(await stored(id)).toBeUndefined();
    expect(await auditOf(id)).toEqual([
      'begin-submission-draft',
      'change-submission-draft',
      'remove-prepared-file',
      'discard-submission-draft',
    ]);
  });

  test('DV-1 at most twenty-five files go in one sending, and the others are told', async () => {
    const files = Array.from({ length: 26 }, () => aKeptFile());
    const id = newId();
    const outcome = await writingAs(db.database, an, (as) =>
      perform(saveDraft, as, {
        id,
        institutionId: school.id,
        levelId: 1,
        formSlug: 'lln',
        schoolYear: 2026,
        files,
      }),
    );
    expect(outcome).toMatchObject({ faults: ['too-many-files'] });
    expect(await stored(id)).toMatchObject({ waiting: 25 });
  });

  test('DV-1 a file of 10,485,760 bytes cannot be stored, one byte less can', async () => {
    const file = aKeptFile();
    await expect(aDraft(db.database, an, { of: school, files: [{ ...file, bytes: 10_485_760 }] })).rejects.toThrow(
      'submission_files_bytes_check',
    );
    await expect(
      aDraft(db.database, an, { of: school, files: [{ ...file, bytes: 10_485_759 }] }),
    ).resolves.toBeDefined();
  });
});

describe('sending', () => {
  test('O16 twenty presses at once are one submission with one number and one audit event', async () => {
    const id = await aDraft(db.database, an, { of: school });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        send(db.database, n % 2 ? an : bart, id).catch((error: { code?: string }) => error.code),
      ),
    );
    expect(outcomes.filter((outcome) => typeof outcome === 'object' && outcome.kind === 'sent')).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ state: 'received', sendings: 1, files: 1 });
    expect((await auditOf(id)).filter((action) => action === 'send-submission')).toHaveLength(1);
    expect(await send(db.database, an, id)).toEqual({ kind: 'again', id });
  });

  test('O16 the same documents in two tabs are one submission, also when both press at once', async () => {
    const file = aKeptFile();
    const tabs = await Promise.all([1, 2].map(() => aDraft(db.database, an, { of: school, files: [file] })));
    const outcomes = await Promise.all(tabs.map((id) => send(db.database, an, id)));
    expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['same', 'sent']);
    const [first, second] = outcomes.map((outcome) => ('id' in outcome ? outcome.id : null));
    expect(first).toBe(second);
    const left = await Promise.all(tabs.map(stored));
    expect(left.filter((row) => row?.state === 'received')).toHaveLength(1);
    expect(left.filter((row) => row !== undefined)).toHaveLength(1);
  });

  test('O16 what was withdrawn can be sent anew', async () => {
    const file = aKeptFile();
    const id = await aSubmission(db.database, an, { of: school, files: [file] });
    await writingAs(db.database, an, (as) => perform(withdrawSubmission, as, { id }));
    await expect(aSubmission(db.database, an, { of: school, files: [file] })).resolves.not.toBe(id);
  });

  test('O15 a fault in the middle leaves the draft as it was: nothing is half sent', async () => {
    const id = await aDraft(db.database, an, { of: school, files: [aKeptFile(), aKeptFile()] });
    const broken = writingAs(db.database, an, async (as) => {
      await perform((await import('#apps/submissions/commands/send.ts')).sendSubmission, as, { id });
      throw new Error('the power fails');
    });
    await expect(broken).rejects.toThrow('the power fails');
    expect(await stored(id)).toMatchObject({ state: 'draft', number: null, files: 0, waiting: 2, sendings: 0 });
    expect(await send(db.database, an, id)).toMatchObject({ kind: 'sent' });
  });

  test('what was sent stays as it was sent, for the program too', async () => {
    const id = await aSubmission(db.database, an, { of: school });
    const change = (statement: ReturnType<typeof sql>) => writingAs(db.database, an, ({ tx }) => statement.execute(tx));
    await expect(change(sql`update submissions set school_year = 2020 where id = ${id}`)).rejects.toThrow(
      'stays as it was sent',
    );
    await expect(change(sql`update submissions set state = 'draft' where id = ${id}`)).rejects.toThrow(
      /does not go|row-level|sent_is_complete/,
    );
    const deleted = await change(sql`delete from submission_files where submission_id = ${id}`);
    expect(Number(deleted.numAffectedRows ?? 0)).toBe(0);
    expect(await stored(id)).toMatchObject({ state: 'received', files: 1 });
  });
});

describe('what was sent', () => {
  test('O14 it is seen by whoever holds the theme now: a theme that is taken away hides it at once, a new one shows it', async () => {
    const id = await aSubmission(db.database, an, { of: school });
    const late = await aPortalUser(db.database, { of: school, themes: [openStaffing] });
    expect(await listedFor(late)).not.toContain(id);
    await expect(readingAs(db.database, late, (as) => ask(openSubmission, as, { id }))).rejects.toThrow(NotFound);
    await aTick(db.database, late, { of: school, level: 1, theme: pupils });
    expect(await listedFor(late)).toContain(id);
    expect(await listedFor(late, 2)).not.toContain(id);
    const gone = await aPortalUser(db.database, { of: school, themes: [pupils] });
    expect(await listedFor(gone)).toContain(id);
    await withdraw(db.database, gone.grantId);
    expect(await listedFor(gone)).toEqual([]);
    await expect(readingAs(db.database, gone, (as) => ask(openSubmission, as, { id }))).rejects.toThrow(NotFound);
  });

  test('O14 row-level security alone shows the same rows as the condition', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [pupils] });
    const listed = await listedFor(user);
    const { rows } = await readingAs(db.database, user, ({ db: as }) =>
      sql<{
        id: string;
      }>`select id from submissions where state <> 'draft' and level_id = 1 order by sent_at desc, id desc`.execute(as),
    );
    expect(rows.map((row) => row.id)).toEqual(listed);
    expect(listed.length).toBeGreaterThan(3);
  });

  test('O18 a form that is closed keeps its submissions readable under its name', async () => {
    const id = await aSubmission(db.database, an, { of: school, form: 'twlbuo' });
    await db.database.write(async (tx) => {
      await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
      await sql`update forms set active = '(,2020-01-01)' where slug = 'twlbuo'`.execute(tx);
    });
    const seen = await readingAs(db.database, an, (as) => ask(openSubmission, as, { id }));
    expect(seen.submission.formTitle).toBe('Toewijzingslijst BuO (TWLBuO)');
  });

  test('DV-3 it is withdrawn until somebody takes it up, and not after', async () => {
    const worker = await aHandler(db.database);
    const taken = await aSubmission(db.database, an, { of: school });
    await handle(db.database, worker, taken, { handling: 'take-up' });
    const tryWithdraw = (id: string) => writingAs(db.database, bart, (as) => perform(withdrawSubmission, as, { id }));
    expect(await tryWithdraw(taken)).toBe('too-late');
    await handle(db.database, worker, taken, { handling: 'release' });
    expect(await tryWithdraw(taken)).toBe('too-late');
    const waiting = await aSubmission(db.database, an, { of: school });
    expect(await tryWithdraw(waiting)).toBe('withdrawn');
    expect(await tryWithdraw(waiting)).toBe('withdrawn');
    await expect(handle(db.database, worker, waiting, { handling: 'take-up' })).rejects.toThrow(NotFound);
  });

  test('DV-3 of withdrawing and taking up at once exactly one happens', async () => {
    const worker = await aHandler(db.database);
    for (let round = 0; round < 5; round += 1) {
      const id = await aSubmission(db.database, an, { of: school });
      const [withdrawal, taking] = await Promise.all([
        writingAs(db.database, an, (as) => perform(withdrawSubmission, as, { id })),
        handle(db.database, worker, id, { handling: 'take-up' }).catch(() => 'refused'),
      ]);
      expect([withdrawal === 'withdrawn', taking === 'done'].filter(Boolean)).toHaveLength(1);
    }
  });

  test('TH-4 whose theme was taken away while preparing is told which theme is missing', async () => {
    const user = await aPortalUser(db.database, { of: school, themes: [pupils] });
    const draft = await aDraft(db.database, user, { of: school });
    await db.database.write(async (tx) => {
      await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
      await sql`update theme_ticks set unticked_at = now() where person_id = ${user.id}`.execute(tx);
    });
    const refusal = await send(db.database, user, draft).catch((error: unknown) => error);
    expect(refusal instanceof NotFound || refusal instanceof Forbidden).toBe(true);
  });
});
