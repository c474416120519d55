import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { acceptInvitation } from '#apps/questions/commands/accept-invitation.ts';
import { formatNumber } from '#apps/questions/model.ts';
import { setQuestionRoute } from '#apps/questions/parameters.ts';
import { openAsked, openInvited, openReceived } from '#apps/questions/views.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aDocument, type MadeDocument } from '#tests/wall/documents.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { anAdministration, aSchool, type School } from '#tests/world/organisations.ts';
import { aPerson, aPortalUser, aWorkRelation, setRelationPeriod, type Person } from '#tests/world/people.ts';
import { endedYesterday } from '#tests/world/periods.ts';
import { anAnswerer, aQuestion, aRoute, contactOfDocuments, handle, react } from '#tests/world/questions.ts';

const staffing = 6;
const words = 'Waarom staat Bilal Demir niet in de lijst?';

let db: TestDatabase;
let school: School;
let letter: MadeDocument;
let an: Person;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database, { name: 'Basisschool De Vlieger' });
  letter = await aDocument(db.database, {
    institutionId: school.id,
    theme: staffing,
    title: 'Lijst van de eerste klas',
  });
  an = await aPortalUser(db.database, { of: school, themes: [staffing], name: 'An Peeters' });
});

afterEach(resetClock);

interface Mail {
  address: string | null;
  personId: string | null;
  content: string;
}
const mailsAbout = (id: string): Promise<Mail[]> =>
  readAsSystem(db.database, async (read) => {
    const { rows } = await sql<Mail>`
      select m.address, m.person_id as "personId", m.content::text as content
      from mails m join question_events e on m.key in ('question-waits:' || e.id, 'question-answered:' || e.id)
      where e.question_id = ${id} order by m.id`.execute(read);
    return rows;
  });
const secretOf = (mail: Mail | undefined): string => /\/uitnodiging\/([\w-]{43})/.exec(mail?.content ?? '')?.[1] ?? '';
const numberOf = async (id: string): Promise<string> =>
  formatNumber((await readingAs(db.database, an, (as) => ask(openAsked, as, { id }))).question.number);

const accept = (person: Person, token: string) =>
  writingAs(db.database, person, (as) => perform(acceptInvitation, as, { token }));
const opened = (person: Person, id: string) => readingAs(db.database, person, (as) => ask(openInvited, as, { id }));

async function aCivilServant(): Promise<Person & { relationId: string }> {
  const person = await aPerson(db.database, { targetGroup: 'GID', name: 'Griet Smets' });
  const relationId = await aWorkRelation(
    db.database,
    person,
    await anAdministration(db.database, { id: 1_007_000 + made++ }),
  );
  return { ...person, relationId };
}
let made = 0;

const setMailbox = (service: string, answersHere: boolean) =>
  asSystem(db.database, (tx) =>
    sql`
      insert into question_mailboxes (service_id, email, answers_here) values (${service}, 'vragen@dienst.example', ${answersHere})
      on conflict (service_id) do update set answers_here = excluded.answers_here`.execute(tx),
  );

