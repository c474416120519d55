import type pg from 'pg';

/** A temporary table with one portal user per institution, by name: in whose name things were sent, asked and registered. */
export async function noteSenders(client: pg.Client): Promise<void> {
  await client.query(
    `create temporary table if not exists senders as
       select distinct on (g.organisation_id) g.organisation_id, g.person_id, p.given_name || ' ' || p.family_name as name
       from grants g join persons p on p.id = g.person_id where g.entitlement_id = 'portal-user' order by g.organisation_id, g.id`,
  );
}
