import type pg from 'pg';
import { addDays } from '#platform/clock.ts';

/** Everything about rights that the tables hold, read past the product: what a walk compares before and after a step. */
export interface Facts {
  relations: ReadonlyMap<string, Relation>;
  grants: ReadonlyMap<string, Grant>;
  /** Ticks that stand, by person, institution, level and theme: the right they hang on. */
  ticks: ReadonlyMap<string, string>;
  requests: ReadonlyMap<string, Request>;
  blocked: ReadonlySet<string>;
  /** What the log tells of each thing, in order; not what the system notices of institutions without administrator. */
  events: ReadonlyMap<string, readonly Event[]>;
}

export interface Relation {
  id: string;
  person: string;
  organisation: number;
  targetGroup: string;
  from: string | null;
  /** Last day; null while open. */
  until: string | null;
  /** Why somebody ended it. */
  ended: string | null;
}

export interface Grant {
  id: string;
  relation: string;
  person: string;
  entitlement: string;
  organisation: number;
  from: string;
  until: string;
  withdrawn: boolean;
  cause: string;
  by: string | null;
  restsOn: string | null;
}

export interface Request {
  id: string;
  person: string;
  organisation: number;
  entitlement: string;
  theme: number | null;
  until: string;
  state: string;
  decidedBy: string | null;
}

export interface Event {
  action: string;
  actor: string | null;
}

/** The largest right that the catalogue allows, as the tables say it. */
export interface Longest {
  isAdmin: boolean;
  maxMonths: number | null;
  offset: number;
}

export async function readFacts(owner: pg.Client): Promise<Facts> {
  const relations = await owner.query<Relation>(`
    select id, person_id as person, organisation_id as organisation, target_group as "targetGroup",
      lower(period)::text as "from", (upper(period) - 1)::text as until, ended_reason as ended from work_relations order by id`);
  const grants = await owner.query<Grant>(`
    select id, work_relation_id as relation, person_id as person, entitlement_id as entitlement,
      organisation_id as organisation, lower(period)::text as "from", (upper(period) - 1)::text as until,
      withdrawn_at is not null as withdrawn, cause, given_by as by, given_on_grant as "restsOn" from grants order by id`);
  const ticks = await owner.query<{ key: string; grant: string }>(`
    select concat_ws(' ', person_id, institution_id, level_id, theme_id) as key, grant_id as grant
    from theme_ticks where unticked_at is null order by 1`);
  const requests = await owner.query<Request>(`
    select id, person_id as person, organisation_id as organisation, entitlement_id as entitlement, theme_id as theme,
      until::text, state, decided_by as "decidedBy" from access_requests order by id`);
  const blocked = await owner.query<{ id: string }>('select id from persons where blocked order by id');
  const told = await owner.query<{ subject: string } & Event>(`
    select subject_id as subject, action, actor_person_id as actor from audit_events
    where subject_kind <> 'rescue' order by at, id`);
  return {
    relations: byId(relations.rows),
    grants: byId(grants.rows),
    ticks: new Map(ticks.rows.map(({ key, grant }) => [key, grant])),
    requests: byId(requests.rows),
    blocked: new Set(blocked.rows.map(({ id }) => id)),
    events: Map.groupBy(told.rows, ({ subject }) => subject),
  };
}

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));

export async function readLongest(owner: pg.Client): Promise<ReadonlyMap<string, Longest>> {
  const { rows } = await owner.query<Longest & { id: string }>(
    'select id, is_admin as "isAdmin", max_months as "maxMonths", end_offset_days as offset from entitlements',
  );
  return byId(rows);
}

const holds = (period: { from: string | null; until: string | null }, day: string): boolean =>
  (period.from === null || period.from <= day) && (period.until === null || day <= period.until);

/** R10, written again from its sentence: begin ≤ d ≤ end, the relation runs, the person is not blocked. */
export function isActive(facts: Facts, grant: Grant, day: string): boolean {
  const relation = facts.relations.get(grant.relation);
  return (
    !grant.withdrawn &&
    holds(grant, day) &&
    relation !== undefined &&
    holds(relation, day) &&
    !facts.blocked.has(grant.person)
  );
}

export const activeGrants = (facts: Facts, day: string): Grant[] =>
  [...facts.grants.values()].filter((grant) => isActive(facts, grant, day));

const everything = `head-local-admin local-admin portal-admin portal-user edison-admin edison-staff-admin
  edison-institution-pupil-admin pupil-passport pupil-transport dwse-organisation kiosk-applicant`.split(/\s+/);
const edison = ['edison-admin', 'edison-staff-admin', 'edison-institution-pupil-admin'];
/** Domain reference, rights 4.2: who may give what for the own organisation. The helpdesk stands apart (R5). */
const mayGive: Readonly<Record<string, readonly string[]>> = {
  'head-local-admin': everything,
  'portal-admin': ['portal-admin', 'portal-user'],
  'edison-admin': edison,
};
const five = ['head-local-admin', 'portal-admin', ...edison];

export const headRight = 'head-local-admin';

type What = Pick<Grant, 'entitlement' | 'organisation'>;

/** The rights on which a person may change another one on a day, by administering where it holds (R1, R4, R6). */
export function rightsToManage(facts: Facts, person: string, what: What, day: string): Grant[] {
  return activeGrants(facts, day).filter(
    (one) =>
      one.person === person &&
      one.organisation === what.organisation &&
      mayGive[one.entitlement]?.includes(what.entitlement),
  );
}

/** The same for giving one: the helpdesk may too, some rights, where nobody heads (R5). */
export function rightsToGive(facts: Facts, person: string, what: What, day: string): Grant[] {
  const active = activeGrants(facts, day);
  const hasHead = active.some((one) => one.entitlement === headRight && one.organisation === what.organisation);
  const helps = !hasHead && five.includes(what.entitlement);
  const asHelpdesk = active.filter((one) => one.person === person && one.entitlement === 'helpdesk' && helps);
  return [...rightsToManage(facts, person, what, day), ...asHelpdesk];
}

/** Whether somebody administers anything at all (R7). */
export const administers = (facts: Facts, person: string, day: string): boolean =>
  activeGrants(facts, day).some(
    (one) => one.person === person && (one.entitlement in mayGive || one.entitlement === 'helpdesk'),
  );

/** The last day that the catalogue allows for a right that begins on a day (R11). */
export function longestUntil(from: string, { maxMonths, offset }: Longest): string {
  if (maxMonths === null) return '9999-12-31';
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + maxMonths + 1, 0)).getUTCDate();
  const end = new Date(Date.UTC(year, month - 1 + maxMonths, Math.min(day, last)));
  return addDays(end.toISOString().slice(0, 10), -offset);
}
