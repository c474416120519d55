import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { actAsNobody, actAsSystem, asSystem, readAsSystem } from '#access/context.ts';
import { messages } from '#i18n/index.ts';
import { openDatabase, type Tx } from '#platform/db.ts';
import { configureLog } from '#platform/log.ts';
import { paragraph } from '#platform/mail/content.ts';
import { findInInbox, listInbox } from '#platform/mail/inbox.ts';
import { findBacklog } from '#platform/mail/outbox.ts';
import { queueMail, type MailOrder } from '#platform/mail/queue.ts';
import { messageIdOf, sendBatch, startSending, type SenderOptions } from '#platform/mail/sender.ts';
import { smtpTransport } from '#platform/mail/transport.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { startMailSink, type MailSink } from '#tests/support/smtp.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPerson, aPortalUser, type Person } from '#tests/world/people.ts';

let db: TestDatabase;
let sink: MailSink;
let an: Person;
const stops: (() => unknown)[] = [];

beforeAll(async () => {
  configureLog({ write: () => undefined });
  db = await testDatabase();
  an = await aPortalUser(db.database, { of: await aSchool(db.database), email: 'an@school.example' });
});
beforeEach(async () => {
  sink = await startMailSink();
  stops.push(() => sink.stop());
});
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
  await asSystem(db.database, async (tx) => {
    await sql`delete from mails`.execute(tx);
    await sql`delete from mail_bounces`.execute(tx);
  });
});

const content = { subject: 'Een vraag is beantwoord', parts: [paragraph('Kijk op Schoolpoort.')] };
const anOrder = (wish: Partial<MailOrder> = {}): MailOrder => ({
  key: `test:${Math.random()}`,
  to: { personId: an.id },
  content,
  ...wish,
});
const queue = (wish?: Partial<MailOrder>): Promise<boolean> =>
  writingAs(db.database, an, ({ tx }) => queueMail(tx, anOrder(wish)));

const sender = (wish: Partial<SenderOptions> = {}): SenderOptions => {
  const options: SenderOptions = {
    database: db.database,
    actAsSystem,
    transport: smtpTransport(sink.url),
    from: 'Schoolpoort <noreply@schoolpoort.test>',
    baseUrl: 'https://schoolpoort.test',
    words: { nl: messages.nl.mail, en: messages.en.mail },
    composers: {},
    keepComposed: false,
    every: 20,
    pauses: { first: 20, longest: 100 },
    ...wish,
  };
  stops.push(() => options.transport.close());
  return options;
};
const running = (wish: Partial<SenderOptions> = {}): void => {
  const sending = startSending(sender(wish));
  stops.push(() => sending.stop());
};
interface Row {
  key: string;
  state: string;
  attempts: number;
  problem: string | null;
}
const mails = async (): Promise<Row[]> =>
  (
    await readAsSystem(db.database, (read) =>
      sql<Row>`select key, state, attempts, problem from mails order by id`.execute(read),
    )
  ).rows;
const bounces = async (): Promise<unknown[]> =>
  (await readAsSystem(db.database, (read) => sql`select address, reason from mail_bounces`.execute(read))).rows;
const dueNow = (): Promise<unknown> => asSystem(db.database, (tx) => sql`update mails set due_at = now()`.execute(tx));

test('a mail goes out after its transaction, with text and HTML, and not when that was rolled back', async () => {
  const refused = writingAs(db.database, an, async ({ tx }) => {
    await queueMail(tx, anOrder({ key: 'undone' }));
    throw new Error('changed my mind');
  });
  await expect(refused).rejects.toThrow('changed my mind');
  await queue({ key: 'question:1', lang: 'en', unsubscribePath: '/afmelden-mail?bewijs=abc' });
  running();
  await vi.waitFor(() => expect(sink.taken).toHaveLength(1));
  const [mail] = sink.taken;
  expect(mail?.to).toBe('an@school.example');
  expect(mail?.raw).toContain(`Message-ID: ${messageIdOf('question:1', 'https://schoolpoort.test')}`);
  expect(mail?.raw).toContain('List-Unsubscribe: <https://schoolpoort.test/afmelden-mail?bewijs=abc>');
  expect(mail?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(mail?.raw).toContain('Content-Type: text/plain');
  expect(mail?.raw).toContain('Content-Type: text/html');
  expect(mail?.raw.replaceAll('=\r\n', '')).toContain('Nobody reads replies');
  await vi.waitFor(async () => expect(await mails()).toMatchObject([{ key: 'question:1', state: 'sent' }]));
});

test('the same key is queued once, by however many at the same time', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => queue({ key: 'share:7' })));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await mails()).toHaveLength(1);
});

