import type { Part } from './part.ts';

/** One in so many open documents is shared with somebody. */
const oneIn = 50;
/** Every persona received so many. */
const received = 100;

/** Documents that were shared, and pay overviews that were read: what the pages of administrators list. */
export const shares: Part = {
  name: 'shares and readings',
  isFilled: 'exists (select from document_shares)',
  tables: ['document_shares'],
  async fill(client, { personas }) {
    await client.query(`
      insert into document_shares (document_id, institution_id, level_id, theme_id, sharer_id, receiver_id, shared_at)
      with holders as (
        select array_agg(distinct person_id) as ids from grants where entitlement_id in ('portal-user', 'portal-admin')
      ), drawn as (
        select d.*, h.ids[1 + abs(hashtext(d.id::text)) % cardinality(h.ids)] as sharer,
          h.ids[1 + abs(hashtext(d.id::text || 'r')) % cardinality(h.ids)] as receiver
        from documents d, holders h
        where d.confidentiality = 'open' and abs(hashtext(d.id::text)) % ${oneIn} = 0
      )
      select id, institution_id, level_id, theme_id, sharer, receiver, published_at from drawn where sharer <> receiver`);
    for (const { personId } of Object.values(personas))
      await client.query(
        `insert into document_shares (document_id, institution_id, level_id, theme_id, sharer_id, receiver_id)
         select d.id, d.institution_id, d.level_id, d.theme_id, (select p.id from persons p where p.id <> $1 limit 1), $1
         from (select * from documents where confidentiality = 'open' limit 20000) d
         order by hashtext(d.id::text) limit ${received}
         on conflict do nothing`,
        [personId],
      );
    await client.query(
      `insert into audit_events (at, actor_kind, actor_person_id, actor_label, action, subject_kind, subject_id, organisation_id)
       select d.published_at + n * interval '1 day', 'person', $1, 'person', 'open-document', 'document', d.id::text, d.institution_id
       from documents d, generate_series(1, 5) as n
       where d.confidentiality = 'very-confidential'
         and d.institution_id in (
           select g.organisation_id from grants g where g.person_id = $1 and g.entitlement_id = 'portal-admin')`,
      [personas.board.personId],
    );
  },
};
