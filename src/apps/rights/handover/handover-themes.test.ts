import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { handOver, previewHandover, type HandoverOutcome } from '#apps/rights/handover/hand-over.ts';
import { isHindered, offerOf } from '#apps/rights/handover/judge.ts';
import type { Choice } from '#apps/rights/handover/subject.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { tickTheme } from '#apps/themes/index.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPerson,
  aPortalUser,
  aWorkRelation,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

interface Cast {
  school: School;
  head: Person;
  leaver: Person & GivenRight;
  successor: Person;
}

/** A head who ticks themes, who leaves with three themes, and who comes. */
async function aCast(more: { head?: Person; leaver?: Person; successor?: Person } = {}): Promise<Cast> {
  const school = await aSchool(db.database);
  const head = more.head ?? (await aPerson(db.database, { name: 'Karim Benali' }));
  await aGrant(db.database, head, 'head-local-admin', { of: school, period: fromDays(-100, 300) });
  await aGrant(db.database, head, 'portal-admin', { of: school, period: fromDays(-100, 300) });
  const leaver = await aPortalUser(db.database, {
    of: school,
    period: fromDays(-50, 200),
    themes: [1, 3, 4],
    name: 'An Peeters',
    ...(more.leaver && { to: more.leaver }),
  });
  const successor = more.successor ?? (await aPerson(db.database, { name: 'Wout Claes' }));
  await aWorkRelation(db.database, successor, school, fromDays(-10, 500));
  return { school, head, leaver, successor };
}

type Themes = Readonly<Record<number, 'keep' | 'move' | 'end'>>;

const choose = (grantId: string, fate: Choice['fate'], themes: Themes = {}): Choice => ({
  grantId,
  fate,
  ...(fate === 'move' && { until: daysFromToday(200) }),
  themes: Object.entries(themes).map(([id, chosen]) => ({ levelId: 1, themeId: Number(id), fate: chosen })),
});

const asked = ({ school, leaver, successor }: Cast, choices: Choice[], lastDay: number) => ({
  organisationId: school.id,
  fromId: leaver.id,
  toId: successor.id,
  choices,
  lastDay: daysFromToday(lastDay),
});

const preview = (cast: Cast, choices: Choice[], lastDay = 0) =>
  readingAs(db.database, cast.head, (as) => ask(previewHandover, as, asked(cast, choices, lastDay)));

async function handOverAs(cast: Cast, choices: Choice[], lastDay = 0): Promise<HandoverOutcome> {
  const { seen } = await preview(cast, choices, lastDay);
  return confirm(cast, choices, { seen, lastDay });
}

const confirm = (cast: Cast, choices: Choice[], { seen, lastDay = 0 }: { seen: string; lastDay?: number }) =>
  writingAs(db.database, cast.head, (as) =>
    perform(handOver, as, { ...asked(cast, choices, lastDay), seen, reason: 'An vertrekt', key: newId() }),
  );

async function reads(person: Person): Promise<number[]> {
  const { ticks } = await actorOf(db.database, person);
  return ticks.map(({ themeId }) => themeId).toSorted();
}

const mailsTo = async (person: Person): Promise<string[]> => {
  const { rows } = await readAsSystem(db.database, (reader) =>
    sql<{ content: string }>`select content::text as content from mails where person_id = ${person.id}`.execute(reader),
  );
  return rows.map(({ content }) => content);
};

test('R26: each theme goes with its right or ends with it, as chosen', async () => {
  const cast = await aCast();
  const { leaver, successor } = cast;
  expect(await handOverAs(cast, [choose(leaver.grantId, 'move', { 3: 'end' })], 10)).toMatchObject({
    kind: 'handed-over',
    themes: 2,
  });
  expect(await reads(successor)).toEqual([1, 4]);
  // Until the last day of the right, for a theme ends with it.
  expect(await reads(leaver)).toEqual([1, 3, 4]);
});

test('R13: themes go one by one from a right that stays to who has the right already, and stop at once', async () => {
  const cast = await aCast();
  const { leaver, successor, school } = cast;
  await aGrant(db.database, successor, 'portal-user', { of: school, period: fromDays(-5, 50) });
  const choices = [choose(leaver.grantId, 'keep', { 1: 'keep', 3: 'move', 4: 'end' })];
  expect(await handOverAs(cast, choices, 10)).toEqual({ kind: 'handed-over', moved: 0, ended: 0, themes: 2 });
  expect([await reads(leaver), await reads(successor)]).toEqual([[1], [3]]);
  const [[told], [toldToo]] = [await mailsTo(leaver), await mailsTo(successor)];
  expect(told).toContain('lees je vanaf nu niet meer');
  expect(told).not.toContain('Je hebt ze nog');
  expect(toldToo).toContain('Deze thema’s lees je vanaf nu ook');
});