test('the queue is the system’s: a person reads and changes nothing of it, and nobody queues nothing', async () => {
  await queue();
  const seen = await readingAs(db.database, an, (as) => sql`select 1 from mails`.execute(as.db));
  expect(seen.rows).toEqual([]);
  const changed = await writingAs(db.database, an, (as) => sql`update mails set address = 'x@y.z'`.execute(as.tx));
  expect(changed.numAffectedRows).toBe(0n);
  const written = writingAs(db.database, an, (as) =>
    sql`insert into mails (key, address, lang, content) values ('k', 'x@y.z', 'nl', '{}')`.execute(as.tx),
  );
  await expect(written).rejects.toThrow('permission denied');
  const nobody = db.database.write(async (tx: Tx) => {
    await actAsNobody(tx);
    await queueMail(tx, anOrder());
  });
  await expect(nobody).rejects.toThrow('nobody queues no mail');
});

test('a mail server that is away loses nothing: every mail goes out once it is back, and the doctor tells meanwhile', async () => {
  const { port } = sink;
  await sink.stop();
  for (let n = 0; n < 5; n += 1) await queue({ key: `late:${n}` });
  running();
  await vi.waitFor(async () => expect((await mails()).some((mail) => mail.attempts >= 3)).toBe(true), {
    timeout: 5000,
  });
  await asSystem(db.database, (tx) => sql`update mails set queued_at = now() - interval '6 hours'`.execute(tx));
  const backlog = await readAsSystem(db.database, (read) => findBacklog(read, 15));
  expect(backlog).toMatchObject({ waiting: 5, problem: expect.stringContaining('ECONNREFUSED') as string });
  sink = await startMailSink(port);
  await vi.waitFor(() => expect(sink.taken).toHaveLength(5), { timeout: 5000 });
  await vi.waitFor(async () => expect((await mails()).map((mail) => mail.state)).toEqual(Array(5).fill('sent')));
});

test('a refusal for good ends the mail and is noted at the address; the next mail that is taken clears it', async () => {
  sink.refuse = () => ({ code: 550, message: 'No such user' });
  await queue();
  await sendBatch(sender(), 10);
  expect(await mails()).toMatchObject([{ state: 'refused' }]);
  expect(await bounces()).toMatchObject([
    { address: 'an@school.example', reason: expect.stringContaining('550') as string },
  ]);
  const own = (person: Person): Promise<{ rows: unknown[] }> =>
    readingAs(db.database, person, (as) => sql`select 1 from mail_bounces`.execute(as.db));
  expect((await own(an)).rows).toHaveLength(1);
  const other = await aPortalUser(db.database, { of: await aSchool(db.database), email: 'bart@school.example' });
  expect((await own(other)).rows).toHaveLength(0);
  sink.refuse = () => undefined;
  await queue();
  await sendBatch(sender(), 10);
  expect(await bounces()).toEqual([]);
});

test('"not now" for one receiver holds up nobody else and is tried again with growing pauses', async () => {
  sink.refuse = (to) => (to === 'an@school.example' ? { code: 450, message: 'Busy' } : undefined);
  await queue({ key: 'slow' });
  await queue({ key: 'quick', to: { address: 'dienst@agodi.example' } });
  expect(await sendBatch(sender(), 10)).toEqual({ tried: 2, unavailable: null });
  expect(sink.taken.map((mail) => mail.to)).toEqual(['dienst@agodi.example']);
  const pause = async (): Promise<number> => {
    const answer = await readAsSystem(db.database, (read) =>
      sql<{ s: number }>`select extract(epoch from due_at - now())::int as s from mails where key = 'slow'`.execute(
        read,
      ),
    );
    return answer.rows[0]?.s ?? 0;
  };
  const first = await pause();
  await dueNow();
  await sendBatch(sender(), 10);
  expect(await pause()).toBeGreaterThan(first * 1.5);
  await dueNow();
  sink.refuse = () => undefined;
  await sendBatch(sender(), 10);
  expect(sink.taken).toHaveLength(2);
});

