import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase, view } from '#access/use-case.ts';
import {
  isHindered,
  judgeRights,
  loadDeputy,
  type DeputySubject,
  type JudgedRight,
} from '#apps/rights/deputies/judge.ts';
import { mailNamed } from '#apps/rights/deputies/mails.ts';
import { portalUser } from '#apps/rights/model.ts';
import { addDays } from '#apps/rights/period.ts';
import { entitlementOf } from '#apps/rights/queries/catalogue.ts';
import { relationFor } from '#apps/rights/queries/relations.ts';
import { beingFirst, findFormOutcome, grantFacts, insertGrant, rememberFormOutcome } from '#apps/rights/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
const between = z.object({ organisationId: z.number().int().positive(), absentId: id, deputyId: id });
/** What the form of naming sends. */
export const nameInput = between.extend({
  grantIds: z.array(id).max(100),
  themeIds: z.array(z.number().int().min(1).max(127)).max(127),
  from: z.iso.date(),
  until: z.iso.date(),
  key: z.uuid(),
});
type NameInput = z.output<typeof nameInput>;

/** What the absent person has and could be replaced in, judged for today; who is out of sight answers like nobody (R7). */
export const deputyOf = view({
  permission: 'rights:read-deputy',
  input: between,
  load: loadDeputy,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: async (_db, actor, subject) => ({
    subject: present(subject),
    judged: judgeRights(actor, present(subject), { from: actor.today, until: actor.today }),
  }),
});

/** All or nothing. `again`: the same form was sent before. */
export type NameOutcome =
  | { kind: 'named'; deputyshipId: string }
  | { kind: 'again' }
  | { kind: 'nothing-chosen' | 'no-theme' | 'too-early' | 'ends-before-begin' | 'exists' }
  | { kind: 'too-long'; latest: string }
  | { kind: 'hindered'; judged: readonly JudgedRight[] };

/** Names somebody who replaces a colleague for a period, in all or a part of what that colleague has (R1, R25). */
export const nameDeputy = useCase({
  permission: 'rights:name-deputy',
  input: nameInput,
  load: loadDeputy,
  decide: (_actor, subject, { grantIds }) => (subject && allThere(subject, grantIds) ? allowed() : unknown),
  run: async (tx, actor, loaded, asked): Promise<{ result: NameOutcome; audit: AuditEntry[] }> => {
    const subject = present(loaded);
    const without = (result: NameOutcome) => ({ result, audit: [] });
    if (await findFormOutcome(tx, asked.key, actor.personId)) return without({ kind: 'again' });
    const chosen = judgeRights(actor, subject, asked).filter(({ grant }) => asked.grantIds.includes(grant.id));
    const problem = periodProblem(actor, subject, asked) ?? choiceProblem(chosen, asked);
    if (problem) return without(problem);
    if (await runsAlready(tx, asked)) return without({ kind: 'exists' });
    const deputyshipId = await insertDeputyship(tx, actor, asked);
    const audit = [named(deputyshipId, asked, chosen.length)];
    for (const right of chosen) audit.push(await giveToDeputy(tx, actor, subject, { right, asked, deputyshipId }));
    await rememberFormOutcome(tx, asked.key, actor.personId, deputyshipId);
    await mailNamed(tx, deputyshipId);
    return { result: { kind: 'named', deputyshipId }, audit };
  },
});

function periodProblem(actor: Actor, { mostDays }: DeputySubject, { from, until }: NameInput): NameOutcome | undefined {
  if (from < actor.today) return { kind: 'too-early' };
  if (until < from) return { kind: 'ends-before-begin' };
  const latest = addDays(from, mostDays - 1);
  return until > latest ? { kind: 'too-long', latest } : undefined;
}

function choiceProblem(chosen: readonly JudgedRight[], { themeIds }: NameInput): NameOutcome | undefined {
  if (chosen.length === 0) return { kind: 'nothing-chosen' };
  if (chosen.some(isHindered)) return { kind: 'hindered', judged: chosen };
  const reads = chosen.find(({ grant }) => grant.entitlementId === portalUser);
  return reads && themesOf(reads, themeIds).length === 0 ? { kind: 'no-theme' } : undefined;
}

const themesOf = (right: JudgedRight, themeIds: readonly number[]): number[] =>
  right.themeIds.filter((themeId) => themeIds.includes(themeId));

async function runsAlready(db: Db, { absentId, deputyId, organisationId, from, until }: NameInput): Promise<boolean> {
  const { rows } = await sql`
    select 1 from deputyships
    where absent_id = ${absentId} and deputy_id = ${deputyId} and organisation_id = ${organisationId} and ended_at is null
      and period && daterange(${from}, ${until}, '[]')`.execute(db);
  return rows.length > 0;
}

async function insertDeputyship(tx: Tx, actor: Actor, asked: NameInput): Promise<string> {
  const { rows } = await beingFirst(
    sql<{ id: string }>`
      insert into deputyships (organisation_id, absent_id, deputy_id, period, named_by)
      values (${asked.organisationId}, ${asked.absentId}, ${asked.deputyId}, daterange(${asked.from}, ${asked.until}, '[]'),
        ${actor.personId})
      returning id`.execute(tx),
  );
  const [row] = rows;
  if (!row) throw new Error('a stored deputyship has an id');
  return row.id;
}

async function giveToDeputy(
  tx: Tx,
  actor: Actor,
  subject: DeputySubject,
  { right, asked, deputyshipId }: { right: JudgedRight; asked: NameInput; deputyshipId: string },
): Promise<AuditEntry> {
  const { grant, restsOn } = right;
  const entitlement = entitlementOf(subject.catalogue, grant.entitlementId);
  if (!entitlement) throw new Error('a right that was judged is in the catalogue');
  const given = {
    workRelationId: relationFor(subject.deputy, entitlement, asked.from).id,
    personId: asked.deputyId,
    entitlementId: grant.entitlementId,
    organisationId: asked.organisationId,
    from: asked.from,
    until: asked.until,
    contexts: grant.contexts,
  };
  const stands = { deputises: grant.id, themes: themesOf(right, asked.themeIds) };
  const grantId = await insertGrant(tx, {
    ...given,
    cause: 'deputy',
    givenBy: actor.personId,
    givenOnGrant: restsOn,
    reason: null,
    deputy: { deputyshipId, ...stands },
  });
  return {
    action: 'grant-as-deputy',
    subjectKind: 'grant',
    subjectId: grantId,
    organisationId: asked.organisationId,
    restsOnGrant: restsOn,
    after: { ...grantFacts(given), ...stands },
  };
}

const named = (deputyshipId: string, asked: NameInput, rights: number): AuditEntry => ({
  action: 'name-deputy',
  subjectKind: 'deputyship',
  subjectId: deputyshipId,
  organisationId: asked.organisationId,
  after: {
    person: asked.absentId,
    successor: asked.deputyId,
    from: asked.from,
    until: asked.until,
    rights,
  },
});

const allThere = (subject: DeputySubject, grantIds: readonly string[]): boolean =>
  grantIds.every((grantId) => subject.held.some(({ grant }) => grant.id === grantId));

function present(subject: DeputySubject | null): DeputySubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}
