import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { discardDraft, removePreparedFile, saveDraft } from '#apps/questions/commands/prepare-draft.ts';
import { askedQuestions, ownDrafts } from '#apps/questions/list.ts';
import { removeOldQuestionDrafts } from '#apps/questions/old-drafts.ts';
import { filterFrom } from '#apps/questions/pages/filters.ts';
import { askingDesk, openAsked } from '#apps/questions/views.ts';
import { brusselsToday, resetClock, setClock } from '#platform/clock.ts';
import { addWorkingDays } from '#directory/working-days.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalUser, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';
import { aQuestion, aQuestionDraft, aRoute, askIt, contactOfDocuments } from '#tests/world/questions.ts';
import { aKeptFile } from '#tests/world/submissions.ts';

const staffing = 6;

let db: TestDatabase;
let school: School;
let letter: MadeDocument;
let an: Person & GivenRight;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  letter = await aDocument(db.database, { institutionId: school.id, theme: staffing });
  await aRoute(db.database);
  an = await aPortalUser(db.database, { of: school, themes: [staffing], name: 'An Peeters' });
});

const stored = (id: string) =>
  readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<{
      state: string;
      number: number | null;
      serviceId: string;
      dueOn: string;
      files: number;
    }>`
      select state, number, service_id as "serviceId", due_on as "dueOn",
        (select count(*) from question_files f where f.question_id = q.id and f.event_id is not null) as files
      from questions q where id = ${id}`.execute(tx);
    return rows[0];
  });

const auditOf = (id: string) =>
  readAsSystem(db.database, async (tx) => {
    const { rows } = await sql<{ action: string }>`
      select action from audit_events where subject_kind = 'question' and subject_id = ${id} order by at, id`.execute(
      tx,
    );
    return rows.map((row) => row.action);
  });

const save = (person: Person, input: { id: string; text: string; documentId?: string }) =>
  writingAs(db.database, person, (as) => perform(saveDraft, as, { documentId: letter.id, files: [], ...input }));

const desk = (person: Person) => readingAs(db.database, person, (as) => ask(askingDesk, as, { documentId: letter.id }));

describe('DO-6 asking', () => {
  test('P10 makes a question with a number for the service of the contact, due after the term', async () => {
    const id = await aQuestion(db.database, an, letter.id, { files: [aKeptFile(), aKeptFile()] });
    const question = await stored(id);
    expect(question).toMatchObject({ state: 'open', serviceId: 'agodi', files: 2 });
    expect(question?.number).toBeGreaterThan(0);
    expect(question?.dueOn).toBe(addWorkingDays(brusselsToday(), 10));
    expect(await auditOf(id)).toEqual(['begin-question-draft', 'ask-question']);
  });

  test('P10 goes to the current contact: a contact with a service of its own wins, also when it changed after the draft', async () => {
    const id = await aQuestionDraft(db.database, an, letter.id);
    await aRoute(db.database, 'ahovoks', contactOfDocuments);
    await askIt(db.database, an, id);
    expect(await stored(id)).toMatchObject({ serviceId: 'ahovoks' });
    await asSystem(db.database, (tx) => sql`delete from question_routes where contact <> ''`.execute(tx));
    expect((await desk(an)).answering?.serviceId).toBe('agodi');
  });

  test('is once, however often the button is pressed and in whatever tab the same is asked', async () => {
    const id = await aQuestionDraft(db.database, an, letter.id, { text: 'Eén keer' });
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => askIt(db.database, an, id)));
    expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['again', 'again', 'again', 'asked']);
    expect(await save(an, { id, text: 'Eén keer' })).toEqual({ kind: 'asked' });
    const tab = await aQuestionDraft(db.database, an, letter.id, { text: 'Eén keer' });
    expect(await askIt(db.database, an, tab)).toEqual({ kind: 'same', id });
    expect(await stored(tab)).toBeUndefined();
  });

  test('is once when two tabs ask the same at the same moment', async () => {
    const tabs = await Promise.all(
      [1, 2, 3].map(() => aQuestionDraft(db.database, an, letter.id, { text: 'Tegelijk gevraagd' })),
    );
    const outcomes = await Promise.all(tabs.map((tab) => askIt(db.database, an, tab)));
    expect(outcomes.map((outcome) => outcome.kind).toSorted()).toEqual(['asked', 'same', 'same']);
  });

  test('with other words in the form of what was asked already makes another question: nothing typed is lost', async () => {
    const id = await aQuestion(db.database, an, letter.id, { text: 'Uit het eerste tabblad' });
    const kept = await save(an, { id, text: 'Uit het tweede tabblad' });
    expect(kept).toMatchObject({ kind: 'kept' });
    const other = kept.kind === 'kept' ? kept.id : '';
    expect(other).not.toBe(id);
    expect(await askIt(db.database, an, other)).toEqual({ kind: 'asked', id: other });
  });
});

