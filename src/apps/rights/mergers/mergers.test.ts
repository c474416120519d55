import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { rehearse } from '#apps/library/rehearsal/rehearse.ts';
import { migrateRights, mergerOf, previewMigration, type MigrationOutcome } from '#apps/rights/mergers/migrate.ts';
import { keyOf, type JudgedRow } from '#apps/rights/mergers/model.ts';
import { listMergerTasks } from '#apps/rights/mergers/queries.ts';
import { recordSuccessor, withdrawSuccessor } from '#apps/rights/mergers/record.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aDeputyship, aReplacementCast, inEverything } from '#tests/world/deputies.ts';
import { aMerger } from '#tests/world/mergers.ts';
import { aBoard, aSchool, aSecondarySchool, type School } from '#tests/world/organisations.ts';
import { aGrant, aHolder, aPortalAdmin, aPortalUser, aTick, aWorkRelation, type Person } from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});

interface Cast {
  old: School;
  next: School;
  /** Head local and portal administrator of the new school. */
  head: Person;
}

async function aCast(wishes: { levels?: School['levels']; since?: number; until?: number } = {}): Promise<Cast> {
  const old = await aSchool(db.database);
  const next = await aSchool(db.database, { ...(wishes.levels && { levels: wishes.levels }) });
  const period = fromDays(-100, wishes.until ?? 300);
  const head = await aHolder(db.database, 'head-local-admin', { of: next, period, name: 'Karim Benali' });
  await aGrant(db.database, head, 'portal-admin', { of: next, period });
  await aMerger(db.database, old, next, wishes.since);
  return { old, next, head };
}

const rowsOf = (by: Person, { old }: Pick<Cast, 'old'>, chosen?: string[]): Promise<readonly JudgedRow[]> =>
  readingAs(db.database, by, async (as) => {
    const state = await (chosen
      ? ask(previewMigration, as, { organisationId: old.id, chosen })
      : ask(mergerOf, as, { organisationId: old.id }));
    return state.kind === 'open' ? state.proposal.rows : [];
  });

async function confirm(
  by: Person,
  { old }: Pick<Cast, 'old'>,
  more: { only?: readonly string[]; key?: string; seen?: string } = {},
): Promise<MigrationOutcome> {
  return writingAs(db.database, by, async (as) => {
    const open = await ask(mergerOf, as, { organisationId: old.id });
    const keys = open.kind === 'open' ? open.proposal.rows.map(({ row }) => keyOf(row)) : [];
    const chosen = [...(more.only ?? keys)];
    const state = await ask(previewMigration, as, { organisationId: old.id, chosen });
    const seen = more.seen ?? (state.kind === 'open' ? state.proposal.fingerprint : 'niets');
    return perform(migrateRights, as, { organisationId: old.id, chosen, seen, key: more.key ?? newId() });
  });
}

async function held(person: Person, at: School): Promise<string[]> {
  const { grants, ticks } = await actorOf(db.database, person);
  return [
    ...grants
      .filter(({ organisationId }) => organisationId === at.id)
      .map(({ entitlement, contexts, until }) => [entitlement, ...contexts, until].join(' ')),
    ...ticks.filter(({ institutionId }) => institutionId === at.id).map(({ themeId }) => `theme ${themeId}`),
  ].toSorted();
}

const told = (rows: readonly JudgedRow[], person: Person): string[] =>
  rows
    .filter(({ row }) => row.personId === person.id)
    .map(({ row, fate }) => {
      const what = row.kind === 'grant' ? row.entitlementId : row.kind === 'theme' ? `theme ${row.themeId}` : row.kind;
      return `${what}: ${fate.fate}${fate.fate === 'stays' ? ` ${fate.reason}` : ''}`;
    });