test('after a crash between handing over and noting, a mail is repeated once, with the same Message-ID', async () => {
  await queue({ key: 'crash:1' });
  const dies = openDatabase(db.appUrl, { poolSize: 1 });
  const dying = {
    ...dies,
    // The process is gone when it would note what it sent.
    write: (run: (tx: Tx) => Promise<unknown>) =>
      sink.taken.length > 0 ? Promise.reject(new Error('killed')) : dies.write(run),
  } as typeof dies;
  await expect(sendBatch(sender({ database: dying }), 10)).rejects.toThrow('killed');
  await dies.close();
  expect(await sendBatch(sender(), 10)).toMatchObject({ tried: 0 });
  // Its time is over.
  await dueNow();
  await sendBatch(sender(), 10);
  await dueNow();
  await sendBatch(sender(), 10);
  expect(sink.taken).toHaveLength(2);
  const ids = sink.taken.map((mail) => /^Message-ID: (.*)$/m.exec(mail.raw)?.[1]);
  expect(ids[0]).toBe(ids[1]);
});

test('two processes share the queue and send nothing twice', async () => {
  for (let n = 0; n < 150; n += 1) await queue({ key: `many:${n}` });
  const other = openDatabase(db.appUrl, { poolSize: 2 });
  running();
  running({ database: other });
  await vi.waitFor(async () => expect((await mails()).every((mail) => mail.state === 'sent')).toBe(true), {
    timeout: 15_000,
  });
  expect(sink.taken).toHaveLength(150);
  for (const stop of stops.splice(1).toReversed()) await stop();
  await other.close();
});

test('what is composed at the moment of sending is what counts then; nothing to say or no address sends nothing', async () => {
  const silent = await aPerson(db.database, { email: null });
  await queue({ key: 'said', content: { composer: 'weather', payload: { text: 'Zon' } } });
  await queue({ key: 'unsaid', content: { composer: 'weather', payload: { text: null } } });
  await queue({ key: 'nowhere', to: { personId: silent.id } });
  await queue({ key: 'unknown', content: { composer: 'gone', payload: {} } });
  await sendBatch(
    sender({
      keepComposed: true,
      composers: {
        weather: async (_db, ordered) =>
          new Map(
            ordered.flatMap(({ id, payload }) => {
              const { text } = payload as { text: string | null };
              return text === null ? [] : [[id, { subject: 'Het weer', parts: [paragraph(text)] }] as const];
            }),
          ),
      },
    }),
    10,
  );
  expect(sink.taken.map((mail) => mail.raw.includes('Zon'))).toEqual([true]);
  expect(await mails()).toMatchObject([
    { key: 'said', state: 'sent' },
    { key: 'unsaid', state: 'dropped' },
    { key: 'nowhere', state: 'dropped' },
    { key: 'unknown', state: 'waiting', attempts: 1 },
  ]);
  const inbox = await readAsSystem(db.database, (read) => listInbox(read, an.id));
  expect(inbox.map((mail) => mail.content.subject)).toEqual(['Het weer']);
});

test('the inbox holds the mails to the person and to the address of the person, and nobody else’s', async () => {
  const other = await aPortalUser(db.database, { of: await aSchool(db.database), email: 'bart@school.example' });
  await queue({ key: 'to-person' });
  await queue({ key: 'to-address', to: { address: 'An@School.example' } });
  await queue({ key: 'to-other', to: { personId: other.id } });
  await queue({ key: 'person-elsewhere', to: { personId: other.id, address: 'an@school.example' } });
  const inbox = await readAsSystem(db.database, (read) => listInbox(read, an.id));
  expect(inbox).toHaveLength(2);
  const theirs = await readAsSystem(db.database, (read) => listInbox(read, other.id));
  expect(theirs).toHaveLength(2);
  const peeked = await readAsSystem(db.database, (read) => findInInbox(read, an.id, theirs[0]?.id ?? ''));
  expect(peeked).toBeUndefined();
});
