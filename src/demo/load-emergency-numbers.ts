import { sql } from 'kysely';
import type { Sealer } from '#platform/crypto.ts';
import type { Tx } from '#platform/db.ts';
import { demoPersonId } from '#demo/keys.ts';
import { demo } from '#demo/organisations.ts';
import { demoId } from '#demo/random.ts';

/** Two numbers of the head's school; the area 099 is not in use, so nobody is called by mistake. */
const demoNumbers = [
  { label: 'Directeur, gsm', phone: '+3299550101', callOrder: 1, holder: demoPersonId('directeur') },
  { label: 'Wachttelefoon van de school', phone: '+3299550102', callOrder: 2, holder: null },
];

/** Registers the numbers of the demo once; what was changed or removed by hand stays so as long as one is there. */
export async function loadDemoEmergencyNumbers(tx: Tx, sealer: Sealer, today: string): Promise<void> {
  const rows = demoNumbers.map(({ phone, ...number }) => ({
    ...number,
    id: demoId(`emergency number ${phone}`),
    sealed: sealer.seal(phone).toString('hex'),
  }));
  await sql`
    insert into emergency_numbers (id, institution_id, holder_id, label, number_sealed, call_order, confirmed_on, registered_by)
    select id, ${demo.primarySchool}, holder, label, decode(sealed, 'hex'), "callOrder", ${today}::date, ${demoPersonId('directeur')}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, holder uuid, label text, sealed text, "callOrder" smallint)
    where not exists (select 1 from emergency_numbers n where n.institution_id = ${demo.primarySchool})`.execute(tx);
}
