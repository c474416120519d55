import { sql } from 'kysely';
import { hashToken } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { demoPersonId } from '#demo/keys.ts';
import { demo } from '#demo/organisations.ts';

/** A program that keeps persons (SCIM), to try with: anyone can read its secret here, and production has no demo world. */
export const demoProgram = { clientId: 'personeelspakket-demo', clientSecret: 'iedereen-kan-dit-lezen' };

/** It acts for the head of the primary school; everything that it wants to end is held, so that nothing of the demo is lost. */
export async function loadDemoPrograms(tx: Tx): Promise<void> {
  await sql`
    insert into machine_clients (client_id, name, purpose, secret_hash, responsible_id, target_group, hold_percent)
    values (${demoProgram.clientId}, 'Personeelspakket', 'scim', ${hashToken(demoProgram.clientSecret)}, ${demoPersonId('directeur')}, 'OV', 0)
    on conflict (client_id) do nothing`.execute(tx);
  await sql`
    insert into machine_scopes (client_id, organisation_id) values (${demoProgram.clientId}, ${demo.primarySchool})
    on conflict do nothing`.execute(tx);
}
