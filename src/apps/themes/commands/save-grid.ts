import type { Actor } from '#access/actor.ts';
import { unknown, useCase } from '#access/use-case.ts';
import { listThemesForLevel } from '#apps/themes/catalogue.ts';
import { gridInput, type GridInput } from '#apps/themes/inputs.ts';
import {
  cellKey,
  changedSince,
  decodeSeen,
  judge,
  wishesOf,
  type Cell,
  type SentGrid,
  type Theme,
  type Version,
  type Wish,
} from '#apps/themes/model.ts';
import { mayAdminister } from '#apps/themes/policy.ts';
import { lastChangedBy, listHolders, readVersions } from '#apps/themes/queries.ts';
import { proposeTick } from '#apps/themes/second-person/propose.ts';
import { needsSecondPerson } from '#apps/themes/second-person/queries.ts';
import { auditOfTick, endTick, insertTick } from '#apps/themes/store.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';

/** A cell that somebody else changed since it was shown. */
export interface ElsewhereChanged extends Cell {
  by: string | null;
  /** The person wanted the opposite of what it is now; what it is now stayed. */
  unsaved: boolean;
}

export interface SavedGrid {
  /** Changes that were made. */
  saved: number;
  /** Ticks that grant nothing until a second person confirms them. */
  proposed: number;
  changedElsewhere: readonly ElsewhereChanged[];
  /** Changes for people who are no longer portal users here. */
  gone: number;
}

interface Subject {
  sent: SentGrid | null;
  themes: readonly Theme[];
  /** Of these themes, what two people tick. */
  byTwo: readonly number[];
  rights: ReadonlyMap<string, string>;
  versions: ReadonlyMap<string, Version>;
}

/**
 * Saves a grid that was sent as a form: only the cells that the person changed, and of these only the ones that nobody
 * else changed meanwhile. The others are reported.
 */
export const saveGrid = useCase({
  permission: 'themes.save-grid',
  input: gridInput,
  load,
  decide(actor, subject, input) {
    const verdict = mayAdminister(actor, input);
    if (verdict.verdict !== 'allowed') return verdict;
    return subject.sent?.seen.themeIds.every((id) => subject.themes.some((theme) => theme.id === id))
      ? verdict
      : unknown;
  },
  async run(tx, actor, subject, input) {
    const { sent, rights } = subject;
    if (!sent) throw new TypeError('decide let an unreadable form through');
    const inAll = (themeId: number): boolean => subject.themes.some((theme) => theme.id === themeId && theme.inAll);
    const now = (cell: Cell): Version | undefined =>
      rights.has(cell.personId) ? (subject.versions.get(cellKey(cell)) ?? 0) : undefined;
    const wishes = wishesOf(sent, inAll);
    const possible = wishes.filter((wish) => rights.has(wish.personId));
    const judged = possible.map((wish) => ({ ...wish, judgement: judge(wish, now(wish) ?? 0) }));
    const wanted = judged.filter((wish) => wish.judgement === 'apply');
    const isByTwo = ({ ticked, themeId }: Wish): boolean => ticked && subject.byTwo.includes(themeId);
    const toMake = wanted.filter((wish) => !isByTwo(wish));
    const proposals = wanted.filter(isByTwo);
    const proposed: AuditEntry[] = [];
    for (const wish of proposals) {
      const cell = { ...wish, ...placeOf(input), grantId: rights.get(wish.personId) ?? '' };
      proposed.push(...(await proposeTick(tx, actor, cell)));
    }
    for (const wish of toMake) await make(tx, actor, { ...wish, ...placeOf(input) }, rights.get(wish.personId) ?? '');
    const unsaved = new Set(judged.filter((wish) => wish.judgement === 'changed').map(cellKey));
    const result: SavedGrid = {
      saved: toMake.length,
      proposed: proposals.length,
      gone: wishes.length - possible.length,
      changedElsewhere: await nameChanges(tx, input, changedSince(sent, now), unsaved),
    };
    return {
      result,
      audit: [
        ...proposed,
        ...toMake.map((wish) =>
          auditOfTick({ ...wish, ...placeOf(input) }, wish.ticked, rights.get(wish.personId) ?? null),
        ),
      ],
    };
  },
});

const placeOf = ({ institutionId, levelId }: GridInput) => ({ institutionId, levelId });

async function load(db: Db, _actor: Actor, input: GridInput): Promise<Subject> {
  const themes = await listThemesForLevel(db, input.levelId);
  const seen = decodeSeen(input.seen);
  const sent = seen && seen.rows.length === input.shown.length ? sentGrid(input, seen) : null;
  const holders = (await listHolders(db, input.institutionId)).filter((holder) => !holder.administers);
  return {
    sent,
    themes,
    byTwo: await needsSecondPerson(
      db,
      input.institutionId,
      themes.map(({ id }) => id),
    ),
    rights: new Map(holders.map((holder) => [holder.id, holder.grantId ?? ''])),
    versions: await readVersions(db, input, holders),
  };
}

function sentGrid(input: GridInput, seen: SentGrid['seen']): SentGrid {
  return { shown: input.shown, seen, ticked: new Set(input.ticks), all: input.all };
}

async function make(
  tx: Tx,
  actor: Actor,
  wish: Cell & { institutionId: number; levelId: number; ticked: boolean },
  grantId: string,
): Promise<void> {
  if (wish.ticked) await insertTick(tx, wish, { grantId, by: actor.personId });
  else await endTick(tx, wish, actor.personId);
}

async function nameChanges(db: Db, place: GridInput, cells: readonly Cell[], unsaved: ReadonlySet<string>) {
  const names = cells.length === 0 ? new Map<string, string>() : await lastChangedBy(db, place, cells);
  return cells.map((cell) => ({ ...cell, by: names.get(cellKey(cell)) ?? null, unsaved: unsaved.has(cellKey(cell)) }));
}
