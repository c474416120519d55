import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { actAsSystem, asSystem, readAsSystem } from '#access/context.ts';
import { composeDigests, digestComposer, tellDue } from '#apps/alerts/index.ts';
import { messages } from '#i18n/index.ts';
import { loadConfig } from '#platform/config.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { sealer } from '#platform/crypto.ts';
import { configureLog } from '#platform/log.ts';
import { startSending } from '#platform/mail/sender.ts';
import { smtpTransport } from '#platform/mail/transport.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { startMailSink, type MailSink } from '#tests/support/smtp.ts';
import { aDocument } from '#tests/wall/documents.ts';
import { switchAlerts } from '#tests/world/alerts.ts';
import { aSchool } from '#tests/world/organisations.ts';
import { aPortalUser, withdraw } from '#tests/world/people.ts';

let db: TestDatabase;
let sink: MailSink;
beforeAll(async () => {
  configureLog({ write: () => undefined });
  db = await testDatabase();
  sink = await startMailSink();
});
afterEach(resetClock);
afterAll(() => sink.stop());

test('NO-3: over six hours without mail server nothing is lost or sent twice, and whose right ended meanwhile gets nothing', async () => {
  setClock(new Date('2026-10-14T10:00:00Z'));
  const school = await aSchool(db.database);
  const people = [];
  for (let n = 0; n < 6; n += 1) people.push(await aPortalUser(db.database, { of: school, themes: [1] }));
  for (const person of people) await switchAlerts(db.database, person);
  const { id } = await aDocument(db.database, {
    institutionId: school.id,
    title: 'Omzendbrief vakantieregeling',
    availableAt: new Date('2026-10-14T15:00:00Z'),
  });
  const { session } = loadConfig({ DATA_DIR: '/tmp/schoolpoort-alerts-test' }).keys;
  const sessionSealer = sealer({ nationalNumber: session, nationalNumberLookup: session });
  const { port } = sink;
  await sink.stop();
  setClock(new Date('2026-10-15T03:30:00Z'));
  await tellDue({ database: db.database, sessionSealer });
  const sending = startSending({
    database: db.database,
    actAsSystem,
    transport: smtpTransport(`smtp://127.0.0.1:${port}`),
    from: 'noreply@schoolpoort.test',
    baseUrl: 'https://schoolpoort.test',
    words: { nl: messages.nl.mail, en: messages.en.mail },
    composers: { [digestComposer]: composeDigests },
    keepComposed: false,
    every: 20,
    pauses: { first: 20, longest: 60 },
  });
  const states = async (): Promise<string[]> =>
    (await readAsSystem(db.database, (read) => sql<{ state: string }>`select state from mails`.execute(read))).rows.map(
      (row) => row.state,
    );
  try {
    await vi.waitFor(async () => {
      const tried = await readAsSystem(db.database, (read) =>
        sql`select 1 from mails where attempts > 2`.execute(read),
      );
      expect(tried.rows.length).toBeGreaterThan(0);
    }, 10_000);
    expect(await states()).toEqual(Array(6).fill('waiting'));
    setClock(new Date('2026-10-15T09:35:00Z'));
    expect(await tellDue({ database: db.database, sessionSealer })).toEqual({ people: 0, digests: 0 });
    const [leaves, ...stay] = people;
    if (leaves) await withdraw(db.database, leaves.grantId);
    sink = await startMailSink(port);
    await vi.waitFor(async () => expect(await states()).not.toContain('waiting'), { timeout: 10_000 });
    expect(sink.taken.map((mail) => mail.to).toSorted()).toEqual(stay.map((person) => person.email).toSorted());
    for (const mail of sink.taken) {
      expect(mail.raw).toContain('Omzendbrief vakantieregeling');
      expect(mail.raw.replaceAll('=\r\n', '')).toContain(`https://schoolpoort.test/document/${id}`);
      expect(mail.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    }
  } finally {
    await sending.stop();
    await asSystem(db.database, (tx) => sql`delete from mails`.execute(tx));
  }
});
