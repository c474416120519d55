import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import { demo } from '#demo/organisations.ts';

/** Gives the linked applications an invented address, where an operator gave none. */
export async function loadDemoLinks(tx: Tx): Promise<void> {
  await sql`
    update linked_applications set url = 'https://' || id || '.demo.schoolpoort.example/' where url is null`.execute(
    tx,
  );
  await sql`
    update linked_applications set institutions = ${[demo.adultEducation]}::integer[]
    where id = 'formulier-maatwerk' and institutions is null`.execute(tx);
  // One of them lets a sign-in begin for the institution that was chosen here.
  await sql`
    update linked_applications set client_id = 'discimus-demo', redirect_urls = '{https://discimus.demo.schoolpoort.example/terug}',
      initiate_login_url = 'https://discimus.demo.schoolpoort.example/aanmelden'
    where id = 'discimus' and client_id is null and url like 'https://discimus.demo.%'`.execute(tx);
}