describe('R21 the proposal', () => {
  test('leaves the rights of a deputy behind: they are those of whom she replaces', async () => {
    const replaced = await aReplacementCast(db.database);
    await aDeputyship(db.database, replaced.head, inEverything(replaced));
    const next = await aSchool(db.database);
    const head = await aHolder(db.database, 'head-local-admin', { of: next, period: fromDays(-100, 300) });
    await aMerger(db.database, replaced.school, next);
    const rows = await rowsOf(head, { old: replaced.school });
    expect(told(rows, replaced.deputy)).toEqual([
      'relation: moves',
      'edison-staff-admin: stays follows-deputyship',
      'portal-user: stays follows-deputyship',
    ]);
    await confirm(head, { old: replaced.school });
    expect(await held(replaced.deputy, next)).toEqual([]);
  });

  test('says of each relation, right and theme once what becomes of it; nothing changes before it is confirmed', async () => {
    const cast = await aCast();
    const user = await aPortalUser(db.database, { of: cast.old, period: fromDays(-10, 200), themes: [3, 4] });
    await aGrant(db.database, user, 'pupil-passport', {
      of: cast.old,
      contexts: ['Operator'],
      period: fromDays(-10, 200),
    });
    await aGrant(db.database, user, 'edison-staff-admin', { of: cast.old, period: fromDays(-10, 200) });
    await aGrant(db.database, user, 'edison-staff-admin', { of: cast.next, period: fromDays(-10, 20) });
    const rows = await rowsOf(cast.head, cast);
    expect(new Set(rows.map(({ row }) => keyOf(row))).size).toBe(rows.length);
    expect(told(rows, user)).toEqual([
      'relation: held',
      'edison-staff-admin: held',
      'portal-user: moves',
      'pupil-passport: moves',
      'theme 3: moves',
      'theme 4: moves',
    ]);
    expect(await held(user, cast.next)).toEqual([`edison-staff-admin ${daysFromToday(20)}`]);
    expect(await confirm(cast.head, cast)).toEqual({ kind: 'migrated', counts: { moves: 4, held: 2, stays: 0 } });
    expect(await held(user, cast.next)).toEqual([
      `edison-staff-admin ${daysFromToday(20)}`,
      `portal-user ${daysFromToday(200)}`,
      `pupil-passport Operator ${daysFromToday(200)}`,
      'theme 3',
      'theme 4',
    ]);
    // Nothing ended at the old school: its documents stay with who could read them.
    expect(await held(user, cast.old)).toEqual([
      `edison-staff-admin ${daysFromToday(200)}`,
      `portal-user ${daysFromToday(200)}`,
      `pupil-passport Operator ${daysFromToday(200)}`,
      'theme 3',
      'theme 4',
    ]);
  });

  test('opens a relation for who has none there yet, and cuts a period at the end of who gives (RI-11, R11)', async () => {
    const cast = await aCast({ until: 50 });
    const user = await aPortalUser(db.database, { of: cast.old, period: fromDays(-10, 200), themes: [3] });
    const rows = await rowsOf(cast.head, cast);
    expect(rows.map(({ fate }) => fate)).toEqual([
      { fate: 'moves', from: daysFromToday(0), until: expect.any(String) as string, cut: false },
      { fate: 'moves', from: daysFromToday(0), until: daysFromToday(50), cut: true },
      { fate: 'moves', from: daysFromToday(0), until: null, cut: false },
    ]);
    await confirm(cast.head, cast);
    expect(await held(user, cast.next)).toEqual([`portal-user ${daysFromToday(50)}`, 'theme 3']);
  });

  test('says why something does not go along, and what is left out stays out with what rests on it', async () => {
    const board = await aBoard(db.database);
    const old = await aSchool(db.database, { board });
    const next = await aSecondarySchool(db.database);
    const head = await aHolder(db.database, 'head-local-admin', { of: next });
    await aMerger(db.database, old, next);
    const user = await aPortalUser(db.database, { of: old, themes: [3] });
    const admin = await aPortalAdmin(db.database, { of: old });
    const ofBoard = await aHolder(db.database, 'edison-admin', { of: old, employedBy: board });
    const automatic = await aHolder(db.database, 'head-local-admin', { of: old, cause: 'automatic' });
    await aGrant(db.database, head, 'edison-admin', { of: old, employedBy: next });
    const outsider = await aHolder(db.database, 'edison-staff-admin', { of: old, targetGroup: 'GID' });
    const rows = await rowsOf(head, { old });
    expect(told(rows, user)).toEqual(['relation: moves', 'portal-user: moves', 'theme 3: stays level-missing']);
    expect(told(rows, admin)).toEqual(['relation: moves', 'portal-admin: stays more-levels']);
    expect(told(rows, ofBoard)).toEqual(['edison-admin: stays no-relation']);
    expect(told(rows, automatic)).toEqual(['relation: moves', 'head-local-admin: stays follows-assignment']);
    expect(told(rows, head)).toEqual(['edison-admin: stays own-admin-right']);
    expect(told(rows, outsider)).toEqual([
      'relation: stays other-target-group',
      'edison-staff-admin: stays no-relation',
    ]);
    const only = rows.filter(({ row }) => row.kind !== 'relation').map(({ row }) => keyOf(row));
    expect(told(await rowsOf(head, { old }, only), user)).toEqual([
      'relation: stays not-chosen',
      'portal-user: stays no-relation',
      'theme 3: stays level-missing',
    ]);
    expect(await confirm(head, { old }, { only })).toEqual({ kind: 'nothing-chosen' });
  });

  test('a theme that two people tick is left to them, and themes need a portal administrator (TH-7)', async () => {
    const cast = await aCast();
    const user = await aPortalUser(db.database, { of: cast.old, themes: [3] });
    const pay = await readAsSystem(db.database, async (reader) => {
      const { rows } = await sql<{ id: number }>`
        select t.id from themes t join theme_levels l on l.theme_id = t.id and l.level_id = 1
        where t.confidentiality = 'very-confidential' limit 1`.execute(reader);
      return rows[0]?.id ?? 0;
    });
    await aTick(db.database, user, { of: cast.old, level: 1, theme: pay });
    await aPortalAdmin(db.database, { of: cast.next });
    await writingAs(db.database, cast.head, (as) => perform(switchOn, as, { organisationId: cast.next.id }));
    expect(told(await rowsOf(cast.head, cast), user)).toContain(`theme ${pay}: stays second-person`);
    await confirm(cast.head, cast);
    expect(await held(user, cast.next)).toEqual([expect.stringMatching(/^portal-user /), 'theme 3']);

    const again = await aCast();
    const reader = await aPortalUser(db.database, { of: again.old, themes: [3] });
    const only = await aHolder(db.database, 'head-local-admin', { of: again.next });
    expect(told(await rowsOf(only, again), reader)).toContain('theme 3: stays needs-portal-admin');
  });
});

