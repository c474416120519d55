import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { loadHoldings } from '#access/load-reaches.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';

import { endDeputyship } from '#apps/rights/deputies/end-deputyship.ts';
import { followDeputyships } from '#apps/rights/deputies/follow.ts';
import { deputyOf } from '#apps/rights/deputies/name-deputy.ts';
import { warnOfEnding } from '#apps/rights/mails/warn-ending.ts';
import { journal } from '#apps/rights/queries/journal.ts';
import { themeGrid } from '#apps/themes/index.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { resetClock, setClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import { listAccessOn } from '#web/who/access-on.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aDeputyship, aReplacementCast, inEverything, naming, type ReplacementCast } from '#tests/world/deputies.ts';
import { aBoard, aSchool } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aTick,
  setRelationPeriod,
  withdraw,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterEach(resetClock);

type Cast = ReplacementCast;
const aCast = (): Promise<Cast> => aReplacementCast(db.database);
const all = inEverything;

async function held(person: Person): Promise<string[]> {
  const { grants, ticks } = await actorOf(db.database, person);
  return [
    ...grants.map(({ entitlement, deputyFor }) => `${entitlement}${deputyFor ? ` for ${deputyFor.name}` : ''}`),
    ...ticks.map(({ themeId }) => `theme ${themeId}`),
  ].toSorted();
}

const everything = ['edison-staff-admin for Els Peeters', 'portal-user for Els Peeters', 'theme 3', 'theme 4'];

async function subjectsOfMails(person: Person): Promise<string[]> {
  const { rows } = await readAsSystem(db.database, (reader) =>
    sql<{ subject: string }>`
      select content ->> 'subject' as subject from mails where person_id = ${person.id} order by id`.execute(reader),
  );
  return rows.map(({ subject }) => subject);
}

