import { sql } from 'kysely';
import type { Form } from '#apps/submissions/model.ts';
import type { Db } from '#platform/db.ts';

/** Every form with its levels, themes and receiving services, in the order of the source. */
export async function listForms(db: Db): Promise<Form[]> {
  const { rows } = await sql<Form>`
    select f.id, f.slug, f.title, f.info_url as "infoUrl", lower(f.active) as "activeFrom",
      upper(f.active) - 1 as "activeUntil", f.active @> app.today() as "isActive",
      lower(f.school_years) as "firstYear", upper(f.school_years) - 1 as "lastYear",
      f.parameters_status = 'found' as verified,
      (select jsonb_agg(jsonb_build_object('levelId', l.level_id, 'serviceName', s.name, 'themeIds', (
          select jsonb_agg(t.theme_id order by t.theme_id) from form_themes t
          where t.form_id = l.form_id and t.level_id = l.level_id)) order by l.level_id)
        from form_levels l join receiving_services s on s.id = l.receiving_service_id
        where l.form_id = f.id) as levels
    from forms f
    order by f.id`.execute(db);
  return rows;
}
