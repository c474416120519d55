import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { Forbidden, NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { removeTemplate, saveTemplate } from '#apps/questions/commands/keep-templates.ts';
import { countReceived } from '#apps/questions/choices.ts';
import { askedQuestions, countQuestions, receivedQuestions } from '#apps/questions/list.ts';
import { filterFrom } from '#apps/questions/pages/filters.ts';
import { noteSeen } from '#apps/questions/store.ts';
import { ownTemplates } from '#apps/questions/templates.ts';
import { openAsked, openReceived } from '#apps/questions/views.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  anAdministrationReader,
  aPortalAdmin,
  aPortalUser,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { anAnswerer, aQuestion, aQuestionDraft, aRoute, handle, react } from '#tests/world/questions.ts';
import { aKeptFile } from '#tests/world/submissions.ts';

const staffing = 6;

let db: TestDatabase;
let school: School;
let letter: MadeDocument;
let an: Person & GivenRight;
let worker: Person & GivenRight;
let colleague: Person & GivenRight;
let other: Person & GivenRight;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  letter = await aDocument(db.database, { institutionId: school.id, theme: staffing });
  await aRoute(db.database);
  an = await aPortalUser(db.database, { of: school, themes: [staffing], name: 'An Peeters' });
  worker = await anAnswerer(db.database, { name: 'Ward Coppens' });
  colleague = await anAnswerer(db.database, { name: 'Ines Baert' });
  other = await anAnswerer(db.database, { services: ['ahovoks'], name: 'Omar Claes' });
});

const everything = (query = '') => filterFrom(new URLSearchParams(query));
const askedFor = async (person: Person, query = ''): Promise<string[]> =>
  (await readingAs(db.database, person, (as) => ask(askedQuestions, as, everything(query)))).questions.map((q) => q.id);
const workOf = async (person: Person, query = ''): Promise<string[]> =>
  (await readingAs(db.database, person, (as) => ask(receivedQuestions, as, everything(query)))).questions.map(
    (q) => q.id,
  );
const seen = (person: Person, id: string) => readingAs(db.database, person, (as) => ask(openAsked, as, { id }));
const received = (person: Person, id: string) => readingAs(db.database, person, (as) => ask(openReceived, as, { id }));
const bellOf = (person: Person) => readingAs(db.database, person, (as) => countQuestions(as.db, as.actor));
const newsOf = async (person: Person) => (await bellOf(person)).answers;
const waitingFor = async (person: Person) => (await bellOf(person)).waiting;
const stateOf = async (id: string): Promise<string> => (await seen(an, id)).question.state;
const rowsOf = async (person: Person, id: string): Promise<number> =>
  (await readingAs(db.database, person, (as) => sql`select 1 from questions where id = ${id}`.execute(as.db))).rows
    .length;

