import type pg from 'pg';

/** Everything about rights that the tables hold, read past the product: what a walk compares before and after a step. */
export interface Facts {
  relations: ReadonlyMap<string, Relation>;
  grants: ReadonlyMap<string, Grant>;
  /** Ticks that stand, by person, institution, level and theme: the right they hang on. */
  ticks: ReadonlyMap<string, string>;
  requests: ReadonlyMap<string, Request>;
  invitations: ReadonlyMap<string, Invitation>;
  reviews: ReadonlyMap<string, Review>;
  /** By review and right. */
  verdicts: ReadonlyMap<string, Verdict>;
  proposals: ReadonlyMap<string, Proposal>;
  /** Organisations where pay overviews are ticked by two, as the log names them. */
  rules: ReadonlyMap<string, { since: string }>;
  /** What programs wanted to end, and administrators decide about. */
  held: ReadonlyMap<string, Held>;
  /** Who was asked to name a head local administrator, by institution. */
  rescues: ReadonlyMap<number, Rescue>;
  /** Automatic rights that heads of an institution do not get, and what of that was ended. */
  switches: ReadonlyMap<string, SwitchedOff>;
  /** Who is head of which institution, and from when to when. */
  assignments: ReadonlyMap<string, Assignment>;
  /** The board of an institution. */
  boards: ReadonlyMap<number, number>;
  /** What was recorded of schools that continue as another, and what was decided, by old school. */
  mergers: ReadonlyMap<string, Merger>;
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

export interface Invitation {
  id: string;
  organisation: number;
  entitlement: string | null;
  invitedBy: string;
  email: string;
  state: string;
  sent: number;
  /** Who accepted. */
  person: string | null;
}

export interface Review {
  id: string;
  organisation: number;
  endsOn: string;
  state: string;
}

export interface Verdict {
  review: string;
  grant: string;
  verdict: string;
  decidedBy: string | null;
}

export interface Proposal {
  id: string;
  kind: string;
  organisation: number;
  /** The tick that is proposed, named as ticks are; empty for a rule that is to be switched off. */
  tick: string;
  person: string | null;
  proposedBy: string;
  expiresOn: string;
  state: string;
  decidedBy: string | null;
}

export interface Held {
  id: string;
  client: string;
  organisation: number;
  state: string;
  decidedBy: string | null;
  relations: number;
}

export interface Rescue {
  organisation: number;
  state: string;
  board: number | null;
}

export interface SwitchedOff {
  organisation: number;
  entitlement: string;
  by: string;
  endedBy: string | null;
}

export interface Assignment {
  person: string;
  organisation: number;
  from: string;
  until: string | null;
}

export interface Merger {
  /** The school that decides. */
  organisation: number;
  old: number;
  from: string;
  decidedBy: string | null;
  /** Kind, id, person and fate of every row of the decision. */
  outcome: readonly { kind: string; id: string; personId: string; fate: string }[];
}

export interface Event {
  action: string;
  actor: string | null;
}

/** What the catalogue says of rights and themes. */
export interface Catalogue {
  rights: ReadonlyMap<string, Longest>;
  /** Themes that two people tick where the rule is on. */
  veryConfidential: ReadonlySet<number>;
}

/** The largest right that the catalogue allows, as the tables say it. */
export interface Longest {
  isAdmin: boolean;
  automaticForHead: boolean;
  maxMonths: number | null;
  offset: number;
}

const queries = {
  relations: `
    select id, person_id as person, organisation_id as organisation, target_group as "targetGroup",
      lower(period)::text as "from", (upper(period) - 1)::text as until, ended_reason as ended from work_relations order by id`,
  grants: `
    select id, work_relation_id as relation, person_id as person, entitlement_id as entitlement,
      organisation_id as organisation, lower(period)::text as "from", (upper(period) - 1)::text as until,
      withdrawn_at is not null as withdrawn, cause, given_by as by, given_on_grant as "restsOn" from grants order by id`,
  requests: `
    select id, person_id as person, organisation_id as organisation, entitlement_id as entitlement, theme_id as theme,
      until::text, state, decided_by as "decidedBy" from access_requests order by id`,
  invitations: `
    select id, organisation_id as organisation, entitlement_id as entitlement, invited_by as "invitedBy", email, state,
      sent, person_id as person from invitations order by id`,
  reviews: `
    select id, organisation_id as organisation, ends_on::text as "endsOn", state from review_campaigns order by id`,
  verdicts: `
    select campaign_id || ' ' || grant_id as id, campaign_id as review, grant_id as grant, verdict, decided_by as "decidedBy"
    from review_items order by 1`,
  proposals: `
    select id, kind, organisation_id as organisation, concat_ws(' ', person_id, organisation_id, level_id, theme_id) as tick,
      person_id as person, proposed_by as "proposedBy", expires_on::text as "expiresOn", state, decided_by as "decidedBy"
    from theme_proposals order by id`,
  rules: `select organisation_id::text as id, since::text from second_person_rules order by 1`,
  held: `
    select id, client_id as client, organisation_id as organisation, state, decided_by as "decidedBy",
      (select count(*)::integer from held_relations r where r.held_id = h.id) as relations from held_endings h order by id`,
  rescues: `
    select organisation_id as id, organisation_id as organisation, state, board_id as board
    from rescues where state <> 'closed' order by 1`,
  switches: `
    select id, organisation_id as organisation, entitlement_id as entitlement, switched_off_by as by, ended_by as "endedBy"
    from switched_off_rights order by id`,
  assignments: `
    select concat_ws(' ', person_id, institution_id, lower(period)) as id, person_id as person, institution_id as organisation,
      lower(period)::text as "from", (upper(period) - 1)::text as until from head_assignments order by 1`,
  ticks: `
    select concat_ws(' ', person_id, institution_id, level_id, theme_id) as id, grant_id as grant
    from theme_ticks where unticked_at is null order by 1`,
  boards: `
    select organisation_id as id, related_id as board from organisation_relations
    where kind = 'board' and period @> current_date order by 1`,
  mergers: `
    select 'merger ' || s.organisation_id as id, s.related_id as organisation, s.organisation_id as old,
      lower(s.period)::text as "from", m.applied_by as "decidedBy", coalesce(m.outcome, '[]') as outcome
    from organisation_relations s left join rights_migrations m on m.organisation_id = s.organisation_id
    where s.kind = 'successor' order by 1`,
  blocked: 'select id from persons where blocked order by id',
  events: `
    select case subject_kind when 'merger' then 'merger ' || subject_id else subject_id end as id, action,
      actor_person_id as actor from audit_events
    where subject_kind <> 'rescue' order by at, id`,
} as const;

export async function readFacts(owner: pg.Client): Promise<Facts> {
  // One round trip for all of them.
  const results = (await owner.query(Object.values(queries).join(';'))) as unknown as pg.QueryResult[];
  const answers = new Map(Object.keys(queries).map((query, at) => [query, results[at]?.rows ?? []]));
  const read = <T extends object>(query: keyof typeof queries) => (answers.get(query) ?? []) as (T & { id: string })[];
  const keyed = <T extends object>(query: keyof typeof queries): Map<string, T> =>
    new Map(read<T>(query).map((row) => [row.id, row]));
  const numbered = <T extends object>(query: keyof typeof queries): Map<number, T> =>
    new Map(read<T>(query).map((row) => [Number(row.id), row]));
  return {
    relations: keyed<Relation>('relations'),
    grants: keyed<Grant>('grants'),
    ticks: new Map(read<{ grant: string }>('ticks').map(({ id, grant }) => [id, grant])),
    requests: keyed<Request>('requests'),
    invitations: keyed<Invitation>('invitations'),
    reviews: keyed<Review>('reviews'),
    verdicts: keyed<Verdict>('verdicts'),
    proposals: keyed<Proposal>('proposals'),
    rules: keyed<{ since: string }>('rules'),
    held: keyed<Held>('held'),
    rescues: numbered<Rescue>('rescues'),
    switches: keyed<SwitchedOff>('switches'),
    assignments: keyed<Assignment>('assignments'),
    boards: new Map([...numbered<{ board: number }>('boards')].map(([id, { board }]) => [id, board])),
    mergers: keyed<Merger>('mergers'),
    blocked: new Set(read('blocked').map(({ id }) => id)),
    events: Map.groupBy(read<Event>('events'), ({ id }) => id),
  };
}

export async function readCatalogue(owner: pg.Client): Promise<Catalogue> {
  const rights = await owner.query<Longest & { id: string }>(
    `select id, is_admin as "isAdmin", automatic_for_head as "automaticForHead", max_months as "maxMonths",
      end_offset_days as offset
     from entitlements`,
  );
  const themes = await owner.query<{ id: number }>(`select id from themes where confidentiality = 'very-confidential'`);
  return {
    rights: new Map(rights.rows.map((row) => [row.id, row])),
    veryConfidential: new Set(themes.rows.map(({ id }) => id)),
  };
}