test('R13: a theme goes alone from a right that ends to who has the right already', async () => {
  const cast = await aCast();
  const { leaver, successor, school } = cast;
  await aGrant(db.database, successor, 'portal-user', { of: school, period: fromDays(-5, 50) });
  expect(await handOverAs(cast, [choose(leaver.grantId, 'end', { 3: 'move' })])).toMatchObject({
    kind: 'handed-over',
    moved: 0,
    ended: 1,
  });
  expect(await reads(successor)).toEqual([3]);
});

test('R13: what a theme cannot be is said before, and nothing changes', async () => {
  const cast = await aCast();
  const { leaver, successor } = cast;
  for (const [choice, obstacle] of [
    [choose(leaver.grantId, 'move', { 3: 'keep' }), 'cannot-stay'],
    [choose(leaver.grantId, 'end', { 3: 'keep' }), 'cannot-stay'],
    [choose(leaver.grantId, 'keep', { 3: 'move' }), 'no-right'],
  ] as const) {
    const { judged } = await preview(cast, [choice]);
    expect(judged[0]?.themes.find(({ themeId }) => themeId === 3)?.obstacle).toBe(obstacle);
    expect(await handOverAs(cast, [choice])).toMatchObject({ kind: 'hindered' });
  }
  expect([await reads(leaver), await reads(successor)]).toEqual([[1, 3, 4], []]);
});

test('TH-2: nothing is taken alone from a portal administrator, who reads every theme; everything at once is no obstacle', async () => {
  const cast = await aCast();
  const { leaver, successor, school } = cast;
  const { grantId } = await aGrant(db.database, leaver, 'portal-admin', { of: school, period: fromDays(-5, 200) });
  const { judged } = await preview(cast, [choose(leaver.grantId, 'keep', { 3: 'end' })]);
  expect(judged.map(isHindered)).toEqual([true]);
  // The right that reads all goes in the same stroke: themes are ticked before it.
  const both = [choose(grantId, 'move'), choose(leaver.grantId, 'move')];
  expect(await handOverAs(cast, both)).toMatchObject({ kind: 'handed-over', moved: 2 });
  expect(await reads(successor)).toEqual([1, 3, 4]);
});

test('TH-7: who does not tick themes hands over the right alone, his own too, and is told so before', async () => {
  const cast = await aCast();
  const { school, leaver, successor } = cast;
  const local = await aHolder(db.database, 'head-local-admin', { of: school, period: fromDays(-10, 300) });
  const own = await aPortalUser(db.database, { of: school, to: local, period: fromDays(-10, 200), themes: [3] });
  for (const from of [leaver, own]) {
    const his = { ...cast, head: local, leaver: from };
    const { subject } = await preview(his, [choose(from.grantId, 'move')]);
    expect(subject.places[0]?.administersThemes).toBe(false);
    await expect(preview(his, [choose(from.grantId, 'move', { 3: 'end' })])).rejects.toThrow(NotFound);
    expect(await handOverAs(his, [choose(from.grantId, 'move')])).toMatchObject({ kind: 'handed-over', themes: 0 });
  }
  expect(await reads(successor)).toEqual([]);
});

test('what changed since it was shown is shown again first, and nothing happens meanwhile', async () => {
  const cast = await aCast();
  const { leaver, successor, school, head } = cast;
  const choices = [choose(leaver.grantId, 'move')];
  const { seen } = await preview(cast, choices);
  await writingAs(db.database, head, (as) =>
    perform(tickTheme, as, { institutionId: school.id, levelId: 1, personId: leaver.id, themeId: 5 }),
  );
  expect(await confirm(cast, choices, { seen })).toEqual({ kind: 'changed' });
  expect(await reads(successor)).toEqual([]);
  expect(await handOverAs(cast, choices)).toMatchObject({ kind: 'handed-over' });
  expect(await reads(successor)).toEqual([1, 3, 4, 5]);
});

test('what changed at an institution where everything stays is no reason to look again', async () => {
  const one = await aCast();
  const other = await aCast(one);
  const choices = [choose(one.leaver.grantId, 'move'), choose(other.leaver.grantId, 'keep')];
  const { seen } = await preview(one, choices);
  await writingAs(db.database, one.head, (as) =>
    perform(tickTheme, as, { institutionId: other.school.id, levelId: 1, personId: one.leaver.id, themeId: 5 }),
  );
  expect(await confirm(one, choices, { seen })).toMatchObject({ kind: 'handed-over' });
});

test('RI-7, R26: one handover covers every institution of the administrator, and the log of each tells its own part', async () => {
  const one = await aCast();
  const other = await aCast(one);
  const choices = [choose(one.leaver.grantId, 'move'), choose(other.leaver.grantId, 'end')];
  const { subject } = await preview(one, choices);
  expect(subject.places.map(({ scoped }) => scoped.organisation.id)).toEqual([one.school.id, other.school.id]);
  expect(await handOverAs(one, choices)).toMatchObject({ kind: 'handed-over', moved: 1, ended: 1 });
  const { rows } = await readAsSystem(db.database, (reader) =>
    sql<{ at: number; moved: number; ended: number }>`
      select organisation_id as at, (after ->> 'moved')::integer as moved, (after ->> 'ended')::integer as ended
      from audit_events where action = 'hand-over-rights' and subject_id = ${one.leaver.id} order by 1`.execute(reader),
  );
  expect(rows).toEqual([
    { at: one.school.id, moved: 1, ended: 0 },
    { at: other.school.id, moved: 0, ended: 1 },
  ]);
  expect((await mailsTo(one.leaver))[0]).toContain('2 instellingen');
});

