import { sql } from 'kysely';
import { z } from 'zod';
import { view } from '#access/use-case.ts';
import type { Cursor } from '#apps/library/model.ts';
import { mayAdminister } from '#apps/themes/index.ts';

/** That somebody opened or downloaded a pay overview; what one person does with one document within a minute is one reading. */
export interface Reading {
  id: string;
  /** To the minute. */
  at: Date;
  /** null: not known to the administrators of the institution; the organisation then says who it was. */
  reader: string | null;
  actingFor: string | null;
  action: 'open-document' | 'download-document';
  documentId: string;
  title: string;
}

const readingsOnPage = 50;

/** Who read which very confidential document of an institution when, newest first, for its administrators (DO-9, TH-2). */
export const readingsOfInstitution = view({
  permission: 'library:read-readings',
  input: z.object({
    institutionId: z.number().int(),
    levelId: z.number().int(),
    from: z.object({ publishedAt: z.date(), id: z.uuid() }).nullable(),
  }),
  load: async () => null,
  decide: (actor, _subject, place) => mayAdminister(actor, place),
  async read(db, _actor, _subject, { institutionId, levelId, from }) {
    const { rows } = await sql<Reading>`
      with secret as materialized (
        select d.id, d.title from documents d
        where d.confidentiality = 'very-confidential'
          and d.scope = any (array(
            select app.scope(${institutionId}, ${levelId}::smallint, t.id) from themes t
            where t.confidentiality = 'very-confidential'))
      ), reading as (
        select date_trunc('minute', e.at) as at, e.actor_person_id, e.acting_for, e.action, s.id as document_id, s.title,
          (array_agg(e.id order by e.id desc))[1] as id
        from secret s
        join audit_events e on e.subject_kind = 'document' and e.subject_id = s.id::text
        where e.action in ('open-document', 'download-document') and e.organisation_id = ${institutionId}
        group by 1, 2, 3, 4, 5, 6
      )
      select r.id, r.at, p.given_name || ' ' || p.family_name as reader, o.name as "actingFor", r.action,
        r.document_id as "documentId", r.title
      from reading r
      left join persons p on p.id = r.actor_person_id
      left join organisations o on o.id = r.acting_for
      where ${from ? sql`(r.at, r.id) < (${from.publishedAt}::timestamptz, ${from.id}::uuid)` : sql`true`}
      order by r.at desc, r.id desc limit ${readingsOnPage + 1}`.execute(db);
    const readings = rows.slice(0, readingsOnPage);
    const last = rows.length > readingsOnPage ? readings.at(-1) : undefined;
    const older: Cursor | null = last ? { publishedAt: last.at, id: last.id } : null;
    return { readings, older };
  },
});
