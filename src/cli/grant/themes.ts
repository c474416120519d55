import { sql } from 'kysely';
import { Problem } from '#cli/grant/person.ts';
import { recordAudit } from '#platform/audit.ts';
import type { Tx } from '#platform/db.ts';

export interface ThemesToTick {
  personId: string;
  institutionId: number;
  slugs: readonly string[];
  reason: string;
}

/** Ticks themes at every level of the institution at which they exist; what was ticked stays. Answers how many were new. */
export async function tickThemes(tx: Tx, wish: ThemesToTick): Promise<number> {
  const known = await tx
    .selectFrom('themes')
    .select(['id', 'slug'])
    .where('slug', 'in', [...wish.slugs])
    .execute();
  const unknown = wish.slugs.filter((slug) => !known.some((theme) => theme.slug === slug));
  if (unknown.length > 0) throw new Problem(`Unknown themes: ${unknown.join(', ')}.`);
  const { rows } = await sql<{ levelId: number; themeId: number; grant: string }>`
    insert into theme_ticks (person_id, institution_id, level_id, theme_id)
    select ${wish.personId}, ol.organisation_id, ol.level_id, tl.theme_id
    from organisation_levels ol join theme_levels tl on tl.level_id = ol.level_id
    where ol.organisation_id = ${wish.institutionId} and tl.theme_id = any (${known.map(({ id }) => id)}::smallint[])
    on conflict (person_id, scope) where unticked_at is null do nothing
    returning level_id as "levelId", theme_id as "themeId", grant_id as "grant"`.execute(tx);
  for (const after of rows)
    await recordAudit(tx, {
      actorLabel: 'grant',
      action: 'tick-theme',
      subjectKind: 'person',
      subjectId: wish.personId,
      organisationId: wish.institutionId,
      after: { ...after, ticked: true },
      reason: wish.reason,
    });
  return rows.length;
}