describe('P10 who reads a thread', () => {
  test('whoever reads the document by a right of his own; row-level security and the condition agree', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const elsewhere = await aSchool(db.database);
    const readers: [string, Person, boolean][] = [
      ['the asker', an, true],
      ['a colleague with the theme', await aPortalUser(db.database, { of: school, themes: [staffing] }), true],
      ['the portal administrator', await aPortalAdmin(db.database, { of: school }), true],
      [
        'a reader of the theme',
        await anAdministrationReader(db.database, { themes: ['omkadering-en-toelagen-openbaar'] }),
        true,
      ],
      ['a colleague with another theme', await aPortalUser(db.database, { of: school, themes: [1, 3] }), false],
      [
        'somebody with the theme elsewhere',
        await aPortalUser(db.database, { of: elsewhere, themes: [staffing] }),
        false,
      ],
      ['the administrator of another school', await aPortalAdmin(db.database, { of: elsewhere }), false],
      [
        'a reader of another theme',
        await anAdministrationReader(db.database, { themes: ['algemeen-openbaar'] }),
        false,
      ],
    ];
    for (const [about, person, reads] of readers) {
      expect([about, (await askedFor(person)).includes(id)]).toEqual([about, reads]);
      expect([about, await rowsOf(person, id)]).toEqual([about, reads ? 1 : 0]);
      const opening = seen(person, id);
      if (reads) await expect(opening, about).resolves.toMatchObject({ question: { id } });
      else await expect(opening, about).rejects.toThrow(NotFound);
    }
  });

  test('of a pay overview: who holds it, and nobody with other themes only', async () => {
    const pay = await aDocument(db.database, { institutionId: school.id, theme: 12 });
    const holder = await aPortalUser(db.database, { of: school, themes: [12] });
    const id = await aQuestion(db.database, holder, pay.id);
    await expect(seen(holder, id)).resolves.toBeDefined();
    await expect(seen(an, id)).rejects.toThrow(NotFound);
    expect(await rowsOf(an, id)).toBe(0);
  });

  test('P6 from the very next request on nobody whose right ended, the asker neither', async () => {
    const els = await aPortalUser(db.database, { of: school, themes: [staffing] });
    const id = await aQuestion(db.database, els, letter.id);
    await expect(seen(els, id)).resolves.toBeDefined();
    await withdraw(db.database, els.grantId);
    await expect(seen(els, id)).rejects.toThrow(NotFound);
    expect([await askedFor(els), await rowsOf(els, id)]).toEqual([[], 0]);
    await expect(react(db.database, els, id, { message: 'nog iets' })).rejects.toThrow(NotFound);
  });

  test('a thread stays with the institution for which was asked, also when its document moves to another', async () => {
    const wrong = await aDocument(db.database, { institutionId: school.id, theme: staffing });
    const id = await aQuestion(db.database, an, wrong.id);
    const neighbour = await aSchool(db.database);
    const head = await aPortalAdmin(db.database, { of: neighbour });
    await db.database.write(async (tx) => {
      await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
      await sql`update documents set institution_id = ${neighbour.id} where id = ${wrong.id}`.execute(tx);
    });
    for (const person of [head, an]) await expect(seen(person, id)).rejects.toThrow(NotFound);
    expect(await rowsOf(head, id)).toBe(0);
  });

  test('a reader of the administration looks on and does not write, unless he asked himself', async () => {
    const reader = await anAdministrationReader(db.database, { themes: ['omkadering-en-toelagen-openbaar'] });
    const id = await aQuestion(db.database, an, letter.id);
    await expect(react(db.database, reader, id, { message: 'ik ook' })).rejects.toThrow(Forbidden);
    const own = await aQuestion(db.database, reader, letter.id);
    expect(await react(db.database, reader, own, { message: 'en nog dit' })).toBe('written');
  });
});

describe('DO-6 the service that answers', () => {
  test('sees what is asked to it, and nothing of another service or of a draft', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const draft = await aQuestionDraft(db.database, an, letter.id);
    expect(await workOf(worker)).toContain(id);
    expect(await workOf(worker)).not.toContain(draft);
    expect([await workOf(other), await rowsOf(other, id), await rowsOf(worker, draft)]).toEqual([[], 0, 0]);
    await expect(received(other, id)).rejects.toThrow(NotFound);
    await expect(handle(db.database, other, id)).rejects.toThrow(NotFound);
    await expect(received(an, id)).rejects.toThrow(NotFound);
    await expect(handle(db.database, an, id)).rejects.toThrow(NotFound);
  });

  test('reads the title of the document and not the document itself', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const opened = await received(worker, id);
    expect([opened.question.documentTitle, opened.seesDocument]).toEqual([letter.title, false]);
    const { rows } = await readingAs(db.database, worker, (as) => sql`select 1 from documents`.execute(as.db));
    expect(rows).toEqual([]);
  });

  test('answers, and the asker has news until he reads it; what he writes then opens it again', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const before = await newsOf(an);
    expect(await handle(db.database, worker, id, { message: 'Volgens artikel 3.', files: [aKeptFile()] })).toBe('done');
    expect([await stateOf(id), await newsOf(an)]).toEqual(['answered', before + 1]);
    const thread = await seen(an, id);
    expect(thread.events.map((event) => [event.side, event.kind])).toEqual([
      ['asker', 'asked'],
      ['service', 'answered'],
    ]);
    expect(thread.files.map((file) => file.side)).toEqual(['service']);
    await writingAs(db.database, an, (as) => noteSeen(as.tx, as.actor, id));
    expect(await newsOf(an)).toBe(before);
    expect(await react(db.database, an, id, { message: 'En voor de kleuters?' })).toBe('reopened');
    expect((await received(worker, id)).question).toMatchObject({ state: 'reopened', handlerName: 'Ward Coppens' });
    expect(await handle(db.database, worker, id)).toBe('done');
    expect(await react(db.database, an, id, { reaction: 'close' })).toBe('closed');
    expect(await react(db.database, an, id, { message: 'Toch nog iets' })).toBe('reopened');
  });

  test('does a thing once, however often the form is sent', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const key = newId();
    const outcomes = await Promise.all([1, 2, 3].map(() => handle(db.database, worker, id, { key })));
    expect(outcomes.toSorted()).toEqual(['again', 'again', 'done']);
    const again = newId();
    const reactions = await Promise.all([1, 2, 3].map(() => react(db.database, an, id, { key: again, message: 'x' })));
    expect(reactions.toSorted()).toEqual(['again', 'again', 'reopened']);
    expect((await seen(an, id)).events).toHaveLength(3);
  });

  test('of two who answer at once one is first, and the other is told', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const outcomes = await Promise.all([handle(db.database, worker, id), handle(db.database, colleague, id)]);
    expect(outcomes.toSorted()).toEqual(['changed', 'done']);
  });

  test('what a colleague took up is taken over first; what is put back is everybody’s', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    await handle(db.database, worker, id, { handling: 'take-up' });
    const [mine, theirs] = [await waitingFor(worker), await waitingFor(colleague)];
    expect(await handle(db.database, colleague, id)).toBe('changed');
    await handle(db.database, colleague, id, { handling: 'take-up' });
    expect([await waitingFor(worker), await waitingFor(colleague)]).toEqual([mine - 1, theirs + 1]);
    await handle(db.database, colleague, id, { handling: 'release' });
    expect((await received(worker, id)).question.handlerName).toBeNull();
    expect(await handle(db.database, worker, id)).toBe('done');
  });

  test('an answer without words or files is none', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    expect(await handle(db.database, worker, id, { message: '  ' })).toBe('words-missing');
    expect(await react(db.database, an, id)).toBe('words-missing');
    expect(await handle(db.database, worker, id, { message: '', files: [aKeptFile()] })).toBe('done');
  });
});

