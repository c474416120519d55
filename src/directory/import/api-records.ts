import { z } from 'zod';
import { parseEnterpriseNumber } from '#directory/enterprise-number.ts';
import type { Delivery } from '#directory/import/delivery.ts';
import type { LocationRecord, Origin, OrganisationRecord } from '#directory/import/records.ts';

// The register leaves absent fields out; null means the same. Unknown fields fall away, and with them the heads.
const text = z
  .string()
  .trim()
  .transform((value) => value || null)
  .nullish()
  .transform((value) => value ?? null);
const code = z.union([z.string(), z.number()]).transform(String);
const coded = z.object({ code: code.nullish(), omschrijving: z.string().nullish() }).nullish();
const whole = z.coerce.number<string | number>().int().positive().max(999_999);
const related = z.object({ instellingsnummer: whole.nullish() }).nullish();
const structures = z.array(z.object({ code: z.coerce.number<string | number>().int() })).nullish();
const day = z.iso
  .date()
  .or(
    z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}T/)
      .transform((value) => value.slice(0, 10)),
  )
  .nullish();
const phones = z.array(z.string()).nullish();

const organisationShape = z.object({
  instelling_nummer: whole,
  instelling_naam: text,
  instelling_naam_volledig: text,
  instelling_type: coded,
  instelling_niveau: coded,
  instelling_net: coded,
  instelling_soort_bestuur: coded,
  instelling_ondernemingsnummer: text,
  instelling_status_erkenning: coded,
  instelling_hoofdstructuur: structures,
  instelling_straatnaam: text,
  instelling_huisnummer: text,
  instelling_busnummer: text,
  instelling_postcode: text,
  instelling_gemeente: text,
  instelling_gemeente_nis: text,
  instelling_telefoon: text,
  instelling_telefoonnummers: phones,
  instelling_email: text,
  instelling_website: text,
  instelling_begindatum: day,
  instelling_einddatum: day,
  instelling_bestuur: related,
  instelling_scholengemeenschap: related,
  instelling_clb: related,
  instelling_koepel: related,
  instelling_internaat: related,
  instelling_leersteuncentrum: related,
});

const locationShape = z.object({
  instelling_nummer: whole,
  instellingslocatie_vestigingsnummer: whole,
  instellingslocatie_straatnaam: text,
  instellingslocatie_huisnummer: text,
  instellingslocatie_postcode: text,
  instellingslocatie_gemeente: text,
  instellingslocatie_gemeente_nis: text,
  gps_breedtegraad: z.number().nullish(),
  gps_lengtegraad: z.number().nullish(),
  instellingslocatie_telefoonnummers: phones,
  instellingslocatie_hoofdstructuur: structures,
});

/** Takes one record of the register's API into a delivery: a location when it has a location number, else an organisation. */
export function addApiRecord(delivery: Delivery, record: unknown, origin: Origin): void {
  const isLocation = typeof record === 'object' && record !== null && 'instellingslocatie_vestigingsnummer' in record;
  if (isLocation) addLocation(delivery, record, origin);
  else addOrganisation(delivery, record, origin);
}

function addOrganisation(delivery: Delivery, record: unknown, origin: Origin): void {
  const read = organisationShape.safeParse(record);
  if (!read.success) return delivery.rejectRow('organisations', origin, problems(read.error));
  const organisation = toOrganisation(read.data);
  if (!organisation) {
    return delivery.rejectRow(
      'organisations',
      origin,
      'instelling_naam and instelling_naam_volledig are both empty: give one of them',
    );
  }
  delivery.addOrganisation(organisation, origin);
}

function addLocation(delivery: Delivery, record: unknown, origin: Origin): void {
  const read = locationShape.safeParse(record);
  if (!read.success) return delivery.rejectRow('locations', origin, problems(read.error));
  delivery.addLocation(toLocation(read.data), origin);
}

// The full name is taken as it is: 25 namesakes carry their number in it on purpose.
function toOrganisation(row: z.output<typeof organisationShape>): OrganisationRecord | undefined {
  const name = row.instelling_naam ?? row.instelling_naam_volledig;
  if (!name) return undefined;
  return {
    id: row.instelling_nummer,
    name,
    fullName: row.instelling_naam_volledig,
    type: row.instelling_type?.code ?? null,
    level: row.instelling_niveau?.code ?? null,
    network: row.instelling_net?.omschrijving ?? null,
    boardKind: boardKind(row.instelling_soort_bestuur?.code),
    enterpriseNumber: parseEnterpriseNumber(row.instelling_ondernemingsnummer ?? '') ?? null,
    recognition: row.instelling_status_erkenning?.code ?? null,
    mainStructures: (row.instelling_hoofdstructuur ?? []).map((structure) => structure.code).sort(),
    special: null,
    street: row.instelling_straatnaam,
    houseNumber: [row.instelling_huisnummer, row.instelling_busnummer].filter(Boolean).join(' bus ') || null,
    postalCode: row.instelling_postcode,
    municipalityName: row.instelling_gemeente,
    nisCode: row.instelling_gemeente_nis,
    phone: row.instelling_telefoon ?? row.instelling_telefoonnummers?.[0] ?? null,
    email: row.instelling_email,
    website: row.instelling_website,
    from: row.instelling_begindatum ?? null,
    until: row.instelling_einddatum ?? null,
    relations: relationsOf(row),
  };
}

function relationsOf(row: z.output<typeof organisationShape>): OrganisationRecord['relations'] {
  const found = {
    board: row.instelling_bestuur?.instellingsnummer,
    'school-community': row.instelling_scholengemeenschap?.instellingsnummer,
    'guidance-centre': row.instelling_clb?.instellingsnummer,
    umbrella: row.instelling_koepel?.instellingsnummer,
    'boarding-school': row.instelling_internaat?.instellingsnummer,
    'learning-support-centre': row.instelling_leersteuncentrum?.instellingsnummer,
  };
  return Object.fromEntries(Object.entries(found).filter(([, id]) => id !== null && id !== undefined));
}

function boardKind(value: string | null | undefined): number | null {
  const kind = Number(value);
  return Number.isInteger(kind) && kind >= 1 && kind <= 9 ? kind : null;
}

function toLocation(row: z.output<typeof locationShape>): LocationRecord {
  return {
    organisation: row.instelling_nummer,
    sequence: row.instellingslocatie_vestigingsnummer,
    street: row.instellingslocatie_straatnaam,
    houseNumber: row.instellingslocatie_huisnummer,
    postalCode: row.instellingslocatie_postcode,
    municipalityName: row.instellingslocatie_gemeente,
    nisCode: row.instellingslocatie_gemeente_nis,
    latitude: row.gps_breedtegraad ?? null,
    longitude: row.gps_lengtegraad ?? null,
    phones: row.instellingslocatie_telefoonnummers ?? [],
    mainStructures: (row.instellingslocatie_hoofdstructuur ?? []).map((structure) => structure.code).sort(),
  };
}

function problems(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`).join('; ');
}
