import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { journal, type Journal, type JournalQuestion } from '#apps/rights/queries/journal.ts';
import { tickTheme } from '#apps/themes/index.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { messages } from '#i18n/index.ts';
import { recordAudit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import { projectRoot } from '#platform/root.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, type GivenRight, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
let other: School;
let head: Person & GivenRight;
let user: Person & GivenRight;
beforeAll(async () => {
  db = await testDatabase();
  school = await aSchool(db.database);
  other = await aSchool(db.database);
  head = await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' });
  user = await aPortalUser(db.database, { of: school, name: 'An Peeters' });
  const cell = { institutionId: school.id, levelId: 1, personId: user.id, themeId: 3 };
  await writingAs(db.database, head, (as) => perform(tickTheme, as, cell));
  await writingAs(db.database, head, (as) =>
    perform(endGrants, as, { grantIds: [user.grantId], mode: 'today', reason: 'uit dienst', key: newId() }),
  );
  for (const organisationId of [school.id, other.id])
    await asSystem(db.database, (tx) =>
      recordAudit(tx, { action: 'open-document', subjectKind: 'document', subjectId: newId(), organisationId }),
    );
});

const read = (by: Person, question: Partial<JournalQuestion> = {}): Promise<Journal> =>
  readingAs(db.database, by, (as) => ask(journal, as, { limit: 50, ...question }));
const actions = async (by: Person, question?: Partial<JournalQuestion>): Promise<string[]> =>
  (await read(by, question)).events.map(({ action }) => action);

const payTheme = (): Promise<number> =>
  db.database.read(async (reader) => {
    const theme = reader.selectFrom('themes').select('id').where('confidentiality', '=', 'very-confidential');
    return (await theme.executeTakeFirstOrThrow()).id;
  });

describe('R25 the log of an institution', () => {
  test('tells its managers who did what about whom, by which right and why, the newest first', async () => {
    expect(await actions(head)).toEqual(['open-document', 'end-grant', 'tick-theme']);
    const [ended] = (await read(head, { kind: 'rights' })).events;
    expect(ended).toMatchObject({
      actor: 'Karim Benali',
      subject: 'An Peeters',
      right: 'Mijn Onderwijs Gebruiker',
      restsOn: 'Mijn Onderwijs Portaal Beheerder',
      reason: 'uit dienst',
      after: { until: daysFromToday(0) },
    });
  });

  test('says nothing of another institution, which is as good as unknown (R7)', async () => {
    await expect(read(head, { organisationId: other.id })).rejects.toThrow(NotFound);
    await expect(read(user, { organisationId: school.id })).rejects.toThrow(NotFound);
    expect(await actions(user)).toEqual([]);
    const neighbour = await aPortalAdmin(db.database, { of: other });
    expect(await actions(neighbour)).toEqual(['open-document']);
  });

  test('tells who manages rights alone of rights, not of ticks and readings, in the list and in the database (TH-7)', async () => {
    const localAdmin = await aHolder(db.database, 'local-admin', { of: school });
    expect(await actions(localAdmin)).toEqual(['end-grant']);
    expect(await actions(localAdmin, { kind: 'themes' })).toEqual([]);
    const seen = await readingAs(db.database, localAdmin, ({ db: reader }) =>
      reader.selectFrom('audit_events').select('action').where('organisation_id', '=', school.id).execute(),
    );
    expect(seen).toEqual([{ action: 'end-grant' }]);
  });

  test('tells of whom a proposal of two people is, also to a head local administrator who ticks nothing (R9)', async () => {
    const two = await aSchool(db.database);
    const admin = await aPortalAdmin(db.database, { of: two });
    await aPortalAdmin(db.database, { of: two });
    const reader = await aPortalUser(db.database, { of: two, name: 'Bart Claes' });
    const headAdmin = await aHolder(db.database, 'head-local-admin', { of: two });
    await writingAs(db.database, admin, (as) => perform(switchOn, as, { organisationId: two.id }));
    const cell = { institutionId: two.id, levelId: 1, personId: reader.id, themeId: await payTheme() };
    await writingAs(db.database, admin, (as) => perform(tickTheme, as, cell));
    const told = async (question: Partial<JournalQuestion>) =>
      (await read(headAdmin, question)).events.map(({ action, subject }) => [action, subject]);
    expect(await told({})).toEqual([
      ['propose-tick', 'Bart Claes'],
      ['switch-on-second-person', null],
    ]);
    expect(await told({ personId: reader.id })).toEqual([['propose-tick', 'Bart Claes']]);
  });

  test('is narrowed by kind, person and days', async () => {
    expect(await actions(head, { kind: 'themes' })).toEqual(['tick-theme']);
    expect(await actions(head, { kind: 'readings' })).toEqual(['open-document']);
    expect(await actions(head, { kind: 'other' })).toEqual([]);
    expect(await actions(head, { personId: user.id })).toEqual(['end-grant', 'tick-theme']);
    expect(await actions(head, { until: daysFromToday(-1) })).toEqual([]);
    expect(await actions(head, { from: daysFromToday(0), until: daysFromToday(0) })).toHaveLength(3);
  });

  test('goes on where the page ended', async () => {
    const first = await read(head, { limit: 2 });
    expect([first.events.length, first.hasMore]).toEqual([2, true]);
    const next = await read(head, { limit: 2, after: first.events[1]?.id });
    expect([next.events.map(({ action }) => action), next.hasMore]).toEqual([['tick-theme'], false]);
  });
});

/** Verbs that actions begin with: a literal in a file that writes events and begins with one is an action. */
const verbs = new Set(Object.keys(messages.nl.rights.journal.actions).map((action) => action.split('-')[0]));

test('every action that is written has words in both languages', () => {
  const missing = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(join(projectRoot, 'src', name), 'utf8'))
    .filter((text) => /AuditEntry|recordAudit/.test(text))
    .flatMap((text) => [...text.matchAll(/action: [^,\n]*?'([a-z]+(?:-[a-z]+)+)'|'([a-z]+(?:-[a-z]+)+)'/g)])
    .flatMap(([whole, action = '', literal = '']) => (whole.startsWith('action:') ? action : literal))
    .filter((action) => verbs.has(action.split('-')[0]) && !notActions.has(action))
    .filter(
      (action) => !(action in messages.nl.rights.journal.actions && action in messages.en.rights.journal.actions),
    );
  expect([...new Set(missing)]).toEqual([]);
});

/** Literals of such files that only look like actions. */
const notActions = new Set(['sign-in-failed', 'set-cookie', 'answer-template', 'switch-off']);
