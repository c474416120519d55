import { sql } from 'kysely';
import { z } from 'zod';
import { allowed, view } from '#access/use-case.ts';
import type { Cursor } from '#apps/library/model.ts';
import { mayAdminister } from '#apps/themes/index.ts';

/** One share of a document, as those see it who hold the document or are part of it. */
export interface Share {
  id: string;
  sharer: string;
  receiver: string;
  receiverId: string;
  sharedAt: Date;
  /** Between the two people: null for everybody else. */
  note: string | null;
}

/** With whom a document is shared and by whom (DO-7): all of it for who holds the document, one's own for a receiver. */
export const sharesOfDocument = view({
  permission: 'library:read-shares',
  input: z.object({ documentId: z.uuid() }),
  load: async () => null,
  // Row-level security shows of this document what the actor may see, which may be nothing.
  decide: () => allowed(),
  async read(db, actor, _subject, { documentId }): Promise<Share[]> {
    const { rows } = await sql<Share>`
      with living as materialized (
        select s.id, s.receiver_id, s.sharer_id, s.shared_at, s.note
        from document_shares s where s.document_id = ${documentId} and s.ended_at is null
      )
      select s.id, p.sharer, p.receiver, s.receiver_id as "receiverId", s.shared_at as "sharedAt",
        case when ${actor.personId} in (s.receiver_id, s.sharer_id) then s.note end as note
      from living s
      join app.people_of_shares(array(select id from living)) p on p.share_id = s.id
      order by s.shared_at desc, s.id desc`.execute(db);
    return rows;
  },
});

export type EndedBecause = 'confidential' | 'moved' | 'receiver';

/** A share among all those of an institution. */
export interface InstitutionShare {
  id: string;
  documentId: string;
  /** null: the document is not of this institution any more. */
  title: string | null;
  sharer: string;
  receiver: string;
  sharedAt: Date;
  /** Whether it works now; `no-access`: it will again when the receiver has access again. */
  state: 'works' | 'no-access' | EndedBecause;
}

export interface InstitutionShares {
  shares: readonly InstitutionShare[];
  older: Cursor | null;
}

const sharesOnPage = 50;

/** Everything that was ever shared of an institution at a level, newest first, for those who administer its themes. */
export const sharesOfInstitution = view({
  permission: 'library:read-institution-shares',
  input: z.object({
    institutionId: z.number().int(),
    levelId: z.number().int(),
    from: z.object({ publishedAt: z.date(), id: z.uuid() }).nullable(),
  }),
  load: async () => null,
  decide: (actor, _subject, place) => mayAdminister(actor, place),
  async read(db, _actor, _subject, { institutionId, levelId, from }): Promise<InstitutionShares> {
    const { rows } = await sql<InstitutionShare>`
      with page as materialized (
        select s.id, s.document_id, s.shared_at, s.ended_because
        from document_shares s
        where s.institution_id = ${institutionId} and s.level_id = ${levelId}
          and ${from ? sql`(s.shared_at, s.id) < (${from.publishedAt}::timestamptz, ${from.id}::uuid)` : sql`true`}
        order by s.shared_at desc, s.id desc limit ${sharesOnPage + 1}
      )
      select s.id, s.document_id as "documentId", d.title, p.sharer, p.receiver, s.shared_at as "sharedAt",
        coalesce(s.ended_because, case when p.receiver_has_access then 'works' else 'no-access' end) as state
      from page s
      join app.people_of_shares(array(select id from page)) p on p.share_id = s.id
      left join documents d on d.id = s.document_id and d.institution_id = ${institutionId}
      order by s.shared_at desc, s.id desc`.execute(db);
    const shares = rows.slice(0, sharesOnPage);
    const last = rows.length > sharesOnPage ? shares.at(-1) : undefined;
    return { shares, older: last ? { publishedAt: last.sharedAt, id: last.id } : null };
  },
});
