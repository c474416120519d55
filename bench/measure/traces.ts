import pg from 'pg';

/**
 * Takes back what the measurements changed, so that the next one finds the same Flanders: rights that were given, withdrawn or came by a
 * list, and with how many looks the bell was emptied.
 */
export async function eraseTraces(ownerUrl: string, people: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'schoolpoort bench' });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query('delete from rights_lists where person_id = any ($1)', [people]);
    await client.query(`delete from rights_list_rows where list_id not in (select id from rights_lists)`);
    await client.query(`delete from rights_list_progress where list_id not in (select id from rights_lists)`);
    const { rows } = await client.query<{ id: string }>(
      `select id from grants where given_by = any ($1) or withdrawn_by = any ($1)`,
      [people],
    );
    const touched = rows.map(({ id }) => id);
    await client.query(
      `delete from audit_events where subject_kind = 'grant' and subject_id = any ($1::text[]) and actor_person_id = any ($2)`,
      [touched, people],
    );
    await client.query('delete from audit_waiting where event_id not in (select id from audit_events)');
    await client.query('delete from grants where given_by = any ($1)', [people]);
    await client.query(
      `update grants set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null where withdrawn_by = any ($1)`,
      [people],
    );
    await client.query('delete from form_keys where person_id = any ($1)', [people]);
    await client.query('delete from rate_limits');
    await client.query('update alerts set looked_until = null where person_id = any ($1)', [people]);
    await client.query('vacuum (analyze) grants, audit_events, form_keys, alerts');
  } finally {
    await client.end();
  }
}
