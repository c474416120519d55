import { createHash } from 'node:crypto';
import type { LevelId } from '#directory/levels.ts';
import type { OrganisationKind, RelationKind } from '#directory/organisations.ts';

/** Where a row stood, so that a person finds it: `page-1.json`, `record 12`. */
export interface Origin {
  readonly file: string;
  readonly at: string;
}

export interface Address {
  readonly street: string | null;
  readonly houseNumber: string | null;
  readonly postalCode: string | null;
  readonly municipalityName: string | null;
  /** As delivered, also when a merger has replaced it since. */
  readonly nisCode: string | null;
}

/** An organisation as its source delivers it. Heads are personal data and have no place here. */
export interface OrganisationRecord extends Address {
  readonly id: number;
  readonly name: string;
  readonly fullName: string | null;
  /** Type of the register; 300 is a board. */
  readonly type: string | null;
  /** Level of the register: BAO, SO, … */
  readonly level: string | null;
  readonly network: string | null;
  readonly boardKind: number | null;
  readonly enterpriseNumber: string | null;
  readonly recognition: string | null;
  readonly mainStructures: readonly number[];
  readonly special: boolean | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly from: string | null;
  /** Last day, included. */
  readonly until: string | null;
  /** Undefined: this source does not know relations, and leaves them as they are. */
  readonly relations: Readonly<Partial<Record<RelationKind, number>>> | undefined;
}

export interface LocationRecord extends Address {
  readonly organisation: number;
  readonly sequence: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly phones: readonly string[];
  readonly mainStructures: readonly number[];
}

/** A record with everything that follows from the rest of its delivery. */
export interface SettledOrganisation extends OrganisationRecord {
  readonly kind: OrganisationKind;
  readonly levels: readonly LevelId[];
  readonly isSpecial: boolean;
}

/** Equal rows have equal fingerprints, whatever the order of their fields. */
export function fingerprint(record: object): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(record)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
