import type { GrantCause } from '#apps/rights/model.ts';

/** Somebody with something at the old institution. */
interface OfPerson {
  id: string;
  personId: string;
  givenName: string;
  familyName: string;
}

export interface RelationRow extends OfPerson {
  kind: 'relation';
  targetGroup: string;
  category: string;
  /** First and last day; null where there is none. */
  from: string | null;
  until: string | null;
}

export interface GrantRow extends OfPerson {
  kind: 'grant';
  entitlementId: string;
  contexts: readonly string[];
  cause: GrantCause;
  from: string;
  until: string;
}

/** A theme that was ticked; it hangs on a right of portal user of the old institution. */
export interface ThemeRow extends OfPerson {
  kind: 'theme';
  levelId: number;
  themeId: number;
}

/** One thing that somebody has at the old institution; each stands in the proposal exactly once (R21). */
export type MergerRow = RelationRow | GrantRow | ThemeRow;

/** Why something is not carried over; each says what to do instead. */
export type StayReason =
  | 'not-chosen'
  /** The automatic rights of a head come from the register (R16). */
  | 'follows-assignment'
  /** A deputy stands in for what somebody has at the old institution. */
  | 'follows-deputyship'
  | 'not-in-catalogue'
  | 'other-target-group'
  | 'context-unknown'
  | 'context-missing'
  /** No relation with the new institution, and none is opened. */
  | 'no-relation'
  | 'too-far-away'
  /** It would end before it begins: the period of the right, the giver's end or the relation leave no day. */
  | 'no-days-left'
  /** R3: another administrator must. */
  | 'own-admin-right'
  | 'not-yours'
  /** Every theme of an institution with levels that the old one did not have would be more than was held. */
  | 'more-levels'
  | 'level-missing'
  /** Only a portal administrator of the new institution ticks its themes (TH-7). */
  | 'needs-portal-admin'
  | 'no-right'
  | 'second-person';

export type Fate =
  /** `cut`: it ends sooner than at the old institution. */
  | { fate: 'moves'; from: string; until: string | null; cut: boolean }
  | { fate: 'held' }
  | { fate: 'stays'; reason: StayReason };

export interface JudgedRow {
  row: MergerRow;
  fate: Fate;
}

/** A row as it is kept once it was decided, without names. */
export type KeptRow = (
  | Pick<RelationRow, 'kind' | 'id' | 'personId' | 'category'>
  | Pick<GrantRow, 'kind' | 'id' | 'personId' | 'entitlementId' | 'contexts'>
  | Pick<ThemeRow, 'kind' | 'id' | 'personId' | 'levelId' | 'themeId'>
) &
  Fate;

export const keyOf = ({ kind, id }: { kind: string; id: string }): string => `${kind}:${id}`;

export type Counts = Record<Fate['fate'], number>;

export function countFates(fates: readonly Pick<Fate, 'fate'>[]): Counts {
  const of = (fate: Fate['fate']): number => fates.filter((one) => one.fate === fate).length;
  return { moves: of('moves'), held: of('held'), stays: of('stays') };
}