describe('who decides', () => {
  test('a head local administrator of the new school and nobody else: not of the old one, not its board, not with less (R1, R7)', async () => {
    const board = await aBoard(db.database);
    const cast = await aCast();
    await aPortalUser(db.database, { of: cast.old, themes: [3] });
    const others = [
      await aHolder(db.database, 'head-local-admin', { of: cast.old }),
      await aPortalAdmin(db.database, { of: cast.next }),
      await aHolder(db.database, 'local-admin', { of: cast.next }),
      await aHolder(db.database, 'head-local-admin', { of: board }),
      await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) }),
    ];
    for (const other of others) {
      await expect(rowsOf(other, cast)).rejects.toThrow(NotFound);
      await expect(
        writingAs(db.database, other, (as) =>
          perform(migrateRights, as, { organisationId: cast.old.id, chosen: [], seen: '', key: newId() }),
        ),
      ).rejects.toThrow(NotFound);
      const seen = await readingAs(db.database, other, async ({ db: reader, actor }) => ({
        tasks: await listMergerTasks(reader, actor),
        rows: (await sql`select 1 from app.rights_to_migrate(${cast.old.id})`.execute(reader)).rows,
      }));
      expect(seen).toEqual({ tasks: [], rows: [] });
      // The wall itself refuses a decision that is written past the rules.
      await expect(
        writingAs(db.database, other, ({ tx }) =>
          sql`insert into rights_migrations (organisation_id, successor_id, applied_by, outcome)
            values (${cast.old.id}, ${cast.next.id}, ${other.id}, '[]')`.execute(tx),
        ),
      ).rejects.toThrow(/row-level security/);
    }
    const tasks = await readingAs(db.database, cast.head, ({ db: reader, actor }) => listMergerTasks(reader, actor));
    expect(tasks.map(({ organisationId }) => organisationId)).toEqual([cast.old.id]);
  });

  test('before its first day it can be looked at as it will be on that day, not confirmed', async () => {
    const cast = await aCast({ since: 3 });
    const user = await aPortalUser(db.database, { of: cast.old, period: fromDays(-10, 200), themes: [3] });
    expect(told(await rowsOf(cast.head, cast), user)).toEqual([
      'relation: moves',
      'portal-user: moves',
      'theme 3: moves',
    ]);
    expect(await confirm(cast.head, cast)).toEqual({ kind: 'not-begun' });
    expect(await held(user, cast.next)).toEqual([]);
  });

  test('what changed since it was shown is shown again, and nothing is carried over (R26)', async () => {
    const cast = await aCast();
    const user = await aPortalUser(db.database, { of: cast.old });
    expect(await confirm(cast.head, cast, { seen: 'iets anders' })).toEqual({ kind: 'changed' });
    expect(await held(user, cast.next)).toEqual([]);
  });

  test('once: sent twice it is done once, and of two administrators one wins', async () => {
    const cast = await aCast();
    const user = await aPortalUser(db.database, { of: cast.old, themes: [3] });
    const other = await aHolder(db.database, 'head-local-admin', { of: cast.next });
    await aGrant(db.database, other, 'portal-admin', { of: cast.next });
    const key = newId();
    const outcomes = await Promise.all([
      confirm(cast.head, cast, { key }),
      confirm(other, cast),
      confirm(cast.head, cast, { key }),
    ]);
    expect(outcomes.map(({ kind }) => kind).filter((kind) => kind === 'migrated')).toHaveLength(1);
    for (const { kind } of outcomes) expect(['migrated', 'again', 'decided']).toContain(kind);
    expect(await held(user, cast.next)).toHaveLength(2);
    const state = await readingAs(db.database, other, (as) => ask(mergerOf, as, { organisationId: cast.old.id }));
    expect(state.kind).toBe('decided');
  });
});

