import { sql } from 'kysely';
import type { Actor } from '#access/actor.ts';
import { unknown, useCase, type Verdict } from '#access/use-case.ts';
import { changeInput, numberInput, registerInput } from '#apps/emergency-numbers/inputs.ts';
import type { SealedNumber } from '#apps/emergency-numbers/model.ts';
import { findNumber, listHolders } from '#apps/emergency-numbers/queries.ts';
import { mayRegister } from '#apps/emergency-numbers/rule.ts';
import { findFormOutcome, rememberFormOutcome } from '#apps/rights/index.ts';
import { recordAudit, type AuditEntry } from '#platform/audit.ts';
import type { Db, Tx } from '#platform/db.ts';

interface Kept {
  result: null;
  audit: readonly AuditEntry[];
}

/** Registers a number for the team (NN-1), once however often the form is sent. The journal never holds the number (O2). */
export const registerNumber = useCase({
  permission: 'emergency-numbers:register',
  input: registerInput,
  load: async (tx, actor, input) => ({
    doneBefore: await findFormOutcome(tx, input.key, actor.personId),
    holderExists: await isHolder(tx, input.institutionId, input.holderId),
  }),
  decide: (actor, { holderExists }, input) => (holderExists ? mayRegister(actor, input.institutionId) : unknown),
  async run(tx, actor, { doneBefore }, input): Promise<Kept> {
    if (doneBefore) return { result: null, audit: [] };
    const { institutionId, holderId, label, sealed, callOrder, from, until } = input;
    const { rows } = await sql<{ id: string }>`
      insert into emergency_numbers (institution_id, holder_id, label, number_sealed, call_order, usable, confirmed_on, registered_by)
      values (${institutionId}, ${holderId}, ${label}, ${sealed}, ${callOrder}, daterange(${from}, ${until}, '[]'), app.today(),
        ${actor.personId})
      returning id`.execute(tx);
    const id = rows[0]?.id ?? '';
    await rememberFormOutcome(tx, input.key, actor.personId, id);
    return { result: null, audit: [entryOf('register-emergency-number', { id, institutionId })] };
  },
});

/** Changes a number or what is known of it; it counts as confirmed today. */
export const changeNumber = useCase({
  permission: 'emergency-numbers:change',
  input: changeInput,
  load: async (tx, _actor, input) => {
    const number = await findNumber(tx, input.numberId);
    // Whoever left already can stay on the form, so that the rest of it can be changed.
    const keeps = number?.holderId === input.holderId;
    return { number, holderExists: number && (keeps || (await isHolder(tx, number.institutionId, input.holderId))) };
  },
  decide: (actor, { number, holderExists }) => (holderExists ? mayKeep(actor, number) : unknown),
  async run(tx, _actor, { number }, input): Promise<Kept> {
    if (!number) throw new TypeError('decide let an unknown number through');
    const { holderId, label, sealed, callOrder, from, until } = input;
    await sql`
      update emergency_numbers set holder_id = ${holderId}, label = ${label}, number_sealed = coalesce(${sealed}, number_sealed),
        call_order = ${callOrder}, usable = daterange(${from}, ${until}, '[]'), confirmed_on = app.today(), changed_at = now()
      where id = ${number.id}`.execute(tx);
    return { result: null, audit: [entryOf('change-emergency-number', number)] };
  },
});

/** Says that a number is still right. */
export const confirmNumber = useCase({
  permission: 'emergency-numbers:confirm',
  input: numberInput,
  load: (tx, _actor, input) => findNumber(tx, input.numberId),
  decide: mayKeep,
  async run(tx, actor, number): Promise<Kept> {
    if (!number || number.confirmedOn === actor.today) return { result: null, audit: [] };
    await sql`update emergency_numbers set confirmed_on = app.today() where id = ${number.id}`.execute(tx);
    return { result: null, audit: [entryOf('confirm-emergency-number', number)] };
  },
});

/** Removes a number for good: nothing of it stays. */
export const removeNumber = useCase({
  permission: 'emergency-numbers:remove',
  input: numberInput,
  load: (tx, _actor, input) => findNumber(tx, input.numberId),
  decide: mayKeep,
  async run(tx, _actor, number): Promise<Kept> {
    if (!number) return { result: null, audit: [] };
    await sql`delete from emergency_numbers where id = ${number.id}`.execute(tx);
    return { result: null, audit: [entryOf('remove-emergency-number', number)] };
  },
});

/** Removes the numbers of people who hold no right at the institution any more, and those whose days are over (O4); answers how many. */
export async function removeNumbersOfLeavers(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: string; institutionId: number }>`
    delete from emergency_numbers n
    where upper(n.usable) <= app.today() or n.holder_id is not null and not app.holds_right_at(n.holder_id, n.institution_id)
    returning n.id, n.institution_id as "institutionId"`.execute(tx);
  const removed = rows.map((row) => ({ ...entryOf('remove-emergency-number', row), reason: 'left or over' }));
  await recordAudit(tx, ...removed);
  return rows.length;
}

function mayKeep(actor: Actor, number: SealedNumber | undefined): Verdict {
  const verdict = number ? mayRegister(actor, number.institutionId) : unknown;
  return verdict.verdict === 'allowed' ? verdict : unknown;
}

async function isHolder(db: Db, institutionId: number, holderId: string | null): Promise<boolean> {
  return holderId === null || (await listHolders(db, institutionId)).some((holder) => holder.id === holderId);
}

function entryOf(action: string, { id, institutionId }: { id: string; institutionId: number }): AuditEntry {
  return { action, subjectKind: 'emergency-number', subjectId: id, organisationId: institutionId };
}
