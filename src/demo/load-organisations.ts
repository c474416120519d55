import { sql } from 'kysely';
import type { Tx } from '#platform/db.ts';
import { existence } from '#demo/calendar.ts';
import { demoOrganisations, type DemoOrganisation } from '#demo/organisations.ts';
import { daysOf, schoolYearOf } from '#directory/school-year.ts';

/** Stores the organisations, levels, locations and relations of the demo world; what is there stays. */
export async function loadDemoOrganisations(tx: Tx, today: string): Promise<void> {
  await storeOrganisations(tx, today);
  await storeLevels(tx);
  await storeLocations(tx);
  await storeRelations(tx, today);
}

async function storeOrganisations(tx: Tx, today: string): Promise<void> {
  const rows = demoOrganisations.map((organisation) => organisationRow(organisation, today));
  await sql`
    insert into organisations (id, kind, name, ovo_code, enterprise_number, board_kind, network, main_structures, special,
      recognition, street, house_number, postal_code, municipality_name, nis_code, phone, email, website, valid, source)
    select id, kind, name, ovo_code, enterprise_number, board_kind, network, main_structures, special,
      'E', street, house_number, postal_code, municipality_name, nis_code, phone, email, website, valid, 'demo'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id integer, kind text, name text, ovo_code text, enterprise_number text, board_kind smallint, network text,
      main_structures smallint[], special boolean, street text, house_number text, postal_code text,
      municipality_name text, nis_code text, phone text, email text, website text, valid daterange)
    on conflict (id) do update set valid = excluded.valid
    where organisations.source = 'demo' and organisations.valid <> excluded.valid
  `.execute(tx);
}

function organisationRow(organisation: DemoOrganisation, today: string): Record<string, unknown> {
  return {
    id: organisation.id,
    kind: organisation.kind,
    name: organisation.name,
    ovo_code: organisation.ovoCode ?? null,
    enterprise_number: organisation.enterpriseNumber ?? null,
    board_kind: organisation.boardKind ?? null,
    network: organisation.network ?? null,
    main_structures: organisation.mainStructures,
    special: organisation.mainStructures.some((code) => Math.floor(code / 10) % 10 === 2),
    street: organisation.street,
    house_number: organisation.houseNumber,
    postal_code: organisation.place.postalCode,
    municipality_name: organisation.place.name,
    nis_code: organisation.place.nis,
    phone: demoPhone(organisation.id),
    email: `${organisation.id}@demo.schoolpoort.example`,
    website: null,
    valid: existence(organisation.closedYearsAgo, today),
  };
}

/** The area 099 is not in use, so nobody is called by mistake. */
export function demoPhone(number: number): string {
  const digits = String(number % 1_000_000).padStart(6, '0');
  return `099 ${digits.slice(0, 2)} ${digits.slice(2, 4)} ${digits.slice(4)}`;
}

async function storeLevels(tx: Tx): Promise<void> {
  const rows = demoOrganisations.flatMap(({ id, levels }) => levels.map((level) => ({ id, level })));
  await sql`
    insert into organisation_levels (organisation_id, level_id)
    select id, level from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id integer, level smallint)
    on conflict do nothing
  `.execute(tx);
}

async function storeLocations(tx: Tx): Promise<void> {
  const rows = demoOrganisations
    .filter((organisation) => organisation.levels.length > 0)
    .flatMap((organisation) =>
      Array.from({ length: organisation.locations }, (_, index) => locationRow(organisation, index + 1)),
    );
  await sql`
    insert into locations (organisation_id, sequence, street, house_number, postal_code, municipality_name, nis_code, phones,
      main_structures, source)
    select organisation_id, sequence, street, house_number, postal_code, municipality_name, nis_code, phones, main_structures, 'demo'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      organisation_id integer, sequence integer, street text, house_number text, postal_code text, municipality_name text,
      nis_code text, phones text[], main_structures smallint[])
    on conflict do nothing
  `.execute(tx);
}

function locationRow(organisation: DemoOrganisation, sequence: number): Record<string, unknown> {
  return {
    organisation_id: organisation.id,
    sequence,
    street: organisation.street,
    house_number: String(Number(organisation.houseNumber) + (sequence - 1) * 7),
    postal_code: organisation.place.postalCode,
    municipality_name: organisation.place.name,
    nis_code: organisation.place.nis,
    phones: [demoPhone(organisation.id)],
    main_structures: organisation.mainStructures,
  };
}

async function storeRelations(tx: Tx, today: string): Promise<void> {
  const rows = demoOrganisations.flatMap(({ id, board, community, guidanceCentre, successor }) => [
    ...(board ? [{ id, kind: 'board', related: board }] : []),
    ...(community ? [{ id, kind: 'school-community', related: community }] : []),
    ...(guidanceCentre ? [{ id, kind: 'guidance-centre', related: guidanceCentre }] : []),
    ...(successor ? [{ id, kind: 'successor', related: successor, from: daysOf(schoolYearOf(today)).first }] : []),
  ]);
  await sql`
    insert into organisation_relations (organisation_id, kind, related_id, period, source)
    select r.id, r.kind, r.related, daterange(coalesce(r."from", '2010-09-01'), null), 'demo'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id integer, kind text, related integer, "from" date)
    where not exists (
      select 1 from organisation_relations known where known.organisation_id = r.id and known.kind = r.kind
    )
  `.execute(tx);
}
