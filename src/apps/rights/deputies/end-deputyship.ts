import { sql } from 'kysely';
import { z } from 'zod';
import { ownRightsOnly, type Actor } from '#access/actor.ts';
import { allowed, unknown, useCase, type Verdict } from '#access/use-case.ts';
import { mailEnded } from '#apps/rights/deputies/mails.ts';
import type { Deputyship } from '#apps/rights/deputies/model.ts';
import { listDeputyships } from '#apps/rights/deputies/queries.ts';
import type { Delegation } from '#apps/rights/model.ts';
import { managingGrant } from '#apps/rights/policy.ts';
import { listDelegations } from '#apps/rights/queries/catalogue.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

interface EndSubject {
  deputyship: Deputyship;
  entitlementIds: readonly string[];
  delegations: readonly Delegation[];
}

/** `ended`: it was over already. */
export type EndDeputyshipOutcome = { kind: 'done' | 'ended'; deputyship: Deputyship };

/** Ends a deputyship before its last day, at once: by either of both, or by who manages all of its rights. */
export const endDeputyship = useCase({
  permission: 'rights:end-deputyship',
  input: z.object({ deputyshipId: z.string().refine((text): boolean => isId(text)) }),
  load: async (tx, _actor, { deputyshipId }) => loadSubject(tx, deputyshipId),
  decide: (actor, subject) => (subject ? verdictOn(actor, subject) : unknown),
  run: async (tx, actor, subject): Promise<{ result: EndDeputyshipOutcome; audit: AuditEntry[] }> => {
    if (!subject) throw new Error('an unknown deputyship was refused before');
    const { deputyship } = subject;
    if (deputyship.endedOn !== null || deputyship.until < actor.today)
      return { result: { kind: 'ended', deputyship }, audit: [] };
    const grantIds = await end(tx, deputyship.id);
    await mailEnded(tx, deputyship);
    return {
      result: { kind: 'done', deputyship },
      audit: [endOf(deputyship, actor.today), ...grantIds.map((grantId) => withdrawn(deputyship, grantId))],
    };
  },
});

async function loadSubject(db: Db, deputyshipId: string): Promise<EndSubject | null> {
  const [deputyship] = await listDeputyships(db, { ids: [deputyshipId] });
  if (!deputyship) return null;
  const grants = await db
    .selectFrom('grants')
    .select('entitlement_id')
    .where('deputyship_id', '=', deputyshipId)
    .execute();
  return {
    deputyship,
    entitlementIds: grants.map(({ entitlement_id }) => entitlement_id),
    delegations: await listDelegations(db),
  };
}

// Who manages a part of the rights only does not take away the rest (R1): for him it is as good as unknown.
function verdictOn(actor: Actor, { deputyship, entitlementIds, delegations }: EndSubject): Verdict {
  if ([deputyship.absentId, deputyship.deputyId].includes(actor.personId)) return allowed();
  const { organisationId } = deputyship;
  const own = ownRightsOnly(actor);
  const basis = entitlementIds.map((entitlementId) =>
    managingGrant(own, { entitlementId, organisationId }, delegations),
  );
  const [first] = basis;
  return first && basis.every(Boolean) ? allowed(first.id) : unknown;
}

async function end(tx: Tx, deputyshipId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from app.end_deputyship(${deputyshipId}) as id`.execute(tx);
  return rows.map(({ id }) => id);
}

export const endOf = (deputyship: Deputyship, lastDay: string): AuditEntry => ({
  action: 'end-deputyship',
  subjectKind: 'deputyship',
  subjectId: deputyship.id,
  organisationId: deputyship.organisationId,
  before: { from: deputyship.from, until: deputyship.until },
  after: { person: deputyship.absentId, successor: deputyship.deputyId, until: lastDay },
});

const withdrawn = (deputyship: Deputyship, grantId: string): AuditEntry => ({
  action: 'withdraw-grant',
  subjectKind: 'grant',
  subjectId: grantId,
  organisationId: deputyship.organisationId,
  before: { person: deputyship.deputyId, from: deputyship.from, until: deputyship.until },
  after: { withdrawn: true },
});