describe('a deputy has what the absent person has at that moment', () => {
  test('from the next request on, in all or a part, and both are told by mail', async () => {
    const cast = await aCast();
    const key = newId();
    expect(await naming(db.database, cast.head, { ...all(cast), key })).toMatchObject({ kind: 'named' });
    expect(await naming(db.database, cast.head, { ...all(cast), key })).toEqual({ kind: 'again' });
    expect(await held(cast.deputy)).toEqual(everything);
    expect(await subjectsOfMails(cast.deputy)).toEqual(['Je vervangt Els Peeters']);
    expect(await subjectsOfMails(cast.absent)).toEqual(['Jan Claes vervangt je']);
    const other = await aCast();
    await aDeputyship(db.database, other.head, { ...all(other), grantIds: [other.absent.grantId], themeIds: [4] });
    expect(await held(other.deputy)).toEqual(['portal-user for Els Peeters', 'theme 4']);
  });

  test('the same for a request, for what is sent while away, and for "Wie kan dit openen?", today and on a past day', async () => {
    const cast = await aCast();
    await aDeputyship(db.database, cast.head, all(cast));
    const { reach } = await actorOf(db.database, cast.deputy);
    const holdings = await readAsSystem(db.database, (reader) => loadHoldings(reader, [cast.deputy.id]));
    expect(holdings.get(cast.deputy.id)?.reach.scopes.toSorted()).toEqual(reach.scopes.toSorted());
    await asSystem(db.database, async (tx) => {
      await sql`update grants set given_at = now() - interval '9 days' where organisation_id = ${cast.school.id}`.execute(
        tx,
      );
      await sql`update theme_ticks set ticked_at = now() - interval '9 days'`.execute(tx);
    });
    const on = (day: number, personId?: string) =>
      readingAs(db.database, cast.head, (as) =>
        listAccessOn(as.db, {
          institutionIds: [cast.school.id],
          day: daysFromToday(day),
          ...(personId !== undefined && { personId }),
        }),
      );
    for (const personId of [undefined, cast.deputy.id]) {
      const told = (await on(0, personId)).find((one) => one.personId === cast.deputy.id);
      expect(told?.ticks.map(({ themeId, deputyForName }) => [themeId, deputyForName])).toEqual([
        [3, 'Els Peeters'],
        [4, 'Els Peeters'],
      ]);
      expect(told?.grants.map(({ deputyForName }) => deputyForName)).toEqual(['Els Peeters', 'Els Peeters']);
    }
    await withdraw(db.database, cast.absent.grantId);
    const [today, before] = [await on(0, cast.deputy.id), await on(-1, cast.deputy.id)];
    expect(today.flatMap(({ ticks }) => ticks)).toEqual([]);
    // The deputyship began today: yesterday nothing of it counted, whatever was withdrawn since.
    expect(before).toEqual([]);
  });

  test('what ends for the absent person ends for the deputy on the next request: theme, right, relation, block (R12)', async () => {
    const cast = await aCast();
    await aDeputyship(db.database, cast.head, all(cast));
    await asSystem(db.database, (tx) =>
      sql`update theme_ticks set unticked_at = now() where person_id = ${cast.absent.id} and theme_id = 4`.execute(tx),
    );
    expect(await held(cast.deputy)).toEqual(everything.filter((one) => one !== 'theme 4'));
    // What the absent person gets later was not named.
    await aTick(db.database, cast.absent, { of: cast.school, level: 1, theme: 1 });
    expect(await held(cast.deputy)).not.toContain('theme 1');
    await withdraw(db.database, cast.edison);
    expect(await held(cast.deputy)).toEqual(['portal-user for Els Peeters', 'theme 3']);
    const block = (blocked: boolean) =>
      asSystem(db.database, (tx) =>
        tx.updateTable('persons').set({ blocked }).where('id', '=', cast.absent.id).execute(),
      );
    await block(true);
    expect(await held(cast.deputy)).toEqual([]);
    await block(false);
    expect(await held(cast.deputy)).toEqual(['portal-user for Els Peeters', 'theme 3']);
    await setRelationPeriod(db.database, cast.absent.relationId, fromDays(-50, -1));
    expect(await held(cast.deputy)).toEqual([]);
  });

  test('a right of her own stays her own beside it, and stays when the deputyship ends by itself; both are told', async () => {
    const cast = await aCast();
    await aGrant(db.database, cast.deputy, 'portal-user', { of: cast.school });
    await aTick(db.database, cast.deputy, { of: cast.school, level: 1, theme: 1 });
    await aDeputyship(db.database, cast.head, { ...all(cast), until: 5 });
    expect(await held(cast.deputy)).toEqual(['portal-user', ...everything, 'theme 1'].toSorted());
    // The grid shows and changes what is her own.
    const grid = await readingAs(db.database, cast.head, (as) =>
      ask(themeGrid, as, { institutionId: cast.school.id, levelId: 1 }),
    );
    expect(JSON.stringify(grid)).toContain(cast.deputy.id);
    expect((await asSystem(db.database, followDeputyships)).ended).toBe(0);
    setClock(new Date(`${daysFromToday(6)}T08:00:00Z`));
    expect(await held(cast.deputy)).toEqual(['portal-user', 'theme 1']);
    expect((await asSystem(db.database, followDeputyships)).ended).toBe(1);
    expect((await asSystem(db.database, followDeputyships)).ended).toBe(0);
    expect(await subjectsOfMails(cast.deputy)).toContain('Je vervangt Els Peeters niet meer');
    expect(await subjectsOfMails(cast.absent)).toContain('Jan Claes vervangt je niet meer');
  });

  test('nobody is warned of the end of a deputy’s right: it is meant to end', async () => {
    const cast = await aCast();
    await aDeputyship(db.database, cast.head, { ...all(cast), until: 6 });
    await asSystem(db.database, warnOfEnding);
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql`select 1 from ending_warnings w join grants g on g.id = w.grant_id where g.cause = 'deputy'`.execute(reader),
    );
    expect(rows).toEqual([]);
  });
});

