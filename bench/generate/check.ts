import type pg from 'pg';
import { indexText } from '#platform/text/analyse.ts';
import { say } from '../progress.ts';

const sampled = 400;

/** Whether generated documents are as the product would have written them: search vectors to the letter, counts to one. */
export async function checkGenerated(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ id: string; title: string; body: string }>(
    `select d.id, d.title, t.body from documents d tablesample system (1) repeatable (7)
     join document_texts t on t.document_id = d.id order by md5(d.id::text) limit ${sampled}`,
  );
  for (const { id, title, body } of rows) {
    const { tsvector } = indexText({ title, body });
    const same = await client.query('select search = $2::tsvector as same from documents where id = $1', [
      id,
      tsvector,
    ]);
    if (!same.rows[0]?.same) throw new Error(`The search vector of document ${id} is not what indexText gives`);
  }
  const sums = await client.query<Record<string, number>>(`
    select (select count(*)::integer from documents) as documents,
      (select count(*)::integer from document_texts) as texts,
      (select count(*)::integer from document_versions) as versions,
      (select sum(n)::integer from document_counts) as counted,
      (select sum(n)::integer from document_totals) as totals`);
  const numbers = Object.values(sums.rows[0] ?? {});
  if (new Set(numbers).size !== 1) throw new Error(`Counts differ: ${JSON.stringify(sums.rows[0])}`);
  say(`Checked: ${rows.length} search vectors are what indexText gives, and every count is ${numbers[0]}`);
}