describe('what was decided', () => {
  test('stands in the log of both schools, and stays readable for the heads of both, with names (R25)', async () => {
    const cast = await aCast();
    const user = await aPortalUser(db.database, { of: cast.old, themes: [3], name: 'Joke Vandamme' });
    const headOfOld = await aHolder(db.database, 'head-local-admin', { of: cast.old, name: 'Rik Moens' });
    await confirm(cast.head, cast, {
      only: (await rowsOf(cast.head, cast)).filter(({ row }) => row.personId === user.id).map(({ row }) => keyOf(row)),
    });
    for (const head of [cast.head, headOfOld]) {
      const { events } = await readingAs(db.database, head, (as) => ask(journal, as, { limit: 100 }));
      expect(events.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['record-successor', 'migrate-rights']),
      );
      const state = await readingAs(db.database, head, (as) => ask(mergerOf, as, { organisationId: cast.old.id }));
      if (state.kind !== 'decided') throw new Error(state.kind);
      const { migration } = state;
      expect(migration.appliedBy).toBe('Karim Benali');
      expect(migration.outcome.map(({ personId, fate }) => `${migration.names.get(personId)} ${fate}`)).toEqual([
        'Rik Moens stays',
        'Rik Moens stays',
        'Joke Vandamme moves',
        'Joke Vandamme moves',
        'Joke Vandamme moves',
      ]);
    }
    const stranger = await aHolder(db.database, 'portal-admin', { of: cast.next });
    await expect(rowsOf(stranger, cast)).rejects.toThrow(NotFound);
  });

  test('the rehearsal tells with names what everybody gains, also of who is not known there yet (R26)', async () => {
    const cast = await aCast();
    const user = await aPortalUser(db.database, { of: cast.old, themes: [3], name: 'Joke Vandamme' });
    const rehearsed = await writingAs(db.database, cast.head, async (as) => {
      const about = { personIds: [user.id], institutionIds: [cast.next.id], day: daysFromToday(0) };
      const state = await ask(mergerOf, as, { organisationId: cast.old.id });
      if (state.kind !== 'open') throw new Error(state.kind);
      const { rows, fingerprint } = state.proposal;
      const chosen = rows.map(({ row }) => keyOf(row));
      const wish = { organisationId: cast.old.id, chosen, seen: fingerprint, key: newId() };
      return rehearse(as, about, () => perform(migrateRights, as, wish));
    });
    expect(rehearsed.outcome.kind).toBe('migrated');
    const [effect] = rehearsed.rehearsal.effects;
    expect(effect?.people.map(({ name }) => name)).toEqual(['Joke Vandamme']);
    expect(effect?.gained.rights.map(({ entitlementId }) => entitlementId)).toEqual(['portal-user']);
    expect(await held(user, cast.next)).toEqual([]);
  });
});

