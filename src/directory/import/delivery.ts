import { isSpecial, levelsOf } from '#directory/levels.ts';
import { formatInstitutionNumber } from '#directory/institution-number.ts';
import {
  fingerprint,
  type LocationRecord,
  type Origin,
  type OrganisationRecord,
  type SettledOrganisation,
} from '#directory/import/records.ts';
import { emptyTally, type Rejection, type Tally } from '#directory/import/report.ts';
import type { OrganisationKind, RelationKind } from '#directory/organisations.ts';

interface Kept<Row> {
  readonly row: Row;
  readonly fingerprint: string;
  readonly origin: Origin;
}

/** Everything one import reads, before anything is written: rows in memory, a few megabytes for the whole of Flanders. */
export class Delivery {
  readonly source: string;
  readonly organisations = new Map<number, Kept<OrganisationRecord>>();
  readonly locations = new Map<string, Kept<LocationRecord>>();
  readonly rejections: Rejection[] = [];
  readonly notes: string[] = [];
  readonly tallies: { organisations: Tally; locations: Tally } = {
    organisations: emptyTally(),
    locations: emptyTally(),
  };

  constructor(source: string) {
    this.source = source;
  }

  addOrganisation(row: OrganisationRecord, origin: Origin): void {
    this.tallies.organisations.read += 1;
    this.#keep(this.organisations, row.id, { row, fingerprint: fingerprint(row), origin }, 'organisations');
  }

  addLocation(row: LocationRecord, origin: Origin): void {
    this.tallies.locations.read += 1;
    const key = `${row.organisation}/${row.sequence}`;
    this.#keep(this.locations, key, { row, fingerprint: fingerprint(row), origin }, 'locations');
  }

  /** A row that could not even be read. */
  rejectRow(kind: 'organisations' | 'locations', origin: Origin, reason: string): void {
    this.tallies[kind].read += 1;
    this.reject(kind, origin, reason);
  }

  reject(kind: 'organisations' | 'locations', origin: Origin, reason: string): void {
    this.tallies[kind].rejected += 1;
    this.rejections.push({ ...origin, reason });
  }

  // Two queries of the register may deliver the same row; only rows that contradict each other are an error.
  #keep<Key, Row>(map: Map<Key, Kept<Row>>, key: Key, kept: Kept<Row>, kind: 'organisations' | 'locations'): void {
    const earlier = map.get(key);
    if (!earlier) {
      map.set(key, kept);
    } else if (earlier.fingerprint === kept.fingerprint) {
      this.tallies[kind].unchanged += 1;
    } else {
      const { file, at } = earlier.origin;
      this.reject(
        kind,
        kept.origin,
        `${nameOf(key)} was already read from ${file}, ${at}, with other values: remove one of the two`,
      );
    }
  }
}

function nameOf(key: unknown): string {
  return typeof key === 'number' ? `institution ${formatInstitutionNumber(key)}` : `location ${String(key)}`;
}

const groupingKinds: readonly RelationKind[] = [
  'school-community',
  'umbrella',
  'guidance-centre',
  'boarding-school',
  'learning-support-centre',
];

/**
 * Derives kind and levels, which no single field tells. Type 300 and level SB are boards, levels CLB and INTERNAAT centres and
 * boarding schools; what others name as their community, umbrella or learning support centre is one; what has an education
 * level is an institution; the rest is `other`.
 */
export function settle(delivery: Delivery): Map<number, SettledOrganisation> {
  const structures = structuresOfLocations(delivery);
  const named = kindsByReference(delivery);
  const settled = new Map<number, SettledOrganisation>();
  for (const { row } of delivery.organisations.values()) {
    const mainStructures =
      row.mainStructures.length > 0 ? row.mainStructures : [...(structures.get(row.id) ?? [])].sort();
    const levels = levelsOf(row.level ?? undefined, mainStructures);
    const kind = kindOf(row, levels.length > 0, named.get(row.id));
    const special = row.special ?? mainStructures.some(isSpecial);
    settled.set(row.id, { ...row, mainStructures, kind, levels: kind === 'board' ? [] : levels, isSpecial: special });
  }
  return settled;
}

function kindOf(row: OrganisationRecord, hasLevel: boolean, named: OrganisationKind | undefined): OrganisationKind {
  if (row.type === '300' || row.level === 'SB') return 'board';
  if (row.level === 'CLB') return 'guidance-centre';
  if (row.level === 'INTERNAAT') return 'boarding-school';
  if (named) return named;
  return hasLevel ? 'institution' : 'other';
}

function kindsByReference(delivery: Delivery): Map<number, OrganisationKind> {
  const kinds = new Map<number, OrganisationKind>();
  for (const { row } of delivery.organisations.values()) {
    for (const kind of groupingKinds) {
      const id = row.relations?.[kind];
      if (id !== undefined) kinds.set(id, kind as OrganisationKind);
    }
  }
  return kinds;
}

function structuresOfLocations(delivery: Delivery): Map<number, Set<number>> {
  const structures = new Map<number, Set<number>>();
  for (const { row } of delivery.locations.values()) {
    const known = structures.get(row.organisation) ?? new Set();
    row.mainStructures.forEach((code) => known.add(code));
    structures.set(row.organisation, known);
  }
  return structures;
}
