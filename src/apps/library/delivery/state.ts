import { sql } from 'kysely';
import { z } from 'zod';
import { actAsService } from '#access/context.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import { isLevelId, levelById } from '#directory/levels.ts';
import { formatSchoolYear } from '#directory/school-year.ts';
import type { Database } from '#platform/db.ts';

/** What a service may know of its own delivery. */
export const deliveredState = z.object({
  id: z.uuid(),
  reference: z.string(),
  version: z.int(),
  searchable: z.boolean(),
  unsearchable: z.string().nullable(),
  institution: z.string(),
  level: z.string(),
  theme: z.string(),
  schoolYear: z.string(),
  title: z.string(),
  confidentiality: z.enum(['open', 'confidential', 'very-confidential']),
  publishedAt: z.iso.datetime(),
  firstPublishedAt: z.iso.datetime(),
  file: z.object({ name: z.string(), kind: z.string(), bytes: z.int(), sha256: z.string() }),
});
export type DeliveredState = z.infer<typeof deliveredState>;

interface Row extends Omit<
  DeliveredState,
  'searchable' | 'institution' | 'level' | 'schoolYear' | 'publishedAt' | 'firstPublishedAt'
> {
  institutionId: number;
  levelId: number;
  startYear: number;
  publishedAt: Date;
  firstPublishedAt: Date;
}

/** Another service's document, or one outside the themes of the token, is not there. */
export function findDelivered(
  database: Database,
  caller: { serviceId: number; themes: readonly number[] },
  reference: string,
): Promise<DeliveredState | null> {
  return database.read(async (db) => {
    await actAsService(db, caller);
    const { rows } = await sql<Row>`
      select d.id, d.supplier_reference as reference, d.version, d.unsearchable, d.institution_id as "institutionId",
        d.level_id as "levelId", t.slug as theme, d.school_year as "startYear", d.title, d.confidentiality,
        d.published_at as "publishedAt", d.first_published_at as "firstPublishedAt",
        json_build_object('name', d.file_name, 'kind', d.file_kind, 'bytes', d.file_bytes,
          'sha256', encode(d.file_sha256, 'hex')) as file
      from documents d join themes t on t.id = d.theme_id
      where d.service_id = ${caller.serviceId} and d.supplier_reference = ${reference}
        and d.theme_id = any (${[...caller.themes]}::smallint[])`.execute(db);
    return rows[0] ? stateOf(rows[0]) : null;
  });
}

function stateOf({ institutionId, levelId, startYear, publishedAt, firstPublishedAt, ...row }: Row): DeliveredState {
  return {
    ...row,
    searchable: row.unsearchable === null,
    institution: formatInstitutionNumber(institutionId),
    level: isLevelId(levelId) ? levelById(levelId).slug : String(levelId),
    schoolYear: formatSchoolYear(startYear),
    publishedAt: publishedAt.toISOString(),
    firstPublishedAt: firstPublishedAt.toISOString(),
  };
}
