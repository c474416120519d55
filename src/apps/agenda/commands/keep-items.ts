import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { Conflict } from '#access/refusals.ts';
import { allowed, forbidden, unknown, useCase, type Verdict } from '#access/use-case.ts';
import { addInput, cancelInput, changeInput, type ItemInput } from '#apps/agenda/inputs.ts';
import type { AgendaItem } from '#apps/agenda/model.ts';
import { findItem } from '#apps/agenda/queries.ts';
import { keepsAgenda } from '#apps/agenda/rule.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/index.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

/** What came of it; `again`: the same form was sent before. */
export interface Added {
  kind: 'added' | 'again';
  itemId: string;
}

/** Enters a milestone or event on behalf of a service (AG-1). */
export const addItem = useCase({
  permission: 'agenda:add-item',
  input: addInput,
  load: (tx, actor, input) => findFormOutcome(tx, input.key, actor.personId),
  decide: (actor, _doneBefore, input) => mayKeep(actor, input.organiserId),
  async run(tx, actor, doneBefore, { key, ...item }): Promise<{ result: Added; audit: readonly AuditEntry[] }> {
    if (doneBefore) return { result: { kind: 'again', itemId: doneBefore }, audit: [] };
    const itemId = await insertItem(tx, item, actor.personId);
    await rememberFormOutcome(tx, key, actor.personId, itemId);
    return {
      result: { kind: 'added', itemId },
      audit: [entryOf('add-agenda-item', itemId, item.organiserId, { after: item })],
    };
  },
});

/** Changes an item of the own service; what somebody else changed since it was shown is a conflict. */
export const changeItem = useCase({
  permission: 'agenda:change-item',
  input: changeInput,
  load: (tx, _actor, input) => findItem(tx, input.itemId),
  decide: (actor, item) => mayKeepItem(actor, item),
  async run(
    tx,
    _actor,
    before,
    { itemId, revision, ...item },
  ): Promise<{ result: null; audit: readonly AuditEntry[] }> {
    if (!before) throw new TypeError('decide let an unknown item through');
    const { rows } = await sql`
      update agenda_items set kind = ${item.kind}, title = ${item.title}, description = ${item.description},
        begins_on = ${item.begins}, ends_on = ${item.ends}, begins_at = ${item.beginsAt}, ends_at = ${item.endsAt},
        place = ${item.place}, link = ${item.link}, levels = ${item.levels}::smallint[], kinds = ${item.kinds}::text[],
        revision = revision + 1, changed_at = now()
      where id = ${itemId} and revision = ${revision}
      returning id`.execute(tx);
    if (rows.length === 0) throw new Conflict();
    const { organiserId } = before;
    return {
      result: null,
      audit: [
        entryOf('change-agenda-item', itemId, organiserId, {
          before: inputOf(before),
          after: { organiserId, ...item },
        }),
      ],
    };
  },
});

/** Calls an item off, or takes that back: it stays in sight with its word, so that nobody stands before a closed door. */
export const cancelItem = useCase({
  permission: 'agenda:cancel-item',
  input: cancelInput,
  load: (tx, _actor, input) => findItem(tx, input.itemId),
  decide: (actor, item) => mayKeepItem(actor, item),
  async run(tx, _actor, before, { itemId, cancelled }): Promise<{ result: null; audit: readonly AuditEntry[] }> {
    if (!before || before.cancelled === cancelled) return { result: null, audit: [] };
    await sql`
      update agenda_items set cancelled_at = ${cancelled ? sql`now()` : null}, revision = revision + 1, changed_at = now()
      where id = ${itemId}`.execute(tx);
    const action = cancelled ? 'cancel-agenda-item' : 'restore-agenda-item';
    return {
      result: null,
      audit: [
        entryOf(action, itemId, before.organiserId, { before: { cancelled: before.cancelled }, after: { cancelled } }),
      ],
    };
  },
});

function mayKeep(actor: Actor, organiserId: number): Verdict {
  const right = actor.grants.find(
    (grant) => grant.entitlement === 'agenda-editor' && grant.organisationId === organiserId,
  );
  return right ? allowed(right.id) : forbidden(keepsAgenda, organiserId);
}

// An item of another service answers like one that does not exist.
function mayKeepItem(actor: Actor, item: AgendaItem | undefined): Verdict {
  const verdict = item ? mayKeep(actor, item.organiserId) : unknown;
  return verdict.verdict === 'allowed' ? verdict : unknown;
}

async function insertItem(tx: Tx, item: ItemInput, by: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into agenda_items (organiser_id, kind, title, description, begins_on, ends_on, begins_at, ends_at, place, link,
      levels, kinds, created_by)
    values (${item.organiserId}, ${item.kind}, ${item.title}, ${item.description}, ${item.begins}, ${item.ends},
      ${item.beginsAt}, ${item.endsAt}, ${item.place}, ${item.link}, ${item.levels}::smallint[], ${item.kinds}::text[], ${by})
    returning id`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('a stored item has an id');
  return row.id;
}

function inputOf(item: AgendaItem): ItemInput {
  const { organiserId, kind, title, description, begins, ends, beginsAt, endsAt, place, link, levels, kinds } = item;
  const when = { begins, ends, beginsAt, endsAt };
  return { organiserId, kind, title, description, ...when, place, link, levels: [...levels], kinds: [...kinds] };
}

function entryOf(
  action: string,
  id: string,
  organisationId: number,
  states: Pick<AuditEntry, 'before' | 'after'>,
): AuditEntry {
  return { action, subjectKind: 'agenda-item', subjectId: id, organisationId, ...states };
}
