import type pg from 'pg';

const days = 7;
const perDay = 300;

/** The newest documents became available in the days before now, as many as on a busy day, and are counted by the bell (NO-2). */
export async function makeNews(client: pg.Client): Promise<void> {
  await client.query(
    `update documents d set available_at = now() - make_interval(secs => 600 + (n * 86400.0 / $1::int)::int)
     from (
       select id, row_number() over (order by published_at desc, id desc) as n from documents
       order by published_at desc, id desc limit $1::int * $2::int) newest
     where d.id = newest.id`,
    [perDay, days],
  );
}
