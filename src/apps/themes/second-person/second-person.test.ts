import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, readAsSystem } from '#access/context.ts';
import { NotFound } from '#access/refusals.ts';
import { ask, perform } from '#access/use-case.ts';
import { encodeSeen } from '#apps/themes/model.ts';
import { saveGrid, themeGrid, tickTheme, untickTheme } from '#apps/themes/index.ts';
import { confirmProposal, refuseProposal, withdrawProposal } from '#apps/themes/second-person/decide.ts';
import { composeProposalMails, proposalComposer } from '#apps/themes/second-person/mails.ts';
import { followProposals } from '#apps/themes/second-person/propose.ts';
import { listProposalTasks } from '#apps/themes/second-person/queries.ts';
import { proposeSwitchOff, secondPersonRule, switchOn } from '#apps/themes/second-person/switch.ts';
import type { ClaimedMail } from '#platform/mail/outbox.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import {
  aGrant,
  aHolder,
  aPortalAdmin,
  aPortalUser,
  withdraw,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';

let db: TestDatabase;
let owner: pg.Client;
let pay: number;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ id: number }>(
    `select id from themes where confidentiality = 'very-confidential'`,
  );
  pay = rows[0]?.id ?? 0;
});
afterAll(() => owner.end());

interface World {
  board: School;
  school: School;
  one: Person & GivenRight;
  other: Person & GivenRight;
  ofBoard: Person & GivenRight;
  user: Person & GivenRight;
}

async function aWorld(on = true): Promise<World> {
  const board = await aBoard(db.database);
  const school = await aSchool(db.database, { board });
  const world = {
    board,
    school,
    one: await aPortalAdmin(db.database, { of: school, name: 'Karim Benali' }),
    other: await aPortalAdmin(db.database, { of: school, name: 'Rita Claes' }),
    ofBoard: await aHolder(db.database, 'head-local-admin', { of: board, name: 'Greet Maes' }),
    user: await aPortalUser(db.database, { of: school, name: 'An Peeters' }),
  };
  if (on) await writingAs(db.database, world.one, (as) => perform(switchOn, as, { organisationId: school.id }));
  return world;
}

const cell = ({ school, user }: World, themeId = pay) => ({
  institutionId: school.id,
  levelId: 1,
  personId: user.id,
  themeId,
});
const tick = (by: Person, world: World, themeId = pay) =>
  writingAs(db.database, by, (as) => perform(tickTheme, as, cell(world, themeId)));
const confirm = (by: Person, proposalId: string) =>
  writingAs(db.database, by, async (as) => (await perform(confirmProposal, as, { proposalId })).kind);
const tasksOf = (person: Person) =>
  readingAs(db.database, person, async (as) => (await listProposalTasks(as.db, as.actor)).map(({ id }) => id));
const themesOf = async (person: Person) => (await actorOf(db.database, person)).ticks.map(({ themeId }) => themeId);

async function proposed(world: World, by: Person = world.one): Promise<string> {
  expect(await tick(by, world)).toEqual({ kind: 'proposed', version: 0 });
  const { rows } = await owner.query<{ id: string }>(
    `select id from theme_proposals where person_id = $1 and state = 'open'`,
    [world.user.id],
  );
  return rows[0]?.id ?? '';
}

async function eventsOf(school: School): Promise<string[]> {
  return readAsSystem(db.database, async (reader) => {
    const events = await reader
      .selectFrom('audit_events')
      .select('action')
      .where('organisation_id', '=', school.id)
      .orderBy('at')
      .orderBy('id')
      .execute();
    return events.map(({ action }) => action);
  });
}

