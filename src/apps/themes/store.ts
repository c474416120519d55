import { sql } from 'kysely';
import { Conflict } from '#access/refusals.ts';
import type { Cell } from '#apps/themes/model.ts';
import type { AuditEntry } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export interface TickedCell extends Cell {
  institutionId: number;
  levelId: number;
}

/** Ticks a cell under a right. An open tick of an earlier right ended with that right: it is closed first (R13). */
export async function insertTick(tx: Tx, cell: TickedCell, under: { grantId: string; by: string }): Promise<void> {
  await sql`
    update theme_ticks set unticked_at = now()
    where person_id = ${cell.personId} and institution_id = ${cell.institutionId} and level_id = ${cell.levelId}
      and theme_id = ${cell.themeId} and unticked_at is null and grant_id <> ${under.grantId}`.execute(tx);
  const { rows } = await sql`
    insert into theme_ticks (person_id, institution_id, level_id, theme_id, ticked_by, grant_id)
    values (${cell.personId}, ${cell.institutionId}, ${cell.levelId}, ${cell.themeId}, ${under.by}, ${under.grantId})
    on conflict (person_id, scope) where unticked_at is null do nothing
    returning id`.execute(tx);
  if (rows.length === 0) throw new Conflict();
}

/** Unticks a cell; the row stays as history. */
export async function endTick(tx: Tx, cell: TickedCell, by: string): Promise<void> {
  const { rows } = await sql`
    update theme_ticks set unticked_at = now(), unticked_by = ${by}
    where person_id = ${cell.personId} and institution_id = ${cell.institutionId} and level_id = ${cell.levelId}
      and theme_id = ${cell.themeId} and unticked_at is null
    returning id`.execute(tx);
  if (rows.length === 0) throw new Conflict();
}

/** One entry per change (P15): whose theme, where, what it became, and the right that a tick hangs on. */
export function auditOfTick(cell: TickedCell, ticked: boolean, grantId: string | null): AuditEntry {
  const { institutionId, levelId, themeId } = cell;
  return {
    action: ticked ? 'tick-theme' : 'untick-theme',
    subjectKind: 'person',
    subjectId: cell.personId,
    organisationId: institutionId,
    before: { levelId, themeId, ticked: !ticked },
    after: { levelId, themeId, ticked, ...(ticked && { grant: grantId }) },
  };
}