describe('DO-6 what keeps somebody from asking', () => {
  let bart: Person;
  beforeEach(async () => {
    bart = await aPortalUser(db.database, { of: school, themes: [staffing], email: null });
  });

  test('P10 without an e-mail address the draft waits, and is asked once there is one', async () => {
    const id = await aQuestionDraft(db.database, bart, letter.id, { text: 'Mijn vraag' });
    expect(await askIt(db.database, bart, id)).toEqual({ kind: 'incomplete', faults: ['email-missing'] });
    expect((await desk(bart)).draft).toMatchObject({ id, draftText: 'Mijn vraag' });
    await writingAs(db.database, bart, ({ tx }) =>
      tx.updateTable('persons').set({ email: 'bart@school.example' }).where('id', '=', bart.id).execute(),
    );
    expect(await askIt(db.database, bart, id)).toEqual({ kind: 'asked', id });
  });

  test('P10 the database itself refuses a question of somebody without an e-mail address', async () => {
    const id = await aQuestionDraft(db.database, bart, letter.id);
    const by = (person: Person) =>
      writingAs(db.database, person, ({ tx }) =>
        sql`update questions set state = 'open', draft_text = null, number = nextval('question_numbers'), asked_at = now(),
          waiting_since = now(), due_on = now(), content_digest = ${Buffer.alloc(32, id)}, contact_name = 'x', service_id = 'agodi'
          where id = ${id}`.execute(tx),
      );
    await expect(by(bart)).rejects.toThrow('asking needs an e-mail address');
    expect((await by(an)).numAffectedRows).toBe(0n);
  });

  test('no words, or nobody who can be reached, is said and nothing is asked', async () => {
    const empty = await aQuestionDraft(db.database, an, letter.id, { text: '', files: [aKeptFile()] });
    expect(await askIt(db.database, an, empty)).toEqual({ kind: 'incomplete', faults: ['text-missing'] });
    const unrouted = await aDocument(db.database, {
      institutionId: school.id,
      theme: staffing,
      serviceId: await anotherService(),
    });
    await asSystem(db.database, (tx) =>
      tx.updateTable('documents').set({ contact_email: null }).where('id', '=', unrouted.id).execute(),
    );
    const id = await aQuestionDraft(db.database, an, unrouted.id);
    expect(await askIt(db.database, an, id)).toEqual({ kind: 'incomplete', faults: ['nobody-answers'] });
  });

  test('P1 a document out of sight is asked nothing about, and answers as one that does not exist', async () => {
    const elsewhere = await aDocument(db.database, { institutionId: (await aSchool(db.database)).id, theme: staffing });
    const pay = await aDocument(db.database, { institutionId: school.id, theme: 12 });
    for (const documentId of [elsewhere.id, pay.id, newId()]) {
      await expect(save(an, { id: newId(), text: 'x', documentId })).rejects.toThrow(NotFound);
      await expect(readingAs(db.database, an, (as) => ask(askingDesk, as, { documentId }))).rejects.toThrow(NotFound);
    }
    const begin = writingAs(db.database, an, ({ tx }) =>
      sql`insert into questions (id, document_id, institution_id, level_id, theme_id, school_year, confidentiality, document_title,
        draft_text, asked_by, asked_by_name)
        values (${newId()}, ${pay.id}, ${school.id}, 1, 12, 2026, 'very-confidential', 'x', 'x', ${an.id}, 'An')`.execute(
        tx,
      ),
    );
    await expect(begin).rejects.toThrow('row-level security');
  });

  test('P6 a right that ended before the draft was asked ends the asking', async () => {
    const els = await aPortalUser(db.database, { of: school, themes: [staffing] });
    const id = await aQuestionDraft(db.database, els, letter.id);
    await withdraw(db.database, els.grantId);
    await expect(askIt(db.database, els, id)).rejects.toThrow(NotFound);
    expect(await stored(id)).toMatchObject({ state: 'draft' });
  });
});