describe('DO-6 the mail about a question', () => {
  test('holds a number and a link, and nothing of the question, the document, the person or the school', async () => {
    const id = await aQuestion(db.database, an, letter.id, { text: words });
    const [mail, ...more] = await mailsAbout(id);
    expect([mail?.address, more]).toEqual([contactOfDocuments, []]);
    expect(mail?.content).toContain(await numberOf(id));
    expect(secretOf(mail)).not.toBe('');
    for (const secret of ['Bilal', 'Lijst van', 'An Peeters', 'Vlieger', String(school.id)])
      expect(mail?.content).not.toContain(secret);
  });

  test('to a service with people here leads to their work list; to the asker, to the answer', async () => {
    await aRoute(db.database);
    await setMailbox('agodi', true);
    const worker = await anAnswerer(db.database);
    const id = await aQuestion(db.database, an, letter.id);
    await handle(db.database, worker, id);
    await react(db.database, an, id, { message: 'nog iets' });
    await handle(db.database, worker, id, { handling: 'close' });
    const mails = await mailsAbout(id);
    expect(mails.map((mail) => mail.address ?? mail.personId)).toEqual([
      'vragen@dienst.example',
      an.id,
      'vragen@dienst.example',
      an.id,
    ]);
    expect(mails[0]?.content).toContain(`/vragen/${id}`);
    expect(mails[1]?.content).toContain(`/gestelde-vragen/${id}`);
    expect(mails.every((mail) => secretOf(mail) === '')).toBe(true);
    await asSystem(db.database, (tx) => sql`delete from question_routes`.execute(tx));
  });

  test('is queued with the question or not at all: what is asked twice is told once', async () => {
    const id = await aQuestion(db.database, an, letter.id, { text: 'één mail' });
    const again = await aQuestion(db.database, an, letter.id, { text: 'één mail' }).catch(
      (error: Error) => error.message,
    );
    expect(again).toContain('same');
    expect(await mailsAbout(id)).toHaveLength(1);
  });
});

describe('DO-6 an invitation', () => {
  test('opens one question for somebody of the administration, who answers it and does nothing else', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const other = await aQuestion(db.database, an, letter.id);
    const guest = await aCivilServant();
    await expect(opened(guest, id)).rejects.toThrow(NotFound);
    expect(await accept(guest, secretOf((await mailsAbout(id))[0]))).toBe(id);
    expect((await opened(guest, id)).question.documentTitle).toBe(letter.title);
    await expect(opened(guest, other)).rejects.toThrow(NotFound);
    await expect(readingAs(db.database, guest, (as) => ask(openReceived, as, { id }))).rejects.toThrow(NotFound);
    for (const handling of ['take-up', 'hand-over', 'close', 'release'] as const)
      await expect(handle(db.database, guest, id, { handling, toService: 'agodi' })).rejects.toThrow(NotFound);
    expect(await handle(db.database, guest, id, { message: 'Volgens onze dienst wel.' })).toBe('done');
    const thread = await readingAs(db.database, an, (as) => ask(openAsked, as, { id }));
    expect(thread.question.state).toBe('answered');
    expect(thread.events.at(-1)).toMatchObject({ side: 'service', message: 'Volgens onze dienst wel.' });
    const { rows } = await readingAs(db.database, guest, (as) => sql`select 1 from documents`.execute(as.db));
    expect(rows).toEqual([]);
  });

  test('is shared by a mailbox: a colleague with the link answers after it was opened again', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const secret = secretOf((await mailsAbout(id))[0]);
    const [first, second] = [await aCivilServant(), await aCivilServant()];
    await accept(first, secret);
    await handle(db.database, first, id);
    await react(db.database, an, id, { message: 'Toch niet duidelijk.' });
    expect(await accept(second, secretOf((await mailsAbout(id)).at(-1)))).toBe(id);
    expect(await handle(db.database, second, id)).toBe('done');
  });

  test('opens nothing for a school, with another secret, after its last day, or once a relation ended', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const secret = secretOf((await mailsAbout(id))[0]);
    const guest = await aCivilServant();
    const colleague = await aPortalUser(db.database, { of: school, themes: [1] });
    expect([await accept(colleague, secret), await accept(guest, `${secret}x`)]).toEqual([null, null]);
    const left = await aCivilServant();
    await setRelationPeriod(db.database, left.relationId, endedYesterday());
    expect(await accept(left, secret)).toBeNull();
    expect(await accept(guest, secret)).toBe(id);
    setClock(new Date(Date.now() + 61 * 86_400_000));
    await expect(opened(guest, id)).rejects.toThrow(NotFound);
    await expect(handle(db.database, guest, id)).rejects.toThrow(NotFound);
    expect(await accept(guest, secret)).toBeNull();
  });

  test('ends when the question is handed over to another service', async () => {
    await aRoute(db.database);
    await setMailbox('ahovoks', false);
    const worker = await anAnswerer(db.database);
    const id = await aQuestion(db.database, an, letter.id);
    await handle(db.database, worker, id, { handling: 'hand-over', toService: 'ahovoks' });
    const guest = await aCivilServant();
    expect(await accept(guest, secretOf((await mailsAbout(id)).at(-1)))).toBe(id);
    expect((await opened(guest, id)).question.serviceName).toBe('AHOVOKS');
    await handle(db.database, await anAnswerer(db.database, { services: ['ahovoks'] }), id, {
      handling: 'hand-over',
      toService: 'agodi',
    });
    await expect(opened(guest, id)).rejects.toThrow(NotFound);
    await asSystem(db.database, (tx) => sql`delete from question_routes`.execute(tx));
  });

  test('is known to nobody: its hash and its guests are read by no person', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    const guest = await aCivilServant();
    await accept(guest, secretOf((await mailsAbout(id))[0]));
    for (const table of ['question_invitations', 'question_guests', 'mails']) {
      const { rows } = await readingAs(db.database, an, (as) => sql`select 1 from ${sql.table(table)}`.execute(as.db));
      expect([table, rows]).toEqual([table, []]);
    }
  });
});

