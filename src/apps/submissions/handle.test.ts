import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { addRepairFiles, sendRepair } from '#apps/submissions/commands/send.ts';
import { receivedSubmissions } from '#apps/submissions/list.ts';
import { chooseWork } from '#apps/submissions/work.ts';
import { openReceived, openSubmission } from '#apps/submissions/views.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aPortalAdmin, withdraw, type GivenRight, type Person } from '#tests/world/people.ts';
import { aDraft, aHandler, aKeptFile, aSubmission, handle } from '#tests/world/submissions.ts';

let db: TestDatabase;
let school: School;
let centre: School;
let head: Person;
let worker: Person;
let colleague: Person;

beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  centre = await aSchool(db.database, { levels: [6], name: 'Centrum Volwassenenonderwijs' });
  head = await aPortalAdmin(db.database, { of: school, name: 'Mia Hermans' });
  await aPortalAdmin(db.database, { of: centre, to: head });
  worker = await aHandler(db.database, { name: 'Ward Coppens' });
  colleague = await aHandler(db.database, { name: 'Ines Baert' });
});

const everything = { levelId: null, forms: [], institutions: [], schoolYears: [], states: [], services: [] };
const listedFor = async (person: Person): Promise<string[]> => {
  const page = await readingAs(db.database, person, (as) =>
    ask(receivedSubmissions, as, { ...everything, from: null, direction: 'older' }),
  );
  return page.submissions.map((submission) => submission.id);
};
const opened = (person: Person, id: string) => readingAs(db.database, person, (as) => ask(openReceived, as, { id }));
const seen = (id: string) => readingAs(db.database, head, (as) => ask(openSubmission, as, { id }));

describe('O19 a receiving service', () => {
  test('sees the forms that it receives, and nothing of the others', async () => {
    const [here, there] = [
      await aSubmission(db.database, head, { of: school }),
      await aSubmission(db.database, head, { of: centre, form: 'fin' }),
    ];
    const other = await aHandler(db.database, { services: ['ahovoks'] });
    expect(await listedFor(worker)).toContain(here);
    expect(await listedFor(worker)).not.toContain(there);
    expect(await listedFor(other)).toEqual([there]);
    await expect(opened(worker, there)).rejects.toThrow(NotFound);
    await expect(handle(db.database, worker, there, { handling: 'take-up' })).rejects.toThrow(NotFound);
    const choices = await readingAs(db.database, other, ({ db: as, actor }) =>
      chooseWork(as, actor, { institutions: [], search: '' }),
    );
    expect(choices.forms.map((form) => form.label)).toEqual([
      'Speciale onderwijsmiddelen (SOL)',
      'Vaccinatie (VAC)',
      'Validatie financieringsgegevens (FIN)',
    ]);
    expect(choices.states.map((state) => [state.value, state.count])).toEqual([
      ['received', 1],
      ['in-progress', 0],
      ['returned', 0],
      ['finished', null],
    ]);
  });

  test('sees no draft, nothing withdrawn, and nothing that is still being prepared', async () => {
    const draft = await aDraft(db.database, head, { of: school });
    expect(await listedFor(worker)).not.toContain(draft);
    const { rows } = await readingAs(db.database, worker, ({ db: as }) =>
      sql`select 1 from submission_files where submission_id = ${draft}`.execute(as),
    );
    expect(rows).toEqual([]);
  });

  test('sees nothing any more once the right ended', async () => {
    const gone = (await aHandler(db.database)) as Person & GivenRight;
    expect((await listedFor(gone)).length).toBeGreaterThan(0);
    await withdraw(db.database, gone.grantId);
    expect(await listedFor(gone)).toEqual([]);
  });

  test('row-level security alone shows the same rows as the condition', async () => {
    const { rows } = await readingAs(db.database, worker, ({ db: as }) =>
      sql<{ id: string }>`select id from submissions order by sent_at desc, id desc`.execute(as),
    );
    expect(rows.map((row) => row.id)).toEqual(await listedFor(worker));
  });

  test('changes nothing of what was sent', async () => {
    const id = await aSubmission(db.database, head, { of: school });
    const sneak = writingAs(db.database, worker, ({ tx }) =>
      sql`insert into submission_files (id, submission_id, side, name, kind, bytes, sha256, added_by)
        values (${newId()}, ${id}, 'sender', 'x.txt', 'txt', 1, ${Buffer.alloc(32)}, ${worker.id})`.execute(tx),
    );
    await expect(sneak).rejects.toThrow('row-level security');
  });
});

