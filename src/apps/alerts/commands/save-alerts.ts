import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, useCase } from '#access/use-case.ts';
import type { MainRhythm } from '#apps/alerts/model.ts';
import { alwaysDue, nextDue } from '#apps/alerts/rhythm.ts';
import { lockSettings, type AlertSettings } from '#apps/alerts/settings.ts';
import { followAbove } from '#apps/alerts/tell.ts';
import type { AuditEntry } from '#platform/audit.ts';
import { now } from '#platform/clock.ts';
import type { Tx } from '#platform/db.ts';

/** Attendering on or off, and how often (NO-1). What became available before it was switched on is not told. */
export const saveAlerts = useCase({
  permission: 'alerts:save-own',
  input: z.object({ isOn: z.boolean(), rhythm: z.enum(['daily', 'weekly']), lang: z.enum(['nl', 'en']) }),
  load: (tx, actor) => lockSettings(tx, actor.personId),
  decide: () => allowed(),
  async run(tx, actor, before, wish): Promise<{ result: null; audit: readonly AuditEntry[] }> {
    const { personId } = actor;
    await sql`update alerts set is_on = ${wish.isOn}, lang = ${wish.lang} where person_id = ${personId}`.execute(tx);
    if (!wish.isOn) await switchOff(tx, personId);
    else if (!before.isOn) await switchOn(tx, personId, wish.rhythm);
    else if (before.rhythm !== wish.rhythm) await changeRhythm(tx, personId, wish.rhythm);
    const same = before.isOn === wish.isOn && before.rhythm === wish.rhythm;
    return { result: null, audit: same ? [] : [changed(personId, before, { ...before, ...wish })] };
  },
});

/** Ends the digests of the person who followed the link in one of them (RFC 8058); answers whether there was something to end. */
export async function stopAlerts(tx: Tx, personId: string): Promise<AuditEntry[]> {
  const { rows } = await sql<{ lang: AlertSettings['lang'] }>`
    update alerts set is_on = false where person_id = ${personId} and is_on returning lang`.execute(tx);
  if (rows.length === 0) return [];
  await switchOff(tx, personId);
  return [
    {
      action: 'stop-alerts',
      subjectKind: 'person',
      subjectId: personId,
      before: { isOn: true },
      after: { isOn: false },
    },
  ];
}

async function switchOff(tx: Tx, personId: string): Promise<void> {
  await sql`update alert_rhythms set due_at = null where person_id = ${personId}`.execute(tx);
}

/** Everything is told from now on, the themes with a rhythm of their own too. */
async function switchOn(tx: Tx, personId: string, rhythm: MainRhythm): Promise<void> {
  const at = now();
  await sql`
    delete from alert_rhythms where person_id = ${personId} and (theme_id is null or rhythm = 'as-the-rest')`.execute(
    tx,
  );
  await sql`
    insert into alert_rhythms (person_id, rhythm, told_until, due_at)
    values (${personId}, ${rhythm}, ${at}, ${nextDue(rhythm, at)})`.execute(tx);
  await sql`
    update alert_rhythms set told_until = ${at}, due_at = case rhythm
      when 'at-once' then ${alwaysDue}::timestamptz when 'daily' then ${nextDue('daily', at)} when 'weekly' then ${nextDue('weekly', at)} end
    where person_id = ${personId} and theme_id is not null`.execute(tx);
}

/** Up to where it was told stays: the next digest goes on from there. */
async function changeRhythm(tx: Tx, personId: string, rhythm: MainRhythm): Promise<void> {
  const dueAt = nextDue(rhythm, now());
  await sql`
    update alert_rhythms set rhythm = ${rhythm}, due_at = ${dueAt}
    where person_id = ${personId} and theme_id is null`.execute(tx);
  await followAbove(tx, [personId]);
}

function changed(personId: string, before: AlertSettings, after: AlertSettings): AuditEntry {
  const told = ({ isOn, rhythm }: AlertSettings) => ({ isOn, rhythm });
  return {
    action: 'change-alerts',
    subjectKind: 'person',
    subjectId: personId,
    before: told(before),
    after: told(after),
  };
}
