import { z } from 'zod';
import type { Actor } from '#access/actor.ts';
import { allowed, unknown, useCase } from '#access/use-case.ts';
import { granted } from '#apps/rights/commands/grant-right.ts';
import { judgeRows } from '#apps/rights/lists/judge.ts';
import { findList, insertGifts, insertList, listRows, moveList, noteVerdicts } from '#apps/rights/lists/list-store.ts';
import type { ListRow, RowGift, RowVerdict } from '#apps/rights/lists/model.ts';
import { mostRows, type TypedRow } from '#apps/rights/lists/read-list.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/store.ts';
import { readNationalNumber } from '#directory/national-number.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Sealer } from '#platform/crypto.ts';
import type { Db } from '#platform/db.ts';
import { isId } from '#platform/ids.ts';

const listId = z.string().refine((text): boolean => isId(text));
const typedRows = z.custom<readonly TypedRow[]>((value) => Array.isArray(value) && value.length <= mostRows);
const sealer = z.custom<Sealer>((value) => typeof value === 'object' && value !== null);

/** Keeps a list that was typed or uploaded; nothing is given yet, and no number is kept as such. */
export const makeList = useCase({
  permission: 'rights:make-list',
  input: z.object({ rows: typedRows, allOrNothing: z.boolean(), key: z.uuid(), sealer }),
  load: async () => null,
  decide: () => allowed(),
  run: async (tx, actor, _subject, input): Promise<{ result: string; audit: AuditEntry[] }> => {
    const before = await findFormOutcome(tx, input.key, actor.personId);
    if (before) return { result: before, audit: [] };
    const rows = input.rows.map((row) => keptRow(row, input.sealer));
    const id = await insertList(tx, actor, { allOrNothing: input.allOrNothing, rows });
    await rememberFormOutcome(tx, input.key, actor.personId, id);
    return { result: id, audit: [] };
  },
});

/** Asks for a list to be applied; the worker does it. Only what was looked at can be. */
export const confirmList = useCase({
  permission: 'rights:confirm-list',
  input: z.object({ listId }),
  load: loadOwn,
  decide: (_actor, list) => (list ? allowed() : unknown),
  run: async (tx, _actor, list): Promise<{ result: 'applying' | 'problems' | 'moved-on'; audit: AuditEntry[] }> => {
    if (!list) throw new Error('an unknown list was refused before');
    if (list.state !== 'checked') return { result: 'moved-on', audit: [] };
    if (list.problems === list.total || (list.allOrNothing && list.problems > 0))
      return { result: 'problems', audit: [] };
    await moveList(tx, list.id, 'checked', 'applying');
    return { result: 'applying', audit: [] };
  },
});

/**
 * Gives what some rows of a list say, with the rules and events of single rights (R26). Each is judged anew: what the actor
 * may no longer give now becomes a problem of its row. With `whole`, one problem stops everything.
 */
export const applyRows = useCase({
  permission: 'rights:apply-list',
  input: z.object({ listId, lines: z.array(z.number().int()).max(mostRows), whole: z.boolean() }),
  load: loadOwn,
  decide: (_actor, list) => (list ? allowed() : unknown),
  run: async (tx, actor, list, input): Promise<{ result: 'given' | 'stopped'; audit: AuditEntry[] }> => {
    if (!list) throw new Error('an unknown list was refused before');
    const wanted = new Set(input.lines);
    const rows = (await listRows(tx, list.id, 'to-give')).filter((row) => wanted.has(row.line));
    const verdicts = await judgeRows(tx, actor, rows);
    const failed = verdicts.filter((verdict) => 'problem' in verdict);
    await noteVerdicts(tx, list.id, failed);
    if (input.whole && failed.length > 0) return { result: 'stopped', audit: [] };
    const gifts = verdicts.flatMap((verdict) => ('gift' in verdict ? [verdict.gift] : []));
    const ids = await insertGifts(tx, actor, list.id, gifts);
    return { result: 'given', audit: gifts.map((gift) => giftEvent(gift, ids.get(gift.line) ?? '')) };
  },
});

/** What every row of a list would come to now; changes nothing (R26). */
export async function rehearseList(db: Db, actor: Actor, id: string): Promise<RowVerdict[]> {
  return judgeRows(db, actor, await listRows(db, id, 'all'));
}

async function loadOwn(db: Db, actor: Actor, input: { listId: string }) {
  const list = await findList(db, input.listId);
  return list?.personId === actor.personId ? list : null;
}

function giftEvent(gift: RowGift, grantId: string): AuditEntry {
  return {
    ...granted(grantId, { ...gift, workRelationId: gift.relationId, contexts: [...gift.contexts] }),
    restsOnGrant: gift.restsOn,
  };
}

function keptRow({ who, ...row }: TypedRow, keys: Sealer): ListRow {
  const unsaid = { numberLookup: null, email: null, whoProblem: null };
  if (who.includes('@')) return { ...row, ...unsaid, email: who.trim().toLowerCase() };
  if (who.trim() === '') return { ...row, ...unsaid, whoProblem: 'missing' };
  const read = readNationalNumber(who);
  return read.valid
    ? { ...row, ...unsaid, numberLookup: keys.lookup(read.number.digits) }
    : { ...row, ...unsaid, whoProblem: read.problem };
}
