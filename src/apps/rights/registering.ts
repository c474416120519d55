import { genderOf, readNationalNumber, type NationalNumberProblem } from '#directory/national-number.ts';

export const genders = ['female', 'male', 'unknown'] as const;
export type Gender = (typeof genders)[number];

/** The kinds of relation that a school makes. Medewerker and the outsiders are found in the sources, the others follow from 003. */
export const categories = ['Medewerker', 'Ondersteuner', 'Extern', 'Occasioneel'] as const;

/** Who somebody is, as it was typed; days as YYYY-MM-DD, or null where none could be read. */
export interface TypedIdentity {
  number: string;
  givenName: string;
  familyName: string;
  gender: Gender | null;
  birthDate: string | null;
}

export type IdentityFault =
  | { field: 'number'; kind: NationalNumberProblem }
  | { field: 'givenName' | 'familyName' | 'gender' | 'birthDate'; kind: 'missing' }
  | { field: 'birthDate'; kind: 'in-future' }
  /** The number says another day than was typed; both must be looked at. */
  | { field: 'birthDate'; kind: 'not-of-number'; birthDate: string }
  | { field: 'gender'; kind: 'not-of-number'; gender: 'female' | 'male' };

/** What is wrong with somebody's identity: check digits, and what the number says of birth and gender (RI-1, R17). */
export function identityFaults(typed: TypedIdentity, today: string): IdentityFault[] {
  const read = readNationalNumber(typed.number);
  return [
    ...(read.valid ? [] : [{ field: 'number', kind: read.problem } as const]),
    ...(typed.familyName === '' ? [{ field: 'familyName', kind: 'missing' } as const] : []),
    ...(typed.givenName === '' ? [{ field: 'givenName', kind: 'missing' } as const] : []),
    ...genderFaults(typed, read.valid ? genderOf(read.number) : undefined),
    ...birthFaults(typed, read.valid ? read.number.birthDate : undefined, today),
  ];
}

function genderFaults({ gender }: TypedIdentity, said: 'female' | 'male' | undefined): IdentityFault[] {
  if (!gender) return [{ field: 'gender', kind: 'missing' }];
  return said && said !== gender ? [{ field: 'gender', kind: 'not-of-number', gender: said }] : [];
}

function birthFaults({ birthDate }: TypedIdentity, said: string | undefined, today: string): IdentityFault[] {
  if (birthDate === null) return [{ field: 'birthDate', kind: 'missing' }];
  if (birthDate > today) return [{ field: 'birthDate', kind: 'in-future' }];
  return said && said !== birthDate ? [{ field: 'birthDate', kind: 'not-of-number', birthDate: said }] : [];
}

/** How somebody is linked to an institution: from when, until when (null: open), and with which right at once. */
export interface LinkWish {
  organisationId: number;
  category: string;
  from: string;
  until: string | null;
  /** Gebruiker or (collega-)beheerder of the institution (001), or nothing yet. */
  right: { entitlementId: string; until: string } | null;
}

/** Relations begin at most so many days ahead or back: what lies further is a typing error. */
export const farthestDays = 366;