describe('DO-6 handing over', () => {
  test('gives the question to another service, with the trail; the first still reads it and does nothing more', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const toService = 'ahovoks';
    expect(
      await handle(db.database, worker, id, { handling: 'hand-over', toService, message: 'Dit is hoger onderwijs.' }),
    ).toBe('done');
    expect((await seen(an, id)).events.at(-1)).toMatchObject({
      kind: 'handed-over',
      serviceName: 'AGODI',
      toServiceName: 'AHOVOKS',
      message: 'Dit is hoger onderwijs.',
    });
    expect(await workOf(worker)).not.toContain(id);
    expect(await workOf(other)).toContain(id);
    expect((await received(worker, id)).handles).toBe(false);
    await expect(handle(db.database, worker, id)).rejects.toThrow(NotFound);
    expect(await handle(db.database, other, id)).toBe('done');
    expect(await stateOf(id)).toBe('answered');
  });

  test('goes to a known other service only', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    for (const toService of ['', 'agodi', 'bestaat-niet'])
      expect(await handle(db.database, worker, id, { handling: 'hand-over', toService })).toBe('service-missing');
  });

  test('the database lets nobody else give a question away', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const giving = writingAs(db.database, an, ({ tx }) =>
      sql`update questions set service_id = 'ahovoks' where id = ${id}`.execute(tx),
    );
    await expect(giving).rejects.toThrow('only its service hands a question over');
    const answering = writingAs(db.database, an, ({ tx }) =>
      sql`update questions set state = 'answered', waiting_since = null, due_on = null where id = ${id}`.execute(tx),
    );
    await expect(answering).rejects.toThrow('row-level security');
  });
});

