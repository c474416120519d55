import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { handOver, previewHandover } from '#apps/rights/handover/hand-over.ts';
import { isHindered, leftBehind } from '#apps/rights/handover/judge.ts';
import type { Choice } from '#apps/rights/handover/subject.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aTick,
  aWorkRelation,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
let school: School;
beforeAll(async () => {
  db = await testDatabase();
});

interface Cast {
  head: Person;
  leaver: Person & { grantId: string };
  successor: Person;
  edison: string;
}

/** A head who is portal administrator too, who leaves with a right with themes and another, and who comes. */
async function aCast(): Promise<Cast> {
  school = await aSchool(db.database);
  const period = fromDays(-100, 300);
  const head = await aHolder(db.database, 'head-local-admin', { of: school, period, name: 'Karim Benali' });
  await aGrant(db.database, head, 'portal-admin', { of: school, period });
  const leaver = await aPortalUser(db.database, {
    of: school,
    period: fromDays(-50, 200),
    themes: [3, 4],
    name: 'An Peeters',
  });
  const { grantId: edison } = await aGrant(db.database, leaver, 'edison-staff-admin', {
    of: school,
    period: fromDays(-50, 200),
  });
  const successor = await aPerson(db.database, { name: 'Wout Claes' });
  await aWorkRelation(db.database, successor, school, fromDays(-10, 500));
  return { head, leaver, successor, edison };
}

const asked = (cast: Pick<Cast, 'leaver' | 'successor'>, choices: Choice[], lastDay = 0) => ({
  organisationId: school.id,
  fromId: cast.leaver.id,
  toId: cast.successor.id,
  choices,
  lastDay: daysFromToday(lastDay),
});
const move = (grantId: string, until = 200): Choice => ({ grantId, fate: 'move', until: daysFromToday(until) });

const handOverAs = (by: Person, cast: Cast, choices: Choice[], more: { lastDay?: number; key?: string } = {}) =>
  writingAs(db.database, by, async (as) => {
    const wish = asked(cast, choices, more.lastDay);
    const { seen } = await ask(previewHandover, as, wish);
    return perform(handOver, as, { ...wish, seen, reason: 'An gaat met pensioen', key: more.key ?? newId() });
  });

const preview = (by: Person, cast: Cast, choices: Choice[], lastDay = 0) =>
  readingAs(db.database, by, (as) => ask(previewHandover, as, asked(cast, choices, lastDay)));

async function held(person: Person): Promise<string[]> {
  const { grants, ticks } = await actorOf(db.database, person);
  return [
    ...grants.map(({ entitlement, until }) => `${entitlement} ${until}`),
    ...ticks.map(({ themeId }) => `theme ${themeId}`),
  ].toSorted();
}

test('rights and themes go to the successor at once, the leaver keeps them until the last day; both are told (R26)', async () => {
  const cast = await aCast();
  const { head, leaver, successor, edison } = cast;
  const choices = [move(leaver.grantId, 100), { grantId: edison, fate: 'end' as const }];
  const key = newId();
  const before = await preview(head, cast, choices, 10);
  expect(before.judged.map(isHindered)).toEqual([false, false]);
  expect(await held(successor)).toEqual([]);
  expect(await handOverAs(head, cast, choices, { lastDay: 10, key })).toEqual({
    kind: 'handed-over',
    moved: 1,
    ended: 1,
    themes: 2,
  });
  expect(await held(successor)).toEqual([`portal-user ${daysFromToday(100)}`, 'theme 3', 'theme 4']);
  expect(await held(leaver)).toEqual([
    `edison-staff-admin ${daysFromToday(10)}`,
    `portal-user ${daysFromToday(10)}`,
    'theme 3',
    'theme 4',
  ]);
  expect(await handOverAs(head, cast, choices, { lastDay: 10, key })).toEqual({ kind: 'again' });
  const { rows } = await readAsSystem(db.database, (reader) =>
    sql<{ subject: string }>`
      select content ->> 'subject' as subject from mails where person_id in (${leaver.id}, ${successor.id}) order by 1`.execute(
      reader,
    ),
  );
  expect(rows.map(({ subject }) => subject)).toEqual([
    'Je neemt rechten over van An Peeters',
    expect.stringMatching(/^Je rechten voor .* zijn overgedragen$/),
  ]);
});

