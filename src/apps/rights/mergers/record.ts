import { sql } from 'kysely';
import { followMergers } from '#apps/rights/mergers/mails.ts';
import { findMerger } from '#apps/rights/mergers/queries.ts';
import { formatOrganisationCode } from '#directory/institution-number.ts';
import { listOrganisations } from '#directory/organisations.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export interface SuccessorToRecord {
  organisationId: number;
  successorId: number;
  /** First day on which the institution continues as the other, YYYY-MM-DD. */
  from: string;
  /** Compulsory: which decision says so. */
  reason: string;
}

export type RecordOutcome =
  | 'recorded'
  /** The very same was recorded before. */
  | 'same'
  | 'reason-missing'
  | 'unknown-organisation'
  /** Both are institutions, or both centres: never a body of the administration. */
  | 'other-kind'
  | 'itself'
  /** It continues as another one already. */
  | 'has-successor'
  /** The other one continues, directly or not, as this one. */
  | 'circle'
  | 'successor-closed';

const mended: Record<Exclude<RecordOutcome, 'recorded' | 'same'>, string> = {
  'reason-missing': 'say which decision it follows from, as the reason',
  'unknown-organisation': 'one of both numbers is not in the directory; import it first',
  'other-kind': 'both must be of the same kind, such as two institutions, and no bodies of the administration',
  itself: 'it does not continue as itself; give two numbers',
  'has-successor':
    'it continues as another one already, or from another day; look with "merger list", and withdraw that first',
  circle: 'the second one continues as the first already; give them the other way round, or withdraw that first',
  'successor-closed': 'the second one does not exist today or on the first day; look at its number and at that day',
};

/** What is wrong and how to mend it, for the operator; undefined where nothing is. */
export const sayProblem = (outcome: RecordOutcome): string | undefined =>
  outcome === 'recorded' || outcome === 'same' ? undefined : mended[outcome];

/** Records, as the system, that an institution continues as another from a day on (R20: as one at most); several may continue as one. */
export async function recordSuccessor(tx: Tx, wanted: SuccessorToRecord): Promise<RecordOutcome> {
  const problem = await problemOf(tx, wanted);
  if (problem) return problem;
  const { organisationId, successorId, from, reason } = wanted;
  await sql`
    insert into organisation_relations (organisation_id, kind, related_id, period, source)
    values (${organisationId}, 'successor', ${successorId}, daterange(${from}::date, null), 'operator')`.execute(tx);
  await tell(tx, wanted, { action: 'record-successor', after: { ...numbers(wanted), from }, reason });
  await followMergers(tx, organisationId);
  return 'recorded';
}

/** Takes back what was recorded by mistake, while nothing was carried over; the log keeps both (R25). */
export async function withdrawSuccessor(
  tx: Tx,
  { organisationId, reason }: Pick<SuccessorToRecord, 'organisationId' | 'reason'>,
): Promise<'withdrawn' | 'none' | 'reason-missing' | 'carried-over'> {
  const merger = await findMerger(tx, organisationId);
  if (!merger) return 'none';
  if (reason.trim() === '') return 'reason-missing';
  const used = await sql`select 1 from rights_migrations where organisation_id = ${organisationId}`.execute(tx);
  if (used.rows.length > 0) return 'carried-over';
  await sql`
    delete from organisation_relations where organisation_id = ${organisationId} and kind = 'successor'`.execute(tx);
  const before = { ...numbers(merger), from: merger.from };
  await tell(tx, merger, { action: 'withdraw-successor', before, reason });
  return 'withdrawn';
}

async function problemOf(tx: Tx, wanted: SuccessorToRecord): Promise<RecordOutcome | undefined> {
  const { organisationId, successorId, from, reason } = wanted;
  if (reason.trim() === '') return 'reason-missing';
  if (organisationId === successorId) return 'itself';
  const known = await listOrganisations(tx, [organisationId, successorId]);
  const [old, next] = [organisationId, successorId].map((id) => known.find((one) => one.id === id));
  if (!old || !next) return 'unknown-organisation';
  if (old.kind !== next.kind || old.kind === 'administration') return 'other-kind';
  const merger = await findMerger(tx, organisationId);
  if (merger) return merger.successorId === successorId && merger.from === from ? 'same' : 'has-successor';
  if (await leadsTo(tx, successorId, organisationId)) return 'circle';
  const open = await sql`
    select 1 from organisations where id = ${successorId} and valid @> ${from}::date and valid @> app.today()`.execute(
    tx,
  );
  return open.rows.length === 0 ? 'successor-closed' : undefined;
}

async function leadsTo(tx: Tx, from: number, to: number): Promise<boolean> {
  const { rows } = await sql`
    with recursive line (id) as (
      select ${from}::integer
      union
      select s.related_id from line join organisation_relations s on s.organisation_id = line.id and s.kind = 'successor'
    )
    select 1 from line where id = ${to}`.execute(tx);
  return rows.length > 0;
}

const numbers = ({ organisationId, successorId }: Pick<SuccessorToRecord, 'organisationId' | 'successorId'>) => ({
  oldNumber: formatOrganisationCode(organisationId),
  newNumber: formatOrganisationCode(successorId),
});

async function tell(
  tx: Tx,
  { organisationId, successorId }: Pick<SuccessorToRecord, 'organisationId' | 'successorId'>,
  event: { action: string; before?: unknown; after?: unknown; reason: string },
): Promise<void> {
  for (const of of [organisationId, successorId])
    await recordAudit(tx, {
      ...event,
      actorLabel: 'merger',
      subjectKind: 'merger',
      subjectId: String(organisationId),
      organisationId: of,
    });
}