describe('DV-4 handling', () => {
  test('of two workers who take up at once exactly one has it, and the other is told', async () => {
    const id = await aSubmission(db.database, head, { of: school });
    const outcomes = await Promise.all(
      [worker, colleague].map((person) => handle(db.database, person, id, { handling: 'take-up' })),
    );
    // Whoever is second takes over what the first has: both are told, and one name stands on it.
    expect(outcomes).toContain('done');
    const { submission, events } = await opened(worker, id);
    expect([worker.id, colleague.id]).toContain(submission.handlerId);
    expect(events.filter((event) => event.kind === 'taken-up')).toHaveLength(
      outcomes.filter((one) => one === 'done').length,
    );
  });

  test('only who has it answers, sends back, puts back or finishes', async () => {
    const id = await aSubmission(db.database, head, { of: school });
    for (const handling of ['answer', 'return', 'release', 'finish'] as const)
      expect(await handle(db.database, worker, id, { handling, message: 'x' })).toBe('changed');
    await handle(db.database, worker, id, { handling: 'take-up' });
    for (const handling of ['answer', 'return', 'release', 'finish'] as const)
      expect(await handle(db.database, colleague, id, { handling, message: 'x' })).toBe('changed');
    expect(await handle(db.database, colleague, id, { handling: 'take-up' })).toBe('done');
    expect(await handle(db.database, worker, id, { handling: 'finish' })).toBe('changed');
  });

  test('an answer with a document reaches the sender; the same form sent twice answers once', async () => {
    const id = await aSubmission(db.database, head, { of: school });
    await handle(db.database, worker, id, { handling: 'take-up' });
    const answer = {
      handling: 'answer',
      message: 'In orde.',
      files: [aKeptFile('Beslissing', 'beslissing.txt')],
      key: newId(),
    } as const;
    expect(await handle(db.database, worker, id, answer)).toBe('done');
    expect(await handle(db.database, worker, id, answer)).toBe('again');
    expect(await handle(db.database, worker, id, { handling: 'answer' })).toBe('answer-missing');
    const { events, files } = await seen(id);
    expect(events.filter((event) => event.kind === 'answered').map((event) => event.message)).toEqual(['In orde.']);
    expect(files.filter((file) => file.side === 'service').map((file) => file.name)).toEqual(['beslissing.txt']);
  });

  test('what is sent back is mended in the same item: earlier files stay, new ones come with the second sending', async () => {
    const id = await aSubmission(db.database, head, { of: school });
    await handle(db.database, worker, id, { handling: 'take-up' });
    expect(await handle(db.database, worker, id, { handling: 'return' })).toBe('message-missing');
    await handle(db.database, worker, id, { handling: 'return', message: 'Bladzijde 2 ontbreekt.' });
    const repair = (key: string) =>
      writingAs(db.database, head, (as) => perform(sendRepair, as, { id, key, message: 'Nu volledig.' }));
    expect(await repair(newId())).toMatchObject({ kind: 'incomplete', faults: ['files-missing'] });
    await writingAs(db.database, head, (as) => perform(addRepairFiles, as, { id, files: [aKeptFile()] }));
    expect((await opened(worker, id)).files).toHaveLength(1);
    const key = newId();
    expect(await Promise.all([repair(key), repair(key)])).toContainEqual({ kind: 'sent', id });
    expect(await repair(key)).toEqual({ kind: 'again', id });
    const { submission, events, files } = await opened(worker, id);
    expect(submission).toMatchObject({ state: 'received', handlerId: null });
    expect(events.filter((event) => event.kind === 'sent')).toHaveLength(2);
    expect(files).toHaveLength(2);
  });

  test('what is finished stays finished', async () => {
    const id = await aSubmission(db.database, head, { of: school });
    await handle(db.database, worker, id, { handling: 'take-up' });
    expect(await handle(db.database, worker, id, { handling: 'finish' })).toBe('done');
    for (const handling of ['take-up', 'release', 'answer', 'return', 'finish'] as const)
      expect(await handle(db.database, worker, id, { handling, message: 'x' })).toBe('changed');
    const reopen = writingAs(db.database, worker, ({ tx }) =>
      sql`update submissions set state = 'received', handler_id = null, handler_name = null where id = ${id}`.execute(
        tx,
      ),
    );
    await reopen;
    expect((await seen(id)).submission.state).toBe('finished');
  });

  test('every change is one audit event of who did it', async () => {
    const id = await aSubmission(db.database, head, { of: school });
    for (const handling of ['take-up', 'release', 'take-up', 'finish'] as const)
      await handle(db.database, worker, id, { handling });
    const { rows } = await readAsSystem(db.database, (tx) =>
      sql<{ action: string; actor: string; rests: boolean }>`
        select action, actor_person_id as actor, rests_on_grant is not null as rests from audit_events
        where subject_kind = 'submission' and subject_id = ${id} order by at, id`.execute(tx),
    );
    expect(rows.map((row) => row.action)).toEqual([
      'begin-submission-draft',
      'send-submission',
      'take-up-submission',
      'release-submission',
      'take-up-submission',
      'finish-submission',
    ]);
    expect(rows.every((row) => row.rests)).toBe(true);
  });
});
