/** One right of the catalogue (RI-2). The catalogue is data; code names a right only where a rule of the sources does. */
export interface Entitlement {
  id: string;
  name: string;
  category: string;
  owner: string;
  targetGroups: readonly string[];
  description: string;
  contexts: readonly string[];
  contextsRequired: boolean;
  isAdmin: boolean;
  automaticForHead: boolean;
  /** Longest period of one grant; null: no limit is known. */
  maxMonths: number | null;
  endOffsetDays: number;
  validFrom: string;
  validUntil: string | null;
  /** Whether a deputy can have it. */
  deputisable: boolean;
}

/** Who may give what (rights 4.2). */
export interface Delegation {
  giver: string;
  given: string;
  /** The helpdesk's condition: only where no head local administrator is left (R5). */
  onlyWithoutHeadAdmin: boolean;
}

/** A work relation that runs or will run, through which a right can be given. */
export interface RunningRelation {
  id: string;
  personId: string;
  organisationId: number;
  targetGroup: string;
  /** First day, or null when it was always there. */
  from: string | null;
  /** Last day, or null when it is open. */
  until: string | null;
}

/** What an administrator wants to give to whom, for which organisation, from when to when. */
export interface GrantWish {
  entitlement: Entitlement;
  organisationId: number;
  contexts: readonly string[];
  from: string;
  until: string;
}

/** What is known of person and organisation at this instant. */
export interface GrantFacts {
  relation: RunningRelation;
  /** Whether the organisation has a head local administrator whose right is active today (R5). */
  hasHeadAdmin: boolean;
  /** The board that was asked to name one, where there is none. */
  askedBoardId?: number | null;
}

/**
 * Why a right cannot end later: its own longest period, the giver's end (RI-11), the person's relation, the catalogue, or a
 * later right of the same kind, for two never overlap.
 */
export type Limit = 'longest-period' | 'giver' | 'relation' | 'catalogue' | 'next-right';

/** What a person can mend or must know; shown beside the field it belongs to. */
export type GrantObstacle =
  | { kind: 'own-admin-right' }
  | { kind: 'other-target-group' }
  | { kind: 'begins-in-past' }
  | { kind: 'begins-before-relation'; from: string }
  | { kind: 'not-yet-in-catalogue'; from: string }
  | { kind: 'ends-before-begin' }
  | { kind: 'ends-too-late'; latest: string; because: Limit }
  | { kind: 'context-missing' }
  | { kind: 'context-unknown' };

/** Where a right comes from; `deputy`: its holder replaces somebody who has it. */
export type GrantCause = 'automatic' | 'manual' | 'imported' | 'deputy';

/** A grant as administrators see it. */
export interface GrantOfPerson {
  id: string;
  personId: string;
  entitlementId: string;
  organisationId: number;
  from: string;
  until: string;
  cause: GrantCause;
}

/** How a right ends: with today or a later day as its last, or at once. */
export type EndMode = 'today' | 'later' | 'at-once';

export type EndObstacle =
  /** An automatic right follows its cause and nothing else (R16). */
  | { kind: 'follows-assignment' }
  /** A deputy's right ends with the deputyship and with what it stands for. */
  | { kind: 'follows-deputyship' }
  /** R8: the institution would be left without a head local administrator. */
  | { kind: 'last-head-admin' }
  /** It ended, was withdrawn, or ends today already. */
  | { kind: 'already-ended' }
  /** A right that has not begun can only be withdrawn. */
  | { kind: 'not-begun' }
  /** The chosen day is not later than today, or the right ends by then already. */
  | { kind: 'not-later' }
  | { kind: 'not-sooner' };

export type ProlongObstacle =
  /** R3: another administrator must. */
  | { kind: 'own-admin-right' }
  | { kind: 'follows-assignment' }
  | { kind: 'follows-deputyship' }
  /** What ended is given anew, not prolonged (R13). */
  | { kind: 'already-ended' }
  /** The right does not exist any more. */
  | { kind: 'not-in-catalogue' }
  /** It ends as late as it may already. */
  | { kind: 'at-its-latest'; latest: string; because: Limit }
  | { kind: 'not-later'; until: string }
  | { kind: 'ends-too-late'; latest: string; because: Limit };

/** `closed`: the relation through which it could be given ended. */
export type RequestState = 'open' | 'granted' | 'refused' | 'withdrawn' | 'closed';

/** Why something cannot be asked; each says what to do instead. */
export type AskObstacle =
  /** No running relation with the institution or its board: somebody must register the person first. */
  | { kind: 'no-relation' }
  | { kind: 'has-already' }
  /** The same was asked and is not decided yet. */
  | { kind: 'asked-already' }
  /** Refused not long ago. */
  | { kind: 'refused-recently'; again: string }
  | { kind: 'too-many-open'; most: number }
  /** Nobody could decide. */
  | { kind: 'nobody' }
  | { kind: 'other-target-group' }
  | { kind: 'ends-before-today' }
  | { kind: 'ends-too-late'; latest: string }
  | { kind: 'context-missing' }
  | { kind: 'reason-missing' };

export const portalUser = 'portal-user';
export const portalAdmin = 'portal-admin';
export const headAdmin = 'head-local-admin';
