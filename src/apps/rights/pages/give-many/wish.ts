import type { ManyInput } from '#apps/rights/inputs.ts';
import { manyAddress } from '#apps/rights/pages/addresses.ts';
import { chosenEnd } from '#apps/rights/pages/end-date.tsx';
import { parametersOf, readWish, type Wish } from '#apps/rights/pages/give/wish.ts';
import { parseDay } from '#apps/rights/period.ts';
import { isId } from '#platform/ids.ts';

/** What was answered so far, as for one person; the people are a selection that the address names. */
export interface ManyWish extends Omit<Wish, 'personId'> {
  selection: string | undefined;
  /** Choosing the right has begun. */
  choosesRight: boolean;
}

export function readManyWish(fields: Pick<URLSearchParams, 'get' | 'getAll'>): ManyWish {
  const { personId: _, ...wish } = readWish(fields);
  const selection = fields.get('keuze') ?? '';
  const step = fields.get('stap');
  return {
    ...wish,
    selection: isId(selection) ? selection : undefined,
    choosesRight: step === '2' || step === '3' || chosenEnd(fields) !== undefined,
  };
}

/** The answers as parameters, with the step that they lead to. */
export function manyParameters(wish: Partial<ManyWish>, step: 1 | 2 | 3): [string, string][] {
  return [
    ...parametersOf(wish),
    ...(wish.selection ? [['keuze', wish.selection] as [string, string]] : []),
    ...(step === 1 ? [] : [['stap', String(step)] as [string, string]]),
  ];
}

export function manyWishAddress(wish: Partial<ManyWish>, step: 1 | 2 | 3): string {
  return `${manyAddress}?${new URLSearchParams(manyParameters(wish, step)).toString()}`;
}

/** A complete wish with its days understood, or the fields that are not; null while something was not answered. */
export function completeMany(
  wish: ManyWish,
  personIds: readonly string[],
): { input: ManyInput } | { unreadable: ('van' | 'tot')[] } | null {
  const { organisationId, entitlementId, contexts } = wish;
  if (organisationId === undefined || !entitlementId || personIds.length === 0) return null;
  const from = parseDay(wish.from ?? '');
  const until = parseDay(wish.until ?? '');
  if (from !== undefined && until !== undefined)
    return {
      input: { organisationId, entitlementId, personIds: [...personIds], contexts: [...contexts], from, until },
    };
  return {
    unreadable: [...(from === undefined ? ['van' as const] : []), ...(until === undefined ? ['tot' as const] : [])],
  };
}