test('the log says handover with both names, beside what was given and ended (R25)', async () => {
  const cast = await aCast();
  await handOverAs(cast.head, cast, [move(cast.leaver.grantId)]);
  const { events } = await readingAs(db.database, cast.head, (as) => ask(journal, as, { limit: 50 }));
  const handover = events.find(({ action }) => action === 'hand-over-rights');
  expect([handover?.subject, handover?.successor, handover?.reason]).toEqual([
    'An Peeters',
    'Wout Claes',
    'An gaat met pensioen',
  ]);
  expect(events.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['grant-right', 'tick-theme', 'end-grant']),
  );
});

test('nothing is given that the administrator may not give: said for each right, with who can, and nothing changes (R1)', async () => {
  const cast = await aCast();
  const admin = await aPortalAdmin(db.database, { of: school, period: fromDays(-1, 400) });
  const choices = [move(cast.leaver.grantId), move(cast.edison)];
  const { judged } = await preview(admin, cast, choices);
  expect(judged.map(isHindered)).toEqual([false, true]);
  expect(judged[1]?.whoCan).toEqual(expect.arrayContaining(['Hoofd Lokale Beheerder', 'WebEdison Beheerder']));
  expect(await handOverAs(admin, cast, choices)).toMatchObject({ kind: 'hindered' });
  expect(await held(cast.successor)).toEqual([]);
  // Not beyond the giver's own end either (RI-11).
  const late = await preview(cast.head, cast, [move(cast.leaver.grantId, 301)]);
  expect(late.judged[0]?.giving).toEqual([{ kind: 'ends-too-late', latest: daysFromToday(300), because: 'giver' }]);
});

test('nobody takes over an administrator right himself (R3)', async () => {
  const cast = await aCast();
  const leaver = await aHolder(db.database, 'edison-admin', { of: school, period: fromDays(-10, 100) });
  const toMyself = { ...cast, leaver, successor: cast.head };
  const { judged } = await preview(cast.head, toMyself, [move(leaver.grantId, 100)]);
  expect(judged[0]?.giving).toEqual([{ kind: 'own-admin-right' }]);
  expect(await handOverAs(cast.head, toMyself, [move(leaver.grantId, 100)])).toMatchObject({ kind: 'hindered' });
});

test('the last head local administrator hands over without a moment in which there is none (R8)', async () => {
  const cast = await aCast();
  const other = await aHolder(db.database, 'head-local-admin', { of: school, period: fromDays(-10, 300) });
  const { rows } = await readAsSystem(db.database, (reader) =>
    sql<{
      id: string;
    }>`select id from grants where person_id = ${cast.head.id} and entitlement_id = 'head-local-admin'`.execute(reader),
  );
  const right = rows[0]?.id ?? '';
  const cast2 = { ...cast, leaver: { ...cast.head, grantId: right } };
  // Ending alone is refused once the other goes; handing over is not.
  await handOverAs(cast.head, { ...cast, leaver: other }, [{ grantId: other.grantId, fate: 'end' }]);
  const alone = await preview(cast.head, cast2, [{ grantId: right, fate: 'end' }]);
  expect(alone.judged[0]?.ending).toEqual({ kind: 'last-head-admin' });
  expect(await handOverAs(cast.head, cast2, [move(right, 250)])).toMatchObject({ kind: 'handed-over', moved: 1 });
  expect(await held(cast.successor)).toEqual([`head-local-admin ${daysFromToday(250)}`]);
});

test('a successor who heads too briefly, or only later, does not let the last one go: said before, and nothing changes (R8)', async () => {
  const cast = await aCast();
  const { rows } = await readAsSystem(db.database, (reader) =>
    sql<{ id: string }>`
      select id from grants where person_id = ${cast.head.id} and entitlement_id = 'head-local-admin'`.execute(reader),
  );
  const right = rows[0]?.id ?? '';
  const leaving = { ...cast, leaver: { ...cast.head, grantId: right } };
  const hindered = async (choice: Choice, lastDay: number): Promise<void> => {
    const { judged } = await preview(cast.head, leaving, [choice], lastDay);
    expect(judged[0]?.ending).toEqual({ kind: 'last-head-admin' });
    expect(await handOverAs(cast.head, leaving, [choice], { lastDay })).toMatchObject({
      kind: 'hindered',
    });
  };
  await hindered(move(right, 5), 5);
  await hindered(move(right, 5), 20);
  await aGrant(db.database, cast.successor, 'head-local-admin', { of: school, period: fromDays(10, 200) });
  await hindered(move(right, 250), 5);
  expect(await held(cast.successor)).toEqual([]);
});

