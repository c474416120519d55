import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem } from '#access/context.ts';
import { perform } from '#access/use-case.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import { tickTheme, untickTheme } from '#apps/themes/index.ts';
import { confirmProposal, refuseProposal, withdrawProposal } from '#apps/themes/second-person/decide.ts';
import { followProposals } from '#apps/themes/second-person/propose.ts';
import { proposeSwitchOff, switchOn } from '#apps/themes/second-person/switch.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { writingAs } from '#tests/world/acting.ts';
import { aBoard, aSchool, type School } from '#tests/world/organisations.ts';
import { aHolder, aPortalAdmin, aPortalUser, type Person } from '#tests/world/people.ts';
import { daysFromToday } from '#tests/world/periods.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e6));
let state = seed;
const random = (below: number): number => {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * below);
};
const pick = <T>(of: readonly T[]): T => of[random(of.length)] as T;

let db: TestDatabase;
let owner: pg.Client;
let pay = 0;
beforeAll(async () => {
  process.stdout.write(`second person: seed ${seed}\n`);
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
  school: School;
  board: School;
  admins: Person[];
  ofBoard: Person;
  users: Person[];
}

async function aWorld(): Promise<World> {
  const board = await aBoard(db.database);
  const school = await aSchool(db.database, { board });
  const head = await aHolder(db.database, 'head-local-admin', { of: school });
  const admins = [await aPortalAdmin(db.database, { of: school }), await aPortalAdmin(db.database, { of: school })];
  const users = [
    await aPortalUser(db.database, { of: school }),
    await aPortalUser(db.database, { of: school, to: head }),
  ];
  const ofBoard = await aPortalAdmin(db.database, { of: board });
  await writingAs(db.database, admins[0] as Person, (as) => perform(switchOn, as, { organisationId: school.id }));
  return { school, board, admins: [...admins, head], ofBoard, users };
}

const steps = [
  'tick',
  'untick',
  'confirm',
  'confirm',
  'refuse',
  'withdraw',
  'off',
  'on',
  'give',
  'end',
  'write',
  'claim',
  'follow',
] as const;

/** One thing that somebody tries, by the commands or past them; whatever is refused changes nothing. */
async function tries(world: World, by: Person): Promise<void> {
  const { school, board } = world;
  const user = pick(world.users);
  const cell = { institutionId: school.id, levelId: 1, personId: user.id, themeId: pay };
  const open = await owner.query<{ id: string }>(`select id from theme_proposals where organisation_id = any ($1)`, [
    [school.id, board.id],
  ]);
  const proposalId = open.rows.length > 0 ? pick(open.rows).id : newId();
  const rights = await owner.query<{ id: string }>(
    `select id from grants where organisation_id = $1 and entitlement_id = 'portal-user' and withdrawn_at is null`,
    [school.id],
  );
  const grantId = rights.rows.length > 0 ? pick(rights.rows).id : newId();
  const period = { from: daysFromToday(0), until: daysFromToday(50) };
  const step = pick(steps);
  const done = writingAs(db.database, by, async (as): Promise<unknown> => {
    switch (step) {
      case 'tick':
        return perform(tickTheme, as, cell);
      case 'untick':
        return perform(untickTheme, as, cell);
      case 'confirm':
        return perform(confirmProposal, as, { proposalId });
      case 'refuse':
        return perform(refuseProposal, as, { proposalId, reason: 'nee' });
      case 'withdraw':
        return perform(withdrawProposal, as, { proposalId });
      case 'off':
        return perform(proposeSwitchOff, as, { organisationId: school.id });
      case 'on':
        return perform(switchOn, as, { organisationId: pick([school, board]).id });
      case 'give':
        return perform(grantRight, as, {
          ...period,
          organisationId: school.id,
          personId: user.id,
          entitlementId: 'portal-user',
          contexts: [],
          key: newId(),
        });
      case 'end':
        return perform(endGrants, as, { grantIds: [grantId], mode: 'at-once', reason: 'weg', key: newId() });
      case 'write':
        return sql`
          insert into theme_ticks (person_id, institution_id, level_id, theme_id, ticked_by, grant_id, proposal_id)
          values (${user.id}, ${school.id}, 1, ${pay}, ${by.id}, ${grantId}, ${pick([null, proposalId])})`.execute(
          as.tx,
        );
      case 'claim':
        return sql`
          update theme_proposals set state = 'confirmed', decided_by = ${by.id}, decided_at = now() where id = ${proposalId}`.execute(
          as.tx,
        );
      case 'follow':
        return undefined;
    }
  });
  await done.catch(() => undefined);
  if (step === 'follow') await asSystem(db.database, followProposals);
}

/** Ticks of the theme at this school that were ever stored, and whether two people stand behind each. */
async function ticksOf({ school }: World): Promise<boolean[]> {
  const { rows } = await owner.query<{ two: boolean }>(
    `select coalesce(p.state = 'confirmed' and p.decided_by <> p.proposed_by and p.decided_by <> p.person_id
        and (p.person_id, p.organisation_id, p.level_id, p.theme_id) = (t.person_id, t.institution_id, t.level_id, t.theme_id), false) as two
    from theme_ticks t left join theme_proposals p on p.id = t.proposal_id
    where t.institution_id = $1 and t.theme_id = $2`,
    [school.id, pay],
  );
  return rows.map(({ two }) => two);
}

const isOn = async ({ school, board }: World): Promise<boolean> =>
  (await owner.query(`select 1 from second_person_rules where organisation_id = any ($1)`, [[school.id, board.id]]))
    .rows.length > 0;

test('R9: no walk of 200 steps by one person alone, whoever it is, ticks the theme or switches the rule off', async () => {
  const everybody = (world: World): Person[] => [...world.admins, world.ofBoard, ...world.users];
  for (let who = 0; who < 6; who += 1) {
    const world = await aWorld();
    const alone = everybody(world)[who] as Person;
    for (let step = 0; step < 200; step += 1) await tries(world, alone);
    expect([who, await ticksOf(world)]).toEqual([who, []]);
    expect(await isOn(world)).toBe(true);
  }
}, 240_000);

test('R9: when everybody walks, two people stand behind every tick while the rule is on, and some are ticked', async () => {
  let ticked = 0;
  // Walks on which nothing was ticked would prove nothing: go on until something was.
  for (let walk = 0; walk < 3 || (walk < 20 && ticked === 0); walk += 1) {
    const world = await aWorld();
    const everybody = [...world.admins, world.ofBoard, ...world.users];
    // Switched off by two, it holds no more: until then every tick is looked at.
    for (let step = 0; step < 200 && (await isOn(world)); step += 1) {
      await tries(world, pick(everybody));
      if (!(await isOn(world))) break;
      const ticks = await ticksOf(world);
      expect(ticks.every(Boolean)).toBe(true);
      ticked += ticks.length;
    }
  }
  expect(ticked).toBeGreaterThan(0);
}, 240_000);
