import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, perform, unknown, useCase, view } from '#access/use-case.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import {
  beginOf,
  fates,
  isHindered,
  judge,
  loadHandover,
  themesToTick,
  type HandoverSubject,
  type Judged,
} from '#apps/rights/handover/judge.ts';
import { mailHandover } from '#apps/rights/handover/mail.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import { tickTheme } from '#apps/themes/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';
import { isId, newId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
const between = z.object({ organisationId: z.number().int().positive(), fromId: id, toId: id });

const choice = z.object({ grantId: id, fate: z.enum(fates), until: z.iso.date().optional() });
const preview = between.extend({ choices: z.array(choice).max(500), lastDay: z.iso.date() });

/** The rights of who leaves, and whom they could go to; who is out of sight answers like nobody (R7). */
export const handoverOf = view({
  permission: 'rights:read-handover',
  input: between,
  load: loadHandover,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: async (_db, _actor, subject): Promise<HandoverSubject> => present(subject),
});

/** What would happen to every right; changes nothing (R26). */
export const previewHandover = view({
  permission: 'rights:preview-handover',
  input: preview,
  load: loadHandover,
  decide: (_actor, subject, asked) => (subject && allThere(subject, asked.choices) ? allowed() : unknown),
  read: async (_db, actor, subject, asked) => ({
    subject: present(subject),
    judged: judge(actor, present(subject), asked),
  }),
});

/** All or nothing. `again`: the same form was sent before. */
export type HandoverOutcome =
  | { kind: 'handed-over'; moved: number; ended: number }
  | { kind: 'again' | 'reason-missing' | 'nothing-chosen' | 'too-early' }
  | { kind: 'hindered'; judged: readonly Judged[] };

/** Rights and themes go from who leaves to a successor, in one transaction, by the commands that give, tick and end single ones (R26). */
export const handOver = useCase({
  permission: 'rights:hand-over',
  input: preview.extend({ reason: z.string().trim().max(longestReason), key: z.uuid() }),
  load: loadHandover,
  decide: (_actor, subject, asked) => (subject && allThere(subject, asked.choices) ? allowed() : unknown),
  run: async (tx, actor, loaded, asked): Promise<{ result: HandoverOutcome; audit: AuditEntry[] }> => {
    const subject = present(loaded);
    const without = (result: HandoverOutcome) => ({ result, audit: [] });
    if (await findFormOutcome(tx, asked.key, actor.personId)) return without({ kind: 'again' });
    if (asked.lastDay < actor.today) return without({ kind: 'too-early' });
    const judged = judge(actor, subject, asked);
    const changes = judged.filter(({ choice: { fate } }) => fate !== 'keep');
    if (changes.length === 0) return without({ kind: 'nothing-chosen' });
    if (changes.some(isHindered)) return without({ kind: 'hindered', judged });
    if (asked.reason === '') return without({ kind: 'reason-missing' });
    // First what is given, then what ends: the institution is never without its last head local administrator (R8).
    for (const one of changes) await give(tx, actor, subject, one);
    await end(tx, actor, changes, asked);
    await rememberFormOutcome(tx, asked.key, actor.personId, 'handed-over');
    await mailHandover(tx, subject, { judged: changes, lastDay: asked.lastDay, key: asked.key });
    const moved = changes.filter(({ choice: { fate } }) => fate === 'move').length;
    const ended = changes.length - moved;
    return { result: { kind: 'handed-over', moved, ended }, audit: [handedOver(subject, { moved, ended, ...asked })] };
  },
});

async function give(tx: Tx, actor: Actor, subject: HandoverSubject, judged: Judged): Promise<void> {
  const { grant } = judged.handed;
  const { personId } = subject.successor;
  if (judged.gives) {
    const until = judged.choice.until ?? grant.until;
    const wish = {
      ...grant,
      personId,
      contexts: [...grant.contexts],
      from: beginOf(actor, grant),
      until,
      key: newId(),
    };
    const outcome = await perform(grantRight, { tx, actor }, wish);
    if (outcome.kind !== 'granted') throw new Error(`a right that was judged givable is given: ${outcome.kind}`);
  }
  for (const theme of themesToTick(subject, judged))
    await perform(tickTheme, { tx, actor }, { ...theme, institutionId: grant.organisationId, personId });
}

async function end(
  tx: Tx,
  actor: Actor,
  changes: readonly Judged[],
  { lastDay, reason }: { lastDay: string; reason: string },
): Promise<void> {
  for (const [mode, ending] of Map.groupBy(changes, ({ ends }) => ends)) {
    if (mode === null) continue;
    const grantIds = ending.map(({ handed }) => handed.grant.id);
    const outcome = await perform(endGrants, { tx, actor }, { grantIds, mode, day: lastDay, reason, key: newId() });
    if (outcome.kind !== 'ended') throw new Error(`a right that was judged to end ends: ${outcome.kind}`);
  }
}

function handedOver(
  { leaver, successor, scoped }: HandoverSubject,
  what: { moved: number; ended: number; lastDay: string; reason: string },
): AuditEntry {
  return {
    action: 'hand-over-rights',
    subjectKind: 'handover',
    subjectId: leaver.id,
    organisationId: scoped.organisation.id,
    after: {
      person: leaver.id,
      successor: successor.personId,
      moved: what.moved,
      ended: what.ended,
      until: what.lastDay,
    },
    reason: what.reason,
  };
}

const allThere = (subject: HandoverSubject, choices: readonly { grantId: string }[]): boolean =>
  choices.every(({ grantId }) => subject.handed.some(({ grant }) => grant.id === grantId));

function present(subject: HandoverSubject | null): HandoverSubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}
