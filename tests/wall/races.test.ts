import { beforeAll, expect, test } from 'vitest';
import { readAsSystem } from '#access/context.ts';
import { ask, perform } from '#access/use-case.ts';
import { giveAccess } from '#apps/rights/commands/give-access.ts';
import { approveRequest, withdrawRequest } from '#apps/rights/commands/decide-request.ts';
import { handOver, previewHandover } from '#apps/rights/handover/hand-over.ts';
import { decideReview } from '#apps/rights/reviews/decide-review.ts';
import { tickTheme } from '#apps/themes/index.ts';
import { confirmProposal, withdrawProposal } from '#apps/themes/second-person/decide.ts';
import { listProposalTasks } from '#apps/themes/second-person/queries.ts';
import { switchOn } from '#apps/themes/second-person/switch.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase, type TestDatabase } from '#tests/support/database.ts';
import { actorOf, readingAs, writingAs } from '#tests/world/acting.ts';
import { aSchool, type School } from '#tests/world/organisations.ts';
import {
  aHolder,
  aPerson,
  aPortalAdmin,
  aPortalUser,
  aRequest,
  aWorkRelation,
  type GivenRight,
  type Person,
} from '#tests/world/people.ts';
import { daysFromToday, fromDays } from '#tests/world/periods.ts';
import { aReview } from '#tests/world/reviews.ts';

let db: TestDatabase;
let pay: number;
beforeAll(async () => {
  db = await testDatabase();
  const theme = await readAsSystem(db.database, (reader) =>
    reader
      .selectFrom('themes')
      .select('id')
      .where('confidentiality', '=', 'very-confidential')
      .executeTakeFirstOrThrow(),
  );
  pay = theme.id;
});

interface Team {
  school: School;
  hilde: Person & GivenRight;
  karim: Person & GivenRight;
  an: Person & GivenRight;
  wout: Person;
}

/** Two who administer everything of a school, a user, and somebody who works there without any right. */
async function aTeam(): Promise<Team> {
  const school = await aSchool(db.database);
  const period = fromDays(-10, 400);
  const hilde = await aHolder(db.database, 'head-local-admin', { of: school, period, name: 'Hilde Hoofd' });
  const karim = await aHolder(db.database, 'head-local-admin', { of: school, period, name: 'Karim Benali' });
  for (const person of [hilde, karim]) await aPortalAdmin(db.database, { of: school, to: person, period });
  const an = await aPortalUser(db.database, {
    of: school,
    period: fromDays(-10, 200),
    name: 'An Peeters',
    themes: [3],
  });
  const wout = await aPerson(db.database, { name: 'Wout Claes' });
  await aWorkRelation(db.database, wout, school);
  return { school, hilde, karim, an, wout };
}

const rounds = 4;
/** What two say who do something at the same moment, in alphabetical order. */
const atOnce = async (...work: readonly (() => Promise<string>)[]): Promise<string[]> =>
  (await Promise.all(work.map((one) => one()))).toSorted();

const rightsOf = async (person: Person): Promise<string[]> =>
  (await actorOf(db.database, person)).grants.map(({ entitlement }) => entitlement);

/** How often the log tells something of a thing. */
const told = (subjectId: string, action: string): Promise<number> =>
  readAsSystem(db.database, async (reader) => {
    const events = await reader
      .selectFrom('audit_events')
      .select('id')
      .where('subject_id', '=', subjectId)
      .where('action', '=', action)
      .execute();
    return events.length;
  });

async function aProposal({ school, hilde, karim, an }: Team): Promise<string> {
  await writingAs(db.database, hilde, (as) => perform(switchOn, as, { organisationId: school.id }));
  const cell = { institutionId: school.id, levelId: 1, personId: an.id, themeId: pay };
  await writingAs(db.database, hilde, (as) => perform(tickTheme, as, cell));
  const [proposal] = await readingAs(db.database, karim, (as) => listProposalTasks(as.db, as.actor));
  return proposal?.id ?? '';
}

const confirm = (by: Person, proposalId: string) => () =>
  writingAs(db.database, by, async (as) => (await perform(confirmProposal, as, { proposalId })).kind);

