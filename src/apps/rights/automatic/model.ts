import type { GrantCause } from '#apps/rights/model.ts';

/** A right that heads of an institution do not get by themselves, since when and why; ended when it was switched on again. */
export interface SwitchedOff {
  id: string;
  entitlementId: string;
  since: string;
  /** Names of people out of sight are null. */
  by: string | null;
  reason: string;
  endedOn: string | null;
  endedBy: string | null;
  endedReason: string | null;
}

/** Somebody whom a switch touches, with what he holds of the right today; no cause: nothing. */
export interface Holder {
  personId: string;
  givenName: string;
  familyName: string;
  cause: GrantCause | null;
}

export type SwitchTo = 'off' | 'on';

export type SwitchObstacle =
  /** R8: the institution would be left without a head local administrator. */
  | 'last-head-admin'
  /** R3: nobody gives himself an administrator right, nor by a switch; another administrator must. */
  | 'own-admin-right';

/** Whether somebody gets the right when it is switched on: a head who holds nothing of it. */
export const gains = ({ cause }: Holder): boolean => cause === null;

/** Whether somebody loses the right when it is switched off; a deputy loses it with the right he stands for. */
export const loses = ({ cause }: Holder): boolean => cause === 'automatic' || cause === 'deputy';