describe('who names a deputy, and in what', () => {
  test('nobody lets a colleague stand in with what he may not give: said for each right, with who can, and nothing changes (R1)', async () => {
    const cast = await aCast();
    const admin = await aPortalAdmin(db.database, { of: cast.school });
    const { judged } = await readingAs(db.database, admin, (as) =>
      ask(deputyOf, as, { organisationId: cast.school.id, absentId: cast.absent.id, deputyId: cast.deputy.id }),
    );
    expect(judged.map(({ grant, restsOn, whoCan }) => [grant.entitlementId, restsOn !== null, whoCan.length])).toEqual([
      ['portal-user', true, 0],
      ['edison-staff-admin', false, 2],
    ]);
    expect(await naming(db.database, admin, all(cast))).toMatchObject({ kind: 'hindered' });
    expect(await held(cast.deputy)).toEqual([]);
    // A portal user manages nothing, so not her own absence either (R6).
    await expect(naming(db.database, cast.absent, all(cast))).rejects.toThrow(NotFound);
  });

  test('an absent administrator names a deputy for what he himself may give, but nobody stands in as head local administrator (R8)', async () => {
    const cast = await aCast();
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql<{ id: string; e: string }>`
        select id, entitlement_id as e from grants where person_id = ${cast.head.id} order by 2`.execute(reader),
    );
    const [head = '', portal = ''] = rows.map(({ id }) => id);
    const wish = { at: cast.school, absent: cast.head, deputy: cast.deputy };
    expect(await naming(db.database, cast.head, { ...wish, grantIds: [head] })).toMatchObject({
      kind: 'hindered',
      judged: [{ deputisable: false }],
    });
    expect(await naming(db.database, cast.head, { ...wish, grantIds: [portal] })).toMatchObject({ kind: 'named' });
    expect(await held(cast.deputy)).toEqual(['portal-admin for Karim Benali']);
    expect((await actorOf(db.database, cast.deputy)).reach.institutions).toEqual([cast.school.id]);
  });

  test('nobody takes an administrator right as a deputy himself (R3), nor for longer than the giver has his own (RI-11) or the term', async () => {
    const cast = await aCast();
    const colleague = await aHolder(db.database, 'edison-admin', { of: cast.school });
    const wish = { ...all(cast), absent: colleague, grantIds: [colleague.grantId] };
    expect(await naming(db.database, cast.head, { ...wish, deputy: cast.head })).toMatchObject({
      kind: 'hindered',
      judged: [{ obstacles: [{ kind: 'own-admin-right' }] }],
    });
    expect(await naming(db.database, cast.head, { ...all(cast), until: 183 })).toEqual({
      kind: 'too-long',
      latest: daysFromToday(182),
    });
    const brief = await aPortalAdmin(db.database, { of: cast.school, period: fromDays(-10, 9) });
    expect(await naming(db.database, brief, { ...all(cast), grantIds: [cast.absent.grantId] })).toMatchObject({
      kind: 'hindered',
      judged: [{ obstacles: [{ kind: 'ends-too-late', latest: daysFromToday(9), because: 'giver' }] }],
    });
  });

  test('somebody of the board, of another institution, without a relation, or oneself is no colleague (R7)', async () => {
    const cast = await aCast();
    const stranger = await aPerson(db.database);
    const elsewhere = await aHolder(db.database, 'portal-user', { of: await aSchool(db.database) });
    const board = await aBoard(db.database);
    const ofBoard = await aHolder(db.database, 'portal-user', { of: cast.school, employedBy: board });
    for (const deputy of [stranger, elsewhere, ofBoard, cast.absent])
      await expect(naming(db.database, cast.head, { ...all(cast), deputy })).rejects.toThrow(NotFound);
    const outsider = await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) });
    await expect(naming(db.database, outsider, all(cast))).rejects.toThrow(NotFound);
    await expect(naming(db.database, cast.head, { ...all(cast), grantIds: [newId()] })).rejects.toThrow(NotFound);
  });

  test('a period and a choice that make no sense are told, and the same colleague replaces once at a time', async () => {
    const cast = await aCast();
    const trying = (more: object) => naming(db.database, cast.head, { ...all(cast), ...more });
    expect(await trying({ from: -1 })).toEqual({ kind: 'too-early' });
    expect(await trying({ from: 5, until: 4 })).toEqual({ kind: 'ends-before-begin' });
    expect(await trying({ grantIds: [] })).toEqual({ kind: 'nothing-chosen' });
    expect(await trying({ themeIds: [1] })).toEqual({ kind: 'no-theme' });
    expect(await trying({ from: 3, until: 9 })).toMatchObject({ kind: 'named' });
    expect(await held(cast.deputy)).toEqual([]);
    expect(await trying({ from: 9, until: 12 })).toEqual({ kind: 'exists' });
    expect(await trying({ from: 10, until: 12 })).toMatchObject({ kind: 'named' });
  });

  test('a theme that two people tick is not deputised, in the page nor past it', async () => {
    const cast = await aCast();
    await aPortalAdmin(db.database, { of: cast.school });
    const pay = await readAsSystem(db.database, (reader) =>
      reader
        .selectFrom('themes')
        .select('id')
        .where('confidentiality', '=', 'very-confidential')
        .executeTakeFirstOrThrow(),
    );
    await aTick(db.database, cast.absent, { of: cast.school, level: 1, theme: pay.id });
    await writingAs(db.database, cast.head, (as) => perform(switchOn, as, { organisationId: cast.school.id }));
    const wish = { ...all(cast), grantIds: [cast.absent.grantId] };
    expect(await naming(db.database, cast.head, { ...wish, themeIds: [pay.id] })).toEqual({ kind: 'no-theme' });
    const id = await aDeputyship(db.database, cast.head, { ...wish, themeIds: [3, pay.id] });
    expect(await held(cast.deputy)).toEqual(['portal-user for Els Peeters', 'theme 3']);
    await expect(
      asSystem(db.database, (tx) =>
        sql`update grants set themes = ${[3, pay.id]}::smallint[] where deputyship_id = ${id}`.execute(tx),
      ),
    ).rejects.toThrow('never changes');
  });
});

