import type { GrantInput } from '#apps/rights/inputs.ts';
import { giveAddress } from '#apps/rights/pages/addresses.ts';
import { chosenEnd } from '#apps/rights/pages/end-date.tsx';
import { parseDay } from '#apps/rights/period.ts';
import { formatOrganisationCode, parseOrganisationCode } from '#directory/institution-number.ts';
import { isId } from '#platform/ids.ts';

/** What was answered so far. The address carries it, so that the back button and a browser without script do as expected. */
export interface Wish {
  organisationId: number | undefined;
  personId: string | undefined;
  entitlementId: string | undefined;
  contexts: readonly string[];
  /** As typed, dd/mm/jjjj. */
  from: string | undefined;
  until: string | undefined;
  /** The details were sent on to be confirmed. */
  confirms: boolean;
}

type Fields = Pick<URLSearchParams, 'get' | 'getAll'>;

/** Reads the answers from an address or a sent form; what is not well-formed counts as not answered. */
export function readWish(fields: Fields): Wish {
  const person = fields.get('persoon') ?? '';
  const entitlement = fields.get('recht') ?? '';
  const chosen = chosenEnd(fields);
  return {
    organisationId: parseOrganisationCode(fields.get('instelling') ?? ''),
    personId: isId(person) ? person : undefined,
    entitlementId: /^[a-z-]{1,60}$/.test(entitlement) ? entitlement : undefined,
    contexts: fields.getAll('context').slice(0, 50),
    from: fields.get('van') ?? undefined,
    until: chosen ?? fields.get('tot') ?? undefined,
    confirms: fields.get('stap') === '3' && chosen === undefined,
  };
}

/** The fields of a sent form as texts. */
export function textsOf(form: FormData): URLSearchParams {
  return new URLSearchParams([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** The answers as parameters, to be kept in hidden fields or an address. */
export function parametersOf(wish: Partial<Wish>): [string, string][] {
  const single: [string, string | undefined][] = [
    ['instelling', wish.organisationId === undefined ? undefined : formatOrganisationCode(wish.organisationId)],
    ['persoon', wish.personId],
    ['recht', wish.entitlementId],
    ['van', wish.from],
    ['tot', wish.until],
  ];
  return [
    ...single.filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
    ...(wish.contexts ?? []).map((context): [string, string] => ['context', context]),
  ];
}

export function wishAddress(wish: Partial<Wish>): string {
  const parameters = parametersOf(wish);
  return parameters.length === 0 ? giveAddress : `${giveAddress}?${new URLSearchParams(parameters).toString()}`;
}

export type WishFault = { field: 'van' | 'tot' };

/** A complete wish with its days understood, or the fields that are not. */
export function completeWish(wish: Wish): { input: GrantInput } | { faults: WishFault[] } | null {
  const { organisationId, personId, entitlementId, contexts } = wish;
  if (organisationId === undefined || !personId || !entitlementId) return null;
  const from = parseDay(wish.from ?? '');
  const until = parseDay(wish.until ?? '');
  if (from !== undefined && until !== undefined)
    return { input: { organisationId, personId, entitlementId, contexts: [...contexts], from, until } };
  return {
    faults: [
      ...(from === undefined ? [{ field: 'van' } as const] : []),
      ...(until === undefined ? [{ field: 'tot' } as const] : []),
    ],
  };
}
