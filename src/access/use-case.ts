import type { z } from 'zod';
import type { Actor, HeldGrant } from '#access/actor.ts';
import { Forbidden, Invalid, NotFound } from '#access/refusals.ts';
import type { Rule } from '#access/rule.ts';
import { recordAudit, type AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';

/** `unknown`: the record does not exist for this actor, which is also what a forbidden record answers. */
export type Verdict =
  | { verdict: 'allowed'; restsOn?: string }
  | { verdict: 'unknown' }
  | { verdict: 'forbidden'; missing?: Rule; institutionId?: number };

export const allowed = (restsOn?: string): Verdict =>
  restsOn ? { verdict: 'allowed', restsOn } : { verdict: 'allowed' };
export const unknown: Verdict = { verdict: 'unknown' };
export const forbidden = (missing?: Rule, institutionId?: number): Verdict => ({
  verdict: 'forbidden',
  ...(missing && { missing }),
  ...(institutionId !== undefined && { institutionId }),
});

/** A read that a front door exports: input is checked, what it needs is loaded, the policy decides, the result is read. */
export interface View<Raw, Input, Subject, Result> {
  permission: string;
  input: z.ZodType<Input, Raw>;
  load: (db: Db, actor: Actor, input: Input) => Promise<Subject>;
  decide: (actor: Actor, subject: Subject, input: Input) => Verdict;
  read: (db: Db, actor: Actor, subject: Subject, input: Input) => Promise<Result>;
}

/** A change that a front door exports; what it changed is audited in the same transaction. */
export interface UseCase<Raw, Input, Subject, Result> {
  permission: string;
  input: z.ZodType<Input, Raw>;
  load: (tx: Tx, actor: Actor, input: Input) => Promise<Subject>;
  decide: (actor: Actor, subject: Subject, input: Input) => Verdict;
  run: (
    tx: Tx,
    actor: Actor,
    subject: Subject,
    input: Input,
  ) => Promise<{ result: Result; audit: readonly AuditEntry[] }>;
}

export function view<Raw, Input, Subject, Result>(
  definition: View<Raw, Input, Subject, Result>,
): View<Raw, Input, Subject, Result> {
  return Object.freeze(definition);
}

export function useCase<Raw, Input, Subject, Result>(
  definition: UseCase<Raw, Input, Subject, Result>,
): UseCase<Raw, Input, Subject, Result> {
  return Object.freeze(definition);
}

/** Asks a view on behalf of an actor, inside the snapshot in which the actor was read. */
export async function ask<Raw, Input, Subject, Result>(
  definition: View<Raw, Input, Subject, Result>,
  as: { db: Db; actor: Actor },
  raw: Raw,
): Promise<Result> {
  const input = parsed(definition.input, raw);
  const subject = await definition.load(as.db, as.actor, input);
  enforce(definition.decide(as.actor, subject, input));
  return definition.read(as.db, as.actor, subject, input);
}

/** Performs a use case on behalf of an actor, inside the transaction in which the actor was read. */
export async function perform<Raw, Input, Subject, Result>(
  definition: UseCase<Raw, Input, Subject, Result>,
  as: { tx: Tx; actor: Actor },
  raw: Raw,
): Promise<Result> {
  const input = parsed(definition.input, raw);
  const subject = await definition.load(as.tx, as.actor, input);
  const restsOn = enforce(definition.decide(as.actor, subject, input));
  const { result, audit } = await definition.run(as.tx, as.actor, subject, input);
  await recordAudit(
    as.tx,
    ...audit.map((entry) => ({ ...entry, ...byActor(as.actor, { ...entry, restsOn: entry.restsOnGrant ?? restsOn }) })),
  );
  return result;
}

/** How the log marks what a program did in somebody's name; the name of the program follows. */
export const programLabel = 'program:';

/** How the log marks what a deputy did; the id of who is replaced follows. */
export const deputyLabel = 'deputy:';

/** On which right something rests, and for which organisation it is done, as far as that is known. */
interface Basis {
  restsOn?: string | undefined;
  organisationId?: number | null | undefined;
}

/** The actor of an audit entry: person, whom he replaces, organisation acted for and the grant it rests on. */
export function byActor(
  actor: Actor,
  basis: Basis = {},
): Pick<AuditEntry, 'actorKind' | 'actorPersonId' | 'actorLabel' | 'actingFor' | 'restsOnGrant'> {
  const deputised = deputisedGrant(actor, basis);
  return {
    actorKind: 'person',
    actorPersonId: actor.personId,
    actorLabel: labelOf(actor, deputised),
    actingFor: actor.actingFor?.organisationId ?? null,
    restsOnGrant: basis.restsOn ?? deputised?.id ?? null,
  };
}

/**
 * The right of a deputy that something rests on. Where no single right decided, all that a deputy does at the organisation counts as done
 * for who is absent: rather a name too many in the log than one too few.
 */
function deputisedGrant(actor: Actor, { restsOn, organisationId }: Basis): HeldGrant | undefined {
  return actor.grants.find(
    (grant) => grant.deputyFor && (restsOn ? grant.id === restsOn : grant.organisationId === organisationId),
  );
}

function labelOf(actor: Actor, deputised: HeldGrant | undefined): string {
  if (actor.via) return `${programLabel}${actor.via.name}`;
  return deputised?.deputyFor ? `${deputyLabel}${deputised.deputyFor.personId}` : 'person';
}

function parsed<Raw, Input>(schema: z.ZodType<Input, Raw>, raw: Raw): Input {
  const outcome = schema.safeParse(raw);
  if (!outcome.success) throw new Invalid(outcome.error);
  return outcome.data;
}

function enforce(verdict: Verdict): string | undefined {
  if (verdict.verdict === 'unknown') throw new NotFound();
  if (verdict.verdict === 'forbidden') throw new Forbidden(verdict.missing, verdict.institutionId);
  return verdict.restsOn;
}
