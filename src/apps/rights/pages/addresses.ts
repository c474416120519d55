import { formatOrganisationCode } from '#directory/institution-number.ts';

export const base = '/gebruikersbeheer';
export const catalogueAddress = `${base}/gebruikersrechten`;
export const institutionsAddress = `${base}/instellingen`;
export const peopleAddress = `${base}/personen`;
export const giveAddress = `${base}/recht-toekennen`;

export function institutionAddress(organisationId: number, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${base}/instelling/${formatOrganisationCode(organisationId)}`, query);
}

export function personAddress(personId: string, query: Readonly<Record<string, string>> = {}): string {
  return withQuery(`${base}/persoon/${personId}`, query);
}

export function endAddress(grantId: string): string {
  return `${base}/recht/${grantId}/beeindigen`;
}

/** An address with only the parameters that say something. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const parameters = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return parameters.length === 0 ? path : `${path}?${new URLSearchParams(parameters).toString()}`;
}
