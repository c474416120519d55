import { sql } from 'kysely';
import { z } from 'zod';
import { ownRightsOnly, type Actor } from '#access/actor.ts';
import { allowed, unknown, useCase, view } from '#access/use-case.ts';
import { longestDays } from '#apps/rights/deputies/judge.ts';
import {
  askDeputyFaults,
  askDeputyHindrance,
  type AskDeputyFacts,
  type AskDeputyObstacle,
} from '#apps/rights/deputies/requests.ts';
import { mailDeciders } from '#apps/rights/mails/request-mails.ts';
import type { Entitlement } from '#apps/rights/model.ts';
import { entitlementOf, readCatalogue, type Catalogue } from '#apps/rights/queries/catalogue.ts';
import { findOrganisation, listOrganisations, type Organisation } from '#directory/organisations.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';

export const longestDeputyName = 200;
const place = z.object({ organisationId: z.number().int().positive() });
const input = place.extend({
  name: z.string().trim().max(longestDeputyName),
  entitlementIds: z.array(z.string().regex(/^[a-z-]{1,60}$/)).max(50),
  from: z.iso.date(),
  until: z.iso.date(),
});
type AskDeputyInput = z.output<typeof input>;

interface AskDeputySubject {
  organisation: Organisation;
  facts: AskDeputyFacts;
}

export type AskDeputyOutcome =
  { kind: 'asked'; requestId: string } | { kind: 'obstacles'; obstacles: readonly AskDeputyObstacle[] };

/** In what somebody could be replaced at an institution where he has rights of his own; says nothing about anybody else (R7). */
export const deputyAskable = view({
  permission: 'rights:read-deputy-askable',
  input: place,
  load: loadSubject,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: async (_db, _actor, subject) => {
    const known = present(subject);
    return { ...known, hindrance: askDeputyHindrance(known.facts) };
  },
});

/** Where the actor has rights of his own in which somebody could replace him, by name. */
export const deputyPlaces = view({
  permission: 'rights:list-deputy-places',
  input: z.object({}),
  load: async () => null,
  decide: () => allowed(),
  read: async (db, actor): Promise<Organisation[]> => {
    const catalogue = await readCatalogue(db);
    const held = ownRightsOnly(actor).grants.filter(({ entitlement }) => findAskable(catalogue, entitlement));
    return listOrganisations(db, [...new Set(held.map(({ organisationId }) => organisationId))]);
  },
});

/** Vraag een plaatsvervanger: a task for everybody who could name that deputy (RE, R28). The colleague is named in words: nobody is looked up. */
export const askDeputy = useCase({
  permission: 'rights:ask-deputy',
  input,
  load: loadSubject,
  decide: (_actor, subject, { entitlementIds }) => (subject && allHeld(subject, entitlementIds) ? allowed() : unknown),
  run: async (tx, actor, subject, wish): Promise<{ result: AskDeputyOutcome; audit: AuditEntry[] }> => {
    const { facts } = present(subject);
    const hindrance = askDeputyHindrance(facts);
    const faults = hindrance ? [hindrance] : askDeputyFaults(wish, facts, actor.today);
    const obstacles =
      faults.length === 0 && (await countNamers(tx, wish)) === 0 ? [{ kind: 'nobody' } as const] : faults;
    if (obstacles.length > 0) return { result: { kind: 'obstacles', obstacles }, audit: [] };
    const requestId = await insert(tx, actor, wish);
    await mailDeciders(tx, requestId, 'asked');
    return { result: { kind: 'asked', requestId }, audit: [asked(requestId, wish)] };
  },
});

async function loadSubject(db: Db, actor: Actor, { organisationId }: { organisationId: number }) {
  const organisation = await findOrganisation(db, organisationId);
  const held = ownRightsOnly(actor).grants.filter((grant) => grant.organisationId === organisationId);
  const catalogue = await readCatalogue(db);
  const rights = held.flatMap(({ entitlement, until }) => {
    const found = findAskable(catalogue, entitlement);
    return found ? [{ id: found.id, name: found.name, until }] : [];
  });
  if (!organisation?.isOpen || rights.length === 0) return null;
  const facts = { rights, ...(await readEarlier(db, actor, organisationId)), mostDays: await longestDays(db) };
  return { organisation, facts };
}

/** A right in which somebody can be replaced, and which administrators of an institution give: what the operator gives, he is asked for. */
function findAskable(catalogue: Catalogue, entitlementId: string): Entitlement | undefined {
  const isGiven = catalogue.delegations.some(
    ({ given, onlyWithoutHeadAdmin }) => given === entitlementId && !onlyWithoutHeadAdmin,
  );
  const found = isGiven ? entitlementOf(catalogue, entitlementId) : undefined;
  return found?.deputisable ? found : undefined;
}

async function readEarlier(db: Db, { personId }: Actor, organisationId: number) {
  const here = sql`q.deputy is not null and q.organisation_id = ${organisationId}`;
  const { rows } = await sql<Pick<AskDeputyFacts, 'askedAlready' | 'open' | 'refused'>>`
    select coalesce(bool_or(q.state = 'open' and ${here}), false) as "askedAlready",
      count(*) filter (where q.state = 'open') as open,
      coalesce(jsonb_agg(jsonb_build_object('name', q.deputy, 'on', (q.decided_at at time zone 'Europe/Brussels')::date))
        filter (where q.state = 'refused' and ${here}), '[]') as refused
    from access_requests q where q.person_id = ${personId}`.execute(db);
  return rows[0] ?? { askedAlready: false, open: 0, refused: [] };
}

/** How many people could name that deputy; a number, never a name. */
async function countNamers(db: Db, { organisationId, entitlementIds }: AskDeputyInput): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select app.count_deputy_deciders(${organisationId}, ${entitlementIds}::text[]) as n`.execute(db);
  return rows[0]?.n ?? 0;
}

async function insert(tx: Tx, actor: Actor, wish: AskDeputyInput): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into access_requests (person_id, organisation_id, deputy, from_day, until, entitlement_ids)
    values (${actor.personId}, ${wish.organisationId}, ${wish.name}, ${wish.from}, ${wish.until}, ${wish.entitlementIds}::text[])
    returning id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a stored request has an id');
  return row.id;
}

const allHeld = ({ facts }: AskDeputySubject, entitlementIds: readonly string[]): boolean =>
  new Set(entitlementIds).size === entitlementIds.length &&
  entitlementIds.every((id) => facts.rights.some((right) => right.id === id));

function present(subject: AskDeputySubject | null): AskDeputySubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}

// The log keeps no words about somebody who may not be known here.
const asked = (requestId: string, { organisationId, from, until, entitlementIds }: AskDeputyInput): AuditEntry => ({
  action: 'ask-deputy',
  subjectKind: 'access-request',
  subjectId: requestId,
  organisationId,
  after: { from, until, rights: entitlementIds.length },
});