describe('DO-6 a route that comes later', () => {
  const from = 'dienst-van-de-muur';
  const route = (contact: string, service: string | null) =>
    asSystem(db.database, (tx) => setQuestionRoute(tx, { from, contact, service }));
  const routed = (id: string) =>
    readAsSystem(db.database, async (read) => {
      const { rows } = await sql<{ mail: string; action: string }>`
        select (select m.content::text from mails m where m.key = 'question-waits:' || ${id} || ':agodi') as mail,
          (select action from audit_events where subject_id = ${id} order by at desc, id desc limit 1) as action`.execute(
        read,
      );
      return rows[0];
    });

  test('takes what waits at the mailbox to the service, which is told once; whoever was invited leaves it', async () => {
    const guest = await aCivilServant();
    const [id, answered] = [await aQuestion(db.database, an, letter.id), await aQuestion(db.database, an, letter.id)];
    for (const one of [id, answered]) await accept(guest, secretOf((await mailsAbout(one))[0]));
    await handle(db.database, guest, answered);
    await setMailbox('agodi', true);
    const worker = await anAnswerer(db.database);
    await expect(readingAs(db.database, worker, (as) => ask(openReceived, as, { id }))).rejects.toThrow(NotFound);
    expect(await route('iemand-anders@onderwijs.example', 'agodi')).toBe(0);
    expect(await route('', 'agodi')).toBeGreaterThanOrEqual(2);
    expect(await route('', 'agodi')).toBe(0);
    expect((await readingAs(db.database, worker, (as) => ask(openReceived, as, { id }))).handles).toBe(true);
    await expect(opened(guest, id)).rejects.toThrow(NotFound);
    expect(await routed(id)).toMatchObject({ action: 'route-question' });
    expect((await routed(id))?.mail).toContain(`/vragen/${id}`);
    expect((await routed(answered))?.mail).toBeNull();
    expect(await handle(db.database, worker, id)).toBe('done');
    await react(db.database, an, answered, { message: 'nog iets' });
    expect(await handle(db.database, worker, answered)).toBe('done');
    await route('', null);
  });

  test('of one contact takes the questions to that contact only, and a service keeps what it has', async () => {
    const id = await aQuestion(db.database, an, letter.id);
    expect(await route(contactOfDocuments, 'ahovoks')).toBeGreaterThanOrEqual(1);
    expect(await route(contactOfDocuments, 'agodi')).toBe(0);
    const worker = await anAnswerer(db.database, { services: ['ahovoks'] });
    expect((await readingAs(db.database, worker, (as) => ask(openReceived, as, { id }))).handles).toBe(true);
    await route(contactOfDocuments, null);
  });
});
