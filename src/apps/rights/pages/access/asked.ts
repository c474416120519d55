import { accessAddress } from '#apps/rights/pages/addresses.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';

/** What was answered so far in Geef toegang; what is not well-formed counts as not answered. */
export interface Asked {
  organisationId: number | undefined;
  personId: string | undefined;
  wishIds: readonly string[];
  /** As typed, dd/mm/jjjj. */
  from: string | undefined;
  until: string | undefined;
}

export function readAsked(fields: Pick<URLSearchParams, 'get' | 'getAll'>): Asked {
  const person = fields.get('persoon') ?? '';
  return {
    organisationId: parseOrganisationCode(fields.get('instelling') ?? ''),
    personId: isId(person) ? person : undefined,
    wishIds: fields
      .getAll('wens')
      .filter((id) => /^[a-z-]{1,40}$/.test(id))
      .slice(0, 50),
    from: fields.get('van') ?? undefined,
    until: fields.get('tot') ?? undefined,
  };
}

/** The answers as parameters, for hidden fields or an address. */
export function askedParameters(asked: Partial<Asked>): [string, string][] {
  const single: [string, string | undefined][] = [
    ['instelling', asked.organisationId === undefined ? undefined : formatOrganisationCode(asked.organisationId)],
    ['persoon', asked.personId],
    ['van', asked.from],
    ['tot', asked.until],
  ];
  return [
    ...single.filter((entry): entry is [string, string] => Boolean(entry[1])),
    ...(asked.wishIds ?? []).map((id): [string, string] => ['wens', id]),
  ];
}

export function askedAddress(asked: Partial<Asked>): string {
  const parameters = askedParameters(asked);
  return parameters.length === 0 ? accessAddress : `${accessAddress}?${new URLSearchParams(parameters).toString()}`;
}