test('R28: a proposal that two confirm at once is confirmed by one, and ticked once', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const team = await aTeam();
    const third = await aPortalAdmin(db.database, { of: team.school, name: 'Rita Claes' });
    const id = await aProposal(team);
    expect(await atOnce(confirm(team.karim, id), confirm(third, id))).toEqual(['closed', 'confirmed']);
    expect(await told(team.an.id, 'tick-theme')).toBe(1);
  }
});

test('R28: a proposal that is taken back and confirmed at once is one of both, and the other is told', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const team = await aTeam();
    const id = await aProposal(team);
    const takeBack = () =>
      writingAs(db.database, team.hilde, async (as) => (await perform(withdrawProposal, as, { proposalId: id })).kind);
    const outcomes = await atOnce(confirm(team.karim, id), takeBack);
    expect(outcomes[0]).toBe('closed');
    expect(await told(team.an.id, 'tick-theme')).toBe(outcomes[1] === 'confirmed' ? 1 : 0);
  }
});

test('R26: a handover that two confirm at once, or one twice, is done once', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { school, hilde, karim, an, wout } = await aTeam();
    const choices = [{ grantId: an.grantId, fate: 'move' as const, until: daysFromToday(100) }];
    const asked = { organisationId: school.id, fromId: an.id, toId: wout.id, choices, lastDay: daysFromToday(0) };
    const { seen } = await readingAs(db.database, hilde, (as) => ask(previewHandover, as, asked));
    const key = newId();
    const handover = (by: Person, form: string) => () =>
      writingAs(db.database, by, async (as) => {
        const outcome = await perform(handOver, as, { ...asked, seen, reason: 'pensioen', key: form });
        return outcome.kind;
      });
    const outcomes = await atOnce(handover(hilde, key), handover(hilde, key), handover(karim, newId()));
    expect(outcomes.filter((kind) => kind === 'handed-over')).toHaveLength(1);
    expect(outcomes.every((kind) => ['again', 'changed', 'handed-over', 'hindered'].includes(kind))).toBe(true);
    expect([await rightsOf(wout), await told(an.id, 'hand-over-rights')]).toEqual([['portal-user'], 1]);
  }
});

test('R28: a right under review that two confirm at once, or one twice, is confirmed once', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { school, hilde, karim, an } = await aTeam();
    const reviewId = await aReview(db.database, hilde, school);
    const key = newId();
    const judge = (by: Person, form: string) => () =>
      writingAs(db.database, by, async (as) => {
        const wish = { reviewId, grantIds: [an.grantId], verdict: 'confirmed' as const, reason: '', key: form };
        const outcome = await perform(decideReview, as, wish);
        return outcome.kind === 'decided' ? `decided ${outcome.count}` : outcome.kind;
      });
    const outcomes = await atOnce(judge(hilde, key), judge(hilde, key), judge(karim, newId()));
    expect(outcomes.filter((one) => one === 'decided 1')).toHaveLength(1);
    expect(await told(an.grantId, 'confirm-grant')).toBe(1);
  }
});

test('R26: Geef toegang that is sent twice at once gives once', async () => {
  const { school, hilde, wout } = await aTeam();
  const period = { from: daysFromToday(0), until: daysFromToday(60) };
  const wish = { organisationId: school.id, personId: wout.id, wishIds: ['read-general'], ...period, key: newId() };
  const give = () => writingAs(db.database, hilde, async (as) => (await perform(giveAccess, as, wish)).kind);
  expect(await atOnce(give, give)).toEqual(['again', 'given']);
  expect(await rightsOf(wout)).toEqual(['portal-user']);
});

test('R28: a request that is taken back and approved at once is one of both', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { school, hilde, wout } = await aTeam();
    const requestId = await aRequest(db.database, wout, { of: school, right: 'portal-user' });
    const until = daysFromToday(100);
    const approve = () =>
      writingAs(
        db.database,
        hilde,
        async (as) => (await perform(approveRequest, as, { requestId, until, contexts: [] })).kind,
      );
    const takeBack = () => writingAs(db.database, wout, (as) => perform(withdrawRequest, as, { requestId }));
    const outcomes = await atOnce(approve, takeBack);
    expect(outcomes.filter((one) => one === 'decided')).toHaveLength(1);
    expect(await rightsOf(wout)).toEqual(outcomes.includes('approved') ? ['portal-user'] : []);
  }
});
