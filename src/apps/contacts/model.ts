/** Whom a school calls, in the order in which the sources name them (CO-1). */
export const contactKinds = [
  'school-management-team',
  'workstation',
  'verifier',
  'institution-management-team',
] as const;
export type ContactKind = (typeof contactKinds)[number];

/** A team or person of the administration that serves institutions. */
export interface Contact {
  id: string;
  kind: ContactKind;
  name: string;
  phone: string;
  email: string;
}

export interface KeptContact extends Contact {
  revision: number;
  /** How many institutions it serves. */
  institutions: number;
}

/** Whether a text can be a telephone number of a service: digits and what people write between them. */
export function isPhone(text: string): boolean {
  return /^\+?[\d\s().\-/]{6,40}$/.test(text) && text.replaceAll(/\D/g, '').length >= 3;
}
