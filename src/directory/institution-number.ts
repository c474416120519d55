/** Institution numbers compare as integers (R19) and have no check digit; rights screens show six digits. */
export type InstitutionNumber = number;

const largest = 999_999;

/** Reads `034793`, `34793` or `034 793`; undefined when it is not an institution number. */
export function parseInstitutionNumber(text: string): InstitutionNumber | undefined {
  const digits = text.replace(/[\s\u00a0.]/g, '');
  if (!/^\d{1,9}$/.test(digits)) return undefined;
  const number = Number(digits);
  return number >= 1 && number <= largest ? number : undefined;
}

/** `34793` as `034793`. */
export function formatInstitutionNumber(number: InstitutionNumber): string {
  return String(number).padStart(6, '0');
}

const administrationBase = 1_000_000;

/** Bodies of the administration have an OVO code instead of a number; both share one key. */
export function isAdministration(organisationId: number): boolean {
  return organisationId >= administrationBase;
}

/** The key of a body of the administration: `OVO001835` is 1 001 835. */
export function administrationId(ovoCode: string): number | undefined {
  const match = /^OVO(\d{6})$/.exec(ovoCode.trim().toUpperCase());
  return match ? administrationBase + Number(match[1]) : undefined;
}

/** How an organisation is called by its code: six digits, or the OVO code for the administration. */
export function formatOrganisationCode(organisationId: number): string {
  if (!isAdministration(organisationId)) return formatInstitutionNumber(organisationId);
  return `OVO${String(organisationId - administrationBase).padStart(6, '0')}`;
}

/** The reverse of `formatOrganisationCode`, as claims of the access gateway carry it. */
export function parseOrganisationCode(text: string): number | undefined {
  return administrationId(text) ?? parseInstitutionNumber(text);
}
