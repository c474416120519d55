import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { isSecond, overseeingGrant, type Proposal } from '#apps/themes/second-person/model.ts';
import type { Db } from '#platform/db.ts';

const columns = sql`
  p.id, p.kind, p.organisation_id as "organisationId", o.name as "organisationName", b.id as "boardId", b.name as "boardName",
  p.level_id as "levelId", p.theme_id as "themeId", t.name as "themeName", t.confidentiality as "themeConfidentiality",
  p.person_id as "personId", p.grant_id as "grantId", p.proposed_by as "proposedBy",
  (p.proposed_at at time zone 'Europe/Brussels')::date as "proposedOn", p.expires_on as "expiresOn", p.state,
  app.stands(p.id) as stands, n.receiver, n.proposer, n.decider, p.decision_reason as reason
  from theme_proposals p
  join organisations o on o.id = p.organisation_id
  join lateral app.people_of_proposals(array[p.id]) n on true
  left join themes t on t.id = p.theme_id
  left join organisation_relations r on r.organisation_id = p.organisation_id and r.kind = 'board' and r.period @> app.today()
  left join organisations b on b.id = r.related_id`;

/** One proposal, decided or not, for who oversees the organisation. */
export async function findProposal(db: Db, proposalId: string): Promise<Proposal | undefined> {
  const { rows } = await sql<Proposal>`select ${columns} where p.id = ${proposalId}`.execute(db);
  return rows[0];
}

/** What waits for a second person at an organisation, the oldest first. */
export async function listProposalsOf(db: Db, organisationId: number): Promise<Proposal[]> {
  return listStanding(db, sql`p.organisation_id = ${organisationId}`);
}

/** What waits for this actor as the second person (RI-6). */
export async function listProposalTasks(db: Db, actor: Actor): Promise<Proposal[]> {
  const proposals = await listStanding(db, sql`${secondOf(actor)}`);
  return proposals.filter(
    (one) => isSecond(actor, one) && overseeingGrant(actor, one.organisationId, one.boardId) !== undefined,
  );
}

const secondOf = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`p.proposed_by <> ${actor.personId} and p.person_id is distinct from ${actor.personId}`;

/** How many proposals wait for this actor, as part of a statement. */
export const proposalsAwaiting = (actor: Actor): RawBuilder<number> =>
  sql<number>`(select count(*) from theme_proposals p where p.state = 'open' and ${secondOf(actor)} and app.stands(p.id))`;

async function listStanding(db: Db, condition: RawBuilder<unknown>): Promise<Proposal[]> {
  const { rows } = await sql<Proposal>`
    select ${columns} where p.state = 'open' and ${condition} and app.stands(p.id)
    order by p.proposed_at, p.id limit 200`.execute(db);
  return rows;
}

/** Whether this theme is ticked by two people at this institution. */
export async function needsSecondPerson(db: Db, institutionId: number, themeIds: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select t.id from unnest(${[...themeIds]}::smallint[]) as t (id)
    where app.needs_second_person(${institutionId}, t.id)`.execute(db);
  return rows.map(({ id }) => id);
}

/** Whether the rule holds at an organisation of the actor, and who chose so. */
export interface RuleState {
  organisationId: number;
  organisationName: string;
  boardId: number | null;
  boardName: string | null;
  isOn: boolean;
  /** The board chose so for all of its institutions. */
  isOnByBoard: boolean;
}

export interface SecondPersonRule extends RuleState {
  /** How many others could confirm. */
  others: number;
}

const stateColumns = sql`
  o.id as "organisationId", o.name as "organisationName", b.id as "boardId", b.name as "boardName",
  exists (select 1 from second_person_rules s where s.organisation_id = o.id) as "isOn",
  exists (select 1 from second_person_rules s where s.organisation_id = b.id) as "isOnByBoard"`;

const openWithBoard = sql`
  (select * from organisations where valid @> app.today()) o
  left join organisation_relations r on r.organisation_id = o.id and r.kind = 'board' and r.period @> app.today()
  left join organisations b on b.id = r.related_id`;

export async function findRule(db: Db, organisationId: number): Promise<SecondPersonRule | undefined> {
  const { rows } = await sql<SecondPersonRule>`
    select ${stateColumns}, app.count_confirmers(o.id) as others
    from ${openWithBoard} where o.id = ${organisationId}`.execute(db);
  return rows[0];
}

/** The same of several organisations, by name; one that is closed is left out. */
export async function listRules(db: Db, organisationIds: readonly number[]): Promise<RuleState[]> {
  const { rows } = await sql<RuleState>`
    select ${stateColumns} from ${openWithBoard}
    where o.id = any (${[...organisationIds]}::integer[]) order by app.plain(o.name), o.id`.execute(db);
  return rows;
}

/** Who could confirm, by name. */
export async function listConfirmers(db: Db, proposal: Proposal): Promise<string[]> {
  const but = [proposal.proposedBy, ...(proposal.personId ? [proposal.personId] : [])];
  const { rows } = await sql<{ name: string }>`
    select name from app.confirmers(${proposal.organisationId}, ${but}::uuid[]) as name`.execute(db);
  return rows.map(({ name }) => name);
}
