import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import { demoOrganisations } from '#demo/organisations.ts';
import { demoId } from '#demo/random.ts';

/** An invented team or person, and the levels whose institutions it serves. */
const demoContacts = [
  { kind: 'school-management-team', name: 'Schoolbeheerteam Basisonderwijs Antwerpen', levels: [1] },
  { kind: 'school-management-team', name: 'Schoolbeheerteam Secundair onderwijs Antwerpen', levels: [2] },
  { kind: 'workstation', name: 'Werkstation 7', levels: [1] },
  { kind: 'workstation', name: 'Werkstation 12', levels: [2, 3, 4, 5] },
  { kind: 'verifier', name: 'Ludo Keersmaekers', levels: [1] },
  { kind: 'verifier', name: 'Hanne Vercauterenbos', levels: [2, 3, 5] },
  { kind: 'institution-management-team', name: 'Instellingsbeheerteam DKO en CLB', levels: [3, 4] },
  { kind: 'institution-management-team', name: 'Instellingsbeheerteam Volwassenen en hoger onderwijs', levels: [6, 7] },
] as const;

/** Gives the institutions of the demo their contacts; what was changed by hand stays. */
export async function loadDemoContacts(tx: Tx): Promise<void> {
  const rows = demoContacts.map(({ kind, name }, index) => ({
    id: demoId(`contact ${name}`),
    kind,
    name,
    phone: `099 55 ${String(10 + index)} 00`,
    email: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@demo.schoolpoort.example`,
  }));
  await sql`
    insert into contacts (id, kind, name, phone, email)
    select id, kind, name, phone, email
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, kind text, name text, phone text, email text)
    on conflict do nothing`.execute(tx);
  const links = demoContacts.flatMap(({ kind, name, levels }) =>
    demoOrganisations
      .filter((organisation) => organisation.levels.some((level) => (levels as readonly number[]).includes(level)))
      .map((organisation) => ({ institution: organisation.id, kind, contact: demoId(`contact ${name}`) })),
  );
  await sql`
    insert into institution_contacts (institution_id, kind, contact_id)
    select institution, kind, contact
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as r (institution integer, kind text, contact uuid)
    where exists (select 1 from contacts c where c.id = contact and c.kind = r.kind)
    on conflict do nothing`.execute(tx);
}