describe('a very confidential theme where two are needed', () => {
  test('TH-3: a tick grants nothing until a second administrator confirms it, and works on the next request then', async () => {
    const world = await aWorld();
    const proposal = await proposed(world);
    expect(await themesOf(world.user)).toEqual([]);
    expect(await tasksOf(world.other)).toEqual([proposal]);
    expect(await tasksOf(world.one)).toEqual([]);
    expect(await confirm(world.other, proposal)).toBe('confirmed');
    expect(await themesOf(world.user)).toEqual([pay]);
    expect(await tasksOf(world.other)).toEqual([]);
    expect(await eventsOf(world.school)).toEqual([
      'switch-on-second-person',
      'propose-tick',
      'confirm-proposal',
      'tick-theme',
    ]);
  });

  test('TH-3: the grid form and one box make the same one proposal; other themes are ticked at once', async () => {
    const world = await aWorld();
    const save = () =>
      writingAs(db.database, world.one, async (as) => {
        const where = { institutionId: world.school.id, levelId: 1 };
        const grid = await ask(themeGrid, as, where);
        const ticks = [pay, 1].map((themeId) => `${world.user.id}:${themeId}`);
        return perform(saveGrid, as, {
          ...where,
          shown: grid.users.map(({ id }) => id),
          seen: encodeSeen(grid.themes, grid.users),
          ticks,
          all: null,
        });
      });
    expect(await save()).toMatchObject({ saved: 1, proposed: 1 });
    expect(await save()).toMatchObject({ saved: 0, proposed: 1 });
    await tick(world.one, world);
    expect(await themesOf(world.user)).toEqual([1]);
    expect(await tasksOf(world.other)).toHaveLength(1);
    const grid = await readingAs(db.database, world.other, (as) =>
      ask(themeGrid, as, { institutionId: world.school.id, levelId: 1 }),
    );
    expect([...grid.waiting.values()][0]).toMatchObject({
      confirmers: ['Rita Claes'],
      proposal: { proposer: 'Karim Benali', boardName: world.board.name },
    });
  });

  test('TH-7: the board confirms too; nobody else, and neither the proposer nor the receiver', async () => {
    const world = await aWorld();
    const proposal = await proposed(world);
    const stranger = await aWorld();
    await aGrant(db.database, world.user, 'head-local-admin', { of: world.school });
    for (const not of [
      world.one,
      world.user,
      stranger.one,
      stranger.ofBoard,
      await aPortalUser(db.database, { of: world.school }),
    ])
      await expect(confirm(not, proposal)).rejects.toBeInstanceOf(NotFound);
    // A second session, or a second right, makes no second person.
    await aGrant(db.database, world.one, 'portal-admin', { of: world.board });
    await expect(confirm(world.one, proposal)).rejects.toBeInstanceOf(NotFound);
    for (const not of [world.one, world.user]) {
      const past = writingAs(db.database, not, (as) => sql`select app.confirm_proposal(${proposal})`.execute(as.tx));
      await expect(past).rejects.toThrow(/not the actor's to confirm/);
    }
    expect(await confirm(world.ofBoard, proposal)).toBe('confirmed');
  });

  test('R28: it is decided once; a refusal says why and unticking needs no second person', async () => {
    const world = await aWorld();
    const first = await proposed(world);
    const refuse = (reason: string) =>
      writingAs(
        db.database,
        world.other,
        async (as) => (await perform(refuseProposal, as, { proposalId: first, reason })).kind,
      );
    expect(await refuse(' ')).toBe('reason-missing');
    const outcomes = await Promise.all([refuse('Niet nodig.'), confirm(world.ofBoard, first), refuse('Echt niet.')]);
    expect(outcomes.filter((kind) => kind !== 'closed')).toHaveLength(1);
    if (outcomes[1] !== 'confirmed') expect(await confirm(world.ofBoard, await proposed(world))).toBe('confirmed');
    const untick = await writingAs(db.database, world.one, (as) => perform(untickTheme, as, cell(world)));
    expect(untick.kind).toBe('done');
    expect(await themesOf(world.user)).toEqual([]);
  });

  test('R13: it falls with the right of the proposer or the receiver, with its term, and when it is withdrawn', async () => {
    for (const end of [
      (world: World) => withdraw(db.database, world.one.grantId),
      (world: World) => withdraw(db.database, world.user.grantId),
      (world: World) =>
        owner.query(`update theme_proposals set expires_on = expires_on - 15 where organisation_id = $1`, [
          world.school.id,
        ]),
      async (world: World) => {
        const proposalId = (await tasksOf(world.other))[0] ?? '';
        await writingAs(db.database, world.one, (as) => perform(withdrawProposal, as, { proposalId }));
      },
    ]) {
      const world = await aWorld();
      const proposal = await proposed(world);
      await end(world);
      expect(await tasksOf(world.other)).toEqual([]);
      expect(await confirm(world.other, proposal)).toBe('closed');
      await asSystem(db.database, followProposals);
      await asSystem(db.database, followProposals);
      const told = (await eventsOf(world.school)).filter((action) => /^(withdraw|expire)-proposal$/.test(action));
      expect(told).toHaveLength(1);
      const { rows } = await owner.query(`select 1 from theme_ticks where person_id = $1`, [world.user.id]);
      expect(rows).toEqual([]);
    }
  });

  test('RI-6: who could confirm is mailed, and who proposed is told', async () => {
    const world = await aWorld();
    const proposal = await proposed(world);
    const mails = () =>
      readAsSystem(db.database, async (reader) => {
        const { rows } = await sql<ClaimedMail>`
          select id, key, person_id as "personId", lang, payload from mails
          where composer = ${proposalComposer} and payload ->> 'proposal' = ${proposal} order by id`.execute(reader);
        return { rows, written: [...(await composeProposalMails(reader, rows)).values()] };
      });
    const asked = await mails();
    expect(asked.rows.map(({ personId }) => personId).toSorted()).toEqual(
      [world.other.id, world.ofBoard.id].toSorted(),
    );
    expect(asked.written.map(({ subject }) => subject)).toEqual([
      'Karim Benali vraagt je bevestiging',
      'Karim Benali vraagt je bevestiging',
    ]);
    await confirm(world.other, proposal);
    expect((await mails()).written.map(({ subject }) => subject)).toEqual(['Je voorstel is bevestigd']);
  });
});

describe('the rule itself', () => {
  test('is off by default, on by one, and off again by two', async () => {
    const world = await aWorld(false);
    expect((await tick(world.one, world)).kind).toBe('done');
    const of = { organisationId: world.school.id };
    await writingAs(db.database, world.one, (as) => perform(switchOn, as, of));
    expect(await themesOf(world.user)).toEqual([pay]);
    await writingAs(db.database, world.one, (as) => perform(proposeSwitchOff, as, of));
    const isOn = () =>
      readingAs(db.database, world.other, async (as) => (await ask(secondPersonRule, as, of)).rule.isOn);
    expect(await isOn()).toBe(true);
    const [proposal = ''] = await tasksOf(world.other);
    await expect(confirm(world.one, proposal)).rejects.toBeInstanceOf(NotFound);
    expect(await confirm(world.ofBoard, proposal)).toBe('confirmed');
    expect(await isOn()).toBe(false);
    expect((await eventsOf(world.school)).at(-1)).toBe('switch-off-second-person');
  });

  test('holds for all institutions of a board that chose it; an institution cannot switch that off', async () => {
    const world = await aWorld(false);
    await aHolder(db.database, 'portal-admin', { of: world.board });
    await writingAs(db.database, world.ofBoard, (as) => perform(switchOn, as, { organisationId: world.board.id }));
    expect((await tick(world.one, world)).kind).toBe('proposed');
    const off = writingAs(db.database, world.one, (as) =>
      perform(proposeSwitchOff, as, { organisationId: world.board.id }),
    );
    await expect(off).rejects.toBeInstanceOf(NotFound);
    const own = await writingAs(db.database, world.one, (as) =>
      perform(proposeSwitchOff, as, { organisationId: world.school.id }),
    );
    expect(own).toBe('off');
  });

  test('is not switched on where nobody could confirm', async () => {
    const school = await aSchool(db.database);
    const alone = await aPortalAdmin(db.database, { of: school });
    expect(await writingAs(db.database, alone, (as) => perform(switchOn, as, { organisationId: school.id }))).toBe(
      'nobody-else',
    );
  });
});

describe('P0 the database', () => {
  test('stores no such tick without its confirmation, for an administrator nor for the system', async () => {
    const world = await aWorld();
    const proposal = await proposed(world);
    const insert = (themeId: number, proposalId: string | null) => ({
      person_id: world.user.id,
      institution_id: world.school.id,
      level_id: 1,
      theme_id: themeId,
      ticked_by: world.one.id,
      grant_id: world.user.grantId,
      proposal_id: proposalId,
    });
    for (const proposalId of [null, proposal]) {
      await expect(
        writingAs(db.database, world.one, (as) =>
          as.tx.insertInto('theme_ticks').values(insert(pay, proposalId)).execute(),
        ),
      ).rejects.toThrow(/second person/);
      await expect(
        asSystem(db.database, (tx) => tx.insertInto('theme_ticks').values(insert(pay, proposalId)).execute()),
      ).rejects.toThrow(/second person/);
    }
    await tick(world.one, world, 1);
    const moved = writingAs(db.database, world.one, (as) =>
      as.tx.updateTable('theme_ticks').set({ theme_id: pay }).where('person_id', '=', world.user.id).execute(),
    );
    await expect(moved).rejects.toThrow(/second person/);
  });

  test('lets nobody confirm by writing the proposal, nor switch the rule off by deleting it', async () => {
    const world = await aWorld();
    const proposal = await proposed(world);
    const write = (by: Person, state: string) =>
      writingAs(db.database, by, (as) =>
        sql`update theme_proposals set state = ${state}, decided_by = ${by.id}, decided_at = now() where id = ${proposal}`.execute(
          as.tx,
        ),
      );
    for (const by of [world.one, world.other])
      await expect(write(by, 'confirmed')).rejects.toThrow(/row-level security/);
    await expect(write(world.one, 'refused')).rejects.toThrow();
    await expect(
      writingAs(db.database, world.one, (as) => sql`delete from second_person_rules`.execute(as.tx)),
    ).rejects.toThrow(/permission denied/);
    await expect(
      writingAs(db.database, world.one, (as) =>
        sql`update theme_proposals set person_id = ${world.other.id}`.execute(as.tx),
      ),
    ).rejects.toThrow(/permission denied/);
    expect(await themesOf(world.user)).toEqual([]);
  });
});
