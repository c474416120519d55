/** A role of the access gateway in the form `Entitlement-context:organisation` (the "3D" form), or without context. */
export interface RoleClaim {
  /** The right as the gateway names it. */
  role: string;
  context: string | null;
  organisation: string;
}

/** Writes a role as the gateway does; names that could be read two ways are refused, so that decoding is the inverse (R22). */
export function encodeRole(claim: RoleClaim): string {
  if (/[-:]/.test(claim.role) || claim.role === '') throw new Error('a role name holds no "-" and no ":"');
  if (claim.context === '' || claim.context?.includes(':')) throw new Error('a context holds no ":" and is not empty');
  if (!/^[0-9A-Z]+$/i.test(claim.organisation)) throw new Error('an organisation code holds letters and digits only');
  return `${claim.role}${claim.context === null ? '' : `-${claim.context}`}:${claim.organisation}`;
}

/** Reads a role of the gateway; null when it does not have the form. */
export function decodeRole(text: string): RoleClaim | null {
  const parts = /^([^-:]+)(?:-([^:]+))?:([0-9A-Z]+)$/i.exec(text);
  if (!parts) return null;
  return { role: parts[1] ?? '', context: parts[2] ?? null, organisation: parts[3] ?? '' };
}

/** The key of an organisation code: an institution number compares as integer, an OVO code stands above a million (R19). */
export function organisationKey(code: string): number | null {
  if (/^\d{1,6}$/.test(code)) return Number(code) || null;
  const ovo = /^OVO(\d{6})$/i.exec(code);
  return ovo ? 1_000_000 + Number(ovo[1]) : null;
}
