import { sql } from 'kysely';
import type { MainRhythm, OwnRhythm, Pair } from '#apps/alerts/model.ts';
import type { Db, Tx } from '#platform/db.ts';
import type { MailLang } from '#platform/mail/content.ts';

/** What a person chose; without ever having chosen it is off. */
export interface AlertSettings {
  isOn: boolean;
  rhythm: MainRhythm;
  lang: MailLang;
}

export const neverChosen: AlertSettings = { isOn: false, rhythm: 'daily', lang: 'nl' };

export async function findSettings(db: Db, personId: string): Promise<AlertSettings> {
  const { rows } = await sql<AlertSettings>`
    select a.is_on as "isOn", coalesce(r.rhythm, 'daily') as rhythm, a.lang
    from alerts a left join alert_rhythms r on r.person_id = a.person_id and r.theme_id is null
    where a.person_id = ${personId}`.execute(db);
  return rows[0] ?? neverChosen;
}

/** The same for who is going to change it: whoever tells this person now is waited for. */
export async function lockSettings(tx: Tx, personId: string): Promise<AlertSettings> {
  await sql`
    insert into alerts (person_id) values (${personId}) on conflict (person_id) do update set lang = alerts.lang`.execute(
    tx,
  );
  return findSettings(tx, personId);
}

/** A theme with a rhythm of its own. */
export interface OwnChoice extends Pair {
  institutionName: string | null;
  themeName: string;
  confidentiality: string;
  rhythm: OwnRhythm;
}

export async function listOwnChoices(db: Db, personId: string): Promise<OwnChoice[]> {
  const { rows } = await sql<OwnChoice>`
    select r.institution_id as "institutionId", o.name as "institutionName", r.theme_id as "themeId", t.name as "themeName",
      t.confidentiality, r.rhythm
    from alert_rhythms r left join organisations o on o.id = r.institution_id join themes t on t.id = r.theme_id
    where r.person_id = ${personId} and r.rhythm <> 'as-the-rest'
    order by o.name nulls first, r.institution_id, r.theme_id`.execute(db);
  return rows;
}