test('themes wait for no right that begins later: they stay behind with who leaves, and that is said before (R13)', async () => {
  const cast = await aCast();
  await aGrant(db.database, cast.successor, 'portal-user', { of: school, period: fromDays(5, 50) });
  const { judged } = await preview(cast.head, cast, [move(cast.leaver.grantId)]);
  expect(judged.map((one) => leftBehind(one))).toEqual([{ contexts: [], themes: 2 }]);
  expect(await handOverAs(cast.head, cast, [move(cast.leaver.grantId)])).toMatchObject({ kind: 'handed-over' });
  expect(await held(cast.successor)).toEqual([]);
});

test('what the successor has already is only ended, and its themes go along', async () => {
  const cast = await aCast();
  await aGrant(db.database, cast.successor, 'portal-user', { of: school, period: fromDays(-5, 50) });
  await aTick(db.database, cast.successor, { of: school, level: 1, theme: 3 });
  expect(await handOverAs(cast.head, cast, [move(cast.leaver.grantId)])).toMatchObject({ kind: 'handed-over' });
  expect(await held(cast.successor)).toEqual([`portal-user ${daysFromToday(50)}`, 'theme 3', 'theme 4']);
});

test('a role that the successor does not have does not go over with a right that he has, and that is said before', async () => {
  const cast = await aCast();
  const right = { of: school, period: fromDays(-5, 50) };
  const role = (contexts: string[]) => ({ ...right, contexts });
  const { grantId } = await aGrant(db.database, cast.leaver, 'pupil-passport', role(['Operator', 'Gebruiker']));
  await aGrant(db.database, cast.successor, 'pupil-passport', role(['Gebruiker']));
  const choices = [move(grantId), move(cast.leaver.grantId), { grantId: cast.edison, fate: 'end' as const }];
  const { judged } = await preview(cast.head, cast, choices);
  expect(judged.map((one) => leftBehind(one))).toEqual([
    { contexts: ['Operator'], themes: 0 },
    { contexts: [], themes: 0 },
    { contexts: [], themes: 0 },
  ]);
});

test('TH-3: what a second person has to confirm is known before', async () => {
  const cast = await aCast();
  const { rows } = await readAsSystem(db.database, (reader) =>
    sql<{ id: number }>`select id from themes where confidentiality = 'very-confidential'`.execute(reader),
  );
  const pay = rows[0]?.id ?? 0;
  await aPortalAdmin(db.database, { of: school });
  await aTick(db.database, cast.leaver, { of: school, level: 1, theme: pay });
  await writingAs(db.database, cast.head, (as) => perform(switchOn, as, { organisationId: school.id }));
  const { subject } = await preview(cast.head, cast, [move(cast.leaver.grantId)]);
  expect(subject.places[0]?.needSecond).toEqual([pay]);
  await handOverAs(cast.head, cast, [move(cast.leaver.grantId)]);
  expect(await held(cast.successor)).toEqual([`portal-user ${daysFromToday(200)}`, 'theme 3', 'theme 4']);
});

test('somebody out of sight, unrelated or of another institution answers like nobody (R7)', async () => {
  const cast = await aCast();
  const stranger = await aPerson(db.database);
  const elsewhere = await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) });
  await expect(preview(elsewhere, cast, [])).rejects.toThrow(NotFound);
  await expect(preview(cast.head, { ...cast, successor: stranger }, [])).rejects.toThrow(NotFound);
  await expect(preview(cast.head, { ...cast, successor: cast.leaver }, [])).rejects.toThrow(NotFound);
  await expect(preview(cast.head, cast, [{ grantId: newId(), fate: 'end' }])).rejects.toThrow(NotFound);
});
