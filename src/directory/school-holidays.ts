import { sql } from 'kysely';
import type { SchoolYear } from '#directory/school-year.ts';
import type { Db } from '#platform/db.ts';

export type HolidayKind = 'autumn' | 'christmas' | 'spring' | 'easter' | 'summer';

/** A holiday of one school year, both days included; `verified` where an installation checked the published dates. */
export interface SchoolHoliday {
  schoolYear: SchoolYear;
  kind: HolidayKind;
  from: string;
  until: string;
  verified: boolean;
}

/** The holidays of every school year that is known, the first one first: some fifty rows. */
export async function listSchoolHolidays(db: Db): Promise<SchoolHoliday[]> {
  const { rows } = await sql<SchoolHoliday>`
    select school_year as "schoolYear", kind, first_day as "from", last_day as until, status = 'found' as verified
    from school_holidays
    order by first_day`.execute(db);
  return rows;
}