describe('DO-6 the work list', () => {
  test('what is overdue longest comes first, and what was answered last; filters and counts agree', async () => {
    const service = await anAnswerer(db.database, { services: ['ahovoks'] });
    const dokument = await aDocument(db.database, { institutionId: school.id, theme: staffing });
    await aRoute(db.database, 'ahovoks');
    const [late, later, answered, fresh] = [
      await aQuestion(db.database, an, dokument.id),
      await aQuestion(db.database, an, dokument.id),
      await aQuestion(db.database, an, dokument.id),
      await aQuestion(db.database, an, dokument.id),
    ];
    await aRoute(db.database);
    await handle(db.database, service, answered ?? '');
    await db.database.write(async (tx) => {
      await sql`select set_config('app.actor_kind', 'system', true)`.execute(tx);
      await sql`update questions set due_on = due_on - 60 where id = ${late}`.execute(tx);
      await sql`update questions set due_on = due_on - 30 where id = ${later}`.execute(tx);
    });
    expect((await workOf(service)).filter((id) => [late, later, answered, fresh].includes(id))).toEqual([
      late,
      later,
      fresh,
      answered,
    ]);
    expect(await workOf(service, 'welke=te-laat')).toEqual([late, later]);
    expect(await workOf(service, 'welke=van-mij')).toEqual([answered]);
    expect(await workOf(service, 'toestand=answered')).toContain(answered);
    const counts = await readingAs(db.database, service, (as) =>
      countReceived(as.db, as.actor, { ticked: [], find: '' }),
    );
    expect([counts.overdue, counts.mine]).toEqual([2, 1]);
    expect(await askedFor(an, `welke=van-mij&welke=te-laat`)).toEqual([later, late]);
  });

  test('offers the institutions that were ticked or looked for, and none without threads', async () => {
    const offered = async (wanted: { ticked: number[]; find: string }) => {
      const choices = await readingAs(db.database, worker, (as) => countReceived(as.db, as.actor, wanted));
      return { ids: choices.institutions.map(({ value }) => Number(value)), nothing: choices.nothingFound };
    };
    const silent = await aSchool(db.database);
    expect((await offered({ ticked: [school.id], find: '' })).ids[0]).toBe(school.id);
    expect((await offered({ ticked: [], find: school.name.slice(1).toUpperCase() })).ids[0]).toBe(school.id);
    expect(await offered({ ticked: [], find: String(school.id) })).toMatchObject({ nothing: false });
    expect(await offered({ ticked: [silent.id], find: '' })).toMatchObject({ nothing: false });
    expect((await offered({ ticked: [silent.id], find: '' })).ids).not.toContain(silent.id);
    expect(await offered({ ticked: [], find: '%' })).toMatchObject({ nothing: true });
    expect(await offered({ ticked: [], find: String(silent.id) })).toMatchObject({ nothing: true });
  });
});

describe('DO-6 templates', () => {
  const save = (person: Person, wishes: Partial<{ id: string; serviceId: string; title: string; body: string }> = {}) =>
    writingAs(db.database, person, (as) =>
      perform(saveTemplate, as, {
        id: newId(),
        serviceId: 'agodi',
        title: 'Ontvangen',
        body: 'We kijken het na.',
        ...wishes,
      }),
    );
  const titles = async (person: Person) =>
    (await readingAs(db.database, person, (as) => ask(ownTemplates, as, {}))).map((template) => template.title);

  test('are of a service: its people keep them, others see nothing of them', async () => {
    const id = newId();
    expect(await save(worker, { id })).toEqual([]);
    expect(await save(worker, { id })).toEqual([]);
    expect(await save(colleague, { id, title: 'Goed ontvangen' })).toEqual([]);
    expect([await titles(worker), await titles(other), await titles(an)]).toEqual([['Goed ontvangen'], [], []]);
    await expect(save(other)).rejects.toThrow(NotFound);
    await expect(save(an)).rejects.toThrow(NotFound);
    const remove = (person: Person) => writingAs(db.database, person, (as) => perform(removeTemplate, as, { id }));
    for (const person of [other, an]) await remove(person);
    expect(await titles(worker)).toEqual(['Goed ontvangen']);
    await remove(worker);
    await remove(worker);
    expect(await titles(worker)).toEqual([]);
  });

  test('say what is wrong with them', async () => {
    await save(worker, { title: 'Dubbel' });
    expect(await save(worker, { title: '', body: '' })).toEqual(['title-missing', 'body-missing']);
    expect(await save(worker, { title: 'Dubbel' })).toEqual(['title-taken']);
    expect(await save(worker, { title: 'x'.repeat(151), body: 'y'.repeat(4001) })).toEqual(['title-long', 'body-long']);
  });
});

test('DO-6 everything that happens to a question is audited', async () => {
  const id = await aQuestion(db.database, an, letter.id);
  await handle(db.database, worker, id, { handling: 'take-up' });
  await handle(db.database, worker, id);
  await react(db.database, an, id, { message: 'nog iets' });
  await handle(db.database, worker, id, { handling: 'hand-over', toService: 'ahovoks' });
  await handle(db.database, other, id, { handling: 'close', message: 'Per telefoon beantwoord.' });
  const { rows } = await readAsSystem(db.database, (tx) =>
    sql<{ action: string; organisation: number; words: boolean }>`
      select action, organisation_id as organisation, (before::text || after::text) ~ 'nog iets|telefoon' as words
      from audit_events where subject_kind = 'question' and subject_id = ${id} order by at, id`.execute(tx),
  );
  expect(rows.map((row) => row.action)).toEqual([
    'begin-question-draft',
    'ask-question',
    'take-up-question',
    'answer-question',
    'reopen-question',
    'hand-over-question',
    'close-question',
  ]);
  for (const row of rows) expect(row).toMatchObject({ organisation: school.id, words: false });
});
