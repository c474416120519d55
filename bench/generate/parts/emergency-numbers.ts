import { sealer } from '#platform/crypto.ts';
import { copyRows } from '../copy.ts';
import type { Row } from '../people.ts';
import { benchKey } from './keys.ts';
import type { Part } from './part.ts';
import { noteSenders } from './senders.ts';

const perInstitution = 3;

/** Sealed with the keys with which the measured website opens them. */
export const emergencyNumbers: Part = {
  name: 'emergency numbers',
  isFilled: 'exists (select from emergency_numbers)',
  tables: ['emergency_numbers', 'emergency_number_reads'],
  async fill(client, world) {
    await noteSenders(client);
    const { seal } = sealer({ nationalNumber: benchKey('number'), nationalNumberLookup: benchKey('lookup') });
    const { rows } = await client.query<{ organisationId: number; personId: string }>(
      'select organisation_id as "organisationId", person_id as "personId" from senders',
    );
    const numbers = rows.flatMap(({ organisationId, personId }) =>
      Array.from({ length: perInstitution }, (_, n): Row => [
        organisationId,
        `Directie ${n + 1}`,
        `\\x${seal(`+3247${String(organisationId * 10 + n).padStart(7, '0')}`).toString('hex')}`,
        n + 1,
        '2026-09-01',
        personId,
      ]),
    );
    const columns = 'institution_id, label, number_sealed, call_order, confirmed_on, registered_by';
    await copyRows(client, `emergency_numbers (${columns})`, numbers);
    await client.query(
      `insert into emergency_number_reads (institution_id, reader_id, reader_organisation_id, case_number, purpose, read_at)
       select organisation_id, $1, $2, 'dossier ' || n, 'Meningokokken in de tweede klas', timestamptz '2026-09-01' + make_interval(days => n)
       from senders, generate_series(1, 5) as n`,
      [world.workers.health.personId, world.administration],
    );
  },
};