test('R26: what cannot be at one institution keeps everything from happening at all of them', async () => {
  const one = await aCast();
  const other = await aCast(one);
  const late = { ...choose(other.leaver.grantId, 'move'), until: daysFromToday(301) };
  const choices = [choose(one.leaver.grantId, 'move'), late];
  expect(await handOverAs(one, choices)).toMatchObject({ kind: 'hindered' });
  expect(await reads(one.successor)).toEqual([]);
});

test('R7: an institution of somebody else is no part of it; one where the successor does not work is named', async () => {
  const one = await aCast();
  const other = await aCast({ leaver: one.leaver, successor: one.successor });
  const third = await aCast({ head: one.head, leaver: one.leaver });
  const { subject } = await preview(one, []);
  expect(subject.places.map(({ scoped }) => scoped.organisation.id)).toEqual([one.school.id]);
  expect(subject.unrelated.map(({ id }) => id)).toEqual([third.school.id]);
  for (const elsewhere of [other, third])
    await expect(preview(one, [choose(elsewhere.leaver.grantId, 'end')])).rejects.toThrow(NotFound);
});

test('R16, R1: what is automatic or not his to manage is not offered', async () => {
  const cast = await aCast();
  const { school, leaver, head } = cast;
  await aGrant(db.database, leaver, 'edison-admin', { of: school, period: fromDays(-5, 100), cause: 'automatic' });
  await aGrant(db.database, leaver, 'edison-staff-admin', { of: school, period: fromDays(-5, 100) });
  const portal = await aHolder(db.database, 'portal-admin', { of: school, period: fromDays(-5, 300) });
  const offers = async (by: Person) => {
    const { subject } = await preview({ ...cast, head: by }, []);
    const actor = await actorOf(db.database, by);
    return subject.places.flatMap((place) =>
      place.handed.map((handed) => [
        handed.grant.entitlementId,
        offerOf(actor, subject, place, handed).fates.join(' '),
      ]),
    );
  };
  expect(Object.fromEntries(await offers(head))).toEqual({
    'edison-admin': 'keep',
    'edison-staff-admin': 'keep move end',
    'portal-user': 'keep move end',
  });
  expect(Object.fromEntries(await offers(portal))).toMatchObject({
    'edison-staff-admin': 'keep',
    'portal-user': 'keep move end',
  });
  // Once it went over nothing of it is left to choose.
  await handOverAs(cast, [choose(leaver.grantId, 'move')]);
  expect(Object.fromEntries(await offers(head))).toMatchObject({ 'portal-user': 'keep' });
});

test('R11: two rights of the same kind never come to share a day; the last day that can be is said', async () => {
  const cast = await aCast();
  const { school, leaver, successor } = cast;
  const { grantId } = await aGrant(db.database, leaver, 'edison-staff-admin', { of: school, period: fromDays(-5, 20) });
  const later = await aGrant(db.database, leaver, 'edison-staff-admin', { of: school, period: fromDays(30, 60) });
  const long = { ...choose(grantId, 'move'), until: daysFromToday(40) };
  const { judged } = await preview(cast, [long, choose(later.grantId, 'move')]);
  expect(judged[0]?.giving).toEqual([{ kind: 'ends-too-late', latest: daysFromToday(29), because: 'next-right' }]);
  await aGrant(db.database, successor, 'edison-staff-admin', { of: school, period: fromDays(35, 60) });
  const alone = await preview(cast, [long]);
  expect(alone.judged[0]?.giving).toEqual([
    { kind: 'ends-too-late', latest: daysFromToday(34), because: 'next-right' },
  ]);
  expect(await handOverAs(cast, [{ ...long, until: daysFromToday(34) }])).toMatchObject({ kind: 'handed-over' });
});

test('TH-7: which themes went along is told to portal administrators alone', async () => {
  const cast = await aCast();
  const { school, leaver, head } = cast;
  expect(await handOverAs(cast, [choose(leaver.grantId, 'move')])).toMatchObject({ kind: 'handed-over' });
  const edison = await aHolder(db.database, 'edison-admin', { of: school });
  const told = async (by: Person) => {
    const { events } = await readingAs(db.database, by, (as) => ask(journal, as, { limit: 50 }));
    return events.flatMap(({ action, after }) => (action === 'hand-over-rights' ? [Object.keys(after ?? {})] : []));
  };
  const [[seen], [hidden]] = [await told(head), await told(edison)];
  expect(seen).toContain('themes');
  expect(hidden).toEqual(seen?.filter((name) => name !== 'themes'));
});
