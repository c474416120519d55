import { sql } from 'kysely';
import { z } from 'zod';
import { adminEntitlements } from '#access/context.ts';
import type { Actor } from '#access/actor.ts';
import { allowed, ask, perform, unknown, useCase } from '#access/use-case.ts';
import { endRelations, previewEndRelations, type EndableRelation } from '#apps/rights/commands/end-relations.ts';
import {
  countEndings,
  findRefused,
  holdRelations,
  noteProgramEndings,
  readHoldPercent,
} from '#apps/rights/held/held-store.ts';
import { isHeld } from '#apps/rights/held/limit.ts';
import { endRelationsInput } from '#apps/rights/inputs.ts';
import { heldAddress } from '#apps/rights/pages/addresses.ts';
import { organisationLabel } from '#apps/rights/pages/words.ts';
import { loadRelations, type ChosenRelation } from '#apps/rights/queries/chosen-relations.ts';
import { messages } from '#i18n/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';
import { newId } from '#platform/ids.ts';
import { button, paragraph } from '#platform/mail/content.ts';
import { queueMails } from '#platform/mail/queue.ts';

const endThroughInput = z.object({
  endings: z
    .array(
      z.object({ relationId: endRelationsInput.shape.relationIds.element, day: z.iso.date(), atOnce: z.boolean() }),
    )
    .min(1),
  reason: endRelationsInput.shape.reason,
});
type Ending = z.output<typeof endThroughInput>['endings'][number];

/** Those that end on the same day and in the same way. */
const groupsOf = (endings: readonly Ending[]) =>
  [...Map.groupBy(endings, ({ day, atOnce }) => `${day}${atOnce}`).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const end = { day: first.day, atOnce: first.atOnce };
    return [{ relationIds: group.map(({ relationId }) => relationId), end }];
  });

/** `held`: nothing happened; administrators decide. `refused`: they said no to this within the last day. */
export type EndThroughOutcome =
  | { kind: 'ended' }
  | { kind: 'held'; heldIds: readonly string[] }
  | { kind: 'refused' }
  | { kind: 'obstacles'; rows: readonly EndableRelation[] };

/**
 * Ends relations as a program asks it, by the rules of whoever it acts for. What goes beyond the part of an institution's
 * relations that it may end within a day is held whole, and its administrators get a task (SCIM).
 */
export const endThroughProgram = useCase({
  permission: 'rights:end-through-program',
  input: endThroughInput,
  load: (tx, actor, { endings }) =>
    loadRelations(
      tx,
      actor,
      endings.map(({ relationId }) => relationId),
    ),
  decide: (actor, chosen) => (chosen && actor.via ? allowed() : unknown),
  run: async (tx, actor, chosen, input): Promise<{ result: EndThroughOutcome; audit: AuditEntry[] }> => {
    const via = actor.via;
    if (!chosen || !via) throw new Error('whoever acts by himself was refused before');
    const ids = chosen.relations.map(({ id }) => id);
    const together = groupsOf(input.endings);
    const rows: EndableRelation[] = [];
    for (const group of together) rows.push(...(await ask(previewEndRelations, { db: tx, actor }, group)).rows);
    if (rows.some((row) => row.obstacle)) return { result: { kind: 'obstacles', rows }, audit: [] };
    if ((await findRefused(tx, via, ids)).length > 0) return { result: { kind: 'refused' }, audit: [] };
    const audit = await holdTooMany(tx, actor, chosen.relations);
    if (audit.length > 0) return { result: { kind: 'held', heldIds: audit.map(({ subjectId }) => subjectId) }, audit };
    for (const group of together) {
      const outcome = await perform(endRelations, { tx, actor }, { ...group, reason: input.reason, key: newId() });
      if (outcome.kind !== 'ended') throw new Error(`an ending that was judged possible came back as ${outcome.kind}`);
    }
    await noteProgramEndings(tx, via, chosen.relations);
    return { result: { kind: 'ended' }, audit: [] };
  },
});

/** Holds all of it as soon as one institution would lose too many; an event per institution. */
async function holdTooMany(tx: Tx, actor: Actor, relations: readonly ChosenRelation[]): Promise<AuditEntry[]> {
  const via = actor.via;
  if (!via) return [];
  const percent = await readHoldPercent(tx, via);
  const held: AuditEntry[] = [];
  for (const [organisationId, own] of Map.groupBy(relations, (relation) => relation.organisationId)) {
    const ids = own.map(({ id }) => id);
    const count = await countEndings(tx, via, organisationId, ids);
    if (!isHeld(count, percent)) continue;
    const { id, isNew } = await holdRelations(tx, via, { organisationId, count, relationIds: ids });
    if (isNew) await mailAdministrators(tx, id, via.name, { id: organisationId, name: own[0]?.organisationName ?? '' });
    const after = { program: via.name, relations: ids };
    held.push({ action: 'hold-endings', subjectKind: 'held-endings', subjectId: id, organisationId, after });
  }
  return held;
}

async function mailAdministrators(
  tx: Tx,
  heldId: string,
  program: string,
  organisation: { id: number; name: string },
): Promise<void> {
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id as "personId" from active_grants
    where organisation_id = ${organisation.id} and entitlement_id = any (${[...adminEntitlements]}::text[])`.execute(
    tx,
  );
  const t = messages.nl.rights.held.mail;
  await queueMails(
    tx,
    rows.map(({ personId }) => ({
      key: `held-endings:${heldId}:${personId}`,
      to: { personId },
      content: {
        subject: t.subject(organisationLabel(organisation)),
        parts: [paragraph(t.lead(program, organisationLabel(organisation))), button(t.open, heldAddress(heldId))],
      },
    })),
  );
}