describe('recording that a school continues as another', () => {
  const record = (from: School, into: School, more: { since?: number; reason?: string } = {}) =>
    asSystem(db.database, (tx) =>
      recordSuccessor(tx, {
        organisationId: from.id,
        successorId: into.id,
        from: daysFromToday(more.since ?? 0),
        reason: more.reason ?? 'besluit',
      }),
    );

  test('R20 one successor at most, several into one, never in a circle, of one kind, and never without a reason', async () => {
    const [one, other, into] = [await aSchool(db.database), await aSchool(db.database), await aSchool(db.database)];
    expect(await record(one, into, { reason: ' ' })).toBe('reason-missing');
    expect(await record(one, into)).toBe('recorded');
    expect(await record(other, into)).toBe('recorded');
    expect(await record(one, into)).toBe('same');
    expect(await record(one, other)).toBe('has-successor');
    expect(await record(into, one)).toBe('circle');
    expect(await record(into, into)).toBe('itself');
    expect(await record(into, await aBoard(db.database))).toBe('other-kind');
    expect(await record(into, { ...into, id: 1 })).toBe('unknown-organisation');
    const closed = await aSchool(db.database, { valid: fromDays(-100, -1) });
    expect(await record(into, closed)).toBe('successor-closed');
  });

  test('is never rewritten, and taken back only while nothing was carried over', async () => {
    const cast = await aCast();
    const { old, next } = cast;
    const asOwner = (statement: ReturnType<typeof sql>) => asSystem(db.database, (tx) => statement.execute(tx));
    await expect(
      asOwner(sql`update organisation_relations set related_id = ${old.id} where organisation_id = ${old.id}`),
    ).rejects.toThrow('not rewritten');
    const withdraw = () =>
      asSystem(db.database, (tx) => withdrawSuccessor(tx, { organisationId: old.id, reason: 'vergissing' }));
    expect(await withdraw()).toBe('withdrawn');
    expect(await withdraw()).toBe('none');
    await aMerger(db.database, old, next);
    await aPortalUser(db.database, { of: old });
    expect((await confirm(cast.head, cast)).kind).toBe('migrated');
    expect(await withdraw()).toBe('carried-over');
    await expect(
      asOwner(sql`delete from organisation_relations where organisation_id = ${old.id} and kind = 'successor'`),
    ).rejects.toThrow('not rewritten');
  });

  test('several schools into one: who held the same in both has it once', async () => {
    const cast = await aCast();
    const second = await aSchool(db.database);
    await aMerger(db.database, second, cast.next);
    const user = await aPortalUser(db.database, { of: cast.old, themes: [3], period: fromDays(-10, 100) });
    await aPortalUser(db.database, { of: second, to: user, themes: [3, 4], period: fromDays(-10, 200) });
    await aWorkRelation(db.database, user, second);
    await confirm(cast.head, cast);
    expect(told(await rowsOf(cast.head, { old: second }), user)).toEqual([
      'relation: held',
      'portal-user: held',
      'theme 3: held',
      'theme 4: moves',
    ]);
    await confirm(cast.head, { old: second });
    expect(await held(user, cast.next)).toEqual([`portal-user ${daysFromToday(100)}`, 'theme 3', 'theme 4']);
  });
});