describe('DO-6 a draft', () => {
  test('is the asker’s alone, with its files, until it is asked', async () => {
    const bart = await aPortalUser(db.database, { of: school, themes: [staffing] });
    const id = await aQuestionDraft(db.database, an, letter.id, { files: [aKeptFile()] });
    for (const table of ['questions', 'question_files']) {
      const { rows } = await readingAs(db.database, bart, (as) =>
        sql`select 1 from ${sql.table(table)} where ${sql.ref(table === 'questions' ? 'id' : 'question_id')} = ${id}`.execute(
          as.db,
        ),
      );
      expect(rows).toEqual([]);
    }
    expect((await desk(bart)).draft).toBeUndefined();
    await expect(readingAs(db.database, bart, (as) => ask(openAsked, as, { id }))).rejects.toThrow(NotFound);
    await expect(save(bart, { id, text: 'van mij' })).rejects.toThrow(NotFound);
    await expect(askIt(db.database, bart, id)).rejects.toThrow(NotFound);
    const page = await readingAs(db.database, an, (as) => ask(askedQuestions, as, filterFrom(new URLSearchParams())));
    expect(page.questions.map((question) => question.id)).not.toContain(id);
  });

  test('loses a file, or everything, when its asker says so', async () => {
    const id = await aQuestionDraft(db.database, an, letter.id, { files: [aKeptFile(), aKeptFile()] });
    const { files } = await desk(an);
    await writingAs(db.database, an, (as) => perform(removePreparedFile, as, { id, fileId: files[0]?.id ?? '' }));
    expect((await desk(an)).files).toHaveLength(1);
    await writingAs(db.database, an, (as) => perform(discardDraft, as, { id }));
    await writingAs(db.database, an, (as) => perform(discardDraft, as, { id }));
    expect(await stored(id)).toBeUndefined();
    expect(await auditOf(id)).toEqual([
      'begin-question-draft',
      'remove-prepared-question-file',
      'discard-question-draft',
    ]);
  });

  test('goes after the days in which nothing changed, and says beforehand when', async () => {
    const day = (days: number): Date => new Date(Date.now() + days * 86_400_000);
    const bart = await aPortalUser(db.database, { of: school, themes: [staffing] });
    const kept = await aQuestionDraft(db.database, bart, letter.id);
    const id = await aQuestionDraft(db.database, bart, letter.id, { files: [aKeptFile()] });
    const drafts = () => readingAs(db.database, bart, (as) => ask(ownDrafts, as, {}));
    expect((await drafts()).map(({ endsOn }) => endsOn)).toEqual([brusselsToday(day(90)), brusselsToday(day(90))]);
    const removeAt = async (days: number): Promise<number> => {
      setClock(() => day(days));
      try {
        return await asSystem(db.database, removeOldQuestionDrafts);
      } finally {
        resetClock();
      }
    };
    await removeAt(89);
    expect(await drafts()).toHaveLength(2);
    await asSystem(db.database, (tx) =>
      sql`update questions set changed_at = now() + interval '10 days' where id = ${kept}`.execute(tx),
    );
    expect(await removeAt(90)).toBeGreaterThan(0);
    expect((await drafts()).map((draft) => draft.id)).toEqual([kept]);
    expect(await auditOf(id)).toEqual(['begin-question-draft', 'remove-old-question-draft']);
  });

  test('of nothing is no draft, and more than 25 files are told', async () => {
    expect(await save(an, { id: newId(), text: '' })).toEqual({ kind: 'nothing' });
    const files = Array.from({ length: 26 }, () => aKeptFile());
    const kept = await writingAs(db.database, an, (as) =>
      perform(saveDraft, as, { id: newId(), documentId: letter.id, text: 'veel', files }),
    );
    expect(kept).toMatchObject({ kind: 'kept', tooManyFiles: true });
  });
});

async function anotherService(): Promise<number> {
  return asSystem(db.database, async (tx) => {
    const { rows } = await sql<{ id: number }>`
      insert into delivery_services (slug, name) values ('zonder-weg', 'Dienst zonder weg') returning id`.execute(tx);
    return rows[0]?.id ?? 0;
  });
}
