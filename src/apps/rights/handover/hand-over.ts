import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, perform, unknown, useCase, view } from '#access/use-case.ts';
import { endGrants } from '#apps/rights/commands/end-grants.ts';
import { grantRight } from '#apps/rights/commands/grant-right.ts';
import {
  bearsThemes,
  beginOf,
  findHanded,
  fingerprintOf,
  isChange,
  isHindered,
  judge,
} from '#apps/rights/handover/judge.ts';
import { loadHandover } from '#apps/rights/handover/load.ts';
import { mailHandover } from '#apps/rights/handover/mail.ts';
import { fates, isSameTheme, type Choice, type HandoverSubject, type Judged } from '#apps/rights/handover/subject.ts';
import { longestReason } from '#apps/rights/inputs.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import { tickTheme, untickTheme } from '#apps/themes/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';
import { isId, newId } from '#platform/ids.ts';

const id = z.string().refine((text): boolean => isId(text));
/** The institution where it begins; it covers every one where the actor manages rights of who leaves. */
const between = z.object({ organisationId: z.number().int().positive(), fromId: id, toId: id });

const theme = z.object({
  levelId: z.number().int().positive(),
  themeId: z.number().int().positive(),
  fate: z.enum(fates),
});
const choice = z.object({
  grantId: id,
  fate: z.enum(fates),
  until: z.iso.date().optional(),
  themes: z.array(theme).max(500).optional(),
});
const choices = z
  .array(choice)
  .max(5000)
  .refine((all) => new Set(all.map(({ grantId }) => grantId)).size === all.length);
const preview = between.extend({ choices, lastDay: z.iso.date() });

/** The rights of who leaves, and whom they could go to; who is out of sight answers like nobody (R7). */
export const handoverOf = view({
  permission: 'rights:read-handover',
  input: between,
  load: loadHandover,
  decide: (_actor, subject) => (subject ? allowed() : unknown),
  read: async (_db, _actor, subject): Promise<HandoverSubject> => present(subject),
});

/** What would happen to every right and theme; changes nothing (R26). `seen` goes back with the confirmation. */
export const previewHandover = view({
  permission: 'rights:preview-handover',
  input: preview,
  load: loadHandover,
  decide: (_actor, subject, asked) => (subject && allThere(subject, asked.choices) ? allowed() : unknown),
  read: async (_db, actor, loaded, asked) => {
    const subject = present(loaded);
    const judged = judge(actor, subject, asked);
    return { subject, judged, seen: fingerprintOf(judged) };
  },
});

/** All or nothing, at every institution. `again`: the same form was sent before; `changed`: something is other than it was shown. */
export type HandoverOutcome =
  | { kind: 'handed-over'; moved: number; ended: number; themes: number }
  | { kind: 'again' | 'reason-missing' | 'nothing-chosen' | 'too-early' | 'changed' }
  | { kind: 'hindered'; judged: readonly Judged[] };

/**
 * Rights and themes go from who leaves to a successor, in one transaction, by the commands that give, tick, untick and end single
 * ones (R26).
 */
export const handOver = useCase({
  permission: 'rights:hand-over',
  input: preview.extend({ reason: z.string().trim().max(longestReason), seen: z.string().max(100), key: z.uuid() }),
  load: loadHandover,
  decide: (_actor, subject, asked) => (subject && allThere(subject, asked.choices) ? allowed() : unknown),
  run: async (tx, actor, loaded, asked): Promise<{ result: HandoverOutcome; audit: AuditEntry[] }> => {
    const subject = present(loaded);
    const without = (result: HandoverOutcome) => ({ result, audit: [] });
    if (await findFormOutcome(tx, asked.key, actor.personId)) return without({ kind: 'again' });
    if (asked.lastDay < actor.today) return without({ kind: 'too-early' });
    const judged = judge(actor, subject, asked);
    const changes = judged.filter(isChange);
    if (changes.length === 0) return without({ kind: 'nothing-chosen' });
    if (changes.some(isHindered)) return without({ kind: 'hindered', judged });
    if (fingerprintOf(judged) !== asked.seen) return without({ kind: 'changed' });
    if (asked.reason === '') return without({ kind: 'reason-missing' });
    // First what is given, then what ends: the institution is never without its last head local administrator (R8). Themes go before
    // the right that reads them all, under which nobody is ticked.
    const inTurn = changes.toSorted(
      (one, other) => Number(bearsThemes(other.handed)) - Number(bearsThemes(one.handed)),
    );
    for (const one of inTurn) await give(tx, actor, subject, one);
    await end(tx, actor, changes, asked);
    await rememberFormOutcome(tx, asked.key, actor.personId, 'handed-over');
    await mailHandover(tx, subject, { judged: changes, lastDay: asked.lastDay, key: asked.key });
    const counts = countChanges(changes);
    const audit = [...Map.groupBy(changes, ({ place }) => place).values()].map((here) =>
      handedOver(subject, here, asked),
    );
    return { result: { kind: 'handed-over', ...counts }, audit };
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
  for (const { levelId, themeId, ticks, unticks } of judged.themes) {
    const cell = { institutionId: grant.organisationId, levelId, themeId };
    if (ticks) await perform(tickTheme, { tx, actor }, { ...cell, personId });
    if (unticks) await perform(untickTheme, { tx, actor }, { ...cell, personId: subject.leaver.id });
  }
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

/** Rights that went over and ended, and themes that went over or were taken at once. */
function countChanges(changes: readonly Judged[]): { moved: number; ended: number; themes: number } {
  const withFate = (fate: Choice['fate']): number =>
    changes.filter(({ choice: chosen }) => chosen.fate === fate).length;
  const themes = changes.flatMap((one) => one.themes.filter(({ ticks, unticks }) => ticks || unticks));
  return { moved: withFate('move'), ended: withFate('end'), themes: themes.length };
}

/** Told to each institution in its own log. */
function handedOver(
  { leaver, successor }: HandoverSubject,
  here: readonly Judged[],
  { lastDay, reason }: { lastDay: string; reason: string },
): AuditEntry {
  const { moved, ended } = countChanges(here);
  const themes = here.flatMap((one) => one.themes.filter(({ ticks }) => ticks).map(({ themeId }) => themeId));
  return {
    action: 'hand-over-rights',
    subjectKind: 'handover',
    subjectId: leaver.id,
    organisationId: here[0]?.place.scoped.organisation.id ?? null,
    after: {
      person: leaver.id,
      successor: successor.personId,
      moved,
      ended,
      ...(themes.length > 0 && { themes: [...new Set(themes)] }),
      until: lastDay,
    },
    reason,
  };
}

const allThere = (subject: HandoverSubject, choices: readonly Choice[]): boolean =>
  choices.every(({ grantId, themes = [] }) => {
    const found = findHanded(subject, grantId);
    return found && themes.every((one) => found.handed.themes.some((other) => isSameTheme(one, other)));
  });

function present(subject: HandoverSubject | null): HandoverSubject {
  if (!subject) throw new Error('an unknown subject was refused before');
  return subject;
}