describe('a deputyship ends before its last day', () => {
  const ending = (by: Person, deputyshipId: string) =>
    writingAs(db.database, by, (as) => perform(endDeputyship, as, { deputyshipId }));

  test('by the absent person, by the deputy and by who manages all of its rights; at once, and once', async () => {
    for (const who of ['absent', 'deputy', 'head'] as const) {
      const cast = await aCast();
      const id = await aDeputyship(db.database, cast.head, all(cast));
      expect((await ending(cast[who], id)).kind).toBe('done');
      expect(await held(cast.deputy)).toEqual([]);
      expect((await ending(cast[who], id)).kind).toBe('ended');
      expect(await subjectsOfMails(cast.deputy)).toEqual([
        'Je vervangt Els Peeters',
        'Je vervangt Els Peeters niet meer',
      ]);
      expect(await naming(db.database, cast.head, all(cast))).toMatchObject({ kind: 'named' });
    }
  });

  test('by nobody else, and not right by right', async () => {
    const cast = await aCast();
    const id = await aDeputyship(db.database, cast.head, all(cast));
    const colleague = await aPortalUser(db.database, { of: cast.school });
    // He manages a part of the rights only (R1).
    const edisonAdmin = await aHolder(db.database, 'edison-admin', { of: cast.school });
    const outsider = await aHolder(db.database, 'head-local-admin', { of: await aSchool(db.database) });
    for (const who of [colleague, edisonAdmin, outsider]) await expect(ending(who, id)).rejects.toThrow(NotFound);
    const { rows } = await readAsSystem(db.database, (reader) =>
      sql<{ id: string }>`select id from grants where deputyship_id = ${id}`.execute(reader),
    );
    const outcome = await writingAs(db.database, cast.head, (as) =>
      perform(endGrants, as, {
        grantIds: rows.map((row) => row.id),
        mode: 'at-once',
        reason: 'weg',
        key: newId(),
      }),
    );
    expect(outcome).toMatchObject({ kind: 'obstacles', rows: [{ obstacle: { kind: 'follows-deputyship' } }, {}] });
    expect(await held(cast.deputy)).toEqual(everything);
  });

  test('the log says both names, of the naming, of what was done and of the end (R25)', async () => {
    const cast = await aCast();
    const id = await aDeputyship(db.database, cast.head, all(cast));
    await ending(cast.deputy, id);
    const { events } = await readingAs(db.database, cast.head, (as) => ask(journal, as, { limit: 50 }));
    const told = events
      .filter(({ subjectKind }) => subjectKind === 'deputyship')
      .map(({ action, subject, successor, deputyFor }) => [action, subject, successor, deputyFor]);
    expect(told).toEqual([
      ['end-deputyship', 'Els Peeters', 'Jan Claes', 'Els Peeters'],
      ['name-deputy', 'Els Peeters', 'Jan Claes', null],
    ]);
  });
});
